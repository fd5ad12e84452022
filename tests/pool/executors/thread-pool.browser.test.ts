/**
 * What every executor does, done by the one of threads, and what is particular to it in CPython's tests: Lib/test/test_concurrent_futures,
 * test_thread_pool.py and test_init.py.
 */
import { expect, vi } from 'vitest';
import { BrokenExecutor, BrokenThreadPool, InitializerFailed } from '../../../src/pool/executor-errors.ts';
import { defaultWorkers, type ExecutorOptions } from '../../../src/pool/executor-options.ts';
import { ThreadPoolExecutor } from '../../../src/pool/thread-executor.ts';
import { BadArgument } from '../../../src/sync/errors.ts';
import { behaviour } from '../../conformance/repeated.ts';
import { range, running, SOON, withEachCount, withExecutor, workersAlive, type Kind } from './kind.ts';
import { executorSuite } from './suite-executor.ts';
import { shutdownSuite } from './suite-shutdown.ts';
import { breakWorkers } from './watched-worker.ts';

const KIND: Kind = { name: 'threads', sharesMemory: true, open: (options) => ThreadPoolExecutor.open(options) };

executorSuite(KIND);
shutdownSuite(KIND);

const withThreads = (options: ExecutorOptions, body: (executor: ThreadPoolExecutor) => Promise<void>): Promise<void> =>
  withExecutor(ThreadPoolExecutor.open(options), body);

behaviour('TP01', () =>
  withThreads({}, async (executor) => {
    const cores = navigator.hardwareConcurrency;
    expect(executor.maxWorkers).toBe(Math.min(32, cores + 4));
    expect([undefined, 1, 8, 28, 64].map((count) => defaultWorkers('thread', count))).toEqual([5, 5, 12, 32, 32]);
    expect([undefined, 1, 8, 64, 128].map((count) => defaultWorkers('process', count))).toEqual([1, 1, 8, 64, 65]);
  }),
);

behaviour('TP02', () =>
  withThreads({ maxWorkers: 4 }, async (executor) => {
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

behaviour('TP03', () =>
  withThreads({ maxWorkers: 4 }, async (executor) => {
    for (const [base, exponent] of [
      [21, 2],
      [6, 7],
      [3, 3],
    ] as const) {
      // prettier-ignore
      expect(await executor.submit('arithmetic.power', base, exponent).result()).toBe(base ** exponent);
    }
    expect(executor.started).toBe(1);
    expect(await workersAlive()).toBe(1);
  }),
);

withEachCount('TP04', (maxWorkers) =>
  withThreads({ maxWorkers, initializer: { name: 'counting.note', args: ['ready'] } }, async (executor) => {
    const gate = executor.gate();
    const blocked = range(0, maxWorkers).map(() => executor.submit('waiting.pass', gate.number));
    await running(...blocked);
    await gate.open();
    // Each worker counts for itself: were it not for the initializer, its first note would be number 1.
    const notes = range(0, 30).map((number) => executor.submit<number>('counting.note', `call ${number}`));
    const numbers = await Promise.all(notes.map((future) => future.result()));
    expect(Math.min(...numbers)).toBe(2);
    expect(await executor.submit<string[]>('counting.entries').result()).toContain('ready');
    expect((await executor.submit<string[]>('counting.entries').result())[0]).toBe('ready');
  }),
);

withEachCount('TP05', async (maxWorkers) => {
  const onCritical = vi.fn();
  const initializer = { name: 'faults.fail', args: ['RangeError', 'no start'] } as const;
  await withThreads({ maxWorkers, initializer, onCritical }, async (executor) => {
    const futures = range(0, 5).map((number) => executor.submit('arithmetic.square', number));
    for (const future of futures) await expect(future.result()).rejects.toBeInstanceOf(BrokenThreadPool);
    expect(() => executor.submit('arithmetic.square', 1)).toThrow(BrokenExecutor);
    expect(() => executor.map('arithmetic.square', [[1]])).toThrow(BrokenExecutor);
    expect(onCritical).toHaveBeenCalledTimes(1);
    const [[told]] = onCritical.mock.calls as [[InitializerFailed]];
    expect(told).toBeInstanceOf(InitializerFailed);
    expect(told.cause).toBeInstanceOf(RangeError);
    await executor.shutdown();
  });
});

behaviour('PP07 of threads', async () => {
  await expect(ThreadPoolExecutor.open({ maxWorkers: 66 })).rejects.toBeInstanceOf(BadArgument);
});

withEachCount('PP08 of threads', async (maxWorkers) => {
  breakWorkers();
  await withThreads({ maxWorkers }, async (executor) => {
    await expect(executor.map('arithmetic.square', [range(0, 10)]).next()).rejects.toBeInstanceOf(BrokenThreadPool);
    expect(() => executor.submit('arithmetic.nothing')).toThrow(BrokenThreadPool);
    await executor.shutdown();
  }).finally(() => vi.unstubAllGlobals());
});
