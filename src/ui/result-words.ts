/**
 * What is said about a result that was kept or received: whose it is, where it came from, what it holds and what not. Pure.
 */
import { dateWords } from '../base/dates.ts';
import { BUILD_TITLES } from '../base/builds.ts';
import { SCHEDULE_TITLES } from '../base/schedule.ts';
import { counted, duration, range, THIN } from '../charts/number-format.ts';
import type { ResultRef } from '../results/link/address.ts';
import type { ResultDocument } from '../results/schema.ts';
import type { KernelSummary, Summary } from '../results/summary.ts';
import { omittedWords } from './share-fields.ts';
import { shownName } from './shown-name.ts';

const UNNAMED = {
  summary: 'A result from a link',
  full: 'A result from a link',
  kept: 'A result of this device',
} as const satisfies Record<ResultRef['kind'], string>;

/** "Lab PC 7: Chromium 156 on Linux, 30 November 2026 at 19:00; kernels with relaxed SIMD". */
export function deviceLine({ name, browser, startedAt, build, schedule }: Summary, kind: ResultRef['kind']): string {
  const who = shownName(name) || UNNAMED[kind];
  const computed = build ? `; ${BUILD_TITLES[build]}` : '';
  const dealt = schedule === 'dynamic' ? '' : `; chunks dealt out ${schedule}: ${SCHEDULE_TITLES[schedule]}`;
  return `${who}: ${browser.name} ${browser.version} on ${browser.platform}, ${dateWords(startedAt, 'moment')}${computed}${dealt}`;
}

/** What is there and what is not, in one or two sentences. */
export function holdsSentence(kind: ResultRef['kind'], document: ResultDocument | null): string {
  if (!document) {
    return 'This short link holds the summary: cores and speed-ups with their intervals. Single samples, doubts in words and the account of what is missing stayed with whoever sent it; a full link or a file has them.';
  }
  const lacks = omittedWords(document);
  const what = lacks === '' ? 'the whole result, with every sample' : `the result without ${lacks}`;
  const elsewhere =
    lacks === '' ? '' : ' A link has only so much room; the file that whoever sent it can save has the rest.';
  return `${kind === 'kept' ? 'Kept on this device is' : 'This link holds'} ${what}. ${NO_SPANS}${elsewhere}`;
}

const NO_SPANS = 'Who ran when is recorded while a run is on the page, and is in neither links nor what is kept.';

/** "The work took 61 ms in its best serial form (60–62 ms)." */
export function serialNote({ serialMs }: KernelSummary): string {
  return `The work took ${duration(serialMs.estimate)} in its best serial form (${range(serialMs.low, serialMs.high)}${THIN}ms).`;
}

/** Over which several results stand in one address. */
export function severalSentence(count: number): string {
  return `The address holds ${counted(count, 'result')}; the first is shown here.`;
}
