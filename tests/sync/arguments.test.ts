/** Numbers that no structure can take are refused before they reach shared memory, where they would wrap. */
import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { compileAssembly } from '../../assembly/asc-plugin.ts';
import { clockFrom } from '../../src/base/clock.ts';
import { makeBarrier } from '../../src/sync/barrier.ts';
import { Condition } from '../../src/sync/condition.ts';
import { Deque, makeDeque } from '../../src/sync/deque.ts';
import { BadArgument, HeldAlready } from '../../src/sync/errors.ts';
import { Mutex } from '../../src/sync/mutex.ts';
import { pageThread } from '../../src/sync/page-thread.ts';
import { makeQueue } from '../../src/sync/queue.ts';
import { ReadWriteLock } from '../../src/sync/read-write-lock.ts';
import { Semaphore, makeSemaphore } from '../../src/sync/semaphore.ts';
import type { SyncExports } from '../../src/sync/sync-exports.ts';
import type { Thread } from '../../src/sync/thread.ts';
import { instantiateSync } from './instantiate.ts';

const RECORD = 256;
const AT = 1_024;
const OTHER = 2_048;

let sync: SyncExports;
let thread: Thread<'page'>;

beforeEach(async () => {
  const instance = await instantiateSync(await WebAssembly.compile(await readFile(await compileAssembly())));
  sync = instance.exports as unknown as SyncExports;
  sync.initThread(RECORD, 0, 0, 0);
  thread = pageThread({ sync, memory: instance.memory, at: RECORD, clock: clockFrom(), bells: null });
});

describe('a semaphore', () => {
  test.each([-1, 0.5, Number.NaN, 2 ** 31, 3_000_000_000, 2 ** 32])('cannot start at %d', (value) => {
    expect(() => makeSemaphore(sync, AT, value)).toThrow(BadArgument);
  });

  test.each([-1, 0, 0.5, Number.NaN, 2 ** 31, 3_000_000_000, 2 ** 32])('cannot be given %d units', (count) => {
    makeSemaphore(sync, AT, 1);
    const semaphore = new Semaphore(thread, AT);
    expect(() => semaphore.release(count)).toThrow(BadArgument);
    expect(semaphore.value).toBe(1);
  });
});

test.each([-1, 0.5, Number.NaN, 2 ** 32])('a condition cannot wake %d threads', async (count) => {
  sync.initMutex(AT);
  sync.initCondition(OTHER);
  const condition = new Condition(OTHER, new Mutex(thread, AT), () => 0);
  await condition.acquire();
  expect(() => condition.notify(count)).toThrow(BadArgument);
});

test.each([-1, 0, 0.5, Number.NaN, 2 ** 31, 2 ** 32])('a barrier cannot be for %d threads', (parties) => {
  expect(() => makeBarrier(sync, AT, parties)).toThrow(BadArgument);
});

test.each([-1, 0, 0.5, Number.NaN, 2 ** 31])('a queue cannot be for %d items', (capacity) => {
  expect(() => makeQueue(sync, AT, 'first-in-first-out', capacity)).toThrow(BadArgument);
});

describe('a deque', () => {
  test.each([-2, 0, 0.5, 3, Number.NaN, 2 ** 31])('cannot be for %d items', (capacity) => {
    expect(() => makeDeque(sync, AT, capacity)).toThrow(BadArgument);
  });

  test.each([-1, -2, 0.5, Number.NaN, 2 ** 31])('cannot hold %d, which a thief would take for an answer', (item) => {
    makeDeque(sync, AT, 4);
    const deque = new Deque(sync, AT);
    expect(() => deque.push(item)).toThrow(BadArgument);
    expect(deque.size).toBe(0);
  });
});

describe('a read-write lock', () => {
  test('cannot be held twice by a thread: it would never be counted down to nobody', async () => {
    sync.initReadWriteLock(AT);
    const { reading, writing } = new ReadWriteLock(thread, AT);
    await reading.acquire();
    await expect(reading.acquire()).rejects.toBeInstanceOf(HeldAlready);
    await expect(writing.acquire()).rejects.toBeInstanceOf(HeldAlready);
    expect(sync.readersOf(AT)).toBe(1);
    await reading.release();
    await writing.acquire();
    await expect(reading.acquire()).rejects.toBeInstanceOf(HeldAlready);
    await expect(writing.acquire({ blocking: false })).rejects.toBeInstanceOf(HeldAlready);
    await writing.release();
    expect([sync.readersOf(AT), sync.writerOf(AT)]).toEqual([0, 0]);
  });
});
