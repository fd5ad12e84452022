/** How an executor of processes looks after its workers, and what it says where it cannot do what it is asked. */
import { afterEach, expect, test, vi } from 'vitest';
import { BrokenProcessPool, InitializerFailed } from '../../../src/pool/executor-errors.ts';
import { ProcessPoolExecutor, type ProcessPoolOptions } from '../../../src/pool/process-executor.ts';
import type { Future } from '../../../src/pool/future.ts';
import { wait } from '../../../src/pool/wait.ts';
import { NeedsSharedMemory } from '../../../src/sync/sharing.ts';
import { BadArgument, WaitStopped } from '../../../src/sync/errors.ts';
import { openPool, openRig } from '../../models/rig.ts';
import { models } from '../../../src/models/index.ts';
import { collected, inTime, range, running, withExecutor, workersAlive } from './kind.ts';
import { watchWorkers } from './watched-worker.ts';

const CYCLES = 20;

const withProcesses = (
  options: ProcessPoolOptions,
  body: (executor: ProcessPoolExecutor) => Promise<void>,
): Promise<void> => withExecutor(ProcessPoolExecutor.open(options), body);

afterEach(() => {
  vi.unstubAllGlobals();
});

test('without shared memory a gate, a stop and a look for one say that they need it; sleeps and the rest work', async () => {
  await withProcesses({ maxWorkers: 1, sharesMemory: false }, async (executor) => {
    expect(() => executor.gate()).toThrow(NeedsSharedMemory);
    await expect(executor.stop()).rejects.toThrow(NeedsSharedMemory);
    for (const future of [executor.submit('waiting.pass', 0), executor.submit('waiting.untilStopped')]) {
      await expect(future.result()).rejects.toMatchObject({ className: NeedsSharedMemory.name });
    }
    expect(await executor.submit('waiting.sleep', 2, 'slept').result()).toBe('slept');
  });
});

test('the initializer runs once in each worker, before its first call', async () => {
  const initializer = { name: 'counting.note', args: ['ready'] } as const;
  await withProcesses({ maxWorkers: 2, initializer }, async (executor) => {
    const gate = executor.gate();
    const calls = ['one', 'other'].map((entry) => executor.submit('counting.pass', gate.number, entry));
    await running(...calls);
    await gate.open();
    await wait(calls);
    const entries = await executor.submit<string[]>('counting.entries').result();
    expect(entries[0]).toBe('ready');
    expect(entries).toHaveLength(2);
  });
});

test.each(['faults.fail', 'faults.crash'] as const)(
  'an initializer %s breaks the executor for what was submitted and what comes, and is told of once',
  async (name) => {
    const onCritical = vi.fn();
    const initializer = { name, args: ['RangeError', 'no start'] };
    await withProcesses({ maxWorkers: 2, initializer, onCritical }, async (executor) => {
      const futures = range(0, 5).map((number) => executor.submit('arithmetic.square', number));
      for (const future of futures) await expect(future.result()).rejects.toBeInstanceOf(BrokenProcessPool);
      expect(() => executor.submit('arithmetic.square', 1)).toThrow(BrokenProcessPool);
    });
    // A crash is the death of a worker like any other.
    const told = onCritical.mock.calls.flat() as Error[];
    expect(told.map((error) => error instanceof InitializerFailed)).toEqual(name === 'faults.fail' ? [true] : []);
    if (told[0]) expect(told[0].cause).toBeInstanceOf(RangeError);
  },
);

test('a stop ends what runs, asleep or computing, cancels the rest, and calls are taken as before', async () => {
  await withProcesses({ maxWorkers: 2 }, async (executor) => {
    for (let round = 0; round < 3; round++) {
      const computing = executor.submit('waiting.untilStopped');
      const asleep = executor.submit('waiting.sleep', 60_000);
      await running(computing, asleep);
      const pending = range(0, 5).map(() => executor.submit('waiting.sleep', 60_000));
      await inTime(executor.stop());
      expect(await computing.result()).toBe('stopped');
      await expect(asleep.result()).rejects.toMatchObject({ className: WaitStopped.name });
      expect(pending.every(({ isCancelled }) => isCancelled)).toBe(true);
      expect(await executor.submit('arithmetic.add', 1, 1).result()).toBe(2);
    }
  });
});

test('no call waits behind one that waits for it, however many were quick before', async () => {
  await withProcesses({ maxWorkers: 2 }, async (executor) => {
    const gate = executor.gate();
    await executor.map('arithmetic.square', [range(0, 200)]).toArray();
    for (let round = 0; round < 20; round++) {
      gate.shut();
      const waiting = executor.submit('waiting.pass', gate.number, round);
      const others = range(0, 50).map((number) => executor.submit('arithmetic.square', number));
      await inTime(wait(others), 'a call behind one that waits for it');
      await gate.open();
      expect(await waiting.result()).toBe(round);
    }
  });
});

