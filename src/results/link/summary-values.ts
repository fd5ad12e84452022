/**
 * The values a summary is made of, as bits: words, texts, intervals, times. What each writes has one form for each value, save where a
 * longer way to say the same remains (a word spelled out that the table holds): readSummaryPayload refuses those. Part of the
 * summary form, version 1: nothing here may change what an existing link means.
 */
import type { Interval } from '../../measure/stats/interval.ts';
import { type BitReader, type BitWriter, LARGEST_CODED } from './bits.ts';
import { commonDecimals, numberOf } from './decimal.ts';
import { damaged } from './misread.ts';
import { LETTERS } from './words.ts';

/** Orders of the Exp-Golomb codes: about the bits a usual value takes. */
const LENGTH_ORDER = 3;
const CHARACTER_ORDER = 12;
const WORD_ORDER = 2;
const OFF_ORDER = 7;
const HALF_ORDER = 5;
const EXPONENT_ORDER = 1;
const TIME_ORDER = 13;
const TIME_HALF_ORDER = 5;

const LARGEST_EXACT = 2 ** 40;
const LARGEST_CHARACTER = 0x10ffff;
const LETTER_BITS = 6;
const LETTER_PLACES: ReadonlyMap<string, number> = new Map([...LETTERS].map((letter, place) => [letter, place]));

/** Code points, lone halves of surrogate pairs among them: what a text holds comes out again. */
export function writeText(to: BitWriter, text: string): void {
  const characters = [...text];
  to.golomb(characters.length, LENGTH_ORDER);
  for (const character of characters) {
    const place = LETTER_PLACES.get(character);
    to.flag(place === undefined);
    if (place === undefined) to.golomb(character.codePointAt(0) ?? 0, CHARACTER_ORDER);
    else to.bits(place, LETTER_BITS);
  }
}

/** `most`: UTF-16 code units, as the schema counts. */
export function readText(from: BitReader, most: number): string {
  const length = from.golomb(LENGTH_ORDER, most);
  let text = '';
  for (let place = 0; place < length; place++) {
    text += from.flag()
      ? String.fromCodePoint(from.golomb(CHARACTER_ORDER, LARGEST_CHARACTER))
      : LETTERS.charAt(from.bits(LETTER_BITS));
  }
  if (text.length > most) throw damaged();
  return text;
}

export function writeWord(to: BitWriter, word: string, table: readonly string[]): void {
  to.golomb(table.indexOf(word) + 1, WORD_ORDER);
  if (!table.includes(word)) writeText(to, word);
}

export function readWord(from: BitReader, table: readonly string[], most: number): string {
  const place = from.golomb(WORD_ORDER, table.length);
  return place === 0 ? readText(from, most) : (table[place - 1] ?? '');
}

export function writeNullable<Value>(to: BitWriter, value: Value | null, write: (value: Value) => void): void {
  to.flag(value !== null);
  if (value !== null) write(value);
}

export function readNullable<Value>(from: BitReader, read: () => Value): Value | null {
  return from.flag() ? read() : null;
}

/** Null where the value is no whole number of thousandths. */
function thousandthsIn(value: number): number | null {
  const count = Math.round(value * 1000);
  return Math.abs(count) <= LARGEST_EXACT && Object.is(count / 1000, value) && !Object.is(count, -0) ? count : null;
}

/** Around a guess, both in thousandths: the closer, the shorter. Hands back what the next guess may lean on. */
export function writeInterval(to: BitWriter, { estimate, low, high }: Interval, guess: number): number {
  const [middle, least, most] = [thousandthsIn(estimate), thousandthsIn(low), thousandthsIn(high)];
  if (middle === null || least === null || most === null) {
    to.flag(true);
    for (const value of [estimate, low, high]) to.double(value);
    return guess;
  }
  to.flag(false);
  to.signed(middle - guess, OFF_ORDER);
  to.golomb(middle - least, HALF_ORDER);
  to.golomb(most - middle, HALF_ORDER);
  return middle;
}

export function readInterval(from: BitReader, guess: number): { readonly interval: Interval; readonly middle: number } {
  if (from.flag()) {
    const interval = { estimate: from.double(), low: from.double(), high: from.double() };
    if (!(interval.low <= interval.estimate && interval.estimate <= interval.high)) throw damaged();
    return { interval, middle: guess };
  }
  const middle = guess + from.signed(OFF_ORDER);
  const least = middle - from.golomb(HALF_ORDER);
  const most = middle + from.golomb(HALF_ORDER);
  return { interval: { estimate: middle / 1000, low: least / 1000, high: most / 1000 }, middle };
}

/** Thousandths, or any other number that is not negative. */
export function writeFraction(to: BitWriter, value: number): void {
  const count = thousandthsIn(value);
  to.flag(count === null);
  if (count === null) to.double(value);
  else to.golomb(count, HALF_ORDER);
}

export function readFraction(from: BitReader): number {
  return from.flag() ? notNegative(from.double()) : from.golomb(HALF_ORDER) / 1000;
}

/** Milliseconds with few digits. */
export function writeTimes(to: BitWriter, { estimate, low, high }: Interval): void {
  const common = commonDecimals([estimate, low, high], LARGEST_EXACT);
  to.flag(common === null);
  if (common === null) {
    for (const value of [estimate, low, high]) to.double(value);
    return;
  }
  const [middle = 0, least = 0, most = 0] = common.multiples.map((multiple) => multiple * common.step);
  to.signed(common.exponent, EXPONENT_ORDER);
  to.golomb(middle, TIME_ORDER);
  to.golomb(middle - least, TIME_HALF_ORDER);
  to.golomb(most - middle, TIME_HALF_ORDER);
}

export function readTimes(from: BitReader): Interval {
  const times = from.flag()
    ? { estimate: from.double(), low: from.double(), high: from.double() }
    : readDecimalTimes(from);
  notNegative(times.low);
  if (!(times.low <= times.estimate && times.estimate <= times.high)) throw damaged();
  return times;
}

function readDecimalTimes(from: BitReader): Interval {
  const exponent = from.signed(EXPONENT_ORDER);
  const middle = from.golomb(TIME_ORDER);
  const least = middle - from.golomb(TIME_HALF_ORDER);
  const most = middle + from.golomb(TIME_HALF_ORDER);
  const of = (digits: number): number => {
    const value = numberOf(digits, exponent);
    if (!Number.isFinite(value)) throw damaged();
    return value;
  };
  return { estimate: of(middle), low: of(least), high: of(most) };
}

/** How much of something: mostly a whole number. */
export function writeSize(to: BitWriter, size: number): void {
  const isCoded = Number.isInteger(size) && size <= LARGEST_CODED && !Object.is(size, -0);
  to.flag(!isCoded);
  if (isCoded) to.golomb(size, TIME_ORDER - 3);
  else to.double(size);
}

export function readSize(from: BitReader): number {
  return from.flag() ? notNegative(from.double()) : from.golomb(TIME_ORDER - 3);
}

function notNegative(value: number): number {
  if (!(value >= 0)) throw damaged();
  return value;
}
