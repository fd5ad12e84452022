/**
 * Rivals that run on this thread, in a browser's worker as in Node: a build of the module, the same C compiled to WebAssembly,
 * plain JavaScript. Each brings a memory of its own with the input in it. Takes no time.
 */
import { exactMemory, PAGE_BYTES } from '../../../src/memory/pages.ts';
import { instantiate, type KernelFunction } from '../../../src/runtime/instance.ts';
import { runSlices, type Places, type Work } from './work.ts';

export interface Rival {
  /** The whole work once. */
  run(): void;
  /** A view of what the last run wrote. */
  output(): Uint8Array;
}

/** The contract of `javascript/<id>.ts`, its default export. */
export type JavaScriptKernel = (
  start: number,
  end: number,
  out: Uint8Array,
  input: Uint8Array,
  scratch: Uint8Array,
  size: number,
  step: number,
) => void;

/** A kernel over a memory whose block for the work starts at `base`. */
function inMemory(
  entry: KernelFunction,
  memory: WebAssembly.Memory,
  base: number,
  work: Work,
  input: Uint8Array,
): Rival {
  const { layout, size, outputBytes } = work;
  const bytes = new Uint8Array(memory.buffer);
  bytes.fill(0xa5, base, base + layout.total).set(input, base + layout.input);
  const places: Places<number> = {
    input: base + layout.input,
    output: base + layout.output,
    spare: base + layout.spare,
  };
  const scratch = base + layout.scratch[0];
  return {
    run: () =>
      runSlices(work, places, (start, end, out, from, step) => entry(start, end, out, from, scratch, size, step)),
    output: () => bytes.subarray(places.output, places.output + outputBytes),
  };
}

/** One of this project's builds. Rejects where the engine cannot compile it. */
export async function buildRival(module: WebAssembly.Module, work: Work, input: Uint8Array): Promise<Rival> {
  const memory = exactMemory(PAGE_BYTES + work.layout.total, true);
  const instance = await instantiate(module, memory);
  return inMemory(instance.kernel(work.id), memory, PAGE_BYTES, work, input);
}

/** Clang's module: its stack and tables come first, the work behind them. */
export async function clangRival(module: WebAssembly.Module, work: Work, input: Uint8Array): Promise<Rival> {
  const most = 16 * PAGE_BYTES;
  const memory = exactMemory(most + work.layout.total, false);
  const { exports } = await WebAssembly.instantiate(module, { env: { memory, log: Math.log } });
  const heap = (exports['__heap_base'] as WebAssembly.Global<'i32'>).value;
  if (heap > most) throw new Error(`clang's module takes ${heap} bytes for itself, expected at most ${most}`);
  const base = Math.ceil(heap / PAGE_BYTES) * PAGE_BYTES;
  return inMemory(exports[work.id] as KernelFunction, memory, base, work, input);
}

export function javascriptRival(kernel: JavaScriptKernel, work: Work, input: Uint8Array): Rival {
  const { layout, size, inputBytes, outputBytes, scratchBytes } = work;
  const block = new Uint8Array(layout.total).fill(0xa5);
  block.set(input, layout.input);
  const region = (at: number, bytes: number): Uint8Array => block.subarray(at, at + bytes);
  const places: Places<Uint8Array> = {
    input: region(layout.input, inputBytes),
    output: region(layout.output, outputBytes),
    spare: region(layout.spare, work.steps > 1 ? outputBytes : 0),
  };
  const scratch = region(layout.scratch[0], scratchBytes);
  return {
    run: () =>
      runSlices(work, places, (start, end, out, from, step) => kernel(start, end, out, from, scratch, size, step)),
    output: () => places.output,
  };
}
