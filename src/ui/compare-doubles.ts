/**
 * Which results are there already, whatever they are called. As a rule a short key tells two apart, so that of ten thousand none has to be put
 * into words; those that share one are told apart in full, each put into words once. Holds no names and no places.
 */
import type { Summary } from '../results/summary.ts';

/** Equal for equal results; that two differ is then seen in full. */
function shortKey({ startedAt, browser, proven, effective, kernels }: Summary): string {
  const serial = kernels.map(({ kernel, serialMs }) => `${kernel}${serialMs.estimate}`).join();
  return [startedAt, browser.name, proven, effective?.estimate, serial].join(' ');
}

const inFull = (summary: Summary): string => JSON.stringify({ ...summary, name: '' });

/** The only one of its key, or all of them in full. */
type Alike = Summary | Set<string>;

export class Doubles {
  readonly #known = new Map<string, Alike>();

  /** Whether it was not here; it is from now on. */
  add(summary: Summary): boolean {
    const key = shortKey(summary);
    const known = this.#known.get(key);
    if (!known) {
      this.#known.set(key, summary);
      return true;
    }
    const all = known instanceof Set ? known : new Set([inFull(known)]);
    this.#known.set(key, all);
    const { size } = all;
    return all.add(inFull(summary)).size > size;
  }

  remove(summary: Summary): void {
    const key = shortKey(summary);
    const known = this.#known.get(key);
    if (known instanceof Set && known.size > 1) known.delete(inFull(summary));
    else this.#known.delete(key);
  }
}
