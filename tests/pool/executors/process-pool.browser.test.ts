/** What is particular to the executor of processes. CPython, Lib/test/test_concurrent_futures/test_process_pool.py. */
import { afterEach, expect, vi } from 'vitest';
import { BrokenProcessPool, RemoteError, RemoteTraceback } from '../../../src/pool/executor-errors.ts';
import { ProcessPoolExecutor, type ProcessPoolOptions } from '../../../src/pool/process-executor.ts';
import type { Future } from '../../../src/pool/future.ts';
import { BadArgument } from '../../../src/sync/errors.ts';
import { sharedBuffer } from '../../../src/sync/sharing.ts';
import { behaviour } from '../../conformance/repeated.ts';
import { openPool } from '../../models/rig.ts';
import { range, running, SOON, withEachCount, withExecutor, workersAlive } from './kind.ts';
import { breakWorkers, watchWorkers } from './watched-worker.ts';

/** From the death of a worker until every future knows. */
const TOLD_MS = 250;

const withProcesses = (
  options: ProcessPoolOptions,
  body: (executor: ProcessPoolExecutor) => Promise<void>,
): Promise<void> => withExecutor(ProcessPoolExecutor.open(options), body);

async function thrownBy(future: Future<unknown>): Promise<unknown> {
  return (await future.exception())?.thrown;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

withEachCount('PP01', async (maxWorkers) => {
  const made = watchWorkers();
  await withProcesses({ maxWorkers }, async (executor) => {
    const gate = executor.gate();
    const futures = range(0, 10).map((number) => executor.submit('waiting.pass', gate.number, number));
    await running(...futures.slice(0, maxWorkers));
    const killed = performance.now();
    made[1]?.terminate();
    const thrown = await Promise.all(futures.map(thrownBy));
    expect(performance.now() - killed).toBeLessThanOrEqual(TOLD_MS);
    for (const error of thrown) expect(error).toBeInstanceOf(BrokenProcessPool);
    expect(executor.state).toBe('broken');
    expect(() => executor.submit('arithmetic.add', 1, 1)).toThrow(BrokenProcessPool);
    await executor.shutdown();
  });
});

withEachCount('PP02', (workers) =>
  withProcesses({ maxWorkers: workers }, async (executor) => {
    const bases = range(0, 40);
    const exponents = bases.map(() => 2);
    const expected = bases.map((base) => base ** 2);
    for (const chunkSize of [6, 50, 40]) {
      const results = executor.map('arithmetic.power', [bases, exponents], { chunkSize });
      expect(await results.toArray()).toEqual(expected);
    }
    for (const chunkSize of [0, -1, 1.5]) {
      expect(() => executor.map('arithmetic.power', [bases, exponents], { chunkSize })).toThrow(BadArgument);
    }
  }),
);

behaviour('PP03', () =>
  withProcesses({ maxWorkers: 1 }, async (executor) => {
    const properties = { code: 7, detail: { of: ['it'] } };
    const thrown = await thrownBy(executor.submit('faults.failWith', 'RangeError', 'too far', properties));
    expect(thrown).toBeInstanceOf(RangeError);
    expect(thrown).toMatchObject({ message: 'too far', ...properties });
    const { cause } = thrown as RangeError;
    expect(cause).toBeInstanceOf(RemoteTraceback);
    expect((cause as Error).stack).toMatch(/RangeError: too far\n.*failWith .*functions\/faults/);
    expect((cause as Error).cause).toMatchObject({ message: 'what it came from' });
    // Of a class that the page would have to know.
    const remote = await thrownBy(executor.submit('waiting.pass', 1_000));
    expect(remote).toBeInstanceOf(RemoteError);
    expect(remote).toMatchObject({
      className: BadArgument.name,
      message: 'there is no gate 1000: an executor has gates 0 to 63',
    });
    // In the middle of a map, too.
    const results = executor.map('arithmetic.divide', [[1], [0]], { chunkSize: 2 });
    await expect(results.next()).rejects.toMatchObject({ message: 'division by zero' });
  }),
);

behaviour('PP04', () =>
  withProcesses({ maxWorkers: 1 }, async (executor) => {
    await executor.submit('lifetimes.remember', { of: 'the caller' }).result();
    await vi.waitFor(async () => expect(await executor.submit('lifetimes.isGone').result()).toBe(true), SOON);
  }),
);

behaviour('PP05 blocked', () =>
  withProcesses({ maxWorkers: 4 }, async (executor) => {
    const gate = executor.gate();
    const futures = range(0, 15 * 4).map((number) => executor.submit('waiting.pass', gate.number, number));
    await vi.waitFor(() => expect(futures.filter(({ isRunning }) => isRunning)).toHaveLength(4), SOON);
    expect(executor.started).toBe(4);
    expect(await workersAlive()).toBe(4);
    await gate.open();
    expect(await Promise.all(futures.map((future) => future.result()))).toEqual(range(0, 60));
    expect(executor.started).toBe(4);
  }),
);

behaviour('PP05 one after the other', () =>
  withProcesses({ maxWorkers: 4 }, async (executor) => {
    for (const number of [21, 50, 0])
      expect(await executor.submit('arithmetic.square', number).result()).toBe(number ** 2);
    expect(executor.started).toBe(1);
  }),
);

behaviour('PP05 mixed', () =>
  withProcesses({ maxWorkers: 4 }, async (executor) => {
    await executor.submit('arithmetic.power', 12, 7).result();
    executor.submit('arithmetic.power', 33, 25);
    await executor.submit('arithmetic.power', 25, 26).result();
    executor.submit('arithmetic.power', 18, 29);
    await executor.submit('arithmetic.power', 1, 2).result();
    await executor.submit('arithmetic.power', 0, 9).result();
    expect(executor.started).toBeLessThanOrEqual(3);
  }),
);

behaviour('PP06', () =>
  withProcesses({ maxWorkers: 1, maxTasksPerWorker: 3 }, async (executor) => {
    const names: unknown[] = [];
    for (let call = 0; call < 7; call++) {
      names.push(await executor.submit('waiting.workerName').result());
      expect(await workersAlive()).toBeLessThanOrEqual(1);
    }
    const { namePrefix } = executor.settings;
    expect(names).toEqual([0, 0, 0, 1, 1, 1, 2].map((number) => `${namePrefix}_${number}`));
    expect(executor.started).toBe(3);
  }),
);

behaviour('PP06 early shutdown', () =>
  withProcesses({ maxWorkers: 3, maxTasksPerWorker: 1 }, async (executor) => {
    const futures = range(0, 6).map((number) => executor.submit('arithmetic.absolute', -number));
    await executor.shutdown();
    expect(futures.map(({ value }) => value)).toEqual(range(0, 6));
    expect(executor.started).toBe(6);
  }),
);

behaviour('PP06 refused', async () => {
  for (const maxTasksPerWorker of [0, -1, 1.5]) {
    await expect(ProcessPoolExecutor.open({ maxTasksPerWorker })).rejects.toThrow(BadArgument);
  }
  const pool = await openPool(2);
  await expect(ProcessPoolExecutor.over(pool, { maxTasksPerWorker: 3 })).rejects.toThrow(BadArgument);
  await expect(ProcessPoolExecutor.over(pool, { maxWorkers: 3 })).rejects.toThrow(BadArgument);
  await pool.close();
});

behaviour('PP07', async () => {
  await expect(ProcessPoolExecutor.open({ maxWorkers: 66 })).rejects.toThrow(BadArgument);
  await withProcesses({ maxWorkers: 65 }, async (executor) => {
    expect(await executor.submit('arithmetic.add', 1, 1).result()).toBe(2);
    expect(executor.started).toBe(1);
  });
});

withEachCount('PP08', async (maxWorkers) => {
  breakWorkers();
  await withProcesses({ maxWorkers }, async (executor) => {
    const results = executor.map('arithmetic.square', [range(0, 10)]);
    await expect(results.next()).rejects.toBeInstanceOf(BrokenProcessPool);
    expect(() => executor.submit('arithmetic.nothing')).toThrow(BrokenProcessPool);
    await executor.shutdown();
  });
  vi.unstubAllGlobals();
});

withEachCount('PP09 between workers', (maxWorkers) =>
  withProcesses({ maxWorkers }, async (executor) => {
    const gate = executor.gate();
    const entries = range(0, maxWorkers).map((place) => `by ${place}`);
    const futures = entries.map((entry) => executor.submit('counting.pass', gate.number, entry));
    await running(...futures);
    await gate.open();
    await Promise.all(futures.map((future) => future.result()));
    expect(entries).toContainEqual(((await executor.submit<string[]>('counting.entries').result()) ?? []).join());
  }),
);

behaviour('PP09 between worker and page', () =>
  withProcesses({ maxWorkers: 1 }, async (executor) => {
    const write = async (payload: 'clone' | 'transfer' | 'shared', array: Uint8Array): Promise<Uint8Array> =>
      executor.submitWith<Uint8Array>({ payload }, 'memory.write', array, 1, 9).result();

    const copied = new Uint8Array([1, 2, 3]);
    expect(await write('clone', copied)).toEqual(new Uint8Array([1, 9, 3]));
    expect(copied).toEqual(new Uint8Array([1, 2, 3]));

    const moved = new Uint8Array([1, 2, 3]);
    const writing = write('transfer', moved);
    expect(moved).toHaveLength(0);
    expect(await writing).toEqual(new Uint8Array([1, 9, 3]));

    const shared = new Uint8Array(sharedBuffer(3));
    const back = await write('shared', shared);
    expect([...shared]).toEqual([0, 9, 0]);
    expect(back.buffer).toBeInstanceOf(SharedArrayBuffer);
    shared[2] = 5;
    expect(back[2]).toBe(5);

    // One that would have been copied, there or back.
    await expect(write('shared', copied)).rejects.toThrow(BadArgument);
    const result = executor.submitWith({ payload: 'shared' }, 'memory.fill', 3, 1);
    expect(await thrownBy(result)).toMatchObject({ className: BadArgument.name });
    expect(() => executor.submitWith({ payload: 'carrier pigeon' as 'clone' }, 'arithmetic.nothing')).toThrow(
      BadArgument,
    );
  }),
);
