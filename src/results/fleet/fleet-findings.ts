/**
 * All numbers that the view of a fleet shows of the results a group and a filter leave: counted once when either changes, read by sentences
 * and pictures. Words and draws nothing.
 */
import { type Bin, binned, type Cell, cellsOf, coresGrid, sharesGrid } from './fleet-bins.ts';
import { CORE_CLASSES, type FleetColumns } from './fleet-columns.ts';
import { type Pictured, type Spread, spreadOf, withEffective, withEfficiency, withReported } from './fleet-pictured.ts';

export interface Distribution extends Pictured {
  readonly spread: Spread | null;
  readonly bins: readonly Bin[];
}

export interface ClassDistribution {
  /** "5–8". */
  readonly name: string;
  readonly spread: Spread;
  readonly bins: readonly Bin[];
}

export interface BrowserFinding {
  readonly name: string;
  /** All its results, whether or not they are in a picture. */
  readonly rows: readonly number[];
  /** Effective ÷ proven. */
  readonly worth: Spread | null;
  readonly efficiency: Spread | null;
}

export interface FleetFindings {
  /** What group and filter leave. */
  readonly rows: Int32Array;
  readonly effective: Distribution;
  /** Effective ÷ reported. */
  readonly share: Distribution;
  readonly efficiency: Distribution & { readonly classes: readonly ClassDistribution[] };
  readonly reported: Pictured & {
    readonly cells: readonly Cell[];
    readonly reported: Spread | null;
    readonly effective: Spread | null;
    /** With less than nine tenths of the reported cores. */
    readonly below: number;
  };
  /** Of the proven ones. */
  readonly worth: Spread | null;
  /** The most frequent first. */
  readonly browsers: readonly BrowserFinding[];
}

/** Below this share of the reported cores, a device does not have what it says. */
export const SHORT_OF = 0.9;

function classesOf(
  columns: FleetColumns,
  efficiency: Float64Array,
  rows: readonly number[],
): readonly ClassDistribution[] {
  return CORE_CLASSES.flatMap(({ name }, index) => {
    const own = rows.filter((row) => columns.coreClass[row] === index);
    const spread = spreadOf(efficiency, own);
    return spread ? [{ name, spread, bins: binned(efficiency, own, sharesGrid(own.length)) }] : [];
  });
}

function browsersOf(
  { browser, ofProven }: FleetColumns,
  efficiency: Float64Array,
  { all, worth, efficient }: { all: Int32Array; worth: readonly number[]; efficient: readonly number[] },
): BrowserFinding[] {
  const split = (rows: Iterable<number>): number[][] => {
    const own: number[][] = browser.names.map(() => []);
    for (const row of rows) own[browser.of[row] as number]?.push(row);
    return own;
  };
  const [whole, worthy, timed] = [split(all), split(worth), split(efficient)];
  return browser.names
    .map((name, index) => ({
      name,
      rows: whole[index] ?? [],
      worth: spreadOf(ofProven, worthy[index] ?? []),
      efficiency: spreadOf(efficiency, timed[index] ?? []),
    }))
    .filter(({ rows }) => rows.length > 0)
    .sort((a, b) => b.rows.length - a.rows.length);
}

function distribution(pictured: Pictured, values: Float64Array, grid: Parameters<typeof binned>[2]): Distribution {
  return { ...pictured, spread: spreadOf(values, pictured.rows), bins: binned(values, pictured.rows, grid) };
}

export function fleetFindings(columns: FleetColumns, efficiency: Float64Array, rows: Int32Array): FleetFindings {
  const { effective, ofReported, ofProven, reported } = columns;
  const measured = withEffective(columns, rows);
  const both = withReported(columns, rows);
  const timed = withEfficiency(columns, efficiency, rows);
  return {
    rows,
    effective: distribution(measured, effective, coresGrid(effective, measured.rows)),
    share: distribution(both, ofReported, sharesGrid(both.rows.length)),
    efficiency: {
      ...distribution(timed, efficiency, sharesGrid(timed.rows.length)),
      classes: classesOf(columns, efficiency, timed.rows),
    },
    reported: {
      ...both,
      cells: cellsOf(reported, effective, both.rows),
      reported: spreadOf(reported, both.rows),
      effective: spreadOf(effective, both.rows),
      below: both.rows.filter((row) => (ofReported[row] as number) < SHORT_OF).length,
    },
    worth: spreadOf(ofProven, measured.rows),
    browsers: browsersOf(columns, efficiency, { all: rows, worth: measured.rows, efficient: timed.rows }),
  };
}
