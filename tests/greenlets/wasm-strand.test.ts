/** What the second form says where it cannot be had; what it does is tested in the browser. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { compileAssembly } from '../../assembly/asc-plugin.ts';
import { StackSwitchingMissing } from '../../src/greenlets/errors.ts';
import { hasStackSwitching, suspending } from '../../src/greenlets/stack-switching.ts';
import { suspendImport, WasmStrand } from '../../src/greenlets/wasm-strand.ts';
import { instantiate, NoGreenlet, type Instance } from '../../src/runtime/instance.ts';

/** A leaf at address 16. */
async function planted(suspend?: WebAssembly.ImportValue): Promise<Instance> {
  const module = await WebAssembly.compile(await readFile(await compileAssembly()));
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  new DataView(memory.buffer).setUint32(16, 1, true);
  return instantiate(module, memory, undefined, suspend);
}

test('an instance made without greenlets works, and a body of it that suspends is told what is missing', async () => {
  const { walkTree } = await planted();
  expect(walkTree(0, 7)).toBe(7);
  expect(() => walkTree(16, 7)).toThrow(NoGreenlet);
});

test.skipIf(hasStackSwitching())(
  'where WebAssembly cannot be suspended, bodies and imports say so and the module still loads',
  async () => {
    const { walkTree } = await planted(suspendImport);
    expect(walkTree(0, 7)).toBe(7);
    expect(() => walkTree(16, 7)).toThrow(StackSwitchingMissing);
    expect(() => new WasmStrand(walkTree, [0], () => [][Symbol.iterator]() as never)).toThrow(/Chromium 137/);
    expect(suspending(() => 1)).toThrow(StackSwitchingMissing);
  },
);
