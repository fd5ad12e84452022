/** A kernel's work as rivals are given it, and the order in which its slices are run. */
import { describe, expect, test } from 'vitest';
import ep from '../../../src/kernels/ep.ts';
import type { Kernel } from '../../../src/kernels/index.ts';
import { sizeFor } from './sizing.ts';
import { runSlices, workOf } from './work.ts';

const stepped: Kernel = {
  ...ep,
  items: () => 10,
  itemBytes: () => 8,
  inputBytes: () => 80,
  naturalItems: 4,
  steps: () => 3,
};

describe('work', () => {
  test('places do not meet, and each starts on a line of its own', () => {
    for (const kernel of [ep as Kernel, stepped]) {
      const work = workOf(kernel, 100, 25);
      const { input, output, spare, scratch, total } = work.layout;
      const spareBytes = work.steps > 1 ? work.outputBytes : 0;
      const bytes = [work.inputBytes, work.outputBytes, spareBytes, work.scratchBytes, work.scratchBytes];
      const starts = [input, output, spare, ...scratch, total];
      bytes.forEach((count, place) =>
        expect((starts[place] ?? NaN) + count).toBeLessThanOrEqual(starts[place + 1] ?? NaN),
      );
      expect(starts.every((at) => at % 64 === 0)).toBe(true);
    }
  });

  test('slices are multiples of what the kernel takes at least, and cover every item once a step', () => {
    const work = { ...workOf(stepped, 100, 25), slice: 4 };
    const calls: unknown[] = [];
    runSlices(work, { input: 'in', output: 'out', spare: 'spare' }, (...call) => calls.push(call));
    expect(calls.map(String)).toEqual([
      ...['0,4,out,in,0', '4,8,out,in,0', '8,10,out,in,0'],
      ...['0,4,spare,out,1', '4,8,spare,out,1', '8,10,spare,out,1'],
      ...['0,4,out,spare,2', '4,8,out,spare,2', '8,10,out,spare,2'],
    ]);
    expect(workOf(stepped, 100, 25).slice % 4).toBe(0);
  });
});

describe('the size', () => {
  const kernel = { tinySize: 10, scale: (size: number, factor: number) => Math.min(500, Math.round(size * factor)) };

  test('is one at which a run takes about as long as wanted: within a third', async () => {
    const { size, ms } = await sizeFor(kernel, 25, async (asked) => asked / 4);
    expect([size, ms]).toEqual([80, 20]);
  });

  test('is the largest where the kernel has none so long', async () => {
    expect(await sizeFor(kernel, 25, async (asked) => asked / 1_000)).toEqual({ size: 500, ms: 0.5 });
  });
});
