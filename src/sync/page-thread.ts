/**
 * The page's side of waiting: the same operations as a worker's, but where a worker sleeps on its signal the page
 * waits for it with `Atomics.waitAsync`, or for a message where the browser lacks that. A page thread has one wait at a time;
 * whoever needs several takes several. Every wait is finite: an abandoned one leaves the engine's list by itself, and it
 * stands on a word that nobody else waits on, so it takes no wake from a worker.
 */
import type { Clock } from '../base/clock.ts';
import { nextTurn } from '../base/turn.ts';
import type { Milliseconds } from '../base/units.ts';
import { BadArgument } from './errors.ts';
import { OUTCOME, REASON } from './outcome.ts';
import type { SyncExports } from './sync-exports.ts';
import type { Script, Thread, WaitOperation } from './thread.ts';

/** A lost wake-up costs one slice. */
const SLICE_MS: Milliseconds = 50;
/** Longer than any browser leaves a thread unscheduled or a terminated worker alive. */
const BUSY_MS: Milliseconds = 5_000;
/** In 32-bit words of the record, as in assembly/sync/thread.ts. */
const SIGNAL = 0;
const BREAKER = 2;
const WAITING = 1;
const STOP = 1;

/** Where the browser has no `waitAsync`: who waits for which record to be announced. */
export class Bells {
  readonly #listeners = new Map<number, () => void>();

  /** A worker, or the page itself, has signalled the thread with this record. */
  ring(at: number): void {
    this.#listeners.get(at)?.();
  }

  /** Resolves when it is rung, or after `ms`. */
  heard(at: number, ms: Milliseconds): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#listeners.delete(at);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#listeners.set(at, done);
    });
  }
}

export interface PageThreadParts {
  readonly sync: SyncExports;
  readonly memory: WebAssembly.Memory;
  /** The record, initialised for a thread that may not block. */
  readonly at: number;
  readonly clock: Clock;
  /** null where the browser has `Atomics.waitAsync`. */
  readonly bells: Bells | null;
}

class PageThread implements Thread<'page'> {
  readonly style = 'page';
  readonly at: number;
  readonly sync: SyncExports;
  readonly #clock: Clock;
  readonly #bells: Bells | null;
  readonly #words: Int32Array<ArrayBufferLike>;
  #waiting = false;

  constructor({ sync, memory, at, clock, bells }: PageThreadParts) {
    this.at = at;
    this.sync = sync;
    this.#clock = clock;
    this.#bells = bells;
    this.#words = new Int32Array(memory.buffer, at, BREAKER + 1);
  }

  async wait<T>(operation: WaitOperation, timeoutMs: Milliseconds, read: (outcome: number) => T): Promise<T> {
    if (this.#waiting) throw new BadArgument('this page thread waits already: take another one for a second wait');
    this.#waiting = true;
    try {
      const deadline = this.#clock.now() + timeoutMs;
      let outcome = await this.#unlessBusy(() => operation.begin(timeoutMs > 0));
      while (outcome === OUTCOME.QUEUED) {
        const reason = await this.#park(deadline);
        outcome = await this.#unlessBusy(() => operation.resume(reason));
      }
      return read(outcome);
    } finally {
      this.#waiting = false;
    }
  }

  async step<T>(step: () => number, read: (outcome: number) => T): Promise<T> {
    return read(await this.#unlessBusy(step));
  }

  async follow<T>(script: Script<T>): Promise<T> {
    let step = script.next();
    while (!step.done) {
      const settled = await Promise.resolve(step.value).then(
        (value) => () => script.next(value),
        (reason: unknown) => () => script.throw(reason),
      );
      step = settled();
    }
    return step.value;
  }

  /**
   * Repeats what was told BUSY a turn of the event loop later: whoever is inside leaves within microseconds. One that
   * does not for seconds has died and nobody has noticed.
   */
  async #unlessBusy(step: () => number): Promise<number> {
    const until = this.#clock.now() + BUSY_MS;
    for (;;) {
      const outcome = step();
      if (outcome !== OUTCOME.BUSY) return outcome;
      if (this.#clock.now() > until) return OUTCOME.BROKEN;
      await nextTurn();
    }
  }

  /** As `park` of assembly/sync/thread.ts, without blocking. */
  async #park(deadline: Milliseconds): Promise<number> {
    const left = deadline - this.#clock.now();
    if (left <= 0) return REASON.EXPIRED;
    // After WAITING was published, as a worker: the page may have been told to stop before.
    if ((Atomics.load(this.#words, BREAKER) & STOP) !== 0) return REASON.STOPPING;
    await this.#signalled(Math.min(left, SLICE_MS));
    return REASON.LOOK;
  }

  async #signalled(ms: Milliseconds): Promise<void> {
    if (!this.#bells) {
      // Compares under the engine's lock, so a signal given since is not missed.
      const wait = Atomics.waitAsync(this.#words, SIGNAL, WAITING, ms);
      if (wait.async) await wait.value;
      return;
    }
    // Listens before it looks: a signal after the look rings.
    const heard = this.#bells.heard(this.at, ms);
    if (Atomics.load(this.#words, SIGNAL) !== WAITING) this.#bells.ring(this.at);
    await heard;
  }
}

export function pageThread(parts: PageThreadParts): Thread<'page'> {
  return new PageThread(parts);
}
