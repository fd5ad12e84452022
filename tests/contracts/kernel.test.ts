/**
 * What every kernel promises, whichever file it is: any partition in any order gives the same bytes, nothing else is
 * written or read, and its checks can fail. Loops over the registry, so a new kernel is covered by being there.
 */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { compileAssembly } from '../../assembly/asc-plugin.ts';
import { prng, shuffled } from '../../src/base/prng.ts';
import { kernels, stepsOf } from '../../src/kernels/index.ts';
import { BUILDS } from '../../src/base/builds.ts';
import { difference, kernelModule, rig } from '../kernels/rig.ts';
import { instantiateSync } from '../sync/instantiate.ts';

const PARTITIONS = 25;
const MOST_CUTS = 12;
const POISON = 0xa5;
const MOST_BYTES = 12 * 2 ** 20;

const catalogue = await Promise.all(kernels.ids.map((id) => kernels.load(id)));

describe.each(BUILDS)('the %s build of the module', (build) => {
  it('imports the shared memory, and what the locks and the greenlets ask of their host', async () => {
    expect(WebAssembly.Module.imports(await kernelModule(build))).toEqual([
      { module: 'host', name: 'now', kind: 'function' },
      { module: 'host', name: 'announce', kind: 'function' },
      { module: 'greenlet', name: 'suspend', kind: 'function' },
      { module: 'env', name: 'memory', kind: 'memory' },
    ]);
  });

  it('LB14: has no data segment, no start function, no mutable global, and never grows its memory', async () => {
    const text = await readFile((await compileAssembly(build)).replace(/\.wasm$/, '.wat'), 'utf8');
    expect(text).toContain('(import "env" "memory" (memory');
    expect(text).not.toMatch(/\((data|start)\b|memory\.grow/);
    expect(text).not.toMatch(/\(global [^\n]*\(mut /);
  });
});

describe('the builds', () => {
  it('export the same', async () => {
    const [first, ...others] = await Promise.all(
      BUILDS.map(async (build) => WebAssembly.Module.exports(await kernelModule(build)).map(({ name }) => name)),
    );
    for (const names of others) expect(names.toSorted()).toEqual(first?.toSorted());
  });

  it('use vectors, fused operations and neither', async () => {
    const texts = await Promise.all(
      BUILDS.map(async (build) => readFile((await compileAssembly(build)).replace(/\.wasm$/, '.wat'), 'utf8')),
    );
    expect(texts.map((text) => /\bv128\b/.test(text))).toEqual([true, true, false]);
    expect(texts.map((text) => /relaxed/.test(text))).toEqual([true, false, false]);
  });
});

describe.each(catalogue)('kernel $id', (kernel) => {
  const { id, tinySize, maxSize, published, scale } = kernel;
  // The last size is one off every block; only a kernel whose `scale` would name it takes it.
  const oddSize = tinySize + 3;
  const sizes = new Set([tinySize, scale(tinySize, 1.37), scale(oddSize, 1)]);

  it('is exported by the module as a function of six numbers, seven where it has steps', async () => {
    expect(WebAssembly.Module.exports(await kernelModule())).toContainEqual({ name: id, kind: 'function' });
    const { exports } = await instantiateSync(await kernelModule());
    expect(exports[id]).toHaveLength(kernel.steps ? 7 : 6);
  });

  it.each([...sizes])('gives the same bytes for every partition in every order, at size %i', async (size) => {
    const bench = await rig(kernel, size);
    const expected = bench.whole();
    for (let seed = 1; seed <= PARTITIONS; seed++) {
      const random = prng(seed);
      const cuts = Array.from({ length: 1 + random.below(MOST_CUTS) }, () => random.below(bench.items + 1));
      const edges = [0, ...cuts, bench.items].sort((left, right) => left - right);
      const ranges = edges.slice(1).map((end, index) => [edges[index] ?? 0, end] as const);
      for (let step = 0; step < bench.steps; step++) {
        bench.written(step).fill(POISON);
        for (const [start, end] of shuffled(ranges, random)) {
          bench.scratch.fill(random.below(256));
          bench.call(start, end, step);
        }
      }
      expect(difference(bench.output, expected), `partition of seed ${seed} at size ${size}`).toBeUndefined();
    }
  });

  it('writes every byte of its items and reads neither old output nor old scratch', async () => {
    const bench = await rig(kernel, tinySize);
    bench.output.fill(0);
    bench.scratch.fill(0);
    const expected = bench.whole();
    for (let time = 0; time < 2; time++) {
      bench.output.fill(POISON);
      bench.scratch.fill(POISON);
      expect(difference(bench.whole(), expected), `time ${time + 1}`).toBeUndefined();
    }
  });

  it('writes nothing outside its own items, output and scratch', async () => {
    for (let seed = 1; seed <= PARTITIONS; seed++) {
      const random = prng(seed);
      const bench = await rig(kernel, scale(tinySize, 1.37));
      const input = bench.input.slice();
      const start = random.below(bench.items);
      const end = start + random.below(bench.items - start + 1);
      bench.whole();
      bench.output.fill(POISON);
      bench.call(start, end);
      const others = [bench.output.subarray(0, start * bench.itemBytes), bench.output.subarray(end * bench.itemBytes)];
      const where = `items ${start} to ${end}, seed ${seed}`;
      expect(
        others.every((part) => part.every((byte) => byte === POISON)),
        where,
      ).toBe(true);
      expect(difference(bench.input, input), where).toBeUndefined();
      expect(bench.guardsIntact(), where).toBe(true);
    }
  });

  it('gives the same last items alone and together at its largest size', async () => {
    const bench = await rig(kernel, maxSize);
    for (let step = 0; step < bench.steps - 1; step++) bench.call(0, bench.items, step);
    const from = Math.max(0, bench.items - 7);
    bench.call(from, bench.items);
    const together = bench.output.slice(from * bench.itemBytes);
    bench.output.fill(POISON);
    for (let item = bench.items - 1; item >= from; item--) bench.call(item, item + 1);
    expect(difference(bench.output.slice(from * bench.itemBytes), together)).toBeUndefined();
    expect(bench.guardsIntact()).toBe(true);
  });

  it.each([...published])('agrees with what was published: $statement', async ({ size, fault }) => {
    const bench = await rig(kernel, size);
    const output = bench.whole();
    expect(fault(output)).toBeUndefined();
    expect(kernel.fault(output, bench.input, size)).toBeUndefined();
  });

  it.each(['relaxed-simd', 'scalar'] as const)(
    'LB13: agrees in the %s build with what was published, and with the others as it says',
    async (build) => {
      for (const size of new Set([...sizes, published[0].size])) {
        const [bench, other] = [await rig(kernel, size), await rig(kernel, size, build)];
        const [here, there] = [bench.whole(), other.whole()];
        const fault = kernel.builds === 'same bytes' ? difference(there, here) : kernel.builds.fault(there, here, size);
        expect(fault, `at size ${size}`).toBeUndefined();
        expect(kernel.fault(there, other.input, size), `at size ${size}`).toBeUndefined();
        if (size === published[0].size) expect(published[0].fault(there)).toBeUndefined();
      }
    },
  );

  it('states by how much its builds differ, where they do, with a check that can fail', async () => {
    if (kernel.builds === 'same bytes') return;
    const output = (await rig(kernel, tinySize)).whole();
    expect(kernel.builds.statement).toMatch(/\.$/);
    expect(kernel.builds.fault(output.slice().fill(0xff), output, tinySize)).toBeTypeOf('string');
  });

  it.each([...published])('would not agree had an item been lost or spoilt: $statement', async ({ size, fault }) => {
    const bench = await rig(kernel, size);
    const output = bench.whole();
    for (const seed of [1, 2, 3]) {
      const at = prng(seed).below(bench.items) * bench.itemBytes;
      const lost = output.slice().fill(0xff, at, at + bench.itemBytes);
      expect(fault(lost), `item at ${at} never written, seed ${seed}`).toBeTypeOf('string');
      const spoilt = output.slice();
      for (let byte = at; byte < at + bench.itemBytes; byte++) spoilt[byte] = (spoilt[byte] ?? 0) ^ 0x80;
      expect(fault(spoilt), `a bit of each byte of the item at ${at} flipped, seed ${seed}`).toBeTypeOf('string');
    }
  });

  it.each([...sizes])('passes its own check at size %i, and an output never written does not', async (size) => {
    const bench = await rig(kernel, size);
    expect(kernel.fault(bench.whole(), bench.input, size)).toBeUndefined();
    for (const byte of [0, POISON, 0xff]) {
      expect(kernel.fault(bench.output.fill(byte), bench.input, size), `bytes of ${byte}`).toBeTypeOf('string');
    }
  });

  it('fills the same input every time', async () => {
    const bytes = kernel.inputBytes(tinySize);
    const [first, second] = [new Uint8Array(bytes), new Uint8Array(bytes).fill(POISON)];
    kernel.fillInput(first, tinySize);
    kernel.fillInput(second, tinySize);
    expect(difference(second, first)).toBeUndefined();
  });

  it('scales to whole sizes between its smallest and its largest, growing with the factor', () => {
    for (const size of [tinySize, scale(tinySize, 3), maxSize]) {
      const scaled = [0, 1e-9, 0.25, 0.5, 1, 2, 4, 1e3, 1e12].map((factor) => scale(size, factor));
      expect(scaled).toEqual([...scaled].sort((left, right) => left - right));
      expect([scaled.at(0), scaled.at(-1)]).toEqual([tinySize, maxSize]);
      expect(scaled.every(Number.isInteger)).toBe(true);
      expect(scale(size, 1)).toBe(size);
    }
    // Boards of queens come in coarse sizes, six times the work apart: twice the work may be no other size, eight times is.
    expect(scale(tinySize, 8)).toBeGreaterThan(tinySize);
  });

  it('keeps what it reads and writes within 12 MiB at its largest size', () => {
    const output = kernel.items(maxSize) * kernel.itemBytes(maxSize);
    const spare = stepsOf(kernel, maxSize) > 1 ? output : 0;
    expect(kernel.inputBytes(maxSize) + output + spare).toBeLessThanOrEqual(MOST_BYTES);
  });

  it.each([...sizes])('reads in every step as many bytes as it writes, where it has steps, at size %i', (size) => {
    if (stepsOf(kernel, size) === 1) return;
    expect(kernel.inputBytes(size)).toBe(kernel.items(size) * kernel.itemBytes(size));
  });

  it('reads nothing of the step before but what it says', async () => {
    if (!kernel.reads || stepsOf(kernel, tinySize) === 1) return;
    const bench = await rig(kernel, tinySize);
    const expected = bench.whole();
    const before = bench.written(bench.steps - 2).slice();
    for (let seed = 1; seed <= PARTITIONS; seed++) {
      const random = prng(seed);
      const start = random.below(bench.items);
      const end = start + 1 + random.below(bench.items - start);
      const read = kernel.reads(start, end, tinySize);
      const state = bench.written(bench.steps - 2).fill(POISON);
      const [from, to] = [read.start * bench.itemBytes, read.end * bench.itemBytes];
      state.set(before.subarray(from, to), from);
      bench.output.fill(POISON);
      bench.call(start, end);
      const own = [start * bench.itemBytes, end * bench.itemBytes] as const;
      expect(difference(bench.output.subarray(...own), expected.subarray(...own)), `seed ${seed}`).toBeUndefined();
    }
  });

  it('says how much work it is, more for a larger size', () => {
    const [small, large] = [kernel.work(tinySize), kernel.work(scale(tinySize, 16))];
    expect(small.amount).toBeGreaterThan(0);
    expect(large.amount).toBeGreaterThan(small.amount);
    expect(large.unit).toBe(small.unit);
  });
});
