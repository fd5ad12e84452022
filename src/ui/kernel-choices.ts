/**
 * The kernels a visitor can choose, by id and title, read from the catalogue when first wanted.
 */
import { kernels } from '../kernels/index.ts';

export interface KernelChoice {
  readonly id: string;
  readonly title: string;
  readonly teaches: string;
  /** Of its largest size. */
  readonly mostItems: number;
}

export async function kernelChoices(): Promise<readonly KernelChoice[]> {
  const all = await Promise.all(kernels.ids.map((id) => kernels.load(id)));
  return all.map(({ id, title, teaches, items, maxSize }) => ({ id, title, teaches, mostItems: items(maxSize) }));
}
