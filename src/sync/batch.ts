/**
 * The page's side of assembly/sync/batch.ts: open a batch, wait for its end without blocking, stop it.
 * Knows nothing of tasks or workers.
 */
import type { Region } from '../memory/layout.ts';

const CURSOR = 0;
const LEFT = 16;
const DONE = 32;
const STOP = 48;
const FINISHED = 64;

/** As in the module: added to FINISHED by a stop. */
const OVER = -(2 ** 31);
/** Tasks of a batch, those of all its steps: their numbers, and what is claimed past the last, stay well below OVER. */
export const MOST_NUMBERS = 2 ** 30;

/** How long one wait lasts before the word is looked at again: a lost wake-up costs this much, never a hang. */
const SLICE_MS = 100;

export interface BatchWords {
  /** Makes the batch ready; no worker may be in it. */
  open(): void;
  /** Number of the last batch that all its workers have left. */
  finished(): number;
  /** Resolves when batch `number` is finished, or after a slice with false. */
  awaitSlice(number: number): Promise<boolean>;
  /** Asks the workers to claim nothing more, and ends their waits for a step. */
  stop(): void;
}

/** Whether this browser can wait for a word without blocking; where it cannot, a worker's message brings the news. */
export const CAN_WAIT_ASYNC = typeof Atomics !== 'undefined' && typeof Atomics.waitAsync === 'function';

export function batchWords(memory: WebAssembly.Memory, at: Region): BatchWords {
  const words = new Int32Array(memory.buffer, at.at, at.bytes / 4);
  // Atomic: stored by the last worker, and orders all results before the page's reads.
  const finished = (): number => Atomics.load(words, DONE);
  return {
    open() {
      // Plain order would do (nobody is in the batch); atomic stores keep them before the order's number.
      Atomics.store(words, CURSOR, 0);
      Atomics.store(words, FINISHED, 0);
      Atomics.store(words, LEFT, 0);
      Atomics.store(words, STOP, 0);
    },
    finished,
    async awaitSlice(number) {
      const seen = finished();
      if (seen === number) return true;
      // Compares with `seen` under the engine's lock; finite, so an abandoned wait leaves the queue by itself.
      const wait = Atomics.waitAsync(words, DONE, seen, SLICE_MS);
      if (wait.async) await wait.value;
      return finished() === number;
    },
    stop() {
      // First: who is let out of a wait by the next has to see it.
      Atomics.store(words, STOP, 1);
      Atomics.or(words, FINISHED, OVER);
      Atomics.notify(words, FINISHED);
    },
  };
}
