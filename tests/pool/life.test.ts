/** The heartbeat that stands in where there are no Web Locks, on a virtual clock. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { lifeLockName, watchBeat } from '../../src/pool/life.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function goneAfter(ping: () => Promise<void>, ms: number): Promise<boolean> {
  let gone = false;
  const watch = watchBeat(ping);
  void watch.gone.then(() => (gone = true));
  await vi.advanceTimersByTimeAsync(ms);
  watch.end();
  return gone;
}

test('a worker that answers lives on', async () => {
  const ping = vi.fn(() => Promise.resolve());
  expect(await goneAfter(ping, 20_000)).toBe(false);
  expect(ping.mock.calls.length).toBe(21);
});

test('five seconds of silence are a death', async () => {
  const silent = (): Promise<void> => new Promise(() => {});
  expect(await goneAfter(silent, 4_999)).toBe(false);
  expect(await goneAfter(silent, 5_001)).toBe(true);
});

test('a worker that falls silent later is missed too', async () => {
  let beats = 0;
  const fallingSilent = (): Promise<void> => (++beats < 4 ? Promise.resolve() : new Promise(() => {}));
  expect(await goneAfter(fallingSilent, 3_000 + 5_001)).toBe(true);
});

test('a refused ping is a death at once', async () => {
  expect(await goneAfter(() => Promise.reject(new Error('closed')), 1)).toBe(true);
});

test('no two workers share a life lock', () => {
  const names = [lifeLockName(1, 0), lifeLockName(1, 0), lifeLockName(1, 1)];
  expect(new Set(names).size).toBe(3);
});