test('a worker that dies while another starts breaks the executor, and both are gone', async () => {
  const made = watchWorkers();
  await withProcesses({ maxWorkers: 2 }, async (executor) => {
    const gate = executor.gate();
    const first = executor.submit('waiting.pass', gate.number);
    await running(first);
    const second = executor.submit('waiting.pass', gate.number);
    made[0]?.terminate();
    for (const future of [first, second]) await expect(future.result()).rejects.toBeInstanceOf(BrokenProcessPool);
    expect(made).toHaveLength(2);
  });
});

test('shut down while its workers start, it carries out what was submitted', async () => {
  await withProcesses({ maxWorkers: 4 }, async (executor) => {
    const futures = range(0, 40).map((number) => executor.submit('arithmetic.square', number));
    await executor.shutdown();
    expect(futures.map(({ value }) => value)).toEqual(range(0, 40).map((number) => number ** 2));
  });
});

test('killed while its workers start, it is broken at once and they are gone', async () => {
  await withProcesses({ maxWorkers: 3 }, async (executor) => {
    const futures = range(0, 3).map((number) => executor.submit('arithmetic.square', number));
    await inTime(executor.killWorkers());
    expect(futures.every(({ isDone }) => isDone)).toBe(true);
  });
});

test('over a pool of somebody else it works on the first workers, gives them back, and breaks when one of them dies', async () => {
  const { pool, stage } = await openRig(3);
  const executor = await ProcessPoolExecutor.over(pool, { maxWorkers: 2, namePrefix: 'borrowed' });
  const gate = executor.gate();
  const names = range(0, 2).map(() => executor.submit('waiting.nameBehind', gate.number));
  await running(...names);
  await gate.open();
  expect([await names[0]?.result(), await names[1]?.result()].sort()).toEqual(['borrowed_0', 'borrowed_1']);
  await expect(executor.killWorkers()).rejects.toThrow(BadArgument);
  await executor.shutdown();
  expect(await workersAlive()).toBe(3);

  const threads = await models.load('free-threads');
  await threads.prepare(stage, 3);
  await threads.run(stage, 3, new AbortController().signal);

  const again = await ProcessPoolExecutor.over(pool);
  expect(await again.submit('arithmetic.add', 1, 1).result()).toBe(2);
  const crashing = again.submit('faults.crash');
  await expect(crashing.result()).rejects.toBeInstanceOf(BrokenProcessPool);
  await again.shutdown();
  await pool.close();
});

test('a pool whose workers have retired again and again has room for as many as ever', async () => {
  const pool = await openPool(2);
  for (let round = 0; round < 70; round++) {
    const [first] = pool.lanes(1);
    if (!first) throw new Error('there is no worker');
    await pool.retire(first);
    await pool.grow(2);
  }
  expect(pool.size).toBe(2);
  expect(
    pool
      .lanes(2)
      .map(({ index }) => index)
      .sort(),
  ).toEqual([0, 1]);
  expect(pool.marksSeen()).toBe(true);
  await pool.close();
}, 60_000);

test(`${CYCLES} executors, every other one broken by a worker’s death, leave no worker and no memory behind`, async () => {
  const memories: WeakRef<WebAssembly.Memory>[] = [];
  // Whoever keeps the futures keeps their results, and no more.
  const kept: Future<unknown>[] = [];
  for (let cycle = 0; cycle < CYCLES; cycle++) memories.push(await cycleOf(cycle % 2 === 0, kept));
  expect(await workersAlive()).toBe(0);
  await collected();
  const alive = memories.filter((memory) => memory.deref() !== undefined).length;
  // The last may still stand in a register.
  expect(alive, 'memories that outlive their executor').toBeLessThanOrEqual(2);
  expect(kept.every(({ isDone }) => isDone)).toBe(true);
}, 60_000);

/** In a function of its own, so that nothing here keeps the executor. */
async function cycleOf(dies: boolean, kept: Future<unknown>[]): Promise<WeakRef<WebAssembly.Memory>> {
  const executor = await ProcessPoolExecutor.open({ maxWorkers: 1 });
  const memory = memoryOf(executor);
  const calls = range(0, 10).map((number) => executor.submit('arithmetic.square', number));
  if (dies) calls.push(executor.submit('faults.crash'));
  kept.push(...calls);
  const results = executor.map('arithmetic.square', [range(0, 10)]);
  // Every promise of it settles.
  const settled = [...calls.map((call) => call.result()), results.toArray(), executor.shutdown()];
  await inTime(Promise.allSettled(settled));
  return memory;
}

/** Through a door that only this test uses. */
function memoryOf(executor: ProcessPoolExecutor): WeakRef<WebAssembly.Memory> {
  const { memory } = (executor as unknown as { pool: { shared: { memory: WebAssembly.Memory } } }).pool.shared;
  return new WeakRef(memory);
}
