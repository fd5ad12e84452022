/**
 * What is ready to run, first come, first served: a ring that grows. A turn runs what is in it at the beginning; what is added
 * meanwhile waits for the next.
 */
import type { Waker } from './loop-future.ts';

const FIRST_ROOM = 64;

export class ReadyQueue {
  /** A power of two long. */
  #ring: (Waker | undefined)[] = new Array<Waker | undefined>(FIRST_ROOM).fill(undefined);
  #head = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(waker: Waker): void {
    if (this.#size === this.#ring.length) this.#grow();
    this.#ring[(this.#head + this.#size) & (this.#ring.length - 1)] = waker;
    this.#size += 1;
  }

  /** Runs the first `count` of those that are in it now. What one throws comes out; the others stay. */
  runFirst(count: number): void {
    for (let left = count; left > 0 && this.#size > 0; left--) this.#shift().run();
  }

  clear(): void {
    this.#ring = new Array<Waker | undefined>(FIRST_ROOM).fill(undefined);
    this.#head = 0;
    this.#size = 0;
  }

  #shift(): Waker {
    const waker = this.#ring[this.#head] as Waker;
    this.#ring[this.#head] = undefined;
    this.#head = (this.#head + 1) & (this.#ring.length - 1);
    this.#size -= 1;
    return waker;
  }

  #grow(): void {
    const old = this.#ring;
    const ring = new Array<Waker | undefined>(2 * old.length);
    for (let at = 0; at < old.length; at++) ring[at] = old[(this.#head + at) & (old.length - 1)];
    this.#ring = ring;
    this.#head = 0;
  }
}
