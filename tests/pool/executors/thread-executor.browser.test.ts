/** What is particular to the executor of threads; what every executor does is in the suites. */
import { afterEach, expect, test, vi } from 'vitest';
import { BrokenThreadPool, RemoteTraceback, type RemoteError } from '../../../src/pool/executor-errors.ts';
import type { ExecutorOptions } from '../../../src/pool/executor-options.ts';
import { ThreadPoolExecutor } from '../../../src/pool/thread-executor.ts';
import { wait } from '../../../src/pool/wait.ts';
import { BadArgument, WaitStopped } from '../../../src/sync/errors.ts';
import { median } from '../../../src/measure/stats/median.ts';

/** From the death of a worker until every future knows. */
const TOLD_MS = 250;
/** Longer than workers need to start on a busy machine. */
const STARTED_MS = 10_000;
/** From the word to stop until every worker has seen it. */
const STOPPED_MS = 5;

const opened: ThreadPoolExecutor[] = [];

async function open(options: ExecutorOptions = { maxWorkers: 2 }): Promise<ThreadPoolExecutor> {
  const executor = await ThreadPoolExecutor.open(options);
  opened.push(executor);
  return executor;
}

/** Tests that leave calls behind must not wait for them. */
afterEach(async () => {
  await Promise.all(opened.splice(0).map((executor) => executor.terminateWorkers()));
});

test('numbers, text, objects go there and back; errors carry the worker’s stack', async () => {
  const executor = await open();
  expect(await executor.submit('arithmetic.power', 2, 8).result()).toBe(256);
  expect(await executor.submit('arithmetic.divide', 7, 2).result()).toEqual([3, 1]);
  expect(await executor.submit('arithmetic.named', { self: 1, text: 'ä' }).result()).toEqual({ self: 1, text: 'ä' });
  const failed = await executor.submit('faults.fail', 'RangeError', 'too far').exception();
  expect(failed?.thrown).toBeInstanceOf(RangeError);
  const { message, cause } = failed?.thrown as RangeError;
  expect(message).toBe('too far');
  expect(cause).toBeInstanceOf(RemoteTraceback);
  expect((cause as RemoteTraceback).stack).toContain('fail');
});

test('what cannot be cloned fails its own call, in either direction, and the executor goes on', async () => {
  const executor = await open();
  const there = executor.submit('arithmetic.same', () => {});
  await expect(there.result()).rejects.toThrow(/cannot be cloned/);
  await expect(executor.submit('faults.uncloneable').result()).rejects.toThrow(/could not be cloned/);
  expect(await executor.submit('arithmetic.add', 1, 2).result()).toBe(3);
});

test('arrays cannot be moved to threads, which is said', async () => {
  const executor = await open();
  const moved = executor.submitWith({ payload: 'transfer' }, 'arithmetic.same', new Float64Array(3));
  await expect(moved.result()).rejects.toBeInstanceOf(BadArgument);
});

test('a worker takes calls that were posted at the desk of one that is busy', async () => {
  const executor = await open();
  const gate = executor.gate();
  const busy = executor.submit('waiting.pass', gate.number, 'passed');
  const others = Array.from({ length: 20 }, (_, number) => executor.submit('arithmetic.square', number));
  expect(await Promise.all(others.map((future) => future.result()))).toEqual(others.map((_, number) => number ** 2));
  expect(busy.state).toBe('running');
  await gate.open();
  expect(await busy.result()).toBe('passed');
});

test('a stop is seen by every worker, asleep, at a gate or computing, and calls are taken as before', async () => {
  const executor = await open({ maxWorkers: 3 });
  const gate = executor.gate();
  const times: number[] = [];
  for (let round = 0; round < 10; round++) {
    const computing = executor.submit('waiting.untilStopped');
    const asleep = executor.submit('waiting.sleep', 60_000, 'slept');
    const waiting = executor.submit('waiting.pass', gate.number, 'passed');
    await vi.waitFor(() => expect([computing, asleep, waiting].every(({ isRunning }) => isRunning)).toBe(true), {
      timeout: STARTED_MS,
    });
    // All are busy, so nobody takes it.
    const pending = executor.submit('arithmetic.add', 1, 1);
    const began = performance.now();
    await executor.stop();
    times.push(performance.now() - began);
    expect(computing.value).toBe('stopped');
    const names = [asleep, waiting].map(({ failure }) => (failure?.thrown as RemoteError).className);
    expect(names).toEqual([WaitStopped.name, WaitStopped.name]);
    expect(pending.isCancelled).toBe(true);
    expect(await executor.submit('arithmetic.add', 2, 2).result()).toBe(4);
  }
  expect(median(times)).toBeLessThanOrEqual(STOPPED_MS);
});

test('the death of a worker in a call breaks the executor: every future knows within 250 ms', async () => {
  const executor = await open();
  const gate = executor.gate();
  const waiting = executor.submit('waiting.pass', gate.number, 'never');
  // Both workers have started, so that no start is timed.
  await executor.submit('waiting.sleep', 1).result();
  await vi.waitFor(() => expect(waiting.isRunning).toBe(true), { timeout: STARTED_MS });
  const crashing = executor.submit('faults.crash');
  const pending = Array.from({ length: 100 }, (_, number) => executor.submit('arithmetic.square', number));
  const cancelled = executor.submit('arithmetic.square', 1);
  const isCancelled = cancelled.cancel();
  const began = performance.now();
  const { notDone } = await wait([waiting, crashing, ...pending, cancelled], { timeoutMs: 5_000 });
  expect(notDone.size).toBe(0);
  expect(performance.now() - began).toBeLessThanOrEqual(TOLD_MS);
  const ended = [waiting, crashing, ...pending].filter(({ failure }) => failure);
  expect(ended.every(({ failure }) => failure?.thrown instanceof BrokenThreadPool)).toBe(true);
  expect(ended).toContain(waiting);
  expect(ended).toContain(crashing);
  expect(cancelled.isCancelled).toBe(isCancelled);
  expect(() => executor.submit('arithmetic.add', 1, 1)).toThrow(BrokenThreadPool);
});

test('shut down while workers start: calls are still carried out, and all workers end', async () => {
  const executor = await ThreadPoolExecutor.open({ maxWorkers: 4 });
  const futures = Array.from({ length: 40 }, (_, number) => executor.submit<number>('arithmetic.square', number));
  await executor.shutdown();
  expect(executor.state).toBe('shut-down');
  expect(futures.map(({ value }) => value)).toEqual(futures.map((_, number) => number ** 2));
});

test('map of numbers in chunks, of text, and of two iterables', async () => {
  const executor = await open();
  const numbers = Array.from({ length: 10_000 }, (_, number) => number);
  const squares = await executor.map<number>('arithmetic.square', [numbers], { chunkSize: 1_024 }).toArray();
  expect(squares).toEqual(numbers.map((number) => number ** 2));
  const sums = await executor.map<number>('arithmetic.add', [numbers, numbers], { chunkSize: 1_024 }).toArray();
  expect(sums).toEqual(numbers.map((number) => 2 * number));
  const texts = numbers.map(String);
  expect(await executor.map<string>('arithmetic.same', [texts], { chunkSize: 100 }).toArray()).toEqual(texts);
});
