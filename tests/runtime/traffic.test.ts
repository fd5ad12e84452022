/** Moving memory: every block of every segment, by whose part it is, with the right sums; and round again. */
import { describe, expect, it } from 'vitest';
import triad, { BLOCK_BYTES, MOST_BLOCKS, WHOLE } from '../../src/kernels/triad.ts';
import type { Kernel } from '../../src/kernels/index.ts';
import { trafficPlan } from '../../src/memory/traffic-plan.ts';
import { BLOCKS_A_STEP, trafficSteps, type TrafficSetup } from '../../src/runtime/traffic.ts';
import { kernelModule } from '../kernels/rig.ts';

const kernel: Kernel = triad;
const ORDER = {
  kind: 'traffic',
  batch: 1,
  workers: 2,
  count: 0,
  place: 0,
  steps: 1,
  schedule: 'dynamic',
  budgetMs: 1,
  startAt: 0,
} as const;
const OUTPUT_BYTES = MOST_BLOCKS * 64;

/** Two segments in a memory of 32 MiB, the input of the first filled. */
async function scene(): Promise<Omit<TrafficSetup, 'own'> & { view(at: number, bytes: number): Uint8Array }> {
  const memory = new WebAssembly.Memory({ initial: 512, maximum: 512, shared: true });
  const plan = trafficPlan(memory.buffer.byteLength, MOST_BLOCKS, BLOCK_BYTES);
  expect(plan.segments).toHaveLength(2);
  const view = (at: number, bytes: number): Uint8Array => new Uint8Array(memory.buffer, at, bytes);
  kernel.fillInput(view(0, kernel.inputBytes(WHOLE)), WHOLE);
  return { memory, plan, kernel: 'triad', size: WHOLE, view };
}

describe('a worker that moves memory', () => {
  it('goes over its own blocks before it is asked, and over no other; all parts together give the exact sums', async () => {
    const { view, ...setup } = await scene();
    const [first, second] = setup.plan.segments.map(({ output }) => view(output, OUTPUT_BYTES));
    await trafficSteps({ ...setup, own: { from: 0, to: 30 } }, await kernelModule());
    expect(first?.subarray(30 * 64).every((byte) => byte === 0)).toBe(true);
    await trafficSteps({ ...setup, own: { from: 30, to: MOST_BLOCKS } }, await kernelModule());
    const input = view(0, kernel.inputBytes(WHOLE));
    expect(kernel.fault(first!, input, WHOLE)).toBeUndefined();
    expect(kernel.fault(second!, input, WHOLE)).toBeUndefined();
  });

  it('moves its own blocks beside others and all blocks alone, in steps, from segment to segment and round again', async () => {
    const { view, ...setup } = await scene();
    const steps = await trafficSteps({ ...setup, own: { from: 76, to: MOST_BLOCKS } }, await kernelModule());
    const outputs = setup.plan.segments.map(({ output }) => view(output, OUTPUT_BYTES));
    const moved = (): number[][] =>
      outputs.map((output) =>
        Array.from({ length: MOST_BLOCKS }, (_, block) => block).filter((block) => output[block * 64 + 7] !== 0),
      );
    const forget = (): void => outputs.forEach((output) => output.fill(0));
    const beside = steps(ORDER);
    forget();
    beside();
    expect(moved()).toEqual([[76, 77, 78, 79], []]);
    beside();
    expect(moved()).toEqual([
      [76, 77, 78, 79],
      [76, 77, 78, 79],
    ]);
    forget();
    beside();
    expect(moved()).toEqual([[76, 77, 78, 79], []]);
    const alone = steps({ ...ORDER, workers: 1 });
    await trafficSteps({ ...setup, own: { from: 0, to: MOST_BLOCKS } }, await kernelModule());
    forget();
    for (let step = 0; step < (2 * MOST_BLOCKS) / BLOCKS_A_STEP; step++) alone();
    expect(moved().map(({ length }) => length)).toEqual([MOST_BLOCKS, MOST_BLOCKS]);
  });
});
