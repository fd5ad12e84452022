/**
 * One instance of the kernel module over one memory, on whichever thread this is loaded. The module has one
 * import, `env.memory`, no data and no start function, so instances over one memory do not disturb each other.
 */
import type { SyncExports } from '../sync/sync-exports.ts';

/** The signature that every kernel has; addresses in bytes. See src/kernels. */
export type KernelFunction = (
  start: number,
  end: number,
  out: number,
  input: number,
  scratch: number,
  size: number,
) => void;

export interface Instance {
  readonly memory: WebAssembly.Memory;
  readonly sync: SyncExports;
  /** Throws `MissingKernel`. */
  kernel(id: string): KernelFunction;
}

export class MissingKernel extends Error {
  override readonly name = 'MissingKernel';
  constructor(id: string) {
    super(`the module exports no kernel "${id}": page and module are of different versions; reload the page`);
  }
}

export async function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): Promise<Instance> {
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  return {
    memory,
    sync: exports as unknown as SyncExports,
    kernel(id) {
      const found = exports[id];
      if (typeof found !== 'function') throw new MissingKernel(id);
      return found as KernelFunction;
    },
  };
}
