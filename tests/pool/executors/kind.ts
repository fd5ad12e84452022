/**
 * A kind of executor under test, and the stage of its tests: opens executors, ends each whatever happens, and checks that no worker is
 * left. The suites are written over any kind. Not a test itself.
 */
import { expect, inject, vi } from 'vitest';
import type { ExecutorOptions } from '../../../src/pool/executor-options.ts';
import type { Executor } from '../../../src/pool/executor.ts';
import type { Future } from '../../../src/pool/future.ts';
import { ANY_COUNT } from '../../conformance/behaviour.ts';
import { behaviour } from '../../conformance/repeated.ts';

export interface Kind {
  readonly name: string;
  /** Whether page and workers share memory: there are gates, and calls can be told to stop. */
  readonly sharesMemory: boolean;
  open(options: ExecutorOptions): Promise<Executor>;
}

/** The list's own numbers of workers; in the test command, which has minutes, the fewest and the most. */
const COUNTS = inject('repeats') > 1 ? ANY_COUNT : [Math.min(...ANY_COUNT), Math.max(...ANY_COUNT)];

/** A behaviour that names no number of workers, played with several. */
export function withEachCount(id: string, play: (workers: number) => Promise<void>): void {
  behaviour(id, async () => {
    for (const workers of COUNTS) await play(workers);
  });
}

/** Every wait of a test ends by then. */
const DEADLINE_MS = 30_000;
/** Longer than eight workers need to start on a busy machine. */
export const SOON = { timeout: 20_000, interval: 5 } as const;

export function inTime<T>(promise: Promise<T>, what = 'the test'): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${what} did not end within 30 s`)), DEADLINE_MS);
    promise.then(resolve, reject).finally(() => clearTimeout(late));
  });
}

/** Late only when `seen` has stood still for 30 s: a hundred workers one after the other take longer on a busy machine, and do not hang. */
export function whileMoving<T>(promise: Promise<T>, what: string, seen: () => string): Promise<T> {
  return new Promise((resolve, reject) => {
    let last = seen();
    const look = setInterval(() => {
      const now = seen();
      if (now === last) {
        clearInterval(look);
        reject(new Error(`${what} has not moved for 30 s: ${now}`));
      }
      last = now;
    }, DEADLINE_MS);
    promise.then(resolve, reject).finally(() => clearInterval(look));
  });
}

/** Workers of this page that are alive. */
export async function workersAlive(): Promise<number> {
  const { held = [] } = await navigator.locks.query();
  return held.filter(({ name }) => name?.startsWith('overlap')).length;
}

/** Runs `body` with an executor, shuts it down where `body` has not, and sees that its workers are gone. */
export async function withExecutor<E extends Executor>(
  opening: Promise<E>,
  body: (executor: E) => Promise<void> | void,
): Promise<void> {
  const executor = await opening;
  try {
    await inTime(Promise.resolve(body(executor)), 'a test of an executor');
    await inTime(executor.shutdown(), 'the shutdown');
  } catch (error) {
    await executor.killWorkers();
    throw error;
  }
  expect(executor.unfinished).toBe(0);
  await vi.waitFor(async () => expect(await workersAlive()).toBe(0), SOON);
}

export async function running(...futures: Future<unknown>[]): Promise<void> {
  await vi.waitFor(() => expect(futures.map(({ state }) => state)).toEqual(futures.map(() => 'running')), SOON);
}

export function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, place) => from + place);
}

/** Turns of the event loop, the collector called after each: weak references die late. */
export async function collected(): Promise<void> {
  const { gc } = globalThis as { gc?: () => void };
  if (!gc) throw new Error('the browser of the tests has to be started with --js-flags=--expose-gc');
  for (let time = 0; time < 4; time++) {
    await new Promise((resume) => setTimeout(resume));
    gc();
  }
}
