/** What no test of CPython asks, since it has neither workers nor pages (LB). Played by workers. */
import { expect, test } from 'vitest';
import { dequeStructure, GIL } from '../../../src/memory/structures.ts';
import { blockingThread } from '../../../src/sync/blocking-thread.ts';
import { makeDeque } from '../../../src/sync/deque.ts';
import { BadArgument, MayNotBlock } from '../../../src/sync/errors.ts';
import { gilCounts } from '../../../src/sync/gil.ts';
import { Mutex } from '../../../src/sync/mutex.ts';
import { ANY_COUNT, behavioursOf } from '../behaviour.ts';
import { lastedAbout } from '../lasted-about.ts';
import type { Turn, UnderGil } from '../bodies/lab.ts';
import type { Stage } from '../stage.ts';

const INCREMENTS = 100_000;
const KNOWN_MS = 250;
const TOKENS = 1_000_000;
const DEQUE_ITEMS = 1_024;
/** In a record, in words. */
const BREAKER = 2;
const DROP_REQUEST = 2;

function gil(stage: Stage, intervalMs: number): number {
  const at = stage.place('a GIL', GIL);
  stage.sync.initGil(at, intervalMs, 0);
  return at;
}

/**
 * How many turns of others came before this one although they were asked for after it had stood in the list for a
 * millisecond. Counted, not timed: what the system's own scheduler adds is not the lock's.
 */
function passedOver({ queued, place }: Turn, all: readonly Turn[]): number {
  if (queued === null) return 0;
  return all.filter((other) => other.came > queued + 1 && other.place < place).length;
}

