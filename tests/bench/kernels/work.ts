/**
 * One kernel at one size, as every rival is given it: how many items in which slices, and where input, output and scratch
 * stand in one block of memory. Runs a rival's slices in their order; measures nothing. Pure.
 */
import type { Bytes, Milliseconds } from '../../../src/base/units.ts';
import type { Kernel } from '../../../src/kernels/index.ts';
import { LINE } from '../../../src/memory/layout.ts';
import { chunkItems } from '../../../src/measure/calibration.ts';

const THREADS = 2;

export interface Places<Place> {
  readonly input: Place;
  readonly output: Place;
  /** What every other step writes; as long as the output. */
  readonly spare: Place;
}

export interface Layout extends Places<Bytes> {
  /** Of each of two threads. */
  readonly scratch: readonly [Bytes, Bytes];
  readonly total: Bytes;
}

export interface Work {
  readonly id: string;
  readonly size: number;
  readonly items: number;
  /** How often all items are computed, each time from what the time before wrote. */
  readonly steps: number;
  /** Items a call. */
  readonly slice: number;
  readonly inputBytes: Bytes;
  readonly outputBytes: Bytes;
  readonly scratchBytes: Bytes;
  /** From the start of a block that is aligned to 64 KiB. */
  readonly layout: Layout;
}

const lines = (bytes: Bytes): Bytes => Math.ceil(bytes / LINE) * LINE;

/** What wide vectors may touch behind the scratch that a kernel asks for at 128 bits. */
const SLACK: Bytes = 256;

/** In the order of a thread's own memory in the lab: input, output, then what is written over. */
function layoutOf(input: Bytes, output: Bytes, scratch: Bytes, hasSteps: boolean): Layout {
  const outputAt = lines(input);
  const spareAt = outputAt + lines(output);
  const first = spareAt + (hasSteps ? lines(output) : 0);
  const second = first + lines(scratch + SLACK);
  return {
    input: 0,
    output: outputAt,
    spare: spareAt,
    scratch: [first, second],
    total: second + lines(scratch + SLACK),
  };
}

/** `serialMs`: how long the whole takes at about this size. */
export function workOf(kernel: Kernel, size: number, serialMs: Milliseconds): Work {
  const items = kernel.items(size);
  const steps = kernel.steps?.(size) ?? 1;
  const inputBytes = kernel.inputBytes(size);
  const outputBytes = items * kernel.itemBytes(size);
  const scratchBytes = kernel.scratchBytes(size);
  return {
    id: kernel.id,
    size,
    items,
    steps,
    // As the lab cuts them for two workers.
    slice: chunkItems({ items, naturalItems: kernel.naturalItems, serialMs: serialMs / steps, workers: THREADS }),
    inputBytes,
    outputBytes,
    scratchBytes,
    layout: layoutOf(inputBytes, outputBytes, scratchBytes, steps > 1),
  };
}

export type SliceCall<Place> = (start: number, end: number, out: Place, input: Place, step: number) => void;

/** Every slice of every step; the last step lands in the output. */
export function runSlices<Place>({ items, slice, steps }: Work, places: Places<Place>, call: SliceCall<Place>): void {
  for (let step = 0; step < steps; step++) {
    const lands = (steps - 1 - step) % 2 === 0;
    const to = lands ? places.output : places.spare;
    const from = step === 0 ? places.input : lands ? places.spare : places.output;
    for (let start = 0; start < items; start += slice) call(start, Math.min(items, start + slice), to, from, step);
  }
}
