/** What a lock has to do (LK), and what of it holds for a recursive one as well (RL01). */
import { expect } from 'vitest';
import { BadArgument, NotHeld } from '../../../src/sync/errors.ts';
import { Mutex } from '../../../src/sync/mutex.ts';
import { RecursiveMutex } from '../../../src/sync/recursive-mutex.ts';
import type { Thread } from '../../../src/sync/thread.ts';
import { MOST_TIMEOUT_MS } from '../../../src/sync/wait-limit.ts';
import { behavioursOf, type Behaviour } from '../behaviour.ts';
import { lastedAbout } from '../lasted-about.ts';
import type { Players, Stage } from '../stage.ts';

const TIMED_MS = 50;
const FIVE = [5];
const FIFTEEN = [15];
/** The test’s own thread and nobody else. */
const ALONE = [1];

/** A lock as the director sees it, and what bodies are told of it. */
interface Subject {
  readonly lock: Mutex<'page'> | RecursiveMutex<'page'>;
  readonly args: { readonly lock: number; readonly recursive: number };
  readonly director: Thread<'page'>;
}

type Make = (stage: Stage) => Subject;

const plain: Make = (stage) => {
  const at = stage.mutex();
  const director = stage.pageThread();
  return { lock: new Mutex(director, at), args: { lock: at, recursive: 0 }, director };
};

const recursive: Make = (stage) => {
  const at = stage.recursiveMutex();
  const director = stage.pageThread();
  return { lock: new RecursiveMutex(director, at), args: { lock: at, recursive: 1 }, director };
};

/** The behaviours both kinds share. `id` turns a lock's id into the id it is tested under. */
function shared(behaviour: Behaviour, make: Make, id: (own: string) => string): void {
  behaviour(id('LK01'), ALONE, async ({ stage }) => {
    const { lock } = make(stage);
    expect(String(lock)).toMatch(/\(unlocked\)$/);
    await lock.acquire();
    expect(String(lock)).toMatch(/\(locked\)$/);
    await lock.release();
    expect(String(lock)).toMatch(/\(unlocked\)$/);
  });

  behaviour(id('LK02'), ALONE, async ({ stage }) => {
    await make(stage).lock.acquire();
    const { lock } = make(stage);
    expect(await lock.acquire()).toBe(true);
    await lock.release();
  });

  behaviour(id('LK03'), ALONE, async ({ stage }) => {
    const { lock } = make(stage);
    await lock.acquire();
    await lock.release();
    expect(lock.locked).toBe(false);
  });

  behaviour(id('LK04'), ALONE, async ({ stage }) => {
    const { lock } = make(stage);
    expect(await lock.acquire({ blocking: false })).toBe(true);
    await lock.release();
  });

  behaviour(id('LK05'), [2, 4, 8], async ({ stage, threads }) => {
    const { lock, args } = make(stage);
    await lock.acquire();
    const players = await stage.start(threads - 1, 'tryOnce', args);
    expect(await stage.joined(players)).toEqual(Array(threads - 1).fill(false));
    await lock.release();
  });

  behaviour(id('LK06'), FIVE, async ({ stage, threads }) => {
    const { lock, args } = make(stage);
    const finished = stage.counter();
    await lock.acquire();
    const players = await stage.start(threads, 'acquireAndRelease', { ...args, finished });
    await stage.parked(players);
    await stage.settle();
    expect(stage.look(finished)).toBe(0);
    await lock.release();
    expect(await stage.joined(players)).toEqual(Array(threads).fill(true));
    expect(stage.look(finished)).toBe(threads);
    expect(lock.locked).toBe(false);
  });

  behaviour(id('LK07'), [2], async ({ stage }) => {
    const { lock, args } = make(stage);
    const free = async (): Promise<unknown> => (await stage.joined(await stage.start(1, 'tryOnce', args)))[0];
    const held = await lock.holding(async () => free());
    expect([held, await free()]).toEqual([false, true]);
    const failing = lock.holding(async () => Promise.reject(new Error('on purpose')));
    await expect(failing).rejects.toThrow('on purpose');
    expect(await free()).toBe(true);
  });

  behaviour(id('LK08'), FIFTEEN, async ({ stage, threads }) => {
    const { args } = make(stage);
    const finished = stage.counter();
    const players = await stage.start(threads, 'acquireAndRelease', { ...args, finished });
    await stage.joined(players);
    expect(stage.look(finished)).toBe(threads);
    // Owner and flags; gate, both ends of the list, heir: nobody of the fifteen is left in them.
    const words = new Int32Array(stage.memory.buffer, args.lock, 32);
    expect([0, 16, 18, 19, 20].map((word) => words[word])).toEqual([0, 0, 0, 0, 0]);
  });

  behaviour(id('LK09'), ALONE, async ({ stage }) => {
    const { lock } = make(stage);
    expect(() => lock.acquire({ blocking: false, timeoutMs: 1 })).toThrow(BadArgument);
  });

  behaviour(id('LK10'), ALONE, async ({ stage }) => {
    const { lock } = make(stage);
    expect(() => lock.acquire({ timeoutMs: -1 })).toThrow(BadArgument);
    expect(() => lock.acquire({ timeoutMs: NaN })).toThrow(BadArgument);
    expect(() => lock.acquire({ timeoutMs: MOST_TIMEOUT_MS + 1 })).toThrow(RangeError);
    expect(await lock.acquire({ timeoutMs: MOST_TIMEOUT_MS })).toBe(true);
    await lock.release();
  });

  behaviour(id('LK11'), ALONE, async ({ stage }) => {
    const { args } = make(stage);
    const [ended] = await stage.joined(await stage.start(1, 'acquireWithin', { ...args, timeoutMs: 5_000 }));
    const { got, took } = ended as { got: boolean; took: number };
    expect(got).toBe(true);
    expect(took).toBeLessThan(2_500);
  });

  behaviour(id('LK12'), [2, 4, 8], async ({ stage, threads }) => {
    const { lock, args } = make(stage);
    await lock.acquire();
    const players = await stage.start(threads - 1, 'acquireWithin', { ...args, timeoutMs: TIMED_MS });
    for (const ended of await stage.joined(players)) {
      const { got, took } = ended as { got: boolean; took: number };
      expect(got).toBe(false);
      expect(lastedAbout(took, TIMED_MS), `${took} ms`).toBe(true);
    }
    await lock.release();
  });
}

