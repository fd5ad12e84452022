/** Single steps against the definition, the published norm of 5500 rows, and what the check of the last vector notices. */
import { describe, expect, it } from 'vitest';
import descriptor, { norm, NORM_5500 } from '../../src/kernels/spectral.ts';
import type { Kernel } from '../../src/kernels/index.ts';
import { rig } from './rig.ts';

const spectral: Kernel = descriptor;

const numbersOf = (bytes: Uint8Array): Float64Array =>
  new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);

const a = (i: number, j: number): number => 1 / (((i + j) * (i + j + 1)) / 2 + i + 1);

/** The whole computation by the definition, at a size for which that is quick. */
function plainly(size: number): Float64Array {
  let vector = new Float64Array(size).fill(1);
  for (let step = 0; step < 40; step++) {
    const element = (row: number): number =>
      vector.reduce((sum, value, column) => sum + value * (step % 2 === 0 ? a(row, column) : a(column, row)), 0);
    vector = vector.map((_, row) => element(row));
  }
  return vector;
}

describe('spectral', () => {
  it.each([4, 8, 64, 100, 132])('leaves the vector of the definition, size %i', async (size) => {
    const got = numbersOf((await rig(spectral, size)).whole());
    plainly(size).forEach((expected, index) => {
      expect(Math.abs((got[index] ?? NaN) / expected - 1), `element ${index}`).toBeLessThan(1e-12);
    });
  });

  it('comes to the published norm 1.274224153 of 5500 rows', async () => {
    const bench = await rig(spectral, 5500);
    const output = bench.whole();
    expect(norm(numbersOf(output)).toFixed(9)).toBe(NORM_5500.toFixed(9));
    expect(spectral.fault(output, bench.input, 5500)).toBeUndefined();
  });

  it('notices items exchanged, an element off by a ten-thousandth, steps too few, an output never written', async () => {
    const bench = await rig(spectral, 1400);
    const good = bench.whole();
    const faultOf = (change: (vector: Float64Array) => void): string | undefined => {
      const output = good.slice();
      change(numbersOf(output));
      return spectral.fault(output, bench.input, 1400);
    };
    expect(faultOf(() => {})).toBeUndefined();
    expect(
      faultOf((vector) => {
        const last = vector.slice(-4);
        vector.copyWithin(1396, 1392, 1396);
        vector.set(last, 1392);
      }),
    ).toMatch(/element 1392 /);
    expect(faultOf((vector) => (vector[700] = (vector[700] ?? NaN) * 1.0001))).toMatch(/element 700 /);
    expect(faultOf((vector) => vector.forEach((value, index) => (vector[index] = value / 1.6236)))).toMatch(
      /length squared/,
    );
    expect(faultOf((vector) => vector.fill(0))).toMatch(/norm/);
  });

  it('says where two builds differ by more than the tolerance', async () => {
    const output = (await rig(spectral, 100)).whole();
    const other = output.slice();
    const vector = numbersOf(other);
    vector[50] = (vector[50] ?? NaN) * (1 + 1e-13);
    if (spectral.builds === 'same bytes') throw new Error('the builds of spectral agree within a tolerance');
    expect(spectral.builds.fault(output, other, 100)).toBeUndefined();
    vector[50] *= 1 + 1e-11;
    expect(spectral.builds.fault(output, other, 100)).toMatch(/element 50 /);
  });
});