export function labSuite(): void {
  const behaviour = behavioursOf('workers');

  behaviour('LB01', [1], async ({ stage }) => {
    const at = stage.pageThread().at;
    expect(() => blockingThread(stage.sync, at)).toThrow(MayNotBlock);
  });

  behaviour('LB03', [2], async ({ stage }) => {
    const at = stage.mutex();
    const [holder, quitter] = [new Mutex(stage.pageThread(), at), new Mutex(stage.pageThread(), at)];
    await holder.acquire();
    const gone = quitter.acquire({ timeoutMs: 10 });
    const waiter = await stage.start(1, 'acquireAndRelease', { lock: at, recursive: 0, finished: stage.counter() });
    await stage.parked(waiter);
    expect(await gone).toBe(false);
    await holder.release();
    expect(await stage.joined(waiter)).toEqual([true]);
  });

  behaviour('LB04 waiters', ANY_COUNT, async ({ stage, threads }) => {
    const lock = stage.mutex();
    // Not one of the workers: one that has ended is the next to be given a body, and would wait for itself.
    const holder = new Mutex(stage.pageThread(), lock);
    await holder.acquire();
    const waiters = await stage.start(threads - 1, 'acquireWithin', { lock, recursive: 0, timeoutMs: 20_000 });
    await stage.parked(waiters);
    const known = stage.now();
    stage.sync.markDead(holder.thread.at);
    const endings = await stage.endings(waiters);
    const took = stage.now() - known;
    expect(endings.map((ending) => !ending.ok && ending.error)).toEqual(Array(threads - 1).fill('BrokenLock'));
    expect(took, `${took} ms`).toBeLessThanOrEqual(KNOWN_MS);
    // It stays broken for those who come.
    const [late] = await stage.endings(await stage.start(1, 'tryOnce', { lock, recursive: 0 }));
    expect(late).toMatchObject({ ok: false, error: 'BrokenLock' });
  });

  behaviour('LB08', ANY_COUNT, async ({ stage, threads }) => {
    const args = { counter: stage.counter(), times: INCREMENTS, lock: stage.mutex() };
    await stage.joined(await stage.start(threads, 'incrementLocked', args));
    expect(stage.look(args.counter)).toBe(threads * INCREMENTS);
    const racy = { counter: stage.counter(), times: INCREMENTS };
    await stage.joined(await stage.start(threads, 'incrementRacy', racy));
    const lost = threads * INCREMENTS - stage.look(racy.counter);
    console.log(`LB08: ${threads} threads without the lock lost ${lost} of ${threads * INCREMENTS}`);
  });

  behaviour('LB09', [2, 4], async ({ stage, threads }) => {
    const counters = { here: stage.counter(), turn: stage.counter() };
    const args = { lock: stage.mutex(), ...counters, threads, times: 200, holdMs: 0.2 };
    const turns = (await stage.joined(await stage.start(threads, 'takeTurns', args))) as Turn[][];
    const all = turns.flat();
    const waits = all.map(({ came, got }) => got - came).sort((a, b) => a - b);
    const most = Math.max(...all.map((turn) => passedOver(turn, all)));
    console.log(
      `LB09: ${threads} threads, waits median ${waits[waits.length >> 1]?.toFixed(2)} ms, longest ${waits.at(-1)?.toFixed(2)} ms, ` +
        `passed over after 1 ms at most ${most} times`,
    );
    // w·h·2: each of the others twice.
    expect(most).toBeLessThanOrEqual(2 * (threads - 1));
  });

  behaviour('LB10 exclusion and holds', [2, 4], async ({ stage, threads }) => {
    const args = { gil: gil(stage, 5), inside: stage.counter(), ms: 300, sliceMs: 0.05 };
    const seen = (await stage.joined(await stage.start(threads, 'runUnderGil', args))) as UnderGil[];
    expect(seen.map(({ intruders }) => intruders)).toEqual(Array(threads).fill(0));
    const holds = seen.flatMap(({ forced }) => forced).sort((a, b) => a - b);
    expect(holds.length).toBeGreaterThan(0);
    const median = holds[holds.length >> 1] ?? 0;
    expect(lastedAbout(median, 5), `${median} ms`).toBe(true);
    const counts = gilCounts(stage.memory, { at: args.gil, bytes: GIL.BYTES });
    expect(counts.forced).toBe(holds.length);
    expect(counts.holds).toBe(holds.length + threads);
    expect(counts.switches).toBeGreaterThanOrEqual(threads);
    expect(counts.longestMs).toBeLessThanOrEqual(counts.heldMs);
  });

  behaviour('LB10 the interval can change', [2], async ({ stage, threads }) => {
    const at = gil(stage, 5);
    stage.sync.setSwitchInterval(at, 20);
    const args = { gil: at, inside: stage.counter(), ms: 300, sliceMs: 0.05 };
    const seen = (await stage.joined(await stage.start(threads, 'runUnderGil', args))) as UnderGil[];
    const holds = seen.flatMap(({ forced }) => forced).sort((a, b) => a - b);
    const median = holds[holds.length >> 1] ?? 0;
    expect(lastedAbout(median, 20), `${median} ms`).toBe(true);
  });

  behaviour('LB10 a waiter that leaves takes its request back', [2], async ({ stage }) => {
    const args = { gil: gil(stage, 5), taken: stage.counter() };
    const [holder, waiter] = await stage.start(2, 'takeGilInTurn', args);
    if (!holder || !waiter) throw new Error('two threads are needed');
    await stage.joined([holder]);
    const breaker = (): number => Atomics.load(new Int32Array(stage.memory.buffer), holder.at / 4 + BREAKER);
    await stage.until('a drop request', () => (breaker() & DROP_REQUEST) !== 0);
    stage.sync.stopThread(waiter.at);
    expect(await stage.endings([waiter])).toMatchObject([{ ok: false, error: 'WaitStopped' }]);
    expect(breaker() & DROP_REQUEST).toBe(0);
    stage.sync.allowThread(waiter.at);
  });

  behaviour('LB07', [2, 4], async ({ stage, threads }) => {
    const at = stage.place('a barrier', { BYTES: 64, ALIGN: 64 });
    stage.sync.initBarrier(at, threads, 0, 0xffff_fff0);
    const args = { barrier: at, rounds: 32, entered: stage.counter() };
    expect(await stage.joined(await stage.start(threads, 'wrapRounds', args))).toEqual(Array(threads).fill(32));
  });

  /** One list of marks for all repeats: places are never given back. */
  let marks = 0;

  behaviour('LB11', [2, 4], async ({ stage, threads }) => {
    marks ||= stage.place('marks', { BYTES: TOKENS, ALIGN: 64 });
    const list = new Uint8Array(stage.memory.buffer, marks, TOKENS).fill(0);
    const deque = stage.place('a deque', dequeStructure(DEQUE_ITEMS));
    expect(() => makeDeque(stage.sync, deque, DEQUE_ITEMS - 1)).toThrow(BadArgument);
    // The numbers of its ends wrap after the first items.
    stage.sync.initDeque(deque, DEQUE_ITEMS, 0xffff_fff0);
    const args = { deque, marks, tokens: TOKENS, over: stage.counter() };
    const thieves = await stage.start(threads - 1, 'stealTokens', args);
    const owner = await stage.start(1, 'ownTokens', args);
    const counts = (await stage.joined([...owner, ...thieves])) as number[];
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(TOKENS);
    expect(list.every((mark) => mark === 1)).toBe(true);
  });

  test('LB02: the tests without Atomics.waitAsync are those of message.browser.test.ts', () => {
    expect(typeof Atomics.waitAsync).toBe('function');
  });
}
