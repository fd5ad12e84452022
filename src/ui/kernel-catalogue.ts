/** The kernels that there are, read from their catalogue when first wanted, by title. */
import { kernels, type Kernel } from '../kernels/index.ts';

export const kernelIds: readonly string[] = kernels.ids;

/** Rejects where a file does not load. */
export async function kernelCatalogue(): Promise<readonly Kernel[]> {
  const all = await Promise.all(kernels.ids.map((id) => kernels.load(id)));
  return all.toSorted((one, other) => one.title.localeCompare(other.title, 'en'));
}
