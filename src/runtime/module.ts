/**
 * Fetches and compiles a build of the kernel module, the best that runs here where none is named; workers are sent the compiled module, so that they share
 * its optimised code. Where the page may not share memory, the memory import is made unshared first.
 */
import relaxedSimd from '../../assembly/build/overlap.relaxed-simd.wasm?url';
import scalar from '../../assembly/build/overlap.scalar.wasm?url';
import simd from '../../assembly/build/overlap.simd.wasm?url';
import { bestBuild, type Build } from '../base/builds.ts';

const URLS: Readonly<Record<Build, string>> = { 'relaxed-simd': relaxedSimd, simd, scalar };

export class ModuleUnavailable extends Error {
  override readonly name = 'ModuleUnavailable';
}

const IMPORT_SECTION = 2;
const MEMORY = 2;
const SHARED_WITH_MAXIMUM = 0x03;
const UNSHARED_WITH_MAXIMUM = 0x01;
const HEADER_BYTES = 8;

/** Unsigned LEB128 at `at`: value and the position behind it (WebAssembly core specification 2.0, §5.2.2). */
function leb(bytes: Uint8Array, at: number): [value: number, next: number] {
  let value = 0;
  for (let shift = 0, position = at; ; shift += 7, position++) {
    const byte = bytes[position] ?? 0;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return [value, position + 1];
  }
}

/** The position of the import section's content. */
function importSection(bytes: Uint8Array): number {
  for (let at = HEADER_BYTES; at < bytes.length;) {
    const id = bytes[at];
    const [length, content] = leb(bytes, at + 1);
    if (id === IMPORT_SECTION) return content;
    at = content + length;
  }
  throw new ModuleUnavailable('the kernel module imports nothing: it was built without --importMemory');
}

/** The position of the limits' flag of the memory import (§5.5.5); the module imports nothing else but functions. */
function memoryFlag(bytes: Uint8Array): number {
  const [count, first] = leb(bytes, importSection(bytes));
  for (let left = count, at = first; left > 0; left--) {
    const [moduleLength, moduleName] = leb(bytes, at);
    const [fieldLength, fieldName] = leb(bytes, moduleName + moduleLength);
    const kind = fieldName + fieldLength;
    if (bytes[kind] === MEMORY) return kind + 1;
    [, at] = leb(bytes, kind + 1);
  }
  throw new ModuleUnavailable('the kernel module imports no memory: it was built without --importMemory');
}

/**
 * The same binary whose memory import, which has a maximum, is no longer shared: one bit of the limits' flag. Waits trap
 * in it, so it serves workers with a memory of their own.
 */
export function unshared(binary: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(binary);
  const flag = memoryFlag(bytes);
  if (bytes[flag] !== SHARED_WITH_MAXIMUM)
    throw new ModuleUnavailable('the kernel module does not import a shared memory');
  bytes[flag] = UNSHARED_WITH_MAXIMUM;
  return bytes;
}

export interface ModuleAsked {
  readonly signal?: AbortSignal;
  readonly build?: Build;
}

/** Throws `ModuleUnavailable` where the file cannot be had or the browser cannot compile it. */
export async function compileModule(shared: boolean, { signal, build }: ModuleAsked = {}): Promise<WebAssembly.Module> {
  if (typeof WebAssembly === 'undefined') {
    throw new ModuleUnavailable('this browser runs no WebAssembly, so nothing can be measured; try another browser');
  }
  const response = await fetch(URLS[build ?? bestBuild()], { signal: signal ?? null }).catch((cause: unknown) => {
    throw new ModuleUnavailable('the kernel module could not be loaded: check the connection and try again', { cause });
  });
  if (!response.ok)
    throw new ModuleUnavailable(`the kernel module could not be loaded: the host answered ${response.status}`);
  const binary = new Uint8Array(await response.arrayBuffer());
  return WebAssembly.compile(shared ? binary : unshared(binary)).catch((cause: unknown) => {
    throw new ModuleUnavailable('this browser cannot compile the kernels (it may lack threads): try a newer one', {
      cause,
    });
  });
}
