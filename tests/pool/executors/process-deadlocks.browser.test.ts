/**
 * Whatever goes wrong on the way to a worker, in it, or on the way back: the future says what, nothing hangs, and a shutdown ends.
 * CPython, Lib/test/test_concurrent_futures/test_deadlock.py.
 */
import { expect, test, vi } from 'vitest';
import { BrokenProcessPool } from '../../../src/pool/executor-errors.ts';
import type { Force } from '../../../src/pool/executor.ts';
import { ProcessPoolExecutor } from '../../../src/pool/process-executor.ts';
import type { Future } from '../../../src/pool/future.ts';
import { BadArgument } from '../../../src/sync/errors.ts';
import { nextTurn } from '../../../src/base/turn.ts';
import { behaviour } from '../../conformance/repeated.ts';
import { range, running, SOON, withEachCount, withExecutor, workersAlive } from './kind.ts';

const MEGABYTE = 2 ** 20;

const withProcesses = (maxWorkers: number, body: (executor: ProcessPoolExecutor) => Promise<void>): Promise<void> =>
  withExecutor(ProcessPoolExecutor.open({ maxWorkers }), body);

async function thrownBy(future: Future<unknown>): Promise<unknown> {
  return (await future.exception())?.thrown;
}

async function stillWorks(executor: ProcessPoolExecutor): Promise<void> {
  expect(await executor.submit('arithmetic.add', 1, 1).result()).toBe(2);
}

async function isBrokenBy(executor: ProcessPoolExecutor, future: Future<unknown>): Promise<void> {
  expect(await thrownBy(future)).toBeInstanceOf(BrokenProcessPool);
  expect(() => executor.submit('arithmetic.nothing')).toThrow(BrokenProcessPool);
  await executor.shutdown();
}

withEachCount('DL01', (workers) =>
  withProcesses(workers, async (executor) => {
    const throwing = {
      get part() {
        throw new RangeError('while it was cloned');
      },
    };
    expect(await thrownBy(executor.submit('arithmetic.same', () => {}))).toMatchObject({ name: 'DataCloneError' });
    expect(await thrownBy(executor.submit('arithmetic.same', throwing))).toMatchObject({
      message: 'while it was cloned',
    });
    const inChunk = executor.map('arithmetic.same', [[1, Symbol('none')]], { chunkSize: 2 });
    await expect(inChunk.next()).rejects.toMatchObject({ name: 'DataCloneError' });
    const detached = new Uint8Array(8);
    structuredClone(detached, { transfer: [detached.buffer] });
    const twice = executor.submitWith({ payload: 'transfer' }, 'arithmetic.same', detached);
    expect(await thrownBy(twice)).toMatchObject({ name: 'DataCloneError' });
    await stillWorks(executor);
  }),
);

withEachCount('DL02', (workers) =>
  withProcesses(workers, async (executor) => {
    // Of a type that a page has and a worker has not: it can be sent, but not be read there.
    const kind = { name: 'ECDSA', namedCurve: 'P-256' };
    const unreadable = await RTCPeerConnection.generateCertificate(kind);
    await isBrokenBy(executor, executor.submit('arithmetic.same', unreadable));
  }),
);

withEachCount('DL03 crash', (workers) =>
  withProcesses(workers, (executor) => isBrokenBy(executor, executor.submit('faults.crash'))),
);

withEachCount('DL03 thrown', (workers) =>
  withProcesses(workers, async (executor) => {
    expect(await thrownBy(executor.submit('faults.fail', 'TypeError', 'in the call'))).toBeInstanceOf(TypeError);
    for (const value of [null, undefined, 7, { code: 1 }]) {
      expect(await executor.submit('faults.throwValue', value).exception()).toEqual({ thrown: value });
    }
    await stillWorks(executor);
  }),
);

withEachCount('DL04 crash', (workers) =>
  withProcesses(workers, (executor) => isBrokenBy(executor, executor.submit('faults.crashingResult'))),
);

withEachCount('DL04 thrown', (workers) =>
  withProcesses(workers, async (executor) => {
    expect(await executor.submit('faults.throwingResult', null).exception()).toEqual({ thrown: null });
    const failing = executor.submit('faults.throwingResult', new RangeError('while it was cloned'));
    expect(await thrownBy(failing)).toMatchObject({ message: 'while it was cloned' });
    expect(await thrownBy(executor.submit('faults.uncloneable'))).toMatchObject({ name: 'DataCloneError' });
    await stillWorks(executor);
  }),
);

withEachCount('DL06', (workers) =>
  withProcesses(workers, async (executor) => {
    const gate = executor.gate();
    const future = executor.submit('faults.crashBehind', gate.number);
    await running(future);
    const end = executor.shutdown();
    await gate.open();
    expect(await thrownBy(future)).toBeInstanceOf(BrokenProcessPool);
    await end;
  }),
);

withEachCount('DL07', (workers) =>
  withProcesses(workers, async (executor) => {
    await stillWorks(executor);
    const future = executor.submit('arithmetic.same', () => {});
    await executor.shutdown({ wait: false });
    expect(await thrownBy(future)).toMatchObject({ name: 'DataCloneError' });
    await vi.waitFor(() => expect(executor.state).toBe('shut-down'), SOON);
    expect(await workersAlive()).toBe(0);
  }),
);

withEachCount('DL08', (workers) =>
  withProcesses(workers, async (executor) => {
    const large = new Uint8Array(8 * MEGABYTE);
    const results = executor.map('faults.crash', [range(0, 10).map(() => large)]);
    await expect(results.toArray()).rejects.toBeInstanceOf(BrokenProcessPool);
    await executor.shutdown();
  }),
);

withEachCount('DL09', (workers) =>
  withProcesses(workers, async (executor) => {
    await stillWorks(executor);
    const futures = range(0, 100).map((number) => executor.submit('arithmetic.square', number));
    // Until the workers have answered what they were sent ahead, and long after.
    await nextTurn();
    for (const until = performance.now() + 100; performance.now() < until;);
    expect(await Promise.all(futures.map((future) => future.result()))).toEqual(range(0, 100).map((n) => n ** 2));
  }),
);

for (const force of ['terminate', 'kill'] as const) {
  withEachCount(`DL10 ${force}`, (workers) =>
    withProcesses(workers, async (executor) => {
      const gate = executor.gate();
      const runs = range(0, workers).map(() => executor.submit('waiting.pass', gate.number));
      const waits = range(0, 5).map(() => executor.submit('waiting.pass', gate.number));
      await running(...runs);
      await (force === 'kill' ? executor.killWorkers() : executor.terminateWorkers());
      for (const future of runs) expect(await thrownBy(future)).toBeInstanceOf(BrokenProcessPool);
      expect(waits.every(({ isCancelled, isSettled }) => isCancelled && isSettled)).toBe(true);
      expect(() => executor.submit('arithmetic.nothing')).toThrow(BrokenProcessPool);
      expect(await workersAlive()).toBe(0);
    }),
  );
}

behaviour('DL10 refused', () =>
  withProcesses(1, async (executor) => {
    await expect(executor.forceShutdown('ask' as Force)).rejects.toThrow(BadArgument);
    await stillWorks(executor);
  }),
);

test('a call that never looks up is ended by force', async () => {
  await withProcesses(1, async (executor) => {
    const future = executor.submit('faults.endless');
    await running(future);
    await executor.terminateWorkers();
    expect(await thrownBy(future)).toBeInstanceOf(BrokenProcessPool);
  });
});
