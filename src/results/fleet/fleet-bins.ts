/**
 * Values sorted into bins of equal width, or of equal ratio: the bars of a histogram, the cells of a scatter too dense for dots. Values past
 * the ends are in the first and the last bin, so that nothing is lost and no value, however absurd, makes more bins.
 */
export interface Bin {
  readonly low: number;
  readonly high: number;
  /** Indices of its results. */
  readonly rows: readonly number[];
}

/** Bins from `from` on, each `step` wide; of logarithms to base 2 where `isLog`. */
export interface Grid {
  readonly from: number;
  readonly step: number;
  readonly count: number;
  readonly isLog: boolean;
}

/** Up to a thousand times the rounding error of a value that lies on an edge. */
const TINY = 1e-9;

export function edgeAt({ from, step, isLog }: Grid, index: number): number {
  const edge = from + index * step;
  return isLog ? 2 ** edge : edge;
}

export function binOf({ from, step, count, isLog }: Grid, value: number): number {
  const place = ((isLog ? Math.log2(value) : value) - from) / step;
  return Math.max(0, Math.min(count - 1, Math.floor(place + TINY)));
}

/** Every bin of the grid, empty ones too. */
export function binned(values: Float64Array, rows: readonly number[], grid: Grid): Bin[] {
  const members: number[][] = Array.from({ length: grid.count }, () => []);
  for (const row of rows) members[binOf(grid, values[row] as number)]?.push(row);
  return members.map((own, index) => ({ low: edgeAt(grid, index), high: edgeAt(grid, index + 1), rows: own }));
}

/** How finely so many results can be sorted: a step of 1/8, 1/4 or 1/2 of an octave. */
function octaveStep(results: number): number {
  if (results >= 1000) return 1 / 8;
  return results >= 150 ? 1 / 4 : 1 / 2;
}

/** 1/4 to 4096 cores. */
const [LEAST, MOST] = [-2, 12];

/** Whole octaves around the values, numbers of cores. */
export function coresGrid(values: Float64Array, rows: readonly number[]): Grid {
  let [low, high] = [Infinity, -Infinity];
  for (const row of rows) {
    low = Math.min(low, values[row] as number);
    high = Math.max(high, values[row] as number);
  }
  if (rows.length === 0) [low, high] = [1, 2];
  const from = Math.max(LEAST, Math.min(MOST - 1, Math.floor(Math.log2(low) + TINY)));
  const to = Math.min(MOST, Math.max(from + 1, Math.ceil(Math.log2(high) - TINY)));
  const step = octaveStep(rows.length);
  return { from, step, count: Math.round((to - from) / step), isLog: true };
}

/** Shares of a whole from 0 to 1.2: what is above counts to the last bin. */
export function sharesGrid(results: number): Grid {
  const step = results >= 1000 ? 0.02 : results >= 150 ? 0.04 : 0.1;
  return { from: 0, step, count: Math.round(1.2 / step), isLog: false };
}

/** A cell of a scatter of two numbers of cores. */
export interface Cell {
  /** The ends of what its results report: bounds that are numbers of cores themselves. */
  readonly least: number;
  readonly most: number;
  readonly low: number;
  readonly high: number;
  readonly rows: readonly number[];
}

/** A quarter of an octave wide and an eighth high, both around powers of two; empty ones are left out. */
export function cellsOf(across: Float64Array, upright: Float64Array, rows: readonly number[]): Cell[] {
  const columns: Grid = { from: LEAST - 1 / 8, step: 1 / 4, count: (MOST - LEAST) * 4 + 1, isLog: true };
  const levels: Grid = { from: LEAST - 1 / 16, step: 1 / 8, count: (MOST - LEAST) * 8 + 1, isLog: true };
  return binned(across, rows, columns)
    .filter((column) => column.rows.length > 0)
    .flatMap((column) => {
      const reported = column.rows.map((row) => across[row] as number);
      const [least, most] = [reported.reduce((a, b) => Math.min(a, b)), reported.reduce((a, b) => Math.max(a, b))];
      return binned(upright, column.rows, levels)
        .filter((cell) => cell.rows.length > 0)
        .map(({ low, high, rows: own }) => ({ least, most, low, high, rows: own }));
    });
}
