/**
 * Which results each picture of a fleet can show, and what keeps the others out of it: a result is in a picture or it is counted under a
 * reason. Also how the values of those shown are spread. Draws and words nothing.
 */
import { quantileSorted } from '../../measure/stats/quantile.ts';
import type { FleetColumns } from './fleet-columns.ts';

export const REASONS = ['unfinished', 'unproven', 'one-core', 'no-effective', 'unreported', 'not-timed'] as const;
export type Reason = (typeof REASONS)[number];

export interface Pictured {
  readonly rows: readonly number[];
  /** How many of the others lack what, by the first thing that they lack. */
  readonly out: ReadonlyMap<Reason, number>;
}

type Hurdle = (row: number) => Reason | null;

function through(rows: Int32Array, hurdle: Hurdle): Pictured {
  const shown: number[] = [];
  const out = new Map<Reason, number>();
  for (const row of rows) {
    const reason = hurdle(row);
    if (reason === null) shown.push(row);
    else out.set(reason, (out.get(reason) ?? 0) + 1);
  }
  return { rows: shown, out };
}

const isMissing = (values: Float64Array, row: number): boolean => Number.isNaN(values[row]);

/** Runs that went to their end and say what the cores are worth. */
export function withEffective(columns: FleetColumns, rows: Int32Array): Pictured {
  return through(rows, (row) => {
    if (columns.complete[row] === 0) return 'unfinished';
    if (isMissing(columns.proven, row)) return 'unproven';
    return isMissing(columns.effective, row) ? 'no-effective' : null;
  });
}

/** The same where the browser also says how many cores there are. */
export function withReported(columns: FleetColumns, rows: Int32Array): Pictured {
  const { rows: shown, out } = withEffective(columns, rows);
  const known = through(Int32Array.from(shown), (row) => (isMissing(columns.reported, row) ? 'unreported' : null));
  return { rows: known.rows, out: new Map([...out, ...known.out]) };
}

/** Runs that went to their end, on more than one proven core, with the kernel timed on all of them. */
export function withEfficiency(columns: FleetColumns, efficiency: Float64Array, rows: Int32Array): Pictured {
  return through(rows, (row) => {
    if (columns.complete[row] === 0) return 'unfinished';
    if (isMissing(columns.proven, row)) return 'unproven';
    if (columns.proven[row] === 1) return 'one-core';
    return isMissing(efficiency, row) ? 'not-timed' : null;
  });
}

export interface Spread {
  readonly count: number;
  readonly least: number;
  readonly most: number;
  /** Quantiles, Hyndman & Fan's type 7 (measure/stats/quantile.ts). */
  readonly p10: number;
  readonly p25: number;
  readonly median: number;
  readonly p75: number;
  readonly p90: number;
}

/** Null of no rows. */
export function spreadOf(values: Float64Array, rows: readonly number[]): Spread | null {
  if (rows.length === 0) return null;
  const sorted = Float64Array.from(rows, (row) => values[row] as number).sort();
  const at = (fraction: number): number => quantileSorted(sorted, fraction);
  const [least, most] = [at(0), at(1)];
  return { count: rows.length, least, p10: at(0.1), p25: at(0.25), median: at(0.5), p75: at(0.75), p90: at(0.9), most };
}
