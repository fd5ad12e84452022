/**
 * Which kernels are open, as the query of a link, `#/kernels?open=heat,queens`, and back. Strict: what a link says that cannot be is named in a
 * sentence and passed over. Pure.
 */
import { fewOf } from './link-faults.ts';
import { quoted } from './race-link.ts';

export interface KernelsRead {
  /** In the order in which they were opened. */
  readonly open: readonly string[];
  /** What could not be taken, a sentence each. */
  readonly faults: readonly string[];
}

/** Without the question mark; empty where none is open. */
export function kernelsFragment(open: readonly string[]): string {
  return open.length > 0 ? `open=${open.join(',')}` : '';
}

/** Never throws. */
export function readKernelsFragment(query: string, known: readonly string[]): KernelsRead {
  const faults: string[] = [];
  const given = new URLSearchParams(query);
  for (const key of new Set(given.keys()))
    if (key !== 'open') faults.push(`The link sets ${quoted(key)}, which the list of kernels does not have.`);
  if (given.getAll('open').length > 1) faults.push('The link sets “open” twice; the first is taken.');
  const asked = [...new Set((given.get('open') ?? '').split(',').filter(Boolean))].slice(0, known.length);
  const open = asked.filter((id) => {
    const isKnown = known.includes(id);
    if (!isKnown) faults.push(`The link’s “open” is passed over: there is no ${quoted(id)}.`);
    return isKnown;
  });
  return { open, faults: fewOf(faults) };
}
