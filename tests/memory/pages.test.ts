/** Memories are sized once; what the browser refuses is asked for again at half the size. */
import { expect, test } from 'vitest';
import { layout, MemoryTooSmall } from '../../src/memory/layout.ts';
import { privateJobPlan, sharedJobPlan } from '../../src/memory/job-plan.ts';
import { grantMemory, MemoryRefused, PAGE_BYTES } from '../../src/memory/pages.ts';

const MIB = 2 ** 20;

function granting(most: number) {
  return (descriptor: WebAssembly.MemoryDescriptor): WebAssembly.Memory => {
    if (descriptor.initial * PAGE_BYTES > most) throw new RangeError('refused');
    return new WebAssembly.Memory(descriptor);
  };
}

test('a refused memory is halved until it is granted', () => {
  expect(grantMemory(32 * MIB, true, granting(8 * MIB)).buffer.byteLength).toBe(8 * MIB);
});

test('a browser that refuses even the least is told apart from a fault', () => {
  expect(() => grantMemory(32 * MIB, true, granting(MIB))).toThrow(MemoryRefused);
  const faulty = (): never => {
    throw new TypeError('a bug');
  };
  expect(() => grantMemory(32 * MIB, true, faulty)).toThrow(TypeError);
});

test('a layout hands out aligned regions one behind the other and never address 0', () => {
  const into = layout(1_024);
  expect(into.take('a', 10)).toEqual({ at: 64, bytes: 10 });
  expect(into.take('b', 8, 8)).toEqual({ at: 80, bytes: 8 });
  expect(into.rest()).toEqual({ at: 128, bytes: 896 });
});

test('what does not fit is refused by name', () => {
  expect(() => layout(128).take('the big thing', 100)).toThrow(/no room for the big thing: 100 bytes wanted, 64 left/);
  const scratch = { at: 0, bytes: 0 };
  expect(() => sharedJobPlan({ at: 64, bytes: 100 }, scratch, { input: 64, output: 64, spare: 0 })).toThrow(
    MemoryTooSmall,
  );
  expect(() => privateJobPlan(1_000, { input: 10, output: 10, spare: 0 })).toThrow(MemoryTooSmall);
});
