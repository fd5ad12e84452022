/**
 * The kernels a visitor can choose, by id and title, read from the catalogue when first wanted.
 */
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

export async function kernelChoices(): Promise<readonly KernelChoice[]> {
  const all = await Promise.all(kernels.ids.map((id) => kernels.load(id)));
  return all.map((kernel) => {
    const { id, title, teaches, items, maxSize } = kernel;
    return { id, title, teaches, isStepped: stepsOf(kernel, maxSize) > 1, mostItems: items(maxSize) };
  });
}
