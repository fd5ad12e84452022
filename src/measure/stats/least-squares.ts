/**
 * Non-linear least squares with a few parameters between bounds: Levenberg–Marquardt with Marquardt's scaling
 * (Marquardt 1963; damping as in Madsen, Nielsen & Tingleff 2004, algorithm 3.16). A parameter at a bound that
 * wants to go past it is held there, and every step is cut off at the bounds (Kanzow, Yamashita & Fukushima 2004).
 * Finds the minimum the start leads to; knows nothing of laws or noise.
 */

/** One unknown: where to begin, and the range it may not leave. */
export interface Unknown {
  readonly start: number;
  readonly least: number;
  readonly most: number;
}

type Vector = readonly number[];
type Residuals = (values: Vector) => Vector;

const MOST_STEPS = 100;
/** Relative improvement below which the sum of squares has settled. */
const SETTLED = 1e-11;
/** A step that changes no value by more than this, relatively, changes nothing. */
const STANDSTILL = 1e-9;
const FIRST_DAMPING = 1e-3;
const LARGEST_DAMPING = 1e12;
/** Step of the difference quotient, relative to the value: the cube root of the machine's precision, rounded. */
const DIFFERENCE = 1e-6;
/** Added to it, for values at 0; small against every parameter fitted here. */
const LEAST_DIFFERENCE = 1e-9;

/**
 * The values with the smallest sum of squared residuals, within their bounds. `residuals` gives one finite number a
 * point, wherever the bounds allow.
 *
 * @example leastSquares(([a = 0]) => [a - 1, a - 2], [{ start: 0, least: 0, most: 9 }]) // [1.5]
 */
export function leastSquares(residuals: Residuals, unknowns: readonly Unknown[]): Vector {
  let values = within(
    unknowns,
    unknowns.map(({ start }) => start),
  );
  let found = residuals(values);
  let damping = FIRST_DAMPING;
  for (let step = 0; step < MOST_STEPS && damping < LARGEST_DAMPING; step++) {
    const tried = within(unknowns, stepFrom({ residuals, unknowns, values, found, damping }));
    if (standsStill(values, tried)) break;
    const next = residuals(tried);
    const [before, after] = [sumOfSquares(found), sumOfSquares(next)];
    if (!(after < before)) {
      damping *= 8;
      continue;
    }
    [values, found] = [tried, next];
    damping /= 8;
    if (before - after <= SETTLED * before) break;
  }
  return values;
}

interface Here {
  readonly residuals: Residuals;
  readonly unknowns: readonly Unknown[];
  readonly values: Vector;
  readonly found: Vector;
  readonly damping: number;
}

/** The damped normal equations (JᵀJ + damping·diag) δ = −Jᵀr over the parameters that are not held. */
function stepFrom({ residuals, unknowns, values, found, damping }: Here): Vector {
  const slopes = values.map((_, place) => slopesOf(residuals, unknowns, values, found, place));
  const downhill = slopes.map((slope) => -dot(slope, found));
  const free = values.map((value, place) => !held(unknowns[place] as Unknown, value, downhill[place] as number));
  const matrix = slopes.map((row, i) =>
    slopes.map((column, j) => {
      if (!free[i] || !free[j]) return i === j ? 1 : 0;
      return dot(row, column) * (i === j ? 1 + damping : 1);
    }),
  );
  const step = solved(
    matrix,
    downhill.map((down, place) => (free[place] ? down : 0)),
  );
  return values.map((value, place) => value + (step[place] as number));
}

function held({ least, most }: Unknown, value: number, downhill: number): boolean {
  return (value <= least && downhill < 0) || (value >= most && downhill > 0);
}

/** Derivatives of all residuals by one parameter, from a difference towards the inside of its range. */
function slopesOf(
  residuals: Residuals,
  unknowns: readonly Unknown[],
  values: Vector,
  found: Vector,
  place: number,
): Vector {
  const value = values[place] as number;
  const size = Math.abs(value) * DIFFERENCE + LEAST_DIFFERENCE;
  const step = value + size > (unknowns[place] as Unknown).most ? -size : size;
  const moved = residuals(values.map((other, index) => (index === place ? other + step : other)));
  return moved.map((residual, index) => (residual - (found[index] as number)) / step);
}

/** Gauss–Jordan; no pivoting, since the matrix is symmetric and positive. An unknown nothing depends on stays put. */
function solved(matrix: readonly Vector[], right: Vector): Vector {
  const rows = matrix.map((row, index) => [...row, right[index] as number]);
  rows.forEach((top, place) => {
    const pivot = top[place] as number;
    if (pivot === 0) return;
    for (const row of rows) {
      const factor = row === top ? 0 : (row[place] as number) / pivot;
      if (factor !== 0) top.forEach((entry, column) => ((row[column] as number) -= factor * entry));
    }
  });
  return rows.map((row, place) => (row[place] === 0 ? 0 : row.at(-1) / (row[place] as number)));
}

function standsStill(values: Vector, tried: Vector): boolean {
  return tried.every((value, place) => Math.abs(value - (values[place] as number)) <= STANDSTILL * Math.abs(value));
}

function within(unknowns: readonly Unknown[], values: Vector): Vector {
  return unknowns.map(({ least, most }, place) => Math.min(most, Math.max(least, values[place] as number)));
}

function dot(one: Vector, other: Vector): number {
  return one.reduce((sum, value, place) => sum + value * (other[place] as number), 0);
}

function sumOfSquares(vector: Vector): number {
  return dot(vector, vector);
}
