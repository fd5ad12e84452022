/** The product of matrices that do round, against the error bound and in every tiling, and what Freivalds' test notices. */
import { describe, expect, it } from 'vitest';
import { prng } from '../../src/base/prng.ts';
import type { Kernel } from '../../src/kernels/index.ts';
import descriptor from '../../src/kernels/matmul.ts';
import { difference, rig, type Rig } from './rig.ts';

const matmul: Kernel = descriptor;

/** Replaces the whole numbers of the input by fractions of every size and sign. */
function pourFractions(bench: Rig, seed: number): Float32Array {
  const random = prng(seed);
  const values = new Float32Array(bench.input.buffer, bench.input.byteOffset, bench.input.byteLength / 4);
  for (let at = 0; at < values.length; at++) values[at] = (random.next() - 0.5) * 2 ** random.below(12);
  return values;
}

const inB = (k: number, j: number, size: number): number => size * size + (j >> 3) * 8 * size + k * 8 + (j & 7);

describe('matmul', () => {
  it.each([8, 40, 72])('stays within γₙ Σ|aᵢₖ||bₖⱼ| of the product in doubles (Higham §3.1), size %i', async (size) => {
    const bench = await rig(matmul, size);
    const given = pourFractions(bench, size);
    const product = new Float32Array(bench.whole().buffer);
    const gamma = (size * 2 ** -24) / (1 - size * 2 ** -24);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        let [exact, magnitude] = [0, 0];
        for (let k = 0; k < size; k++) {
          const term = (given[i * size + k] ?? NaN) * (given[inB(k, j, size)] ?? NaN);
          exact += term;
          magnitude += Math.abs(term);
        }
        expect(Math.abs((product[i * size + j] ?? NaN) - exact)).toBeLessThanOrEqual(gamma * magnitude);
      }
    }
  });

  it('rounds every element alike in every tiling: any partition of fractions gives the same bytes', async () => {
    const bench = await rig(matmul, 104);
    pourFractions(bench, 7);
    const expected = bench.whole();
    for (const rows of [1, 2, 3, 5, 7, 50]) {
      bench.output.fill(0);
      for (let start = 0; start < 104; start += rows) bench.call(start, Math.min(start + rows, 104));
      expect(difference(bench.output, expected), `${rows} rows a call`).toBeUndefined();
    }
  });

  it('is exact on its own input: whole numbers whose sums stay below 2²⁴ at the largest size', () => {
    const input = new Uint8Array(matmul.inputBytes(matmul.maxSize));
    matmul.fillInput(input, matmul.maxSize);
    const values = new Float32Array(input.buffer);
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(values.every(Number.isInteger)).toBe(true);
    expect(largest).toBe(127);
    expect(largest ** 2 * matmul.maxSize).toBeLessThan(2 ** 24);
  });

  it('notices the lowest bit of any element, and two rows exchanged', async () => {
    const size = 64;
    const bench = await rig(matmul, size);
    const good = bench.whole();
    const random = prng(3);
    for (let time = 0; time < 50; time++) {
      const spoilt = good.slice();
      const element = random.below(size * size);
      const words = new Uint32Array(spoilt.buffer);
      words[element] = (words[element] ?? 0) ^ 1;
      expect(matmul.fault(spoilt, bench.input, size), `element ${element}`).toMatch(/row/);
      expect(matmul.published[0].fault(spoilt), `element ${element}`).toBeTypeOf('string');
    }
    const exchanged = good.slice();
    exchanged.set(good.subarray(0, 4 * size), 4 * size);
    exchanged.set(good.subarray(4 * size, 8 * size), 0);
    expect(matmul.fault(exchanged, bench.input, size)).toMatch(/row 0/);
  });
});
