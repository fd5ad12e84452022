/**
 * WebAssembly memories: sized once (initial = maximum, since growing a shared memory is slow and broken in
 * some engines), and halved where the browser refuses.
 */
import type { Bytes } from '../base/units.ts';

export const PAGE_BYTES: Bytes = 65_536;
const MIB: Bytes = 1_048_576;

/** 32 MiB: room for 65 lanes with scratch and span rings, and 14 MiB of work. */
export const SHARED_BYTES: Bytes = 32 * MIB;
/** What a thread's own memory has at least: every kernel at its largest size fits. */
export const PRIVATE_BYTES: Bytes = 16 * MIB;
const LEAST_BYTES: Bytes = 4 * MIB;

export class MemoryRefused extends Error {
  override readonly name = 'MemoryRefused';
  constructor(least: Bytes, cause: unknown) {
    super(`the browser refused ${Math.ceil(least / MIB)} MiB of memory: close other tabs, or ask for fewer workers`, {
      cause,
    });
  }
}

/** What makes a memory; replaced in tests by one that refuses. */
export type MakeMemory = (descriptor: WebAssembly.MemoryDescriptor) => WebAssembly.Memory;

const makeMemory: MakeMemory = (descriptor) => new WebAssembly.Memory(descriptor);

/** A memory of `bytes`, or the largest half, quarter, … that the browser grants. Throws `MemoryRefused` below 4 MiB. */
export function grantMemory(bytes: Bytes, shared: boolean, make: MakeMemory = makeMemory): WebAssembly.Memory {
  let size = bytes;
  for (;;) {
    try {
      return make({ initial: size / PAGE_BYTES, maximum: size / PAGE_BYTES, shared });
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      if (size / 2 < LEAST_BYTES) throw new MemoryRefused(LEAST_BYTES, cause);
      size /= 2;
    }
  }
}

/** A memory of at least `bytes`, not negotiable. Throws `MemoryRefused`. */
export function exactMemory(bytes: Bytes, shared: boolean): WebAssembly.Memory {
  const pages = Math.ceil(bytes / PAGE_BYTES);
  try {
    return makeMemory({ initial: pages, maximum: pages, shared });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new MemoryRefused(bytes, cause);
  }
}
