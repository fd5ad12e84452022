/** A run is ended once, by a signal or by the clock, and a page that stays silent is given up. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { endWhenAsked, NoAnswer } from '../../src/cli/ending.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A run that answers `partial` when it is stopped, unless it is deaf. */
function watched(deaf: boolean) {
  const told: string[] = [];
  let answer: (report: string) => void = () => {};
  const run = new Promise<string>((resolve) => (answer = resolve));
  const stop = async () => {
    told.push('stop');
    if (!deaf) answer('partial');
  };
  const ending = endWhenAsked(run, stop, 60_000, (line) => told.push(line));
  return { ending, told, answer };
}

test('a run that ends by itself is left alone', async () => {
  const { ending, told, answer } = watched(false);
  answer('whole');
  expect(await ending.outcome).toBe('whole');
  ending.release();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(told).toEqual([]);
});

test('the time limit stops the run and keeps what it has', async () => {
  const { ending, told } = watched(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await ending.outcome).toBe('partial');
  expect(told).toEqual(['stopping: no result within 1 min', 'stop']);
  ending.release();
});

test('Ctrl-C stops the run and keeps what it has', async () => {
  const { ending, told } = watched(false);
  process.emit('SIGINT');
  expect(await ending.outcome).toBe('partial');
  expect(told).toEqual(['stopping …', 'stop']);
  ending.release();
});

test('a signal that arrives twice at once is one wish to stop, a later one ends the process', async () => {
  const exit = vi.spyOn(process, 'exit').mockImplementation((() => {}) as typeof process.exit);
  const { ending, told } = watched(true);
  const outcome = expect(ending.outcome).rejects.toThrow(NoAnswer);
  process.emit('SIGTERM');
  process.emit('SIGTERM');
  expect(exit).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1_500);
  process.emit('SIGTERM');
  expect(exit).toHaveBeenCalledExactlyOnceWith(1);
  await vi.advanceTimersByTimeAsync(10_000);
  await outcome;
  expect(told).toEqual(['stopping …', 'stop']);
  ending.release();
  exit.mockRestore();
});

test('the limit after a Ctrl-C does not stop a second time', async () => {
  const { ending, told } = watched(true);
  const outcome = expect(ending.outcome).rejects.toThrow(NoAnswer);
  process.emit('SIGINT');
  await vi.advanceTimersByTimeAsync(120_000);
  await outcome;
  expect(told).toEqual(['stopping …', 'stop']);
  ending.release();
});

test('signals are nobody’s business after the release', () => {
  const before = process.listenerCount('SIGINT');
  const { ending } = watched(false);
  expect(process.listenerCount('SIGINT')).toBe(before + 1);
  ending.release();
  expect(process.listenerCount('SIGINT')).toBe(before);
});
