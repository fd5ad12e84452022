/** The size at which a kernel takes about so long, found by running it. */
import type { Milliseconds } from '../../../src/base/units.ts';
import type { Kernel } from '../../../src/kernels/index.ts';

const MOST_STEPS = 12;
const BIGGEST_STEP = 8;

export interface Sized {
  readonly size: number;
  /** What it took at this size. */
  readonly ms: Milliseconds;
}

/** `timeAt`: the time of one run at a size. Ends within a third of `wanted`, or at the kernel's smallest or largest size. */
export async function sizeFor(
  kernel: Pick<Kernel, 'tinySize' | 'scale'>,
  wanted: Milliseconds,
  timeAt: (size: number) => Promise<Milliseconds>,
): Promise<Sized> {
  let size = kernel.tinySize;
  let ms = await timeAt(size);
  for (let step = 0; step < MOST_STEPS && Math.abs(Math.log(ms / wanted)) > Math.log(4 / 3); step++) {
    const next = kernel.scale(size, Math.min(BIGGEST_STEP, wanted / Math.max(ms, 0.01)));
    if (next === size) break;
    size = next;
    ms = await timeAt(size);
  }
  return { size, ms };
}
