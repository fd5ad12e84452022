/**
 * Numbers as what they are written as: a whole number times a power of ten. Measured numbers have six digits, so that this is exact and
 * short; a number with more than fifteen digits has no such form here.
 */
export interface Decimal {
  readonly digits: number;
  readonly exponent: number;
}

const MOST_DIGITS = 15;

/** The shortest that reads as the same number; null for more than fifteen digits, for −0 and for what is no number. */
export function decimalOf(value: number): Decimal | null {
  if (value === 0) return Object.is(value, -0) ? null : { digits: 0, exponent: 0 };
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return trimmed(value, 0);
  const [, sign = '', first = '', rest = '', power = ''] =
    /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(value.toExponential()) ?? [];
  if (first === '' || rest.length >= MOST_DIGITS) return null;
  return { digits: Number(`${sign}${first}${rest}`), exponent: Number(power) - rest.length };
}

function trimmed(digits: number, exponent: number): Decimal {
  return digits % 10 === 0 ? trimmed(digits / 10, exponent + 1) : { digits, exponent };
}

/** Correctly rounded, the same everywhere: the language's own reading of numbers. */
export function numberOf(digits: number, exponent: number): number {
  return Number(`${digits}e${exponent}`);
}

/** A power of ten, correctly rounded; `10 ** n` need not be. */
export function powerOfTen(exponent: number): number {
  return Number(`1e${exponent}`);
}

export interface CommonDecimals {
  readonly exponent: number;
  /** All digits are multiples of it. */
  readonly step: number;
  /** Each number is `step` × its multiple × 10^exponent. */
  readonly multiples: readonly number[];
}

/** All numbers with one exponent and the largest common step; null where one of them has no multiple of at most `most`. */
export function commonDecimals(values: readonly number[], most: number): CommonDecimals | null {
  const parts: Decimal[] = [];
  for (const value of values) {
    const part = decimalOf(value);
    if (!part) return null;
    parts.push(part);
  }
  const exponents = parts.filter(({ digits }) => digits !== 0).map(({ exponent }) => exponent);
  const exponent = exponents.reduce((least, one) => Math.min(least, one), exponents[0] ?? 0);
  const whole = parts.map((part) => part.digits * (part.digits === 0 ? 1 : powerOfTen(part.exponent - exponent)));
  if (whole.some((one) => !(Math.abs(one) <= most))) return null;
  const step = whole.reduce(commonDivisor, 0) || 1;
  return { exponent, step, multiples: whole.map((one) => one / step || 0) };
}

/** Euclid's algorithm. */
function commonDivisor(one: number, other: number): number {
  let [a, b] = [Math.abs(one), Math.abs(other)];
  while (b > 0) [a, b] = [b, a % b];
  return a;
}
