/**
 * The computing that claims ask for: items of one kernel, all alike, as many as last so long on one thread of this device. Staged when
 * asked for, with the bytes that every run must give. Starts nothing.
 */
import type { Milliseconds } from '../../base/units.ts';
import { kernels, type Kernel } from '../../kernels/index.ts';
import type { Stage } from '../../models/stage.ts';
import { sizeWithItems, itemsAMillisecond, workOf } from '../race-work.ts';

/** Its items are all alike and share nothing. */
export const CPU_KERNEL = 'ep';

interface Staged {
  readonly items: number;
  readonly isolated: boolean;
  readonly reference: Uint8Array;
}

export class CpuWork {
  readonly #kernel: Kernel;
  readonly #itemsAMs: number;
  #staged: (Staged & { readonly stage: Stage }) | null = null;

  private constructor(kernel: Kernel, itemsAMs: number) {
    this.#kernel = kernel;
    this.#itemsAMs = itemsAMs;
  }

  /** Finds out how long an item takes here: a quarter of a second. Rejects as `itemsAMillisecond` does. */
  static async find(signal: AbortSignal): Promise<CpuWork> {
    const [kernel, itemsAMs] = [await kernels.load(CPU_KERNEL), await itemsAMillisecond(CPU_KERNEL, signal)];
    return new CpuWork(kernel, itemsAMs);
  }

  get kernel(): Kernel {
    return this.#kernel;
  }

  /** Items that keep one thread of this device busy for about so long, as far as the kernel's sizes reach (40 items and more). */
  itemsFor(ms: Milliseconds): number {
    const [least, most] = [this.#kernel.items(this.#kernel.tinySize), this.#kernel.items(this.#kernel.maxSize)];
    return Math.max(least, Math.min(most, Math.round(ms * this.#itemsAMs)));
  }

  /** So many items for a program on the stage, or what is there where it is the same; the bytes they must give. Rejects as `workOf` does. */
  async stage(
    stage: Stage,
    program: string,
    items: number,
    isolated: boolean,
    signal: AbortSignal,
  ): Promise<Uint8Array> {
    const staged = this.#staged;
    if (staged?.stage === stage && staged.items === items && (staged.isolated || !isolated)) return staged.reference;
    this.forget();
    const size = sizeWithItems(this.#kernel, items);
    const { work, reference } = await workOf({ stage, kernel: this.#kernel, program, size, isolated, signal });
    if (work.items !== items)
      throw new RangeError(`${items} items were asked for, the kernel has ${work.items} at the nearest size`);
    this.#staged = { items, isolated, reference, stage };
    return reference;
  }

  /** Somebody else has put work on the stage. */
  forget(): void {
    this.#staged = null;
  }
}
