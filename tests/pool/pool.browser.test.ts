/** Faults of a pool: nothing that waits for a worker may wait for ever. */
import { afterEach, expect, test, vi } from 'vitest';
import { clockFrom, threadOrigin } from '../../src/base/clock.ts';
import { MemoryRefused } from '../../src/memory/pages.ts';
import { WorkerLost, WorkerNeverStarted } from '../../src/pool/errors.ts';
import { Lane } from '../../src/pool/lane.ts';
import { Pool } from '../../src/pool/pool.ts';
import { compileModule } from '../../src/runtime/module.ts';
import { openPool, openRig } from '../models/rig.ts';

const pools: Pool[] = [];
/** Workers made by the page under test, so that a test can end one from outside as a crash would. */
const made: Worker[] = [];
const RealWorker = globalThis.Worker;

class WatchedWorker extends RealWorker {
  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options);
    made.push(this);
  }
}

class DeafWorker extends RealWorker {
  constructor() {
    super(URL.createObjectURL(new Blob([''], { type: 'text/javascript' })));
  }
}

class BrokenWorker extends RealWorker {
  constructor() {
    super('data:text/javascript,throw new Error("broken on purpose")');
  }
}

function use(kind: typeof Worker): void {
  vi.stubGlobal('Worker', kind);
}

async function open(workers: number, shared = true): Promise<Pool> {
  const pool = await openPool(workers, shared);
  pools.push(pool);
  return pool;
}

afterEach(async () => {
  vi.unstubAllGlobals();
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
  made.length = 0;
});

async function startAlone(lane: Lane, deadlineMs: number): Promise<void> {
  const module = await compileModule(true);
  const clock = clockFrom();
  await lane.start({ module, origin: threadOrigin(), shared: null, announceByMessage: false }, clock, deadlineMs);
}

test('workers of a shared pool leave their mark in the page’s memory', async () => {
  const pool = await open(2);
  expect(pool.size).toBe(2);
  expect(pool.marksSeen()).toBe(true);
});

test('a worker that never answers is given up at its deadline, by name', async () => {
  use(DeafWorker);
  await expect(startAlone(new Lane(4), 50)).rejects.toThrowError(/worker 5 did not start: no answer within 0.05 s/);
});

test('a worker whose script fails is given up at once, with the reason', async () => {
  use(BrokenWorker);
  await expect(startAlone(new Lane(0), 5_000)).rejects.toBeInstanceOf(WorkerNeverStarted);
});

test('a worker that failed before it was asked for anything is given up all the same', async () => {
  use(BrokenWorker);
  const lane = new Lane(0);
  await vi.waitUntil(() => lane.state === 'lost');
  await expect(startAlone(lane, 5_000)).rejects.toBeInstanceOf(WorkerNeverStarted);
});

test('workers that do not start are listed and the others work', async () => {
  let count = 0;
  use(
    class extends RealWorker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(++count === 2 ? 'data:text/javascript,throw new Error("broken on purpose")' : url, options);
      }
    },
  );
  const pool = await open(3);
  expect(pool.size).toBe(2);
  expect(pool.missing.map(({ lane }) => lane)).toEqual([1]);
  await pool.serve(2);
});

test('a worker that is terminated from outside is known to be lost by its lock, and everything waiting is rejected', async () => {
  use(WatchedWorker);
  const pool = await open(2);
  const never = pool.guard(new Promise(() => {}));
  made[1]?.terminate();
  await expect(never).rejects.toBeInstanceOf(WorkerLost);
  expect(pool.loss?.message).toMatch(/worker 2 was lost/);
  await expect(pool.guard(Promise.resolve())).rejects.toBe(pool.loss);
});

test('a worker terminated while it is parked is known to be lost', async () => {
  use(WatchedWorker);
  const pool = await open(2);
  await pool.serve(2);
  const never = pool.guard(new Promise(() => {}));
  made[0]?.terminate();
  await expect(never).rejects.toBeInstanceOf(WorkerLost);
});

test('a broken pool closes, and the next generation has new memory and works', async () => {
  const pool = await open(2);
  await pool.serve(2);
  pool.lanes(1)[0]?.fail('a test ended it');
  await pool.close();
  const next = await open(2);
  expect(next.shared?.memory).not.toBe(pool.shared?.memory);
  await next.serve(2);
});

test('closing a pool whose workers are parked frees their locks', async () => {
  const pool = await open(2);
  await pool.serve(2);
  const held = async (): Promise<number> => (await navigator.locks.query()).held?.length ?? 0;
  expect(await held()).toBe(2);
  await pool.close();
  expect(await held()).toBe(0);
  await pool.close();
});

test('a trap in a kernel is named and ends the generation', async () => {
  const { pool, stage } = await openRig(1);
  pools.push(pool);
  // Item 2²⁴ of 64 bytes lies 1 GiB behind the output: outside of the memory.
  pool.setTasks([{ start: 2 ** 24, end: 2 ** 24 + 1 }]);
  await pool.serve(1);
  const kind = (): 'batch' => 'batch';
  const batch = pool.batch(1, { kind, count: 1, budgetMs: 0, delayMs: 0, deadlineMs: 5_000 });
  await expect(batch).rejects.toThrowError(/worker 1 was lost: RuntimeError/);
  expect(stage.pool).toBe(pool);
});

test('memory that is refused is asked for again at half the size, and refusal for good says what to do', async () => {
  const asked: number[] = [];
  vi.spyOn(WebAssembly, 'Memory').mockImplementation(function (descriptor: WebAssembly.MemoryDescriptor) {
    asked.push(descriptor.initial);
    throw new RangeError('out of memory');
  });
  const module = await compileModule(true);
  expect(() => new Pool({ module, shared: true, clock: clockFrom(), origin: 0 })).toThrowError(MemoryRefused);
  expect(asked).toEqual([512, 256, 128, 64]);
  vi.restoreAllMocks();
});

test('workers without shared memory load and answer by message', async () => {
  const { pool, stage } = await openRig(2, 'ep', 3, false);
  pools.push(pool);
  expect(pool.shared).toBeNull();
  expect(stage.work.sharedOutput).toBeNull();
});
