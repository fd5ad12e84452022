/**
 * Takes in what was dropped onto the page, one file or thousands: results as JSON, NDJSON or CSV, each also gzipped, told by what is in them. Good
 * lines of a file are kept beside bad ones; of what is not taken, a sentence says where and why. Works on the page's own thread and
 * gives way all the time; the bounds are those of intake-limits.ts.
 */
import { Pace } from '../pace.ts';
import { bytesOf, Slices, Unreadable } from './bytes.ts';
import { Collection, type Intake } from './collection.ts';
import { INTAKE } from './intake-limits.ts';
import { readerOf, type Reader } from './readers.ts';
import { encodingOf, kindOf } from './sniff.ts';

export type { Intake } from './collection.ts';

/** How far the reading is. */
export interface IntakeProgress {
  readonly files: number;
  readonly ofFiles: number;
  readonly results: number;
  readonly refused: number;
  /** Unpacked, so far. */
  readonly bytes: number;
}

export interface IntakeOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: IntakeProgress) => void;
}

const MEBIBYTE = 2 ** 20;

class Reading {
  readonly collection = new Collection();
  bytes = 0;
  private readonly pace: Pace;
  private done = 0;

  constructor(
    private readonly files: readonly File[],
    private readonly options: IntakeOptions,
  ) {
    this.pace = new Pace(options.signal);
  }

  async all(): Promise<Intake> {
    const ahead: Slices[] = [];
    for (const [place, file] of this.files.entries()) {
      this.options.signal?.throwIfAborted();
      const until = Math.min(this.files.length, place + INTAKE.ahead);
      while (place + ahead.length < until) ahead.push(new Slices(this.files[place + ahead.length] as File));
      await this.one(file, ahead.shift() as Slices);
      this.done++;
      if (this.full) break;
    }
    this.tell();
    return this.collection.intake;
  }

  private get full(): boolean {
    return this.collection.full || this.bytes > INTAKE.total;
  }

  private async one(file: File, slices: Slices): Promise<void> {
    const one = new OneFile(file, this.collection);
    try {
      for await (const bytes of bytesOf(slices)) {
        this.bytes += bytes.length;
        await this.through(one.take(bytes));
        if (one.ended || this.full) break;
      }
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      one.fail(error.message);
    }
    await this.through(one.end());
    if (this.bytes > INTAKE.total)
      one.refuse(`from here on nothing was read: all files together hold more than ${INTAKE.total / MEBIBYTE} MB.`);
  }

  private async through(steps: Iterable<unknown>): Promise<void> {
    for (const _ of steps) {
      if (this.collection.full) return;
      if (this.pace.due) await this.giveWay();
    }
    if (this.pace.due) await this.giveWay();
  }

  private async giveWay(): Promise<void> {
    this.tell();
    await this.pace.giveWay();
  }

  private tell(): void {
    const { results, refused } = this.collection;
    this.options.onProgress?.({ files: this.done, ofFiles: this.files.length, results, refused, bytes: this.bytes });
  }
}

/** Looked at before it is decided what a file is. */
const HEAD_BYTES = 65_536;

class OneFile {
  /** Nothing more of it is wanted. */
  ended = false;
  private bytes = 0;
  private readonly head: Uint8Array[] = [];
  private decoder: TextDecoder | null = null;
  private reader: Reader | null = null;
  private readonly refusedBefore: number;
  private readonly resultsBefore: number;

  private readonly name: string;

  constructor(
    private readonly file: File,
    private readonly into: Collection,
  ) {
    this.name = file.name;
    this.refusedBefore = into.refused;
    this.resultsBefore = into.results;
  }

  refuse(why: string): void {
    this.into.refuse({ file: this.name, line: null }, why);
  }

  /** It cannot be read any further; what was read of it counts. */
  fail(why: string): void {
    this.ended ||= this.bytes === 0;
    this.refuse(why);
  }

  *take(bytes: Uint8Array): Generator<unknown> {
    this.bytes += bytes.length;
    if (this.bytes > INTAKE.file)
      this.stop(`only its first ${INTAKE.file / MEBIBYTE} MB were read. Split it, or drop what is not needed.`);
    else if (this.isBomb)
      this.stop('it unpacks to hundreds of times its size, as no file of results does, and was left.');
    else if (this.decoder && this.reader) {
      yield* this.read(this.reader.take(this.decoder.decode(bytes, { stream: true })));
    } else {
      this.head.push(bytes);
      if (this.bytes >= HEAD_BYTES) yield* this.begin();
    }
  }

  *end(): Generator<unknown> {
    if (!this.reader && !this.ended) yield* this.begin();
    if (!this.decoder || !this.reader) return;
    if (!this.ended) yield* this.read(this.reader.take(this.decoder.decode()));
    yield* this.read(this.reader.end());
    const { refused, results } = this.into;
    if (refused === this.refusedBefore && results === this.resultsBefore) this.refuse('it holds no result.');
  }

  private *begin(): Generator<unknown> {
    const head = joined(this.head);
    const encoding = encodingOf(head);
    if (!encoding.ok) return this.stop(encoding.fault);
    this.decoder = new TextDecoder(encoding.value);
    const text = this.decoder.decode(head, { stream: true });
    const found = kindOf(text, this.name);
    if (!found.ok) return this.stop(found.fault);
    const { kind, skip } = found.value;
    const before = text.slice(0, skip);
    if (before.trim() !== '')
      this.into.note({ file: this.name, line: 1 }, 'what stands before the first result was passed over.');
    this.reader = readerOf(kind, this.into, this.name, before.split('\n').length);
    yield* this.read(this.reader.take(text.slice(skip)));
  }

  /** Goes on until there was too much that is no result. */
  private *read(steps: Iterable<unknown>): Generator<unknown> {
    for (const step of steps) {
      yield step;
      if (this.ended || this.into.refused - this.refusedBefore < INTAKE.refused) continue;
      this.ended = true;
      this.refuse(`the rest was left unread: it already held ${INTAKE.refused} lines that are no result.`);
      return;
    }
  }

  private get isBomb(): boolean {
    const { times, beyond } = INTAKE.tightest;
    return this.bytes > beyond && this.bytes > times * this.file.size;
  }

  private stop(why: string): void {
    this.ended = true;
    this.refuse(why);
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces;
  if (pieces.length === 1 && only) return only;
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** @throws the signal's reason, where it is aborted; nothing else, whatever the files hold. */
export async function readFiles(files: readonly File[], options: IntakeOptions = {}): Promise<Intake> {
  return new Reading(files, options).all();
}
