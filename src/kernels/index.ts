/**
 * The catalogue of kernels, and what a descriptor must say. A kernel is a pure function over a
 * half-open range of items, `assembly/kernels/<id>.ts`; its descriptor here knows sizes, input and the
 * values that others published. A descriptor runs nothing.
 *
 * Every kernel has one signature:
 *   <id>(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32, step: u32): void
 * Item i writes exactly `itemBytes(size)` bytes at `out + i·itemBytes(size)` and reads only `input`.
 *
 * Where a computation has several steps, each is a call over all items, and reads as its input what the step before
 * wrote; only such a kernel declares the last parameter. See src/runtime/job.ts for who writes where.
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

/** How much a whole computation is, all its steps together, for rates: 2 · 512³ floating-point operations. */
export interface WorkAmount {
  readonly amount: number;
  /** In the plural: "floating-point operations". */
  readonly unit: string;
}

/**
 * What another build of the module computes: the same bytes, or the same within a tolerance, because a multiplication fused with
 * an addition rounds once instead of twice.
 */
export type BuildAgreement =
  | 'same bytes'
  | {
      /** The tolerance, as a sentence. */
      readonly statement: string;
      /** Compares the outputs of two builds; a fault as a sentence, or undefined. */
      fault(output: Uint8Array, other: Uint8Array, size: number): string | undefined;
    };

/** Items, `end` excluded. */
export interface ItemRange {
  readonly start: number;
  readonly end: number;
}

export interface Kernel {
  /** File name, export name and key in results. */
  readonly id: string;
  readonly title: string;
  /** What `size` counts: "pixels along a side". */
  readonly sizeName: string;
  /** One sentence: what is computed. */
  readonly computes: string;
  /** One sentence: what it teaches about scaling. */
  readonly teaches: string;
  /** The result of one item, counted as this version: results of different versions are not compared. */
  readonly version: number;
  /** A size that takes about a millisecond: tests and first warm-up. */
  readonly tinySize: number;
  /** The largest size that the kernel's arithmetic allows. */
  readonly maxSize: number;
  /** Items that a call should have a multiple of: fewer cost more each. */
  readonly naturalItems: number;
  readonly builds: BuildAgreement;
  /** At least one instance with values that others published, cheapest first. */
  readonly published: readonly [PublishedCase, ...PublishedCase[]];
  items(size: number): number;
  itemBytes(size: number): Bytes;
  inputBytes(size: number): Bytes;
  scratchBytes(size: number): Bytes;
  work(size: number): WorkAmount;
  /** Steps of the whole computation; one where the kernel does not say. With more, input and output have the same number of bytes. */
  steps?(size: number): number;
  /** Which items of the step before a range of items reads; all of them where the kernel does not say. */
  reads?(start: number, end: number, size: number): ItemRange;
  /** Writes the input into `input` (length `inputBytes(size)`, 64-byte aligned). Deterministic. */
  fillInput(input: Uint8Array, size: number): void;
  /** The size whose work is about `factor` times the work of `size`, within [tinySize, maxSize]. */
  scale(size: number, factor: number): number;
  /** A check that holds at any size, cheap enough to run after every calibration; a fault as a sentence, or undefined. */
  fault(output: Uint8Array, input: Uint8Array, size: number): string | undefined;
}

/** Steps of a kernel's whole computation at a size. */
export function stepsOf(kernel: Kernel, size: number): number {
  return kernel.steps?.(size) ?? 1;
}

export const kernels = registry<Kernel>('kernel', import.meta.glob<{ default: Kernel }>(['./*.ts', '!./index.ts']));
