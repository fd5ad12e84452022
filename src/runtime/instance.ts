/**
 * One instance of the module over one memory, on whichever thread this is loaded. It imports the memory and what the
 * locks ask of their host, and has no data and no start function, so instances over one memory do not disturb each other.
 */
import { clockFrom } from '../base/clock.ts';
import type { SyncExports, SyncHost } from '../sync/sync-exports.ts';

/** The signature that every kernel has; addresses in bytes. See src/kernels. */
export type KernelFunction = (
  start: number,
  end: number,
  out: number,
  input: number,
  scratch: number,
  size: number,
  /** The first where left out. */
  step?: number,
) => void;

export interface Instance {
  readonly memory: WebAssembly.Memory;
  readonly sync: SyncExports;
  /** The body of a greenlet, see assembly/greenlets/walk-tree.ts: the address of the first node, the first value; the last value. */
  readonly walkTree: (node: number, value: number) => number;
  /** Throws `MissingKernel`. */
  kernel(id: string): KernelFunction;
}

export class MissingKernel extends Error {
  override readonly name = 'MissingKernel';
  constructor(id: string) {
    super(`the module exports no kernel "${id}": page and module are of different versions; reload the page`);
  }
}

export class NoGreenlet extends Error {
  override readonly name = 'NoGreenlet';
  constructor() {
    super('this instance was made without greenlets: hand suspendImport of src/greenlets/wasm-strand to instantiate');
  }
}

/** Only a body that a greenlet runs on may ask to be suspended: src/greenlets has the import for that. */
function refuseToSuspend(): never {
  throw new NoGreenlet();
}

/** For an instance that runs kernels, or locks that no page waits for by message. */
const QUIET_HOST: SyncHost = { now: clockFrom().now, announce() {} };

/** `suspend` is what a greenlet's body calls; without it such a body throws `NoGreenlet`. */
export async function instantiate(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  host: SyncHost = QUIET_HOST,
  suspend: WebAssembly.ImportValue = refuseToSuspend,
): Promise<Instance> {
  const imports = { env: { memory }, host: { ...host }, greenlet: { suspend } };
  const { exports } = await WebAssembly.instantiate(module, imports);
  return {
    memory,
    sync: exports as unknown as SyncExports,
    walkTree: exports['walkTree'] as Instance['walkTree'],
    kernel(id) {
      const found = exports[id];
      if (typeof found !== 'function') throw new MissingKernel(id);
      return found as KernelFunction;
    },
  };
}
