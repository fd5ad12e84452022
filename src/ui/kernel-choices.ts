/**
 * The kernels a visitor can choose, by id and title, read from the catalogue when first wanted.
 */
import { kernels } from '../kernels/index.ts';

export interface KernelChoice {
  readonly id: string;
  readonly title: string;
}

export async function kernelChoices(): Promise<readonly KernelChoice[]> {
  return Promise.all(kernels.ids.map(async (id) => ({ id, title: (await kernels.load(id)).title })));
}
