/** What a page says of each kernel where one is chosen. Run while the site is built (at-build-plugin.ts). */
import { kernels, stepsOf } from '../kernels/index.ts';

export interface KernelChoice {
  readonly id: string;
  readonly title: string;
  readonly teaches: string;
  /** Computed in several steps, each from what the last has left. */
  readonly isStepped: boolean;
  /** Of its largest size. */
  readonly mostItems: number;
}

const all = await Promise.all(kernels.ids.map((id) => kernels.load(id)));

export default all.map((kernel): KernelChoice => {
  const { id, title, teaches, items, maxSize } = kernel;
  return { id, title, teaches, isStepped: stepsOf(kernel, maxSize) > 1, mostItems: items(maxSize) };
});
