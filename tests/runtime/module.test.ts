/** The module's memory import can be made unshared by one bit, and the module then runs in a memory of its own. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { compileAssembly } from '../../assembly/asc-plugin.ts';
import { kernels } from '../../src/kernels/index.ts';
import { instantiate, MissingKernel } from '../../src/runtime/instance.ts';
import { ModuleUnavailable, unshared } from '../../src/runtime/module.ts';

const binary = async (): Promise<Uint8Array> => new Uint8Array(await readFile(await compileAssembly()));

test('exactly one byte changes', async () => {
  const before = await binary();
  const after = unshared(before);
  const changed = [...before].flatMap((byte, at) => (byte === after[at] ? [] : [[byte, after[at]]]));
  expect(changed).toEqual([[0x03, 0x01]]);
});

test('an unshared module takes an unshared memory and gives the same bytes as the shared one', async () => {
  const bytes = await binary();
  const kernel = await kernels.load('mandelbrot');
  const run = async (code: Uint8Array<ArrayBuffer>, shared: boolean): Promise<Uint8Array> => {
    const memory = new WebAssembly.Memory({ initial: 16, maximum: 16, shared });
    const instance = await instantiate(await WebAssembly.compile(code), memory);
    instance.kernel('mandelbrot')(0, 64, 65_536, 0, 0, 64);
    return new Uint8Array(memory.buffer, 65_536, kernel.itemBytes(64) * 64).slice();
  };
  expect(await run(unshared(bytes), false)).toEqual(await run(new Uint8Array(bytes), true));
});

test('what does not import a shared memory is refused', async () => {
  expect(() => unshared(unshared(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])))).toThrow(ModuleUnavailable);
  const once = unshared(await binary());
  expect(() => unshared(once)).toThrow(/does not import a shared memory/);
});

test('a kernel that the module lacks is told apart from a fault', async () => {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  const instance = await instantiate(await WebAssembly.compile(new Uint8Array(await binary())), memory);
  expect(() => instance.kernel('nonsense')).toThrow(MissingKernel);
});
