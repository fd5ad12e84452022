/**
 * What a program has printed, line after line in one region of memory: written under the program's lock, read by the page meanwhile.
 *
 *   i32 bytes, lines · then a line: f64 time, i32 task, i32 bytes, UTF-8, up to the next 8 bytes
 */
import type { Milliseconds } from '../base/units.ts';
import type { Region } from './layout.ts';
import { LOG_HEAD } from './program-plan.ts';

const [BYTES, LINES] = [0, 1];
const [TASK, LENGTH] = [2, 3];
const LINE_HEAD = 16;

export interface PrintedLine {
  readonly at: Milliseconds;
  readonly task: number;
  readonly text: string;
}

/** Of a line with so many bytes of text. */
function bytesOf(length: number): number {
  return LINE_HEAD + Math.ceil(length / 8) * 8;
}

export class PrintedLines {
  readonly #region: Region;
  readonly #words: Int32Array;
  readonly #numbers: Float64Array;
  readonly #bytes: Uint8Array;

  constructor(buffer: ArrayBufferLike, region: Region) {
    this.#region = region;
    this.#words = new Int32Array(buffer);
    this.#numbers = new Float64Array(buffer);
    this.#bytes = new Uint8Array(buffer);
  }

  /** False where there is no room for the line. */
  add({ at: time, task, text }: PrintedLine): boolean {
    const { at, bytes } = this.#region;
    const line = new TextEncoder().encode(text);
    const filled = this.#word(at, BYTES);
    const from = at + LOG_HEAD + filled;
    if (from + bytesOf(line.length) > at + bytes) return false;
    this.#numbers[from / 8] = time;
    this.#setWord(from, TASK, task);
    this.#setWord(from, LENGTH, line.length);
    this.#bytes.set(line, from + LINE_HEAD);
    this.#setWord(at, BYTES, filled + bytesOf(line.length));
    // Last: the page reads as many as it finds.
    this.#setWord(at, LINES, this.count + 1);
    return true;
  }

  get count(): number {
    return this.#word(this.#region.at, LINES);
  }

  /** In the order in which they were printed. */
  all(): PrintedLine[] {
    const lines: PrintedLine[] = [];
    let from = this.#region.at + LOG_HEAD;
    for (let left = this.count; left > 0; left--) {
      const length = this.#word(from, LENGTH);
      // A copy: nothing decodes bytes of shared memory.
      const text = new Uint8Array(this.#bytes.subarray(from + LINE_HEAD, from + LINE_HEAD + length));
      lines.push({
        at: this.#numbers[from / 8] ?? 0,
        task: this.#word(from, TASK),
        text: new TextDecoder().decode(text),
      });
      from += bytesOf(length);
    }
    return lines;
  }

  #word(at: number, place: number): number {
    return this.#words[at / 4 + place] ?? 0;
  }

  #setWord(at: number, place: number, value: number): void {
    this.#words[at / 4 + place] = value;
  }
}
