/** What the catalogue of kernels knows that a comparison needs: titles, and the amount of work of a size. Loads only the kernels that are named. */
import { kernels, type Kernel } from '../kernels/index.ts';
import type { AmountOf } from '../results/compare/differences.ts';

export interface KnownKernels {
  readonly title: (id: string) => string;
  readonly amountOf: AmountOf;
}

/** While nothing is loaded. */
export const NO_KERNELS: KnownKernels = { title: (id) => id, amountOf: () => null };

/** A kernel of a newer lab keeps its id for a title, and its work is unknown. */
export async function knownKernels(ids: readonly string[]): Promise<KnownKernels> {
  const here = ids.filter((id) => kernels.ids.includes(id));
  const loaded = new Map<string, Kernel>();
  const all = await Promise.all(here.map((id) => kernels.load(id)));
  for (const kernel of all) loaded.set(kernel.id, kernel);
  return {
    title: (id) => loaded.get(id)?.title ?? id,
    amountOf: (id, size) => {
      const amount = loaded.get(id)?.work(size).amount ?? null;
      return amount !== null && Number.isFinite(amount) ? amount : null;
    },
  };
}
