/**
 * The catalogue of kernels, and what a descriptor must say. A kernel is a pure function over a
 * half-open range of items, `assembly/kernels/<id>.ts`; its descriptor here knows sizes, input and the
 * values that others published. A descriptor runs nothing.
 *
 * Every kernel has one signature:
 *   <id>(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32): void
 * Item i writes exactly `itemBytes(size)` bytes at `out + i·itemBytes(size)` and reads only `input`.
 */
import type { Bytes } from '../base/units.ts';
import { registry } from '../base/registry.ts';

export interface PublishedCase {
  readonly size: number;
  /** What was published, as a sentence: "π(10⁶) = 78 498". */
  readonly statement: string;
  /** Who published it. */
  readonly source: string;
  /** Compares the whole output of this size with the published values; a fault as a sentence, or undefined. */
  fault(output: Uint8Array): string | undefined;
}

export interface Kernel {
  /** File name, export name and key in results. */
  readonly id: string;
  readonly title: string;
  /** What `size` counts: "pixels along a side". */
  readonly sizeName: string;
  /** One sentence: what it teaches about scaling. */
  readonly teaches: string;
  /** The result of one item, counted as this version: results of different versions are not compared. */
  readonly version: number;
  /** A size that takes about a millisecond: tests and first warm-up. */
  readonly tinySize: number;
  /** The largest size that the kernel's arithmetic allows. */
  readonly maxSize: number;
  /** At least one instance with values that others published, cheapest first. */
  readonly published: readonly [PublishedCase, ...PublishedCase[]];
  items(size: number): number;
  itemBytes(size: number): Bytes;
  inputBytes(size: number): Bytes;
  scratchBytes(size: number): Bytes;
  /** Writes the input into `input` (length `inputBytes(size)`, 64-byte aligned). Deterministic. */
  fillInput(input: Uint8Array, size: number): void;
  /** The size whose work is about `factor` times the work of `size`, within [tinySize, maxSize]. */
  scale(size: number, factor: number): number;
  /** A check that holds at any size, cheap enough to run after every calibration; a fault as a sentence, or undefined. */
  fault(output: Uint8Array, input: Uint8Array, size: number): string | undefined;
}

export const kernels = registry<Kernel>('kernel', import.meta.glob<{ default: Kernel }>(['./*.ts', '!./index.ts']));
