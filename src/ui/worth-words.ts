/**
 * What threads are worth, as part of a sentence. Pure; with the landing view, so it is small.
 */
import { plain, range, withRange } from '../charts/number-format.ts';
import type { Interval } from '../measure/stats/interval.ts';
import { isUndecided } from '../measure/warnings.ts';

function between({ low, high }: Interval): string {
  const [from = '', to = ''] = range(low, high).split('–');
  return `worth between ${from} and ${to} of one`;
}

/** "worth 1.96 of one", "worth between 1.5 and 2.0 of one". */
export function worthWords(effective: Interval): string {
  return isUndecided(effective) ? between(effective) : `worth ${plain(effective)} of one`;
}

/** "worth 1.96 (1.94–1.98) of one", "worth between 1.5 and 2.0 of one". */
export function worthInFull(effective: Interval): string {
  return isUndecided(effective) ? between(effective) : `worth ${withRange(effective)} of one`;
}
