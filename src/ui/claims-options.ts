/** What deciding claims is asked for where nobody said otherwise, shared by the automation face and headless runs. */
import { claims } from '../experiments/claims/index.ts';
import type { ClaimsOptions } from '../experiments/decide-claims.ts';
import { freshSeed } from './measure-options.ts';

/** All claims in the order of their files where none is named. Throws `RangeError` for one that there is not. */
export function claimsOptions(given: Partial<ClaimsOptions> = {}): ClaimsOptions {
  const unknown = given.claims?.find((id) => !claims.ids.includes(id));
  if (unknown !== undefined)
    throw new RangeError(`no claim is called "${unknown}": choose from ${claims.ids.join(', ')}`);
  return { claims: given.claims ?? claims.ids, seed: given.seed ?? freshSeed() };
}
