/**
 * Counters that threads of one memory add to, however they stand in it (memory/counter-plan.ts). Each addition is an atomic one of
 * WebAssembly, so that none is lost: what another thread's costs is time, and how much depends on where its counter stands.
 */
import type { CounterPlan } from '../memory/counter-plan.ts';
import { isCount, MOST } from './count.ts';
import type { SyncExports } from './sync-exports.ts';

/** So many take some 6 µs, and 0.1 ms where several threads fight for the line: who must look between slices looks soon. */
const SLICE = 1_024;

/** Throws `RangeError` for what is no number of times. */
export function demandTimes(times: number): void {
  if (isCount(times, 0)) return;
  throw new RangeError(`nobody can count ${times} times: ask for a whole number from 0 to ${MOST}`);
}

/** The parts in which `times` are counted, with a look after each. Throws `RangeError`. */
export function* countSlices(times: number): Generator<number, void, void> {
  demandTimes(times);
  for (let left = times; left > 0; left -= SLICE) yield Math.min(left, SLICE);
}

export class WordCounters {
  readonly #sync: Pick<SyncExports, 'incrementAtomic'>;
  readonly #words: Int32Array<ArrayBufferLike>;
  readonly #plan: CounterPlan;

  constructor(sync: Pick<SyncExports, 'incrementAtomic'>, memory: WebAssembly.Memory, plan: CounterPlan) {
    this.#sync = sync;
    this.#words = new Int32Array(memory.buffer);
    this.#plan = plan;
  }

  /** All of them 0; nobody may be counting. */
  clear(): void {
    for (let counter = 0; counter < this.#plan.count; counter++) this.#words[this.#at(counter) / 4] = 0;
  }

  /** Adds 1 so many times, without a look in between. Throws `RangeError` where there is no such counter. */
  add(counter: number, times: number): void {
    this.#sync.incrementAtomic(this.#at(counter), times);
  }

  /** Throws `RangeError` where there is no such counter. */
  value(counter: number): number {
    // Atomic: others may be adding to it.
    return Atomics.load(this.#words, this.#at(counter) / 4);
  }

  #at(counter: number): number {
    const { at, count, stride } = this.#plan;
    if (Number.isInteger(counter) && counter >= 0 && counter < count) return at + counter * stride;
    throw new RangeError(`there is no counter ${counter}: the program has ${count}`);
  }
}
