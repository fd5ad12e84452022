/**
 * Who has a call that was sent to a worker before it was free: a word each, by which the worker takes the call or the page takes it back,
 * and only one of them can. So a call can be cancelled, or given to another worker, until it really starts. Not a queue: the
 * calls themselves travel as messages.
 *
 *   word        id: sent, nobody has it        −id: the worker has it        0: the page has it back
 */
import { sharedBuffer } from './sharing.ts';

const NOBODY = 0;

/** Ids go from 1 to here and start again: a word holds a sign, too. */
export const MOST_ID = 2 ** 31 - 1;

export class PageClaims {
  readonly buffer: ArrayBufferLike;
  readonly #words: Int32Array<ArrayBufferLike>;

  /** Throws `NeedsSharedMemory`. */
  constructor(places: number) {
    this.buffer = sharedBuffer(4 * places);
    this.#words = new Int32Array(this.buffer);
  }

  /** Before the message goes. No other call may be at this place. */
  offer(place: number, id: number): void {
    Atomics.store(this.#words, place, id);
  }

  /** True where the worker will not run it; its message still comes there, and is skipped. */
  takeBack(place: number, id: number): boolean {
    return Atomics.compareExchange(this.#words, place, id, NOBODY) === id;
  }

  /** True from the moment the worker has it. */
  isTaken(place: number, id: number): boolean {
    return Atomics.load(this.#words, place) === -id;
  }
}

/** True where the call is the worker's to run now; false where the page has taken it back, and perhaps put another in its place. */
export function takeCall(words: Int32Array<ArrayBufferLike>, place: number, id: number): boolean {
  return Atomics.compareExchange(words, place, id, -id) === id;
}
