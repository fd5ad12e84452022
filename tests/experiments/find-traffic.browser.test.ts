/** Moving memory with real workers: what comes of it, that the sums are checked, that a stop ends it, and that the memory is let go. */
import { afterEach, expect, test } from 'vitest';
import { clockFrom } from '../../src/base/clock.ts';
import { checkSums, findTraffic } from '../../src/experiments/find-traffic.ts';
import { WrongResult } from '../../src/experiments/find-work.ts';
import { kernels } from '../../src/kernels/index.ts';
import { BLOCK_BYTES, MOST_BLOCKS, WHOLE } from '../../src/kernels/triad.ts';
import { watchAttention, type WatchedAttention } from '../../src/measure/attention.ts';
import { pacerOf } from '../../src/measure/cores/pace.ts';
import { trafficPlan } from '../../src/memory/traffic-plan.ts';
import { Stopped } from '../../src/pool/errors.ts';
import type { Pool } from '../../src/pool/pool.ts';
import { trafficSteps } from '../../src/runtime/traffic.ts';
import { compileModule } from '../../src/runtime/module.ts';
import { openRig } from '../models/rig.ts';

const WORKERS = 2;
let pool: Pool | undefined;
let attention: WatchedAttention | undefined;

afterEach(async () => {
  attention?.end();
  await pool?.close();
  pool = undefined;
});

async function find(signal: AbortSignal): ReturnType<typeof findTraffic> {
  ({ pool } = await openRig(WORKERS));
  attention = watchAttention(document, clockFrom());
  const ground = { attention, signal, onVoid: () => undefined };
  return findTraffic({ pool, ground, workers: WORKERS, preset: 'quick', seed: 7 });
}

test('two workers move memory, and compute beside it: rates and ratios with their intervals', async () => {
  const signal = new AbortController().signal;
  const found = await find(signal);
  expect(found).toMatchObject({ workers: WORKERS, bytes: 90 * 2 ** 20 });
  for (const { low, estimate, high } of [found!.alone, found!.together, found!.moving, found!.computing]) {
    expect(low).toBeGreaterThan(0);
    expect(low).toBeLessThanOrEqual(estimate);
    expect(estimate).toBeLessThanOrEqual(high);
  }
  // Afterwards there is nothing to move, and the job that was loaded is as it was.
  const [moved] = await pacerOf(pool!, signal, 'traffic').window([0], 5, 1);
  const [computed] = await pacerOf(pool!, signal).window([0], 5, 1);
  expect(moved?.items).toBe(0);
  expect(computed?.items).toBeGreaterThan(0);
});

test('a stop ends it, and the pool goes on', async () => {
  const abort = new AbortController();
  setTimeout(() => abort.abort(), 300);
  await expect(find(abort.signal)).rejects.toThrow(Stopped);
  await pool?.serve(WORKERS);
  expect(pool?.loss).toBeUndefined();
});

test('a sum that is wrong by its lowest bit is found, in the first vectors and in the last', async () => {
  const kernel = await kernels.load('triad');
  const memory = new WebAssembly.Memory({ initial: 512, maximum: 512, shared: true });
  const plan = trafficPlan(memory.buffer.byteLength, MOST_BLOCKS, BLOCK_BYTES);
  kernel.fillInput(new Uint8Array(memory.buffer, 0, kernel.inputBytes(WHOLE)), WHOLE);
  const setup = { memory, plan, kernel: 'triad', size: WHOLE, own: { from: 0, to: MOST_BLOCKS } };
  await trafficSteps(setup, await compileModule(true));
  checkSums(kernel, memory, plan);
  for (const { output } of plan.segments) {
    const bytes = new Uint8Array(memory.buffer, output + 64 * 33, 1);
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    expect(() => checkSums(kernel, memory, plan)).toThrow(WrongResult);
    bytes[0] ^= 1;
  }
});
