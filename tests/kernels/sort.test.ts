/** Inputs of every kind against the engine's own sort, every step against its definition, and what the check notices. */
import { describe, expect, it } from 'vitest';
import { prng } from '../../src/base/prng.ts';
import descriptor from '../../src/kernels/sort.ts';
import type { Kernel } from '../../src/kernels/index.ts';
import { difference, rig } from './rig.ts';

const sort: Kernel = descriptor;
const BLOCK = 4096;
const SPECIAL = [-0, 0, Infinity, -Infinity, 2 ** -149, -(2 ** -149), 3.4028234663852886e38, -3.4028234663852886e38, 1];

const random = prng(8);
const INPUTS: Record<string, (at: number) => number> = {
  random: () => random.next() - 0.5,
  'all equal': () => 7.5,
  'all −0': () => -0,
  ascending: (at) => at,
  descending: (at) => -at,
  'zeros and ones': () => random.below(2),
  'few different': () => random.below(5) - 2,
  'zeros of both signs, infinities, largest and smallest': () => SPECIAL[random.below(SPECIAL.length)] ?? NaN,
  'infinite from above': (at) => (at % 3 ? Infinity : at),
  'one run below the other': (at) => at ^ BLOCK,
  'saw of blocks': (at) => at % BLOCK,
  'random bits but for NaN': () => {
    const word = random.below(2 ** 32);
    return (
      new Float32Array(Uint32Array.of((word & 0x7f800000) === 0x7f800000 ? word ^ 0x40000000 : word).buffer)[0] ?? NaN
    );
  },
};

const viewOf = (bytes: Uint8Array): Float32Array =>
  new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);

/** The engine sorts typed arrays by number, −0 before +0 (ECMA-262, %TypedArray%.prototype.sort). */
const sorted = (keys: Float32Array): Uint8Array => new Uint8Array(new Float32Array(keys).sort().buffer);

describe('sort', () => {
  it.each(Object.keys(INPUTS))('gives what the engine’s own sort gives, any number of blocks: %s', async (kind) => {
    for (const size of [1, 2, 3, 5, 8]) {
      const bench = await rig(sort, size);
      const keys = viewOf(bench.input);
      keys.forEach((_, at) => (keys[at] = INPUTS[kind]?.(at) ?? NaN));
      const expected = sorted(keys);
      bench.scratch.fill(random.below(256));
      expect(difference(bench.whole(), expected), `${size} blocks`).toBeUndefined();
      expect(sort.fault(bench.output, bench.input, size)).toBeUndefined();
      expect(bench.guardsIntact()).toBe(true);
    }
  });

  it('sorts all runs of zeros and ones of two blocks, whichever their lengths: the zero-one principle (TAOCP 3, §5.3.4)', async () => {
    const bench = await rig(sort, 2);
    const keys = viewOf(bench.input);
    for (let ones = 0; ones <= 2 * BLOCK; ones += 173) {
      for (const turn of [0, 2048, 4095]) {
        keys.forEach((_, at) => (keys[(at + turn) % keys.length] = at < ones ? 1 : 0));
        expect(difference(bench.whole(), sorted(keys)), `${ones} ones, turned by ${turn}`).toBeUndefined();
      }
    }
  });

  it('has after step p a sorted run for every 2^p blocks, and no longer ones', async () => {
    const size = 11;
    const bench = await rig(sort, size);
    expect(bench.steps).toBe(5);
    for (let step = 0; step < bench.steps; step++) {
      bench.call(0, size, step);
      const words = new Int32Array(bench.written(step).slice().buffer);
      const falls = words.subarray(1).reduce((count, word, at) => count + (word < (words[at] ?? NaN) ? 1 : 0), 0);
      const runs = Math.ceil(size / 2 ** step);
      // The last step writes floats, which as integers descend where they are below zero.
      if (step < bench.steps - 1) expect(falls, `step ${step}`).toBe(runs - 1);
    }
  });

  it('passes its check at the largest size, where every whole part occurs sixteen times and many keys twice', async () => {
    const bench = await rig(sort, sort.maxSize);
    const output = bench.whole();
    expect(sort.fault(output, bench.input, sort.maxSize)).toBeUndefined();
    const keys = viewOf(output);
    expect(keys.findIndex((key, at) => Math.floor(key) !== Math.floor(at / 16) - 32_768)).toBe(-1);
    const equal = keys.reduce((count, key, at) => count + (key === keys[at - 1] ? 1 : 0), 0);
    expect(equal / keys.length).toBeGreaterThan(0.3);
  });

  it('notices two keys exchanged, one doubled over its neighbour, a bit, and the zeros in the wrong order', async () => {
    const bench = await rig(sort, 24);
    const good = bench.whole();
    const faultOf = (change: (keys: Float32Array) => void): string | undefined => {
      const output = good.slice();
      change(viewOf(output));
      return sort.fault(output, bench.input, 24);
    };
    expect(faultOf(() => undefined)).toBeUndefined();
    expect(faultOf((keys) => keys.set([keys[1] ?? NaN, keys[0] ?? NaN]))).toMatch(/key 1 is/);
    expect(faultOf((keys) => keys.copyWithin(500, 499, 500))).toMatch(/not those of the input/);
    expect(faultOf((keys) => keys.set([(keys[0] ?? NaN) - 1]))).toMatch(/not those of the input/);
    expect(faultOf((keys) => keys.set([NaN], 77))).toMatch(/key 77 is NaN/);
    const zero = viewOf(good).indexOf(0);
    expect(faultOf((keys) => keys.set([0, -0], zero))).toMatch(/−0, after \+0|not those/);
  });
});
