/** What a run of kernel speeds is asked for where nobody said otherwise, shared by the page and the automation face. */
import { kernels } from '../kernels/index.ts';
import type { KernelSpeedsOptions } from '../measure/kernels/kernel-speed-report.ts';
import { freshSeed } from './measure-options.ts';

/** All kernels where none is named. Throws `RangeError` for one that there is not. */
export function kernelSpeedsOptions(given: Partial<KernelSpeedsOptions> = {}): KernelSpeedsOptions {
  const unknown = given.kernels?.find((id) => !kernels.ids.includes(id));
  if (unknown !== undefined)
    throw new RangeError(`no kernel is called "${unknown}": choose from ${kernels.ids.join(', ')}`);
  return { kernels: given.kernels ?? kernels.ids, seed: given.seed ?? freshSeed() };
}
