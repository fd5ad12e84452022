/** Which builds an engine runs is asked of it, by modules that need nothing but what the build needs. */
import { afterEach, expect, test, vi } from 'vitest';
import { bestBuild, BUILDS, buildsHere, runsHere } from '../../src/base/builds.ts';

/** An engine that knows these opcodes behind the prefix 0xfd: 0x62 is i8x16.popcnt, 0x80 0x02 i8x16.relaxed_swizzle. */
function engine(known: readonly number[]): typeof WebAssembly {
  const validate = (bytes: Uint8Array): boolean => {
    const at = bytes.lastIndexOf(0xfd);
    return known.includes(bytes[at + 1] ?? -1) && bytes.at(-1) === 0x0b;
  };
  return { validate } as unknown as typeof WebAssembly;
}

afterEach(() => vi.unstubAllGlobals());

test('this engine has vectors, and runs the scalar build like any', () => {
  expect(runsHere('simd')).toBe(true);
  expect(buildsHere().at(-1)).toBe('scalar');
});

test.each([
  { name: 'relaxed SIMD', known: [0x62, 0x80], builds: [...BUILDS] },
  { name: 'SIMD only', known: [0x62], builds: ['simd', 'scalar'] },
  { name: 'no SIMD', known: [], builds: ['scalar'] },
])('an engine with $name runs $builds, and is measured with the first', ({ known, builds }) => {
  vi.stubGlobal('WebAssembly', engine(known));
  expect(buildsHere()).toEqual(builds);
  expect(bestBuild()).toBe(builds[0]);
});

test('without WebAssembly there is none', () => {
  vi.stubGlobal('WebAssembly', undefined);
  expect(buildsHere()).toEqual([]);
});
