/** A thread that computes tells when it was kept off its processor, and its slices grow until the clock is read seldom. */
import { expect, test } from 'vitest';
import type { LoadedJob } from '../../src/runtime/job.ts';
import { computeNoting, computeWatched, ProcessorWatch } from '../../src/runtime/processor-watch.ts';

const region = { at: 0, bytes: 0 };

/** Items take `itemMs`; before those named, the thread is away for so long. */
function scene(itemMs: number, away: Readonly<Record<number, number>> = {}) {
  let now = 100;
  const slices: number[] = [];
  const job = {
    setup: { sliceItems: 64, size: 1 },
    plan: { input: region, output: region, scratch: region },
    kernel(start: number, end: number) {
      slices.push(end - start);
      for (let item = start; item < end; item++) now += itemMs + (away[item] ?? 0);
    },
  } as unknown as LoadedJob;
  return { job, slices, clock: { now: () => now } };
}

test('an absence is told with its beginning and end', () => {
  const { job, clock } = scene(0.04, { 3: 2, 7: 5 });
  const absences = computeNoting(job, { start: 0, end: 10 }, clock, () => true);
  expect(absences.map(({ from, to }) => [from, to].map((at) => Number((at - 100).toFixed(3))))).toEqual([
    [0.12, 2.16],
    [2.28, 7.32],
  ]);
});

test('a slice that only takes long is none', () => {
  const { job, clock } = scene(0.2);
  expect(computeNoting(job, { start: 0, end: 10 }, clock, () => true)).toEqual([]);
});

test('slices of short items grow, and stay short enough to be watched', () => {
  const { job, clock, slices } = scene(0.001);
  computeWatched(job, { start: 0, end: 1_000 }, new ProcessorWatch(clock, () => {}), () => true);
  expect(slices.slice(0, 7)).toEqual([1, 2, 4, 8, 16, 32, 32]);
  expect(slices.reduce((sum, items) => sum + items, 0)).toBe(1_000);
});

test('a stop is heeded after the slice under way', () => {
  const { job, clock, slices } = scene(0.04);
  computeWatched(job, { start: 0, end: 10 }, new ProcessorWatch(clock, () => {}), () => slices.length < 3);
  expect(slices).toEqual([1, 1, 1]);
});