export function lockSuite(players: Players): void {
  const behaviour = behavioursOf(players);
  shared(behaviour, plain, (id) => id);

  behaviour('LK14', [2], async ({ stage }) => {
    const { lock, args } = plain(stage);
    const counters = { first: stage.counter(), finished: stage.counter() };
    const holder = await stage.start(1, 'acquireTwice', { ...args, ...counters });
    await stage.reached(counters.first, 1);
    await stage.parked(holder);
    await stage.settle();
    expect(stage.look(counters.finished)).toBe(0);
    await lock.release();
    expect(await stage.joined(holder)).toEqual([true]);
  });

  behaviour('LK15', [2], async ({ stage }) => {
    const { lock, args } = plain(stage);
    await lock.acquire();
    await stage.joined(await stage.start(1, 'releaseOnly', args));
    expect(lock.locked).toBe(false);
    expect(await lock.acquire({ blocking: false })).toBe(true);
    await lock.release();
  });

  behaviour('LK16', [2, 4, 8], async ({ stage, threads }) => {
    const { lock, args } = plain(stage);
    await lock.acquire();
    await stage.joined(await stage.start(threads - 1, 'acquireWithin', { ...args, timeoutMs: 10 }));
    await lock.release();
    expect(lock.locked).toBe(false);
    expect(await lock.acquire({ blocking: false })).toBe(true);
    await lock.release();
  });

  behaviour('LK17', [2], async ({ stage }) => {
    const { lock, args } = plain(stage);
    await stage.joined(await stage.start(1, 'acquireAndKeep', args));
    expect(lock.locked).toBe(true);
    stage.sync.initMutex(args.lock);
    expect(await lock.acquire({ blocking: false })).toBe(true);
    await lock.release();
  });

  behaviour('LK18', ALONE, async ({ stage }) => {
    const { lock } = plain(stage);
    await expect(lock.release()).rejects.toBeInstanceOf(NotHeld);
    await lock.acquire();
    await lock.release();
    await expect(lock.release()).rejects.toBeInstanceOf(NotHeld);
  });
}

/** RL01: the list of a lock, for a recursive one. */
export function recursiveAsLock(players: Players): void {
  shared(behavioursOf(players), recursive, (own) => `RL01 ${own}`);
}
