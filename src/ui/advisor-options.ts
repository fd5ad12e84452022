/** What the advisor is asked for where nobody said otherwise, shared by the page and the automation face. */
import type { AdvisorOptions } from '../measure/advisor/advisor-report.ts';
import { KIND_IDS, type Work, workFault } from '../measure/advisor/work.ts';
import { freshSeed } from './measure-options.ts';

/** What the fields hold before anybody has filled them in: requests that compute a little and wait for something. */
export const USUAL_WORK: Work = { tasks: 20, computeMs: 2, waitMs: 40 };

/** The whole table where neither kinds nor work of one's own are given. Throws `RangeError` for a kind that there is not, or work beyond the limits. */
export function advisorOptions(given: Partial<AdvisorOptions> = {}): AdvisorOptions {
  const own = given.own ?? null;
  const unknown = given.kinds?.find((kind) => !KIND_IDS.includes(kind));
  if (unknown !== undefined)
    throw new RangeError(`no kind of work is called "${unknown}": choose from ${KIND_IDS.join(', ')}`);
  const fault = own && workFault(own);
  if (fault) throw new RangeError(fault);
  return { kinds: given.kinds ?? (own ? [] : KIND_IDS), own, seed: given.seed ?? freshSeed() };
}
