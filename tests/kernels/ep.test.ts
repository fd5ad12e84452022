/** The pairs against a plain reading of NASA's definition, and the sums of class A, the largest size. */
import { describe, expect, it } from 'vitest';
import descriptor from '../../src/kernels/ep.ts';
import type { Kernel } from '../../src/kernels/index.ts';
import { rig } from './rig.ts';

const ep: Kernel = descriptor;
const MODULUS = 2n ** 46n;
const PAIRS = 4096;

/** Items one after another, with the generator in whole numbers and the platform's logarithm. */
function plainly(items: number): { sums: number[]; counts: number[][] } {
  let state = 271828183n;
  const uniform = (): number => {
    state = (state * 5n ** 13n) % MODULUS;
    return (2 * Number(state)) / 2 ** 46 - 1;
  };
  const sums: number[] = [];
  const counts: number[][] = [];
  for (let item = 0; item < items; item++) {
    let [sumX, sumY] = [0, 0];
    const annuli = new Array<number>(10).fill(0);
    for (let pair = 0; pair < PAIRS; pair++) {
      const [x, y] = [uniform(), uniform()];
      const t = x * x + y * y;
      if (t > 1) continue;
      const factor = Math.sqrt((-2 * Math.log(t)) / t);
      sumX += x * factor;
      sumY += y * factor;
      const annulus = Math.floor(Math.max(Math.abs(x * factor), Math.abs(y * factor)));
      annuli[annulus] = (annuli[annulus] ?? 0) + 1;
    }
    sums.push(sumX, sumY);
    counts.push(annuli);
  }
  return { sums, counts };
}

describe('ep', () => {
  it('counts and sums the first items as a plain program does', async () => {
    const items = 12;
    const output = (await rig(ep, items)).whole();
    const expected = plainly(items);
    for (let item = 0; item < items; item++) {
      expect([...new Uint32Array(output.buffer, item * 64 + 16, 10)]).toEqual(expected.counts[item]);
      const [sumX = NaN, sumY = NaN] = new Float64Array(output.buffer, item * 64, 2);
      expect(sumX).toBeCloseTo(expected.sums[2 * item] ?? NaN, 10);
      expect(sumY).toBeCloseTo(expected.sums[2 * item + 1] ?? NaN, 10);
    }
  });

  it('sums class A (2²⁸ pairs) to −4295.875165629892 and −15807.32573678431 (NPB, ep.f); no item leaves six deviations', async () => {
    const bench = await rig(ep, ep.maxSize);
    // In short calls: one long call would stay in the engine's first, slower code until it returns.
    for (let start = 0; start < bench.items; start += 256) bench.call(start, start + 256);
    const output = bench.output.slice();
    const sums = new Float64Array(output.buffer);
    let [sumX, sumY] = [0, 0];
    for (let item = 0; item < bench.items; item++) {
      sumX += sums[item * 8] ?? NaN;
      sumY += sums[item * 8 + 1] ?? NaN;
    }
    expect(Math.abs(sumX / -4295.875165629892 - 1)).toBeLessThan(1e-8);
    expect(Math.abs(sumY / -15807.32573678431 - 1)).toBeLessThan(1e-8);
    expect(ep.fault(output, bench.input, ep.maxSize)).toBeUndefined();
  }, 20_000);

  it('lets the sums of builds differ by 10⁻¹⁰ and their counts not at all', async () => {
    const output = (await rig(ep, 10)).whole();
    const faultOf = (change: (sums: Float64Array, words: Uint32Array) => void): string | undefined => {
      const other = output.slice();
      change(new Float64Array(other.buffer), new Uint32Array(other.buffer));
      return descriptor.builds.fault(output, other);
    };
    expect(faultOf((sums) => (sums[9] = (sums[9] ?? NaN) + 5e-11))).toBeUndefined();
    expect(faultOf((sums) => (sums[9] = (sums[9] ?? NaN) + 2e-10))).toMatch(/item 1 sums/);
    expect(faultOf((_, words) => (words[21] = (words[21] ?? NaN) + 1))).toMatch(/annulus 1 of item 1/);
  });

  it('notices an item lost, doubled, or with padding that is not zero', async () => {
    const bench = await rig(ep, 10);
    const good = bench.whole();
    const faultOf = (change: (output: Uint8Array) => void): string | undefined => {
      const output = good.slice();
      change(output);
      return ep.fault(output, bench.input, 10);
    };
    expect(faultOf((output) => output.fill(0, 64, 128))).toMatch(/item 1 accepts 0/);
    expect(faultOf((output) => output.copyWithin(192, 128, 192))).toMatch(/item 3 repeats/);
    expect(faultOf((output) => output.fill(1, 639, 640))).toMatch(/padding/);
  });
});
