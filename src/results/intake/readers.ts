/**
 * Readers of one file's text, one for each kind of file: fed piece by piece, they put results into the collection and pause after each, so that whoever feeds
 * them can give way.
 */
import { dsvFormat } from 'd3-dsv';
import type { Collection } from './collection.ts';
import { Records } from './csv-records.ts';
import { FleetTable } from './csv-table.ts';
import { INTAKE } from './intake-limits.ts';
import { Lines, type Cut } from './json-lines.ts';
import { Values } from './json-values.ts';
import { delimiterOf, type Kind } from './sniff.ts';

export interface Reader {
  take(piece: string): Iterable<unknown>;
  end(): Iterable<unknown>;
}

const TOO_LONG = `it is longer than ${INTAKE.document / 1e6} million characters, which is more than any result has.`;

class LinesReader implements Reader {
  private readonly lines: Lines;

  constructor(
    private readonly into: Collection,
    private readonly file: string,
    line: number,
  ) {
    this.lines = new Lines(line);
  }

  *take(piece: string): Generator<void> {
    for (const cut of this.lines.take(piece)) yield this.one(cut);
  }

  *end(): Generator<void> {
    for (const cut of this.lines.end()) yield this.one(cut);
  }

  private one({ text, line }: Cut): void {
    const place = { file: this.file, line };
    if (text === null) this.into.refuse(place, TOO_LONG);
    else if (text.trim() !== '') this.into.json(text, place);
  }
}

class ValuesReader implements Reader {
  private readonly values: Values;

  constructor(
    private readonly into: Collection,
    private readonly file: string,
    line: number,
  ) {
    this.values = new Values(line);
  }

  *take(piece: string): Generator<void> {
    for (const cut of this.values.take(piece)) yield this.one(cut.kind, cut);
  }

  *end(): Generator<void> {
    for (const cut of this.values.end()) yield this.one(cut.kind, cut);
  }

  private one(kind: 'value' | 'between' | 'unfinished', { text, line }: Cut): void {
    const place = { file: this.file, line };
    if (kind === 'between') this.into.refuse(place, 'something stands here that belongs to no result.');
    else if (kind === 'unfinished')
      this.into.refuse(place, 'what begins here breaks off: the file is cut off, or a bracket is missing.');
    else if (text === null) this.into.refuse(place, TOO_LONG);
    else this.into.json(text, place);
  }
}

class CsvReader implements Reader {
  private readonly records: Records;
  private table: FleetTable | null = null;
  private parsed: ((text: string) => string[][]) | null = null;
  private unusable = false;

  constructor(
    private readonly into: Collection,
    private readonly file: string,
    line: number,
  ) {
    this.records = new Records(line);
  }

  *take(piece: string): Generator<void> {
    for (const cut of this.records.take(piece)) yield this.one(cut);
  }

  *end(): Generator<void> {
    for (const cut of this.records.end()) yield this.one(cut);
    for (const { read, line } of this.table?.summaries() ?? []) {
      const place = { file: this.file, line };
      if (read.ok) yield this.into.summary(read.value, place);
      else yield this.into.refuse(place, read.fault);
    }
  }

  private one({ text, line }: Cut): void {
    if (this.unusable || this.table?.over) return;
    const place = { file: this.file, line };
    if (text === null) this.into.refuse(place, 'This row does not end: a quote is missing, or it is too long.');
    else if (this.table && this.parsed) {
      const [cells, ...more] = this.parsed(text);
      const fault =
        more.length > 0 ? 'This row is damaged: a line ends in the middle of it.' : this.table.add(cells ?? [], line);
      if (fault !== null) this.into.refuse(place, fault);
    } else this.head(text, line);
  }

  private head(text: string, line: number): void {
    // Only the parser of rows: that of objects would make code out of the names of columns.
    this.parsed = dsvFormat(delimiterOf(text)).parseRows;
    const read = FleetTable.of(this.parsed(text)[0] ?? []);
    if (read.ok) this.table = read.value;
    else {
      this.unusable = true;
      this.into.refuse({ file: this.file, line }, read.fault);
    }
  }
}

const READERS = { lines: LinesReader, values: ValuesReader, csv: CsvReader } as const;

/** @param line of the first character that the reader will see. */
export function readerOf(kind: Kind, into: Collection, file: string, line: number): Reader {
  return new READERS[kind](into, file, line);
}
