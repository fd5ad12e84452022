/** The numbers that others counted, how uneven items are, boards chosen by work, and what the check notices. */
import { describe, expect, it } from 'vitest';
import type { Kernel } from '../../src/kernels/index.ts';
import descriptor from '../../src/kernels/queens.ts';
import { rig } from './rig.ts';

const queens: Kernel = descriptor;
const totalOf = (output: Uint8Array): number =>
  new Uint32Array(output.buffer, output.byteOffset, output.length / 4).reduce((sum, count) => sum + count, 0);

/** A search that knows no bit masks: the queen of each row by its column. */
function search(size: number, columns: readonly number[]): { solutions: number; placed: number } {
  const sum = { solutions: columns.length === size ? 1 : 0, placed: 0 };
  for (let column = 0; column < size && columns.length < size; column++) {
    const attacked = columns.some(
      (other, row) => other === column || Math.abs(other - column) === columns.length - row,
    );
    if (attacked) continue;
    const further = search(size, [...columns, column]);
    sum.solutions += further.solutions;
    sum.placed += 1 + further.placed;
  }
  return sum;
}

describe('queens', () => {
  it.each([8, 9])(
    'counts on %i by %i what a search without bit masks counts, and places half its queens',
    async (size) => {
      const expected = search(size, []);
      expect(totalOf((await rig(queens, size)).whole())).toBe(expected.solutions);
      expect(queens.work(size).amount).toBe(Math.floor(expected.placed / 2));
    },
  );

  it.each([
    [14, 365_596],
    [15, 2_279_184],
  ])('counts OEIS A000170 for %i queens: %i', async (size, solutions) => {
    const bench = await rig(queens, size);
    const output = bench.whole();
    expect(totalOf(output)).toBe(solutions);
    expect(queens.fault(output, bench.input, size)).toBeUndefined();
  });

  it('says which boards there are', () => {
    expect(() => queens.items(17)).toThrow('a board of 17 by 17 is none of 8 to 16');
    expect(queens.scale(14, 7)).toBe(15);
    expect([queens.scale(14, 4.5), queens.scale(14, 2), queens.scale(15, 0.2)]).toEqual([14, 14, 14]);
  });

  it('has items of very uneven size: the largest count is more than four times the mean, the smallest nought', async () => {
    const output = (await rig(queens, 14)).whole();
    const counts = new Uint32Array(output.buffer);
    expect(Math.max(...counts)).toBeGreaterThan(4 * (totalOf(output) / counts.length));
    expect(Math.min(...counts)).toBe(0);
  });

  it('notices two items exchanged between which the total is the same', async () => {
    const bench = await rig(queens, 12);
    const counts = new Uint32Array(bench.whole().buffer);
    const last = counts.length - 1;
    [counts[0], counts[last]] = [(counts[0] ?? 0) + 2, (counts[last] ?? 0) - 2];
    expect(queens.fault(new Uint8Array(counts.buffer), bench.input, 12)).toMatch(/item 0 counts/);
    expect(totalOf(new Uint8Array(counts.buffer))).toBe(14_200);
  });
});
