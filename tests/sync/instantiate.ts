/** An instance of the module over a memory, for tests that look at its exports by name. Not a test itself. */
import type { SyncHost } from '../../src/sync/sync-exports.ts';

export const TEST_HOST: SyncHost = { now: () => performance.now(), announce() {} };

/** For tests of what never suspends. */
export const NO_GREENLETS = {
  suspend(): never {
    throw new Error('this test runs no greenlets');
  },
};

export interface TestInstance {
  readonly memory: WebAssembly.Memory;
  readonly exports: WebAssembly.Exports;
}

export async function instantiateSync(
  module: WebAssembly.Module,
  memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }),
  host: SyncHost = TEST_HOST,
): Promise<TestInstance> {
  const { exports } = await WebAssembly.instantiate(module, {
    env: { memory },
    host: { ...host },
    greenlet: NO_GREENLETS,
  });
  return { memory, exports };
}
