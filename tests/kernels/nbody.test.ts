/** Energies over five million steps, the same system seen from many frames, and what the check of every number notices. */
import { describe, expect, it } from 'vitest';
import descriptor, { ENERGY_AFTER_1000, ENERGY_AT_START } from '../../src/kernels/nbody.ts';
import type { Kernel } from '../../src/kernels/index.ts';
import { difference, rig } from './rig.ts';

const nbody: Kernel = descriptor;
const ITEM_BYTES = 256;

const numbersOf = (bytes: Uint8Array): Float64Array =>
  new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);

describe('nbody', () => {
  it('starts from the published energy, −0.169075164, in every frame', async () => {
    const { input, items } = await rig(nbody, 50);
    const numbers = numbersOf(input);
    for (let item = 0; item < items; item++) expect(numbers[item * 32 + 30]).toBeCloseTo(ENERGY_AT_START, 9);
  });

  it('comes to the published energy −0.169083134 after five million steps, its output given back as input', async () => {
    const bench = await rig(nbody, 40);
    const energies = [];
    for (let time = 1; time <= 5000; time++) {
      bench.call(0, 1);
      bench.input.set(bench.output.subarray(0, ITEM_BYTES));
      if (time === 1 || time === 5000) energies.push(numbersOf(bench.output)[30]?.toFixed(9));
    }
    expect(energies).toEqual([ENERGY_AFTER_1000.toFixed(9), '-0.169083134']);
    expect(numbersOf(bench.output)[31]).toBe(5_000_000);
  });

  it('gives an item the same bytes beside another as alone', async () => {
    const bench = await rig(nbody, 41);
    const together = bench.whole();
    for (let item = 0; item < bench.items; item++) bench.call(item, item + 1);
    expect(difference(bench.output, together)).toBeUndefined();
  });

  it('notices two items exchanged, a body pushed by a ten-millionth, a step too many', async () => {
    const bench = await rig(nbody, 2000);
    const good = bench.whole();
    const faultOf = (change: (numbers: Float64Array) => void): string | undefined => {
      const output = good.slice();
      change(numbersOf(output));
      return nbody.fault(output, bench.input, 2000);
    };
    expect(faultOf(() => {})).toBeUndefined();
    expect(faultOf((numbers) => numbers.copyWithin(32 * 5, 32 * 6, 32 * 7))).toMatch(/item 5 /);
    expect(faultOf((numbers) => numbers.copyWithin(32 * 1024, 0, 32))).toMatch(/item 1024 /);
    expect(faultOf((numbers) => (numbers[32 * 77 + 24] = (numbers[32 * 77 + 24] ?? NaN) + 1e-7))).toMatch(/item 77 /);
    expect(faultOf((numbers) => (numbers[32 * 3 + 31] = 1001))).toMatch(/1001 steps/);
    expect(faultOf((numbers) => (numbers[32 * 3 + 30] = ENERGY_AT_START))).toMatch(/energy/);
  });

  it('says where two builds differ by more than the tolerance, and accepts less', async () => {
    const output = (await rig(nbody, 40)).whole();
    const other = output.slice();
    const numbers = numbersOf(other);
    numbers[40] = (numbers[40] ?? NaN) + 5e-11;
    if (nbody.builds === 'same bytes') throw new Error('the builds of nbody agree within a tolerance');
    expect(nbody.builds.fault(output, other, 40)).toBeUndefined();
    numbers[40] += 1e-10;
    expect(nbody.builds.fault(output, other, 40)).toMatch(/number 8 of item 1 /);
    expect(nbody.builds.fault(output, other.fill(0xff), 40)).toMatch(/number 0 of item 0 /);
  });
});
