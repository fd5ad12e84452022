/** The reductions of 64-bit floats in wasm, against JavaScript's arithmetic bit by bit, NaN, infinities and both zeros included. */
import { expect, test } from 'vitest';
import { combineElements, type Operation } from '../../src/ranks/operations.ts';
import type { SyncExports } from '../../src/sync/sync-exports.ts';
import { kernelModule } from '../kernels/rig.ts';
import { instantiateSync } from '../sync/instantiate.ts';

const SPECIAL = [0, -0, 1, -1, 0.1, 1e308, -1e308, 5e-324, Infinity, -Infinity, NaN];
/** Every pair of them; then cut to lengths on both sides of the four pairs that go together. */
const LEFT = SPECIAL.flatMap((left) => SPECIAL.map(() => left));
const RIGHT = SPECIAL.flatMap(() => SPECIAL);
const LENGTHS = [0, 1, 7, 8, 9, 16, 23, LEFT.length];
const INTO = 64;
const FROM = 8_192;
const GUARD = 42;

test.each<[Operation, keyof SyncExports]>([
  ['sum', 'sumFloat64'],
  ['product', 'productFloat64'],
  ['min', 'minFloat64'],
  ['max', 'maxFloat64'],
])('%s', async (operation, name) => {
  const { memory, exports } = await instantiateSync(await kernelModule());
  const combine = exports[name] as SyncExports['sumFloat64'];
  for (const length of LENGTHS) {
    for (const first of [0, LEFT.length - length]) {
      const expected = Float64Array.from(LEFT.slice(first, first + length));
      const from = Float64Array.from(RIGHT.slice(first, first + length));
      const into = new Float64Array(memory.buffer, INTO, length + 1);
      into.set([...expected, GUARD]);
      new Float64Array(memory.buffer, FROM, length).set(from);
      combine(INTO, FROM, 8 * length);
      combineElements(operation, expected, from);
      // `toEqual` tells the zeros apart and takes one NaN for another, as IEEE 754 leaves their bits open.
      expect([...into]).toEqual([...expected, GUARD]);
    }
  }
});
