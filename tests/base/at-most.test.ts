/** A wait with an end, on a virtual clock. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { atMost } from '../../src/base/at-most.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test.each([
  ['resolves', () => Promise.resolve(1)],
  ['rejects', () => Promise.reject(new Error('no'))],
])('ends when the promise %s, and leaves no timer', async (_how, promise) => {
  await atMost(promise(), 1_000);
  expect(vi.getTimerCount()).toBe(0);
});

test('ends at its time where the promise never settles, not before', async () => {
  let ended = false;
  void atMost(new Promise(() => {}), 1_000).then(() => (ended = true));
  await vi.advanceTimersByTimeAsync(999);
  expect(ended).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(ended).toBe(true);
});
