/**
 * The suite of greenlets in both forms, in a real browser. A browser that cannot suspend WebAssembly says so, and the second form's
 * tests are skipped; that it then says so is tested instead.
 */
import { describe, expect, test } from 'vitest';
import { StackSwitchingMissing } from '../../src/greenlets/errors.ts';
import { hasStackSwitching } from '../../src/greenlets/stack-switching.ts';
import { compileModule } from '../../src/runtime/module.ts';
import { generatorForm, wasmForm } from './forms.ts';
import { greenletSuite } from './suite.ts';

describe('bodies are generators', () => greenletSuite(() => Promise.resolve(generatorForm)));

describe.runIf(hasStackSwitching())('bodies are WebAssembly', () => {
  const module = compileModule(true);
  greenletSuite(async () => wasmForm(await module));
});

test.runIf(!hasStackSwitching())('a browser that cannot suspend WebAssembly says so', async () => {
  const form = await wasmForm(await compileModule(true));
  expect(() => form.body([], () => [][Symbol.iterator]() as never)).toThrow(StackSwitchingMissing);
});
