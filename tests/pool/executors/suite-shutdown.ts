/** How every executor ends, over any kind of it. CPython, Lib/test/test_concurrent_futures/test_shutdown.py. */
import { expect, vi } from 'vitest';
import { ExecutorShutDown } from '../../../src/pool/executor-errors.ts';
import { using } from '../../../src/pool/executor-scope.ts';
import type { Executor } from '../../../src/pool/executor.ts';
import { ANY_COUNT } from '../../conformance/behaviour.ts';
import { behaviour } from '../../conformance/repeated.ts';
import { inTime, range, running, SOON, withEachCount, withExecutor, workersAlive, type Kind } from './kind.ts';

const FAR = [5, 4, 3, 2, 1, 0, 1, 2, 3, 4];

export function shutdownSuite(kind: Kind): void {
  const withWorkers = (maxWorkers: number, body: (executor: Executor) => Promise<void>): Promise<void> =>
    withExecutor(kind.open({ maxWorkers }), body);

  withEachCount('SD01', (workers) =>
    withWorkers(workers, async (executor) => {
      await executor.shutdown();
      expect(() => executor.submit('arithmetic.power', 2, 5)).toThrow(ExecutorShutDown);
      expect(() => executor.map('arithmetic.square', [[1]])).toThrow(ExecutorShutDown);
      expect(executor.state).toBe('shut-down');
      await executor.shutdown();
      await executor.shutdown({ wait: false, cancelFutures: true });
    }),
  );

  withEachCount('SD02', (workers) =>
    withWorkers(workers, async (executor) => {
      const futures = range(0, 50).map((number) => executor.submit('waiting.sleep', 10, number));
      const end = executor.shutdown();
      expect(executor.state).toBe('shutting-down');
      await end;
      expect(futures.map(({ value }) => value)).toEqual(range(0, 50));
    }),
  );

  behaviour('SD06', () =>
    withWorkers(1, async (executor) => {
      const future = executor.submit('waiting.sleep', 1, 'slept');
      future.cancel();
      await inTime(executor.shutdown());
      expect(future.isSettled).toBe(true);
    }),
  );

  withEachCount('SD08', async (maxWorkers) => {
    const executor = await kind.open({ maxWorkers });
    const far = await using(executor, (inside) => inside.map('arithmetic.absolute', [range(-5, 5)]).toArray());
    expect(far).toEqual(FAR);
    expect(executor.state).toBe('shut-down');
    const failing = kind.open({ maxWorkers }).then((opened) =>
      using(opened, (inside) => {
        inside.submit('waiting.sleep', 20);
        throw new RangeError('in the scope');
      }),
    );
    await expect(failing).rejects.toThrow('in the scope');
    await vi.waitFor(async () => expect(await workersAlive()).toBe(0), SOON);
  });

  withEachCount('SD09 disposed of', async (maxWorkers) => {
    const executor = await kind.open({ maxWorkers });
    const futures = FAR.map((_, place) => executor.submit('arithmetic.absolute', place - 5));
    await executor[Symbol.asyncDispose]();
    expect(futures.map(({ value }) => value)).toEqual(FAR);
    await vi.waitFor(async () => expect(await workersAlive()).toBe(0), SOON);
  });

  if (kind.sharesMemory) withGates(kind);
}

function withGates(kind: Kind): void {
  const withWorkers = (maxWorkers: number, body: (executor: Executor) => Promise<void>): Promise<void> =>
    withExecutor(kind.open({ maxWorkers }), body);

  behaviour('SD03', () =>
    withWorkers(5, async (executor) => {
      const gate = executor.gate();
      const futures = range(0, 50).map((number) => executor.submit('waiting.pass', gate.number, number));
      await vi.waitFor(() => expect(futures.some(({ isRunning }) => isRunning)).toBe(true), SOON);
      const end = executor.shutdown({ cancelFutures: true });
      await gate.open();
      await end;
      const cancelled = futures.filter(({ isCancelled }) => isCancelled);
      const others = futures.filter(({ isCancelled }) => !isCancelled);
      expect(cancelled.length).toBeGreaterThan(20);
      expect(others.length).toBeGreaterThan(0);
      expect(others.every(({ state, failure }) => state === 'finished' && failure === null)).toBe(true);
      // And those who wait for the others are told.
      expect(cancelled.every(({ isSettled }) => isSettled)).toBe(true);
    }),
  );

  withEachCount('SD04', (workers) =>
    withWorkers(workers, async (executor) => {
      const gate = executor.gate();
      const results = executor.map('waiting.pass', [range(0, 10).map(() => gate.number), range(0, 10)]);
      const queued = range(0, 10).map((number) => executor.submit('waiting.pass', gate.number, number));
      await executor.shutdown({ wait: false });
      expect(queued.some(({ isDone }) => isDone)).toBe(false);
      await gate.open();
      expect(await results.toArray()).toEqual(range(0, 10));
      expect(await Promise.all(queued.map((future) => future.result()))).toEqual(range(0, 10));
      await vi.waitFor(async () => expect(await workersAlive()).toBe(0), SOON);
      await vi.waitFor(() => expect(executor.state).toBe('shut-down'), SOON);
    }),
  );

  behaviour('SD05', () =>
    withWorkers(1, async (executor) => {
      const gate = executor.gate();
      const futures = range(0, 3).map((number) => executor.submit('waiting.pass', gate.number, number));
      await executor.shutdown({ cancelFutures: true, wait: false });
      await gate.open();
      await executor.shutdown();
      const [first, ...rest] = futures;
      expect(first?.isCancelled || first?.value === 0).toBe(true);
      expect(rest.every(({ isCancelled }) => isCancelled)).toBe(true);
    }),
  );

  behaviour('SD07', () =>
    withWorkers(5, async (executor) => {
      const gate = executor.gate();
      const futures = range(0, 3).map(() => executor.submit('waiting.pass', gate.number));
      await running(...futures);
      expect(executor.started).toBe(3);
      expect(await workersAlive()).toBe(3);
      await gate.open();
      await executor.shutdown();
      expect(await workersAlive()).toBe(0);
    }),
  );

  withEachCount('SD10 with a prefix', (maxWorkers) =>
    withExecutor(kind.open({ maxWorkers, namePrefix: 'SpecialPool' }), async (executor) => {
      expect(await namesOf(executor)).toEqual(range(0, maxWorkers).map((place) => `SpecialPool_${place}`));
    }),
  );

  behaviour('SD10 by default', async () => {
    const prefixes = new Set<string>();
    for (const count of [1, ...ANY_COUNT]) {
      await withExecutor(kind.open({ maxWorkers: count }), async (executor) => {
        const names = await namesOf(executor);
        const prefix = executor.settings.namePrefix;
        expect(prefix).not.toBe('');
        expect(names).toEqual(names.map((_, place) => `${prefix}_${place}`));
        prefixes.add(prefix);
      });
    }
    expect(prefixes.size).toBe(1 + ANY_COUNT.length);
  });
}

/** Of all workers, each of which waits at a gate, so that no one takes two. */
async function namesOf(executor: Executor): Promise<string[]> {
  const gate = executor.gate();
  const futures = range(0, executor.maxWorkers).map(() => executor.submit<string>('waiting.nameBehind', gate.number));
  await running(...futures);
  await gate.open();
  return (await Promise.all(futures.map((future) => future.result()))).sort();
}
