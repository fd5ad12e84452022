/**
 * Claims in words: the headline, the verdict on each, what a run will take. Sentences are true in every case, right for one and for many.
 * Pure.
 */
import { figureOf, intervalIn } from '../charts/claim-numbers.ts';
import { counted, grouped, percent, THIN } from '../charts/number-format.ts';
import type { Milliseconds } from '../base/units.ts';
import type { ClaimEntry, ClaimsReport, CountedPart, JudgedPart, NoteId } from '../measure/claims/claim-report.ts';
import { boundAfter } from '../measure/claims/verdict.ts';
import { outcomeOf, type Outcome } from '../results/claims-link.ts';
import type { Part } from './answer-sentence.ts';
import type { Standing } from './claims-ledger.ts';

export const KICKER = 'From five introductions to concurrency in Python. Nothing leaves the device.';
export const TESTING = 'Claims are put to the test.';
export const MEANWHILE = 'Leave this tab in front. Escape stops the run; what has been decided stays.';
export const COPIED = 'The link is copied: it opens this list as it is filtered now, with the same claims open.';
export const NOT_COPIED = 'The browser did not let the page copy. The address above is the link.';

/** What each introduction is about, in a few words. */
export const NOTES: Readonly<Record<NoteId, string>> = {
  A: 'four modules, and why there is a GIL',
  B: 'the GIL and the libraries around it',
  C: 'which tool for which problem',
  D: 'threads, coroutines, ways around the GIL',
  E: 'terms, threads, executors, asyncio',
};

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  holds: 'holds',
  refuted: 'refuted',
  undecided: 'undecided',
  'not-testable': 'not testable here',
  'broke-off': 'broke off',
  untested: 'untested',
};

const STANDING_WORDS: Readonly<Record<Exclude<Standing, 'idle'>, string>> = {
  queued: 'in the queue',
  running: 'being tested',
};

/** Of a claim as it stands: the run under way comes before what an earlier one found. */
export function verdictWord(entry: ClaimEntry | null, standing: Standing): string {
  return standing === 'idle' ? OUTCOME_WORDS[outcomeOf(entry)] : STANDING_WORDS[standing];
}

export type Tally = Readonly<Record<Outcome, number>>;

export function tallyOf(entries: readonly ClaimEntry[]): Tally {
  const tally = { holds: 0, refuted: 0, undecided: 0, 'not-testable': 0, 'broke-off': 0, untested: 0 };
  for (const entry of entries) tally[outcomeOf(entry)] += 1;
  return tally;
}

const SAID: readonly (readonly [Exclude<Outcome, 'untested'>, string, string])[] = [
  ['holds', 'holds', 'hold'],
  ['refuted', 'is refuted', 'are refuted'],
  ['undecided', 'is undecided', 'are undecided'],
  ['not-testable', 'cannot be tested here', 'cannot be tested here'],
  ['broke-off', 'broke off', 'broke off'],
];

/** "31 claims hold, 2 are refuted, 1 is undecided"; empty where nothing has been tested. */
export function tallyWords(tally: Tally): string {
  const said = SAID.flatMap(([outcome, one, many]) => {
    const count = tally[outcome];
    return count > 0 ? [{ count, words: count === 1 ? one : many }] : [];
  });
  return said
    .map(({ count, words }, place) => `${place === 0 ? counted(count, 'claim') : grouped(count)} ${words}`)
    .join(', ');
}

const PREFIX = {
  running: 'So far ',
  complete: '',
  stopped: 'Stopped early. So far ',
  failed: 'The run broke off. Until then ',
} as const satisfies Record<ClaimsReport['state'], string>;

const NOTHING_YET = {
  running: TESTING,
  complete: 'There was no claim to test.',
  stopped: 'Stopped before anything was decided.',
  failed: 'The run broke off before anything was decided.',
} as const satisfies Record<ClaimsReport['state'], string>;

/** Of everything that is known, the latest run and those before it. */
export function claimsAnswer(report: ClaimsReport): readonly Part[] {
  const words = tallyWords(tallyOf(report.entries));
  return [{ text: words === '' ? NOTHING_YET[report.state] : `${PREFIX[report.state]}${words}.` }];
}

