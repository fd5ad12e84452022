/**
 * The pictures of a fleet from its findings, each with its heading, what it lacks, and the sentence that stands where it has nobody to show.
 * Pure; the frames around them are the view's.
 */
import { fleetBrowsers } from '../charts/fleet-browsers.ts';
import { fleetEfficiency } from '../charts/fleet-efficiency.ts';
import { fleetHistogram } from '../charts/fleet-histogram.ts';
import type { NameOf } from '../charts/fleet-marks.ts';
import { fleetReported } from '../charts/fleet-reported.ts';
import type { Picture } from '../charts/picture.ts';
import type { FleetColumns } from '../results/fleet/fleet-columns.ts';
import type { FleetFindings } from '../results/fleet/fleet-findings.ts';
import { emptySentence, picturedNote } from './fleet-words.ts';

export type FleetFigureId = 'effective' | 'reported' | 'efficiency' | 'browsers';

/** What the first histogram counts. */
export type Counting = 'cores' | 'share';

export interface FleetFigure {
  readonly id: FleetFigureId;
  readonly heading: string;
  readonly note: string;
  readonly picture: Picture | null;
  readonly waiting: string;
}

interface Given {
  readonly findings: FleetFindings;
  readonly columns: FleetColumns;
  readonly counting: Counting;
  readonly nameOf: NameOf;
}

function effective({ findings, counting, nameOf }: Given): FleetFigure {
  const shown = counting === 'cores' ? findings.effective : findings.share;
  const { bins, spread } = shown;
  const axis = counting === 'cores' ? 'effective cores' : 'effective ÷ reported cores';
  return {
    id: 'effective',
    heading: counting === 'cores' ? 'What the cores are worth' : 'What the cores are worth of those reported',
    note: picturedNote(shown),
    picture: spread && fleetHistogram({ bins, spread, scale: counting, axis, nameOf }),
    waiting: emptySentence(shown),
  };
}

function reported({ findings, columns, nameOf }: Given): FleetFigure {
  const { cells, rows, below } = findings.reported;
  return {
    id: 'reported',
    heading: 'What browsers report, and what was measured',
    note: picturedNote(findings.reported),
    picture:
      rows.length === 0
        ? null
        : fleetReported({ cells, total: rows.length, below, effective: columns.effective, nameOf }),
    waiting: emptySentence(findings.reported),
  };
}

function efficiency({ findings, nameOf }: Given): FleetFigure {
  const { spread, classes } = findings.efficiency;
  return {
    id: 'efficiency',
    heading: 'Efficiency, by number of proven cores',
    note: picturedNote(findings.efficiency),
    picture: spread && fleetEfficiency({ classes, spread, nameOf }),
    waiting: emptySentence(findings.efficiency),
  };
}

function browsers({ findings, nameOf }: Given): FleetFigure {
  const { browsers: all, rows } = findings;
  return {
    id: 'browsers',
    heading: 'By browser',
    note: picturedNote({ rows: [...rows], out: new Map() }),
    picture: all.length === 0 ? null : fleetBrowsers({ browsers: all, nameOf }),
    waiting: emptySentence({ out: new Map() }),
  };
}

export function fleetFigures(given: Given): readonly FleetFigure[] {
  return [effective(given), reported(given), efficiency(given), browsers(given)];
}
