/**
 * A list of alike things as columns of bytes: all first fields, then all second ones, so that what is alike stands together and packs
 * well. A column writes a list whose length its reader is told. Nothing here knows a result; result-columns.ts puts these together.
 */
import type { Interval } from '../../measure/stats/interval.ts';
import type { ByteReader, ByteWriter } from './bytes.ts';
import { damaged, newer } from './misread.ts';
import { type Guess, LIKE_BEFORE, readNumbers, writeNumbers } from './numbers.ts';

export interface Column<Value> {
  /** Throws `Full`. */
  write(to: ByteWriter, values: readonly Value[]): void;
  /** Throws `Misread`. */
  read(from: ByteReader, count: number): Value[];
}

/** The columns of a row that stand before a field; of those after it nothing is known yet. */
export type Before<Row> = { readonly [Key in keyof Row]-?: readonly Row[Key][] };

/** In the order they are written; one that leans on earlier ones is made from them. */
export type Fields<Row> = {
  readonly [Key in keyof Row]-?: Column<Row[Key]> | ((before: Before<Row>) => Column<Row[Key]>);
};

/** Keys that are undefined are left out again. */
export function record<Row extends object>(fields: Fields<Row>): Column<Row> {
  const keys = Object.keys(fields) as (keyof Row)[];
  const columnOf = <Key extends keyof Row>(key: Key, before: Before<Row>): Column<Row[Key]> => {
    const field = fields[key];
    return typeof field === 'function' ? field(before) : field;
  };
  return {
    write(to, rows) {
      const before: Partial<Record<keyof Row, readonly unknown[]>> = {};
      for (const key of keys) {
        const values = rows.map((row) => row[key]);
        columnOf(key, before as Before<Row>).write(to, values);
        before[key] = values;
      }
    },
    read(from, count) {
      const before: Partial<Record<keyof Row, readonly unknown[]>> = {};
      for (const key of keys) before[key] = columnOf(key, before as Before<Row>).read(from, count);
      return Array.from({ length: count }, (_, place) => {
        const entries = keys.map((key) => [key, before[key]?.[place]] as const);
        return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Row;
      });
    },
  };
}

export function numbers(guess: Guess = LIKE_BEFORE): Column<number> {
  return {
    write: (to, values) => writeNumbers(to, values, guess),
    read: (from, count) => readNumbers(from, count, guess),
  };
}

/** Whole numbers that are not negative. */
export const WHOLES: Column<number> = {
  write(to, values) {
    for (const value of values) to.varint(value);
  },
  read: (from, count) => entries(from, count, () => from.varint()),
};

/** Words of a closed list, which may only be added to. */
export function choices<Word extends string>(words: readonly Word[]): Column<Word> {
  return {
    write(to, values) {
      for (const value of values) to.varint(words.indexOf(value));
    },
    read: (from, count) =>
      entries(from, count, () => {
        const word = words[from.varint()];
        if (word === undefined) throw newer();
        return word;
      }),
  };
}

/** Eight to a byte. */
export const FLAGS: Column<boolean> = {
  write(to, values) {
    for (let first = 0; first < values.length; first += 8) {
      to.byte(values.slice(first, first + 8).reduce((byte, value, place) => byte | (value ? 1 << place : 0), 0));
    }
  },
  read(from, count) {
    const bytes = from.take(Math.ceil(count / 8));
    return Array.from({ length: count }, (_, place) => (((bytes[place >> 3] ?? 0) >> (place % 8)) & 1) === 1);
  },
};

/** Null where there is none. */
export function nullable<Value>(column: Column<Value>): Column<Value | null> {
  return absent(column, null);
}

/** For a key that may be missing. */
export function optional<Value>(column: Column<Value>): Column<Value | undefined> {
  return absent(column, undefined);
}

function absent<Value, None extends null | undefined>(column: Column<Value>, none: None): Column<Value | None> {
  return {
    write(to, values) {
      FLAGS.write(
        to,
        values.map((value) => value !== none),
      );
      column.write(
        to,
        values.filter((value): value is Value => value !== none),
      );
    },
    read(from, count) {
      const there = FLAGS.read(from, count);
      const present = column.read(from, there.filter(Boolean).length).values();
      return there.map((is) => {
        const next = is ? present.next() : null;
        return next && !next.done ? next.value : none;
      });
    },
  };
}

/** What is known of where an entry of all lists stands: in which list, and at which place of it. */
export interface Spot {
  readonly list: number;
  readonly place: number;
  readonly length: number;
}

/** All lists behind one another in one column, which may lean on where each entry stands. */
export function lists<Entry>(
  column: Column<Entry> | ((spots: readonly Spot[]) => Column<Entry>),
  most: number,
): Column<Entry[]> {
  const of = (lengths: readonly number[]): Column<Entry> =>
    typeof column === 'function'
      ? column(lengths.flatMap((length, list) => Array.from({ length }, (_, place) => ({ list, place, length }))))
      : column;
  return {
    write(to, all) {
      const lengths = all.map(({ length }) => length);
      WHOLES.write(to, lengths);
      of(lengths).write(to, all.flat());
    },
    read(from, count) {
      const lengths = WHOLES.read(from, count);
      // An entry takes an eighth of a byte at least, so a few bytes cannot ask for millions.
      if (lengths.some((length) => length > most) || sum(lengths) > from.left * 8) throw damaged();
      const flat = of(lengths).read(from, sum(lengths));
      let end = 0;
      return lengths.map((length) => flat.slice(end, (end += length)));
    },
  };
}

/** Lists of numbers, each with an exponent of its own, guessed by the list they are in. */
export function numberLists(guess: (list: number) => Guess, most: number): Column<number[]> {
  return {
    write(to, all) {
      WHOLES.write(
        to,
        all.map(({ length }) => length),
      );
      for (const [list, values] of all.entries()) writeNumbers(to, values, guess(list));
    },
    read(from, count) {
      const lengths = WHOLES.read(from, count);
      if (lengths.some((length) => length > most)) throw damaged();
      return lengths.map((length, list) => readNumbers(from, length, guess(list)));
    },
  };
}

/** An estimate with its ends, which lie about as far to either side. */
export function intervals(guess?: (place: number) => Interval | null): Column<Interval> {
  const middle: Guess = (place, before) => guess?.(place)?.estimate ?? LIKE_BEFORE(place, before);
  return record<Interval>({
    estimate: numbers(middle),
    low: ({ estimate }) =>
      numbers((place) => {
        const one = guess?.(place);
        return (estimate[place] ?? 0) - (one ? one.estimate - one.low : 0);
      }),
    high: ({ estimate, low }) =>
      numbers((place) => {
        const [own = 0, least = 0] = [estimate[place], low[place]];
        const one = guess?.(place);
        return own + (one ? one.high - one.estimate : own - least);
      }),
  });
}

/** One thing alone. */
export function writeOne<Value>(column: Column<Value>, to: ByteWriter, value: Value): void {
  column.write(to, [value]);
}

export function readOne<Value>(column: Column<Value>, from: ByteReader): Value {
  const [value] = column.read(from, 1);
  return value as Value;
}

function entries<Entry>(from: ByteReader, count: number, read: () => Entry): Entry[] {
  if (count > from.left) throw damaged();
  return Array.from({ length: count }, read);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
