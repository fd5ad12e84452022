/** The triad element by element, STREAM's own values, and what the check of sums notices. */
import { describe, expect, it } from 'vitest';
import descriptor, { BLOCK_BYTES, streamValues } from '../../src/kernels/triad.ts';
import type { Kernel } from '../../src/kernels/index.ts';
import { rig } from './rig.ts';

const triad: Kernel = descriptor;
const BLOCK = BLOCK_BYTES / 8;
/** Of each vector, at the sizes below. */
const BLOCKS = 10;

describe('triad', () => {
  it.each([0, 9, 10, 163])('writes b + 3·c to the scratch and its sums to the output, item %i', async (item) => {
    const bench = await rig(triad, 169);
    bench.call(item, item + 1);
    const given = new Float64Array(bench.input.buffer, bench.input.byteOffset, bench.input.byteLength / 8);
    const a = new Float64Array(bench.scratch.buffer, bench.scratch.byteOffset, BLOCK);
    const sums = new Float64Array(bench.output.buffer, bench.output.byteOffset + item * 64, 8);
    const b = (item % BLOCKS) * BLOCK;
    const c = (BLOCKS + ((item + Math.floor(item / BLOCKS)) % BLOCKS)) * BLOCK;
    const expected = Array.from({ length: BLOCK }, (_, j) => (given[b + j] ?? NaN) + 3 * (given[c + j] ?? NaN));
    expect([...a]).toEqual(expected);
    const exact = Array.from({ length: 8 }, (_, lane) =>
      expected.reduce((sum, value, j) => (j % 8 === lane ? sum + BigInt(value) : sum), 0n),
    );
    expect([...sums].map(BigInt)).toEqual(exact);
  });

  it('starts from the values that STREAM expects after ten rounds: 1153300781250, 230660156250, 307546875000', () => {
    expect(streamValues(10)).toEqual({ a: 1_153_300_781_250, b: 230_660_156_250, c: 307_546_875_000 });
  });

  it('gives another sum for each pair of blocks', async () => {
    const bench = await rig(triad, 161);
    const words = new BigUint64Array(bench.whole().buffer);
    const seen = new Set(
      Array.from({ length: BLOCKS * BLOCKS }, (_, item) => words.slice(item * 8, item * 8 + 8).join()),
    );
    expect(seen.size).toBe(BLOCKS * BLOCKS);
  });

  it('notices the lowest bit of any sum, and two items exchanged', async () => {
    const bench = await rig(triad, 160);
    const good = bench.whole();
    const low = good.slice();
    low[64 * 93 + 8] = (low[64 * 93 + 8] ?? 0) ^ 1;
    expect(triad.fault(low, bench.input, 160)).toMatch(/sum 1 of item 93/);
    const exchanged = good.slice();
    exchanged.set(good.subarray(0, 64), 64);
    exchanged.set(good.subarray(64, 128), 0);
    expect(triad.fault(exchanged, bench.input, 160)).toMatch(/item 0/);
  });
});
