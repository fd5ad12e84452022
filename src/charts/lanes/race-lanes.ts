/**
 * A race report as what the lanes are drawn from: a model's rows, its two curves, its words. A finished model is worked out once;
 * the one that runs is worked out anew whenever it is asked for, and its caller decides how often.
 */
import type { Milliseconds } from '../../base/units.ts';
import type { RaceEntry, RaceReport } from '../../measure/race/race-report.ts';
import type { ModelId } from '../../models/index.ts';
import type { Played } from '../../models/play/play.ts';
import { modelName, shortModelName } from '../model-names.ts';
import { counted, duration } from '../number-format.ts';
import { EMPTY_CURVE, executingCurve, inProgressCurve, type StepCurve } from './concurrency.ts';
import { rowsOf, threadNoun, type LaneRow, type RowsOf } from './lane-rows.ts';

/** An entry of a race, or a play that somebody named: two plays of one model are told apart by their labels. */
export interface LanesEntry extends RaceEntry {
  readonly label?: string;
}

/** What lanes are drawn from: a race, or plays that stand in its form. */
export interface LanesReport {
  readonly state: RaceReport['state'];
  readonly program: RaceReport['program'];
  readonly startedAt: string;
  readonly browser: RaceReport['browser'];
  readonly cores: number | null;
  readonly clock: RaceReport['clock'];
  /** In the order in which they are drawn. */
  readonly entries: readonly LanesEntry[];
}

export interface ModelLanes {
  readonly model: ModelId;
  readonly name: string;
  /** For little room. */
  readonly short: string;
  /** After the name: makespan and who did it, or why there is nothing. */
  readonly words: string;
  readonly state: RaceEntry['state'];
  readonly wallMs: Milliseconds;
  readonly rows: readonly LaneRow[];
  readonly played: Played | null;
  readonly executing: StepCurve;
  readonly inProgress: StepCurve;
}

/** Two ticks: what overlaps by less only seems to. */
export function toleranceOf(report: Pick<RaceReport, 'clock'>): Milliseconds {
  return 2 * report.clock.resolutionMs;
}

function whoOf(entry: RaceEntry): string {
  if (entry.workers === 0) return 'on the page’s thread';
  const noun = threadNoun(entry.model);
  return counted(entry.workers, noun, noun === 'process' ? 'processes' : `${noun}s`);
}

function wordsOf(entry: RaceEntry): string {
  const { played, state } = entry;
  if (state === 'waiting') return 'waits for its turn';
  if (state === 'unable') return entry.reason ?? 'cannot play this program here';
  if (!played) return state === 'failed' ? (entry.reason ?? 'failed') : 'starting';
  const lost = played.lostSpans > 0 ? `the oldest ${counted(played.lostSpans, 'span')} had no room` : '';
  const end =
    state === 'failed'
      ? `, broken off: ${entry.reason ?? 'failed'}`
      : state === 'running'
        ? ' so far'
        : entry.verified === false
          ? `, wrong: ${entry.fault ?? 'its output was not right'}`
          : '';
  return [`${duration(played.wallMs)}${end}`, whoOf(entry), lost].filter(Boolean).join(' · ');
}

export function modelLanes(entry: LanesEntry, of: RowsOf, toleranceMs: Milliseconds): ModelLanes {
  const { played } = entry;
  return {
    model: entry.model,
    name: entry.label ?? modelName(entry.model),
    short: entry.label ?? shortModelName(entry.model),
    words: wordsOf(entry),
    state: entry.state,
    wallMs: played?.wallMs ?? 0,
    rows: played ? rowsOf(entry.model, played, of, toleranceMs) : [],
    played,
    executing: played ? executingCurve(played.spans, toleranceMs) : EMPTY_CURVE,
    inProgress: played ? inProgressCurve(played.tasks, played.wallMs, toleranceMs) : EMPTY_CURVE,
  };
}

interface Known {
  readonly entry: RaceEntry;
  readonly of: RowsOf;
  readonly lanes: ModelLanes;
}

/** Remembers what was worked out, by label or model. */
export class RaceLanes {
  readonly #known = new Map<string, Known>();

  /** In the order of the race. What has not changed is the same object as before. */
  of(report: LanesReport, rows: RowsOf): readonly ModelLanes[] {
    return report.entries.map((entry) => {
      const key = entry.label ?? entry.model;
      const known = this.#known.get(key);
      if (known && known.of === rows && isSame(known.entry, entry)) return known.lanes;
      const lanes = modelLanes(entry, rows, toleranceOf(report));
      this.#known.set(key, { entry, of: rows, lanes });
      return lanes;
    });
  }
}

/** Reports are rebuilt, what was played in the meantime is not. */
function isSame(a: RaceEntry, b: RaceEntry): boolean {
  return (
    a === b ||
    (a.played === b.played &&
      a.state === b.state &&
      a.verified === b.verified &&
      a.fault === b.fault &&
      a.reason === b.reason)
  );
}

export function wholeOf(models: readonly ModelLanes[]): Milliseconds {
  return models.reduce((most, { wallMs }) => Math.max(most, wallMs), 0);
}