/** The line of numbers under the headline. */
export function claimsEvidence(report: ClaimsReport, all: number): readonly string[] {
  const { entries, cores, noiseFloor, seed } = report;
  if (entries.length === 0) return [];
  const proven = cores.proven === null ? [] : [`${counted(cores.proven, 'thread')} proven at once`];
  const noise = noiseFloor === null ? [] : [`noise ±${percent(noiseFloor)}`];
  const tested = entries.filter(({ verdict }) => verdict !== 'not testable').length;
  return [`${tested} of ${all} tested`, ...proven, ...noise, `seed ${seed}`];
}

/** Opening workers, counting the cores, and the speed-ups that claims share, on two cores. */
const SHARED_MS: Milliseconds = 15_000;

/** "about 4 minutes", "about 20 s". */
export function roughTime(ms: Milliseconds): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds <= 90) return `about ${seconds <= 10 ? seconds : 5 * Math.ceil(seconds / 5)}${THIN}s`;
  return `about ${counted(Math.ceil(seconds / 60), 'minute')}`;
}

export function promise(claims: number): string {
  return `${counted(claims, 'claim')} about concurrency, each put to the test on your own cores.`;
}

export function course(usualMs: readonly Milliseconds[]): string {
  const whole = usualMs.reduce((sum, ms) => sum + ms, SHARED_MS);
  return `All of them take ${roughTime(whole)} on two cores. Each claim has a region, fixed before the run, in which the measured interval has to lie, and a control that has to come out the other way; a verdict is worked out from both.`;
}

/** From what each usually takes, corrected by what those that are done took here. */
export function timeLeft(
  { entries }: ClaimsReport,
  usualMs: (claim: string) => Milliseconds,
  elapsedMs: Milliseconds,
): Milliseconds {
  const timed = entries.filter(({ tookMs }) => tookMs !== null && tookMs > 0);
  const took = timed.reduce((sum, entry) => sum + (entry.tookMs ?? 0), 0);
  const usual = timed.reduce((sum, { claim }) => sum + usualMs(claim), 0);
  const pace = usual > 0 ? Math.min(4, Math.max(0.5, took / usual)) : 1;
  const left = entries.filter(({ state }) => state === 'waiting' || state === 'running');
  const hasBegun = left.length < entries.length || entries.some(({ state }) => state === 'running');
  const before = hasBegun ? 0 : Math.max(0, SHARED_MS - elapsedMs);
  return before + pace * left.reduce((sum, { claim }) => sum + usualMs(claim), 0);
}

/** "Claim 3 of 37", or null before the first. */
export function placeWords({ entries }: ClaimsReport): string | null {
  const at = entries.findIndex(({ state }) => state === 'running');
  if (at < 0) return null;
  const done = entries.filter(({ state }) => state === 'done' || state === 'failed').length;
  return `Claim ${done + 1} of ${entries.length}`;
}

/** The part that made the verdict: one that was refuted, else one that could not be decided, else the first. */
export function tellingPart(parts: readonly JudgedPart[]): JudgedPart | null {
  const of = (verdict: JudgedPart['verdict']) => parts.find((part) => part.verdict === verdict);
  return of('refuted') ?? of('undecided') ?? parts[0] ?? null;
}

/** "1.04× (1.03–1.06)", "20 of 20 tries". */
export function partFigure(part: JudgedPart): string {
  return part.kind === 'counted' ? figureOf(part) : `${figureOf(part)} (${intervalIn(part.estimate)})`;
}

/** What so many tries without an exception allow to say; null where there was one, or too few tries to say anything. */
export function boundWords({ seen, tries, expects }: CountedPart): string | null {
  const bound = boundAfter(tries);
  const rest = expects === 'always' ? tries - seen : seen;
  if (rest > 0 || bound >= 1) return null;
  const most = `at most ${percent(bound)} of cases`;
  const which = expects === 'always' ? `so in all but ${most}` : `so in ${most}`;
  return `${which}, with 95${THIN}% confidence (3/${grouped(tries)})`;
}

/** Of a part of a control, which has to come out as the claim's file says. */
export function controlWord({ verdict }: JudgedPart, expected: 'holds' | 'refuted'): string {
  if (verdict === 'undecided') return 'undecided';
  return verdict === expected ? `${verdict}, as it must` : `${verdict}, as it must not`;
}
