/** Copy, scale and add, the loops of STREAM beside the triad: element by element in every build, and what their check notices. */
import { describe, expect, it } from 'vitest';
import { BUILDS } from '../../src/base/builds.ts';
import add from '../../src/kernels/add.ts';
import copy from '../../src/kernels/copy.ts';
import { BLOCK_BYTES, streamValues } from '../../src/kernels/parts/stream.ts';
import scale from '../../src/kernels/scale.ts';
import { rig } from './rig.ts';

const BLOCK = BLOCK_BYTES / 8;
/** Of each half of the input, at the size below. */
const BLOCKS = 10;
const SIZE = 169;

const inTurn = (item: number): number => item % (2 * BLOCKS);
const [tenth, ninth] = [streamValues(10), streamValues(9)];

const loops = [
  { kernel: copy, reads: (item: number) => [inTurn(item)], result: ([a = NaN]: number[]) => a, value: tenth.a },
  { kernel: scale, reads: (item: number) => [inTurn(item)], result: ([c = NaN]: number[]) => 3 * c, value: tenth.b },
  {
    kernel: add,
    reads: (item: number) => [item % BLOCKS, BLOCKS + (((item % BLOCKS) + Math.floor(item / BLOCKS)) % BLOCKS)],
    result: ([a = NaN, b = NaN]: number[]) => a + b,
    value: tenth.c,
  },
];

describe.each(loops)('$kernel.id', ({ kernel, reads, result, value }) => {
  it.each(BUILDS)('writes its block to the scratch and its sums to the output, %s', async (build) => {
    const bench = await rig(kernel, SIZE, build);
    const given = new Float64Array(bench.input.buffer, bench.input.byteOffset, bench.input.byteLength / 8);
    for (const item of [0, 19, 20, 163]) {
      bench.call(item, item + 1);
      const written = new Float64Array(bench.scratch.buffer, bench.scratch.byteOffset, BLOCK);
      const expected = Float64Array.from({ length: BLOCK }, (_, j) =>
        result(reads(item).map((block) => given[block * BLOCK + j] ?? NaN)),
      );
      expect(Buffer.compare(Buffer.from(written), Buffer.from(expected)), `item ${item}`).toBe(0);
      const sums = new Float64Array(bench.output.buffer, bench.output.byteOffset + item * 64, 8);
      for (const [lane, sum] of sums.entries()) {
        const exact = expected.reduce((total, one, j) => (j % 8 === lane ? total + BigInt(one) : total), 0n);
        expect(BigInt(sum), `sum ${lane} of item ${item}`).toBe(exact);
      }
    }
  });

  it('makes of its operands what STREAM has after its tenth round', () => {
    const input = new Uint8Array(kernel.inputBytes(SIZE));
    kernel.fillInput(input, SIZE);
    const values = new Float64Array(input.buffer);
    const half = BLOCKS * BLOCK;
    const smallest = [values.subarray(0, half), values.subarray(half)].map((part) => Math.min(...new Set(part)));
    expect(result(smallest)).toBe(value);
  });

  it('notices the lowest bit of a sum, and two items exchanged', async () => {
    const bench = await rig(kernel, kernel.tinySize);
    const good = bench.whole();
    const low = good.slice();
    low[64 * 93 + 8] = (low[64 * 93 + 8] ?? 0) ^ 1;
    expect(kernel.fault(low, bench.input, kernel.tinySize)).toMatch(/sum 1 of item 93/);
    const exchanged = good.slice();
    exchanged.set(good.subarray(0, 64), 64);
    exchanged.set(good.subarray(64, 128), 0);
    expect(kernel.fault(exchanged, bench.input, kernel.tinySize)).toMatch(/item 0/);
  });
});

describe('the operands', () => {
  it('are those of the tenth round: a before it, and c after the copy', () => {
    expect(ninth.a).toBe(76_886_718_750);
  });
});
