/**
 * A kernel in a memory of its own, for tests: input, output and scratch lie between guard bytes, scratch and output
 * hold whatever the test poured in before. Says nothing about speed.
 */
import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { compileAssembly } from '../../assembly/asc-plugin.ts';
import { stepsOf, type Kernel } from '../../src/kernels/index.ts';
import { runsHere, type Build } from '../../src/base/builds.ts';
import { instantiateSync } from '../sync/instantiate.ts';

const PAGE = 65_536;
const ALIGN = 64;
const GUARD = 0xc3;

type Entry = (
  start: number,
  end: number,
  out: number,
  input: number,
  scratch: number,
  size: number,
  step: number,
) => void;

export interface Rig {
  readonly items: number;
  readonly itemBytes: number;
  readonly input: Uint8Array;
  readonly output: Uint8Array;
  readonly scratch: Uint8Array;
  /** Of the whole computation. */
  readonly steps: number;
  /** Where a step writes its items: the output, if it is the last. */
  written(step: number): Uint8Array;
  /** The kernel over items `start` to `end`, end excluded, in a step: the last where none is named. */
  call(start: number, end: number, step?: number): void;
  /** Every item of every step, a call each; a copy of the output. */
  whole(): Uint8Array;
  /** Whether nothing outside input, output and scratch was written. */
  guardsIntact(): boolean;
}

// Node 20 can, but is not asked to; later ones know no such flag and need none.
if (!runsHere('relaxed-simd')) setFlagsFromString('--experimental-wasm-relaxed-simd');

const compiled = new Map<Build, Promise<WebAssembly.Module>>();

/** A build of the module of all kernels, compiled where it is older than its sources. */
export function kernelModule(build: Build = 'simd'): Promise<WebAssembly.Module> {
  const module =
    compiled.get(build) ?? compileAssembly(build).then(async (path) => WebAssembly.compile(await readFile(path)));
  compiled.set(build, module);
  return module;
}

export async function rig(kernel: Kernel, size: number, build: Build = 'simd'): Promise<Rig> {
  const steps = stepsOf(kernel, size);
  const items = kernel.items(size);
  const itemBytes = kernel.itemBytes(size);
  let used = ALIGN;
  const reserve = (bytes: number): number => {
    const at = used;
    used = Math.ceil((at + bytes + ALIGN) / ALIGN) * ALIGN;
    return at;
  };
  const places = [
    kernel.inputBytes(size),
    items * itemBytes,
    kernel.scratchBytes(size),
    steps > 1 ? items * itemBytes : 0,
  ] as const;
  const [inputAt, outputAt, scratchAt] = [reserve(places[0]), reserve(places[1]), reserve(places[2])] as const;
  const spareAt = reserve(places[3]);
  const pages = Math.ceil(used / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const { exports } = await instantiateSync(await kernelModule(build), memory);
  const entry = exports[kernel.id] as Entry;
  const bytes = new Uint8Array(memory.buffer).fill(GUARD);
  const [input, output, scratch, spare] = [
    bytes.subarray(inputAt, inputAt + places[0]),
    bytes.subarray(outputAt, outputAt + places[1]),
    bytes.subarray(scratchAt, scratchAt + places[2]),
    bytes.subarray(spareAt, spareAt + places[3]),
  ] as const;
  kernel.fillInput(input, size);
  // As src/runtime/job.ts has it: the last step writes the output, the others in turns.
  const writtenAt = (step: number): number => ((steps - 1 - step) % 2 === 0 ? outputAt : spareAt);
  const call = (start: number, end: number, step = steps - 1): void =>
    entry(start, end, writtenAt(step), step === 0 ? inputAt : writtenAt(step - 1), scratchAt, size, step);
  return {
    items,
    itemBytes,
    input,
    output,
    scratch,
    steps,
    written: (step) => (writtenAt(step) === outputAt ? output : spare),
    call,
    whole() {
      for (let step = 0; step < steps; step++) call(0, items, step);
      return output.slice();
    },
    guardsIntact() {
      const gaps = [
        bytes.subarray(0, inputAt),
        bytes.subarray(inputAt + places[0], outputAt),
        bytes.subarray(outputAt + places[1], scratchAt),
        bytes.subarray(scratchAt + places[2], spareAt),
        bytes.subarray(spareAt + places[3]),
      ];
      return gaps.every((gap) => gap.every((byte) => byte === GUARD));
    },
  };
}

/** The first byte in which two outputs differ, as a sentence; undefined where they are the same. Faster than `toEqual`. */
export function difference(got: Uint8Array, expected: Uint8Array): string | undefined {
  if (got.length !== expected.length) return `${got.length} bytes, expected ${expected.length}`;
  const at = got.findIndex((byte, index) => byte !== expected[index]);
  return at < 0 ? undefined : `byte ${at} is ${got[at]}, expected ${expected[at]}`;
}
