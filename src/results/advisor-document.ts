/**
 * What the advisor measured as a document, `overlap-advisor/1`: each kind of work, the piece of it that was played, and every model's time
 * with interval and samples. The judging is left to the reader's own rule; numbers keep six significant digits.
 */
import type { AdvisorCell, AdvisorReport, AdvisorRow } from '../measure/advisor/advisor-report.ts';
import { intervalOf, rounded, roundedAll } from './rounding.ts';

export const ADVISOR_FORMAT = 'overlap-advisor/1';

/** More than a row has rounds. */
const MOST_SAMPLES = 100;

export interface AdvisorDocument extends Omit<AdvisorReport, 'clock'> {
  readonly schema: typeof ADVISOR_FORMAT;
  readonly clock: { readonly resolutionMs: number | null };
}

/** `JSON.parse(JSON.stringify(document))` equals the document. */
export function advisorDocument({ rows, clock, ...report }: AdvisorReport): AdvisorDocument {
  return {
    schema: ADVISOR_FORMAT,
    ...report,
    clock: { resolutionMs: rounded(clock.resolutionMs) },
    rows: rows.map((row): AdvisorRow => ({ ...row, cells: row.cells.map(cellOf) })),
  };
}

function cellOf(cell: AdvisorCell): AdvisorCell {
  return {
    ...cell,
    wallMs: cell.wallMs && intervalOf(cell.wallMs),
    samples: roundedAll(cell.samples, MOST_SAMPLES),
    cutAtMs: cell.cutAtMs === null ? null : rounded(cell.cutAtMs),
  };
}
