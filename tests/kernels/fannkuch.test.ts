/** Blocks of the whole board against the definition, all orders of the game, and what the check of samples notices. */
import { describe, expect, it } from 'vitest';
import { prng } from '../../src/base/prng.ts';
import descriptor, { plainly } from '../../src/kernels/fannkuch.ts';
import type { Kernel } from '../../src/kernels/index.ts';
import { rig } from './rig.ts';

const fannkuch: Kernel = descriptor;

describe('fannkuch', () => {
  it('computes blocks from anywhere on the board of 12 as the definition does', async () => {
    const bench = await rig(fannkuch, fannkuch.maxSize);
    const random = prng(12);
    for (const item of [
      0,
      1,
      6,
      7,
      5039,
      5040,
      55_440,
      665_279,
      ...Array.from({ length: 40 }, () => random.below(665_280)),
    ]) {
      bench.call(item, item + 1);
      const [sum, most] = new Int32Array(bench.output.buffer, bench.output.byteOffset + item * 8, 2);
      expect({ sum, most }, `block ${item}`).toEqual(plainly(item));
    }
  });

  it.each([
    [8, 56, 1616, 22],
    [9, 504, 8629, 30],
  ])('gives for n = %i, the first %i blocks, the checksum %i and at most %i flips', async (_n, size, sum, most) => {
    const words = new Int32Array((await rig(fannkuch, size)).whole().buffer);
    expect(words.reduce((all, word, index) => (index % 2 === 0 ? all + word : all), 0)).toBe(sum);
    expect(words.reduce((all, word, index) => (index % 2 === 1 ? Math.max(all, word) : all), 0)).toBe(most);
  });

  it('notices a wrong sum in a sampled block and an impossible one in any', async () => {
    const bench = await rig(fannkuch, 800);
    const good = bench.whole();
    const faultOf = (index: number, value: number): string | undefined => {
      const output = good.slice();
      new Int32Array(output.buffer)[index] = value;
      return fannkuch.fault(output, bench.input, 800);
    };
    expect(faultOf(2 * 799, 1)).toMatch(/block 799 sums to 1, expected/);
    expect(faultOf(2 * 532 + 1, 1 + plainly(532).most)).toMatch(/block 532 has/);
    expect(faultOf(2 * 17, 30_000)).toMatch(/block 17 sums to 30000, too much/);
    expect(faultOf(2 * 17 + 1, 66)).toMatch(/block 17 has 66 flips/);
  });
});
