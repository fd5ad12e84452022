/** Kernel speeds in a real browser: every build verified and timed in turns, a wrong wish named, Stop heard at once. */
import { expect, test } from 'vitest';
import { buildsHere } from '../../src/base/builds.ts';
import { clockFrom } from '../../src/base/clock.ts';
import { startKernelSpeeds } from '../../src/experiments/kernel-speed.ts';
import { kernelOutput } from '../../src/experiments/kernel-output.ts';

test('a kernel runs in every build, gives the same bytes in each, and each has a sample of every round', async () => {
  const told: string[] = [];
  const { state, builds, kernels } = await startKernelSpeeds({ kernels: ['mandelbrot'], seed: 7 }, ({ activity }) =>
    told.push(activity),
  ).done;
  expect(state).toBe('complete');
  expect(builds).toEqual(buildsHere());
  const [speed] = kernels;
  expect(speed).toMatchObject({ state: 'done', failure: null, agreement: { found: 'same bytes' } });
  expect(speed?.rounds).toBeGreaterThanOrEqual(7);
  for (const one of speed?.builds ?? []) {
    expect(one.fault).toBeNull();
    expect(one.samples).toHaveLength(speed?.rounds ?? NaN);
    expect(one.ms?.estimate).toBeGreaterThan(0);
  }
  expect(speed?.builds.find(({ build }) => build === speed.fastest)?.pace?.estimate).toBe(1);
  expect(told.some((activity) => activity.includes('published values'))).toBe(true);
});

test('a kernel that there is not is entered as failed, and the others are measured', async () => {
  const { state, kernels } = await startKernelSpeeds({ kernels: ['quux', 'primes'], seed: 7 }, () => undefined).done;
  expect(state).toBe('complete');
  expect(kernels.map((one) => one.state)).toEqual(['failed', 'done']);
  expect(kernels[0]?.failure).toMatch(/quux/);
});

test('Stop in the middle ends it soon, and what was whole stays', async () => {
  const clock = clockFrom();
  let stoppedAt = Infinity;
  const run = startKernelSpeeds({ kernels: ['primes', 'ep'], seed: 7 }, ({ report }) => {
    if (report.kernels[1]?.state !== 'running' || stoppedAt < Infinity) return;
    stoppedAt = clock.now();
    run.stop();
  });
  const { state, kernels } = await run.done;
  expect(state).toBe('stopped');
  expect(kernels.map((one) => one.state)).toEqual(['done', 'waiting']);
  expect(stoppedAt).toBeLessThan(Infinity);
});

test('a picture’s output is computed whole and checked, one after another', async () => {
  const [one, other] = await Promise.all([kernelOutput('mandelbrot', 256), kernelOutput('primes', 3_000_000)]);
  expect(one.output).toHaveLength(256 * 32);
  expect(one.output.some((byte) => byte !== 0)).toBe(true);
  expect(other.output).toHaveLength(46 * 4);
  await expect(kernelOutput('quux', 1)).rejects.toThrow(/quux/);
});
