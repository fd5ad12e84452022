/**
 * The results of a map, in the order of its arguments. Calls are submitted when it is made, all of them, or as many as the buffer holds and
 * then one for each that is taken. Ends every call it has not given out the result of when it is closed, fails, or its time is up.
 * Source: CPython 3.14, Lib/concurrent/futures/_base.py (`Executor.map`), process.py (chunks).
 */
import type { Clock } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import type { Chunk } from './executor-chunks.ts';
import type { Future } from './future.ts';

export interface MapResultsParts {
  readonly chunks: Iterator<Chunk, void>;
  /** Throws where the executor takes no calls. */
  submit(chunk: Chunk): Future<unknown>;
  /** The results of a chunk, from the value of its future. */
  resultsOf(value: unknown): unknown[];
  /** Chunks that are submitted ahead of the results taken; Infinity for all at once. */
  readonly buffer: number;
  /** On `clock`; Infinity for none. */
  readonly deadline: Milliseconds;
  readonly clock: Clock;
}

export class MapResults<T> implements AsyncIterableIterator<T, undefined> {
  readonly #parts: MapResultsParts;
  /** Of chunks whose results were not asked for yet, from `#head` on; those before were, and are kept no longer. */
  #futures: (Future<unknown> | null)[] = [];
  #head = 0;
  /** Results that have come and were not taken yet, from `#taken` on. */
  #results: unknown[] = [];
  #taken = 0;
  /** The chunk that somebody waits for. */
  #awaited: Future<unknown> | null = null;
  #loading: Promise<boolean> | null = null;
  #allPulled = false;

  /** Throws what the iterables or `submit` throw, after it has cancelled what was submitted. */
  constructor(parts: MapResultsParts) {
    this.#parts = parts;
    try {
      while (this.#futures.length < parts.buffer && this.#submitOne());
    } catch (error) {
      this.#cancelRest();
      throw error;
    }
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Rejects with what the call at this position failed with, or `TimeoutError`; after that it is done. */
  next(): Promise<IteratorResult<T, undefined>> {
    if (this.#taken < this.#results.length && !this.#loading) return Promise.resolve(this.#take());
    return this.#loadedAndTaken();
  }

  /** Cancels what does not run yet; also what somebody waits for, who is told so. */
  return(): Promise<IteratorResult<T, undefined>> {
    this.#cancelRest();
    return Promise.resolve({ done: true, value: undefined });
  }

  /** All results that were not taken yet. Rejects as `next`. */
  async toArray(): Promise<T[]> {
    const all: T[] = [];
    while (await this.#load()) {
      for (let at = this.#taken; at < this.#results.length; at++) all.push(this.#results[at] as T);
      this.#results = [];
      this.#taken = 0;
    }
    return all;
  }

  async #loadedAndTaken(): Promise<IteratorResult<T, undefined>> {
    // Who asks before the one before has been answered is answered after it.
    while (await this.#load()) if (this.#taken < this.#results.length) return this.#take();
    return { done: true, value: undefined };
  }

  #take(): IteratorResult<T, undefined> {
    const value = this.#results[this.#taken] as T;
    this.#results[this.#taken++] = undefined;
    return { done: false, value };
  }

  /** True once there is a result to take; false where there will be none. One loads, however many ask. */
  #load(): Promise<boolean> {
    if (this.#taken < this.#results.length) return Promise.resolve(true);
    this.#loading ??= this.#loadNext().finally(() => {
      this.#loading = null;
    });
    return this.#loading;
  }

  async #loadNext(): Promise<boolean> {
    const future = this.#nextFuture();
    if (!future) return false;
    this.#awaited = future;
    try {
      // Before the wait, so that the workers have it meanwhile.
      if (this.#parts.buffer !== Infinity) this.#submitOne();
      this.#results = this.#parts.resultsOf(await future.result(this.#left()));
      this.#taken = 0;
      return true;
    } catch (error) {
      this.#cancelRest();
      throw error;
    } finally {
      this.#awaited = null;
    }
  }

  #nextFuture(): Future<unknown> | null {
    const future = this.#futures[this.#head] ?? null;
    this.#futures[this.#head] = null;
    this.#head += 1;
    // Seldom, since it costs the length of what is left; an endless map must not keep the places of all it had.
    if (this.#head > 1_024 && this.#head > this.#futures.length / 2) {
      this.#futures.splice(0, this.#head);
      this.#head = 0;
    }
    return future;
  }

  #left(): Milliseconds | undefined {
    const { deadline, clock } = this.#parts;
    return deadline === Infinity ? undefined : deadline - clock.now();
  }

  /** False where nothing is left to submit. */
  #submitOne(): boolean {
    if (this.#allPulled) return false;
    const step = this.#parts.chunks.next();
    if (step.done) this.#allPulled = true;
    else this.#futures.push(this.#parts.submit(step.value));
    return !step.done;
  }

  #cancelRest(): void {
    this.#awaited?.cancel();
    for (let at = this.#head; at < this.#futures.length; at++) this.#futures[at]?.cancel();
    this.#futures = [];
    this.#head = 0;
    this.#results = [];
    this.#taken = 0;
    this.#allPulled = true;
    // Closes the iterables that it pulls from.
    this.#parts.chunks.return?.();
  }
}
