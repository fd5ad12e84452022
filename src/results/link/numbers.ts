/**
 * Lists of measured numbers as bytes, exactly. A number is guessed from those before it or from what else is known, and only how far
 * it is off is written, in units of the list's own last digit. Where decimals do not do (more than fifteen digits, −0), doubles are written.
 *
 *   0      each with an exponent of its own
 *   1      doubles
 *   2 + n  one exponent for all: n = 2 · zigzag(exponent), one more where a step follows that all are multiples of
 */
import { ByteReader, ByteWriter } from './bytes.ts';
import { commonDecimals, type CommonDecimals, decimalOf, numberOf, powerOfTen } from './decimal.ts';
import { damaged } from './misread.ts';

/** What the number at a place probably is, in view of those before it. Has to come out the same in every browser: arithmetic only. */
export type Guess = (place: number, before: readonly number[]) => number;

export const LIKE_BEFORE: Guess = (place, before) => before[place - 1] ?? 0;

const OWN = 0;
const DOUBLES = 1;
const COMMON = 2;
const MOST_MULTIPLE = 2 ** 50;
const MOST_STEP = 2 ** 50;
const GUESS_DIGITS = 6;
const MOST_EXPONENT = 400;

export function writeNumbers(to: ByteWriter, values: readonly number[], guess: Guess): void {
  if (values.length === 0) return;
  const common = commonDecimals(values, MOST_MULTIPLE);
  const own = asOwn(values);
  const one = common && asCommon(values, common, guess);
  const shortest = one && own && own.length < one.length ? own : (one ?? own ?? asDoubles(values));
  to.all(shortest.bytes);
}

export function readNumbers(from: ByteReader, count: number, guess: Guess): number[] {
  if (count === 0) return [];
  // Each takes a byte at least.
  if (count > from.left) throw damaged();
  const form = from.varint();
  if (form === OWN) return Array.from({ length: count }, () => exact(from.signed(), exponentIn(from.signed())));
  if (form === DOUBLES) return Array.from({ length: count }, () => from.double());
  return readCommon(from, count, form - COMMON, guess);
}

function asOwn(values: readonly number[]): ByteWriter | null {
  const to = new ByteWriter(Infinity);
  to.varint(OWN);
  for (const value of values) {
    const decimal = decimalOf(value);
    if (!decimal) return null;
    to.signed(decimal.digits);
    to.signed(decimal.exponent);
  }
  return to;
}

function asDoubles(values: readonly number[]): ByteWriter {
  const to = new ByteWriter(Infinity);
  to.varint(DOUBLES);
  for (const value of values) to.double(value);
  return to;
}

function asCommon(values: readonly number[], { exponent, step, multiples }: CommonDecimals, guess: Guess): ByteWriter {
  const to = new ByteWriter(Infinity);
  const zigzag = exponent < 0 ? -2 * exponent - 1 : 2 * exponent;
  to.varint(COMMON + 2 * zigzag + (step === 1 ? 0 : 1));
  if (step !== 1) to.varint(step);
  for (const [place, multiple] of multiples.entries()) {
    to.signed(multiple - guessed(guess(place, values), exponent, step));
  }
  return to;
}

function readCommon(from: ByteReader, count: number, coded: number, guess: Guess): number[] {
  const zigzag = Math.floor(coded / 2);
  const exponent = exponentIn(zigzag % 2 === 1 ? -(zigzag + 1) / 2 : zigzag / 2);
  const step = coded % 2 === 1 ? from.varint() : 1;
  if (step < 1 || step > MOST_STEP) throw damaged();
  const values: number[] = [];
  for (let place = 0; place < count; place++) {
    const multiple = guessed(guess(place, values), exponent, step) + from.signed();
    values.push(exact(multiple * step, exponent));
  }
  return values;
}

/** A guess in multiples of the list's unit; a measured number has six digits, so a guess has no more. */
function guessed(value: number, exponent: number, step: number): number {
  const short = Number(value.toPrecision(GUESS_DIGITS));
  const units = exponent < 0 ? short * powerOfTen(-exponent) : short / powerOfTen(exponent);
  const multiple = Math.round(units / step);
  return Math.abs(multiple) <= MOST_MULTIPLE ? multiple + 0 : 0;
}

function exponentIn(exponent: number): number {
  if (Math.abs(exponent) > MOST_EXPONENT) throw damaged();
  return exponent;
}

function exact(digits: number, exponent: number): number {
  const value = Number.isSafeInteger(digits) ? numberOf(digits, exponent) : NaN;
  if (!Number.isFinite(value)) throw damaged();
  return value + 0;
}
