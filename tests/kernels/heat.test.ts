/** The plate against a plain reading of the definition, what its check notices, and how far from the bound rounding stays. */
import { describe, expect, it } from 'vitest';
import descriptor, { plateFault } from '../../src/kernels/heat.ts';
import type { Kernel } from '../../src/kernels/index.ts';
import { difference, rig } from './rig.ts';

const heat: Kernel = descriptor;

/** One sweep over a plate of `size` by `size` cells. */
function swept(plate: Float64Array, size: number): Float64Array {
  const next = plate.slice();
  const cell = (row: number, column: number): number => plate[row * size + column] ?? NaN;
  for (let row = 1; row < size - 1; row++) {
    for (let column = 1; column < size - 1; column++) {
      const [above, below] = [cell(row - 1, column), cell(row + 1, column)];
      next[row * size + column] = (above + below + (cell(row, column - 1) + cell(row, column + 1))) / 4;
    }
  }
  return next;
}

describe('heat', () => {
  it.each([8, 16, 40])('gives the doubles of the definition after every sweep, %i cells along a side', async (size) => {
    const bench = await rig(heat, size);
    let plate: Float64Array = new Float64Array(bench.input.slice().buffer);
    for (let step = 0; step < bench.steps; step++) {
      bench.call(0, size, step);
      plate = swept(plate, size);
      const fault = difference(bench.written(step), new Uint8Array(plate.buffer));
      expect(fault, `sweep ${step}`).toBeUndefined();
    }
  });

  it('starts from a plate on which no two rows are alike, and is after each sweep where theory has it', async () => {
    const size = heat.tinySize;
    const bench = await rig(heat, size);
    expect(plateFault(bench.input, size, 0)).toBeUndefined();
    const rows = Array.from({ length: size }, (_, row) =>
      bench.input.slice(row * size * 8, (row + 1) * size * 8).join(),
    );
    expect(new Set(rows).size).toBe(size);
    for (let step = 0; step < bench.steps; step++) {
      bench.call(0, size, step);
      expect(plateFault(bench.written(step), size, step + 1)).toBeUndefined();
    }
  });

  it('passes its check at the largest size, where a row left out once, late by a sweep or exchanged with the next does not', async () => {
    const size = heat.maxSize;
    const bench = await rig(heat, size);
    const good = bench.whole();
    expect(heat.fault(good, bench.input, size)).toBeUndefined();
    const rowBytes = heat.itemBytes(size);
    const late = good.slice();
    const at = 300 * rowBytes;
    late.set(bench.written(bench.steps - 2).subarray(at, at + rowBytes), at);
    expect(heat.fault(late, bench.input, size)).toMatch(/of row 300 is/);
    const exchanged = good.slice();
    exchanged.copyWithin(at, at + rowBytes, at + 2 * rowBytes);
    expect(heat.fault(exchanged, bench.input, size)).toMatch(/of row 300 is/);
    expect(plateFault(good, size, bench.steps - 1)).toMatch(/after 179 sweeps/);
  });

  it('notices a single cell that is off by a part in a hundred billion', async () => {
    const bench = await rig(heat, heat.tinySize);
    const output = bench.whole();
    const cells = new Float64Array(output.buffer);
    cells[5000] = (cells[5000] ?? NaN) * (1 + 1e-11);
    expect(heat.fault(output, bench.input, heat.tinySize)).toMatch(/cell 8 of row 26/);
  });

  it('leaves the rim as it was', async () => {
    const size = 64;
    const bench = await rig(heat, size);
    const [before, after] = [new Float64Array(bench.input.slice().buffer), new Float64Array(bench.whole().buffer)];
    for (let place = 0; place < size; place++) {
      for (const at of [place, size * (size - 1) + place, size * place, size * place + size - 1]) {
        expect(after[at]).toBe(before[at]);
      }
    }
  });
});
