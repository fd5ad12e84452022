/**
 * A race in words: one sentence that is true in every case, the line of evidence under it, and the rows of its table. One run each has
 * no interval, so makespans within 3 % of each other are called the same and factors have few digits. Pure.
 */
import { listed, listedParts } from '../base/listed.ts';
import { executingCurve, inProgressCurve } from '../charts/lanes/concurrency.ts';
import { modelName } from '../charts/model-names.ts';
import { counted, duration, grouped, shortPercent } from '../charts/number-format.ts';
import type { Milliseconds } from '../base/units.ts';
import { baselineOf, isSound } from '../measure/race/baseline.ts';
import type { RaceEntry, RaceReport } from '../measure/race/race-report.ts';
import type { ModelId } from '../models/index.ts';
import type { Part } from './answer-sentence.ts';

/** What two runs of the same differ by on a quiet machine. */
const TIE = 0.03;

const ARTICLED: ReadonlySet<ModelId> = new Set(['main-thread', 'event-loop', 'thread-executor', 'process-executor']);

/** "the event loop", "free threads". */
function named(model: ModelId): string {
  return ARTICLED.has(model) ? `the ${modelName(model)}` : modelName(model);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** One run is worth two digits, and near 1 those that tell it from 1. */
export function roughly(factor: number): string {
  if (factor >= 9.95) return `${grouped(factor)}×`;
  return `${factor.toFixed(factor < 1.195 ? 2 : 1)}×`;
}

interface Sound {
  readonly model: ModelId;
  readonly ms: Milliseconds;
}

/** Fastest first. */
function soundOf(entries: readonly RaceEntry[]): Sound[] {
  return entries
    .filter(isSound)
    .flatMap(({ model, played }) => (played ? [{ model, ms: Math.max(played.wallMs, 1e-3) }] : []))
    .toSorted((one, other) => one.ms - other.ms);
}

function isTie(one: Sound, other: Sound): boolean {
  return Math.max(one.ms, other.ms) <= Math.min(one.ms, other.ms) * (1 + TIE);
}

const part = (text: string, { model }: Sound): Part => ({ text, model });

/** "Free threads and processes", each in its own colour. */
function namesOf(those: readonly Sound[]): Part[] {
  let place = 0;
  return listedParts(those.map(({ model }) => named(model))).map(({ type, value }): Part => {
    const one = type === 'element' ? those[place++] : undefined;
    return one ? part(place === 1 ? capital(value) : value, one) : { text: value };
  });
}

/** Who came first, and by how much before whom the others are compared with. */
function winning(first: readonly Sound[], base: Sound | null): Part[] {
  const [winner] = first as [Sound, ...Sound[]];
  const names = namesOf(first);
  const came = first.length > 1 ? ' finished together' : ' finished first';
  if (!base) return [...names, { text: came }];
  // Who is compared with itself has won over nobody yet.
  if (first.some(({ model }) => model === base.model)) return [...names, { text: came }];
  const gain = part(`${roughly(base.ms / winner.ms)} as fast as ${named(base.model)}`, winner);
  return [...names, { text: `${came}, ` }, gain];
}

/** Whom it is worth comparing as well: threads under a GIL, which most have come to see; else who came last. */
function contrastOf(sound: readonly Sound[], first: readonly Sound[], base: Sound | null): Sound | null {
  const others = sound.filter((one) => !first.includes(one) && one.model !== base?.model);
  return others.find(({ model }) => model === 'gil-threads') ?? others.at(-1) ?? null;
}

function contrasted(other: Sound, base: Sound): Part[] {
  const name = part(named(other.model), other);
  if (isTie(other, base)) return [{ text: '; ' }, name, { text: ` took as long as ${named(base.model)}` }];
  if (other.ms > base.ms) {
    return [{ text: '; ' }, name, { text: ` took ${roughly(other.ms / base.ms)} as long as ${named(base.model)}` }];
  }
  return [{ text: '; ' }, name, { text: ` ran ${roughly(base.ms / other.ms)} as fast` }];
}

function comparison(report: RaceReport, sound: readonly Sound[]): Part[] {
  const [winner, ...rest] = sound as [Sound, ...Sound[]];
  if (rest.length === 0) {
    const only = report.entries.length > 1 ? 'alone finished, in' : 'took';
    return [part(capital(named(winner.model)), winner), { text: ` ${only} ${duration(winner.ms)}.` }];
  }
  const first = sound.filter((one) => isTie(winner, one));
  if (first.length === sound.length) {
    const all = sound.length === 2 ? 'Both' : `All ${sound.length}`;
    return [{ text: `${all} finished within ${shortPercent(TIE)} of each other: one run tells no winner.` }];
  }
  const baseModel = baselineOf(report.entries)?.model;
  const base = sound.find(({ model }) => model === baseModel) ?? null;
  const contrast = contrastOf(sound, first, base);
  // Where the baseline itself came first, the others are compared with it.
  const more = base && contrast ? contrasted(contrast, base) : [];
  return [...winning(first, base), ...more, { text: '.' }];
}

/** One sentence for each way of not being right. */
function mishaps({ entries, state }: RaceReport): Part[] {
  const say = (found: readonly RaceEntry[], what: string): Part[] =>
    found.length === 0 ? [] : [{ text: ` ${capital(listed(found.map(({ model }) => named(model))))} ${what}.` }];
  return [
    ...say(
      entries.filter(({ verified }) => verified === false),
      'gave a wrong result, so the time says nothing',
    ),
    ...say(
      entries.filter((entry) => entry.state === 'failed'),
      'did not finish',
    ),
    ...say(
      entries.filter((entry) => entry.state === 'unable'),
      'cannot play it here',
    ),
    ...(state === 'stopped'
      ? say(
          entries.filter((entry) => isOpen(entry)),
          'had not finished when it was stopped',
        )
      : []),
  ];
}

function isOpen({ state }: RaceEntry): boolean {
  return state === 'waiting' || state === 'running';
}

const NOTHING_YET = {
  running: 'Racing: nobody has finished yet.',
  complete: 'Nobody finished with a right result.',
  stopped: 'Stopped before anybody had finished.',
  failed: 'The race broke off before anybody had finished.',
} as const satisfies Record<RaceReport['state'], string>;

const PREFIX = {
  running: 'So far: ',
  complete: '',
  stopped: 'Stopped early. ',
  failed: 'The race broke off. Until then: ',
} as const satisfies Record<RaceReport['state'], string>;

/** The whole answer. */
export function raceAnswer(report: RaceReport): readonly Part[] {
  const { entries, state, failure } = report;
  const broken: Part[] = failure === null ? [] : [{ text: ` ${capital(failure)}${failure.endsWith('.') ? '' : '.'}` }];
  const others = state === 'running' ? [] : mishaps(report);
  if (entries.length === 0) return [{ text: 'Nobody takes part: choose a model.' }, ...broken];
  const sound = soundOf(entries);
  if (sound.length === 0) return [{ text: NOTHING_YET[state] }, ...others, ...broken];
  const prefix = PREFIX[state];
  const [first, ...rest] = comparison(report, sound) as [Part, ...Part[]];
  // A sentence begins after a full stop, not after a colon.
  const start: Part[] = prefix === '' ? [] : [{ text: prefix }];
  const next = prefix.endsWith(': ')
    ? { ...first, text: first.text.charAt(0).toLowerCase() + first.text.slice(1) }
    : first;
  return [...start, next, ...rest, ...others, ...broken];
}

/** Under the answer: each stays on one line. */
export function raceEvidence({ entries, work, warnings }: RaceReport): readonly string[] {
  const over = entries.filter(({ state }) => state === 'finished');
  if (over.length === 0) return [];
  const right = over.filter(isSound).length;
  const workers = Math.max(...entries.map((entry) => entry.workers));
  return [
    'one run each, so no interval',
    right === over.length ? 'all results right' : `${right} of ${over.length} results right`,
    ...(workers > 0 ? [counted(workers, 'worker')] : []),
    ...(work ? [`${counted(work.items, 'item')} of ${work.kernel}`] : []),
    ...(warnings.length > 0 ? [`${counted(warnings.length, 'doubt')}, below`] : []),
  ];
}

/** What has become of one model, in a word or two. */
export function entryWord({ state, verified, played }: RaceEntry): string {
  switch (state) {
    case 'waiting':
      return played ? 'broken off' : 'waiting';
    case 'running':
      return 'running';
    case 'finished':
      return verified ? 'right' : 'wrong';
    case 'failed':
      return 'not finished';
    case 'unable':
      return 'cannot';
  }
}

export interface RaceRow {
  readonly model: ModelId;
  readonly name: string;
  /** Empty where all is on the page's thread. */
  readonly workers: string;
  readonly makespan: string;
  /** Against the baseline: "1.9×", "1" for itself, "–" where it cannot be told. */
  readonly speedup: string;
  /** At most at once; null before anything ran. */
  readonly executing: number | null;
  readonly inProgress: number | null;
  readonly word: string;
  /** Why it is not right or not there. */
  readonly reason: string | null;
}

/** In the order of the race. */
export function raceRows({ entries, clock }: RaceReport): RaceRow[] {
  const toleranceMs = 2 * (Number.isFinite(clock.resolutionMs) ? clock.resolutionMs : 0);
  const base = baselineOf(entries)?.model;
  return entries.map((entry): RaceRow => {
    const { model, workers, played, speedup, state } = entry;
    return {
      model,
      name: modelName(model),
      workers: workers > 0 ? String(workers) : '',
      makespan: played && state !== 'failed' ? duration(played.wallMs) : '–',
      speedup: model === base ? '1' : speedup === null ? '–' : roughly(speedup),
      executing: played && executingCurve(played.spans, toleranceMs).most,
      inProgress: played && inProgressCurve(played.tasks, played.wallMs, toleranceMs).most,
      word: entryWord(entry),
      reason: entry.reason ?? entry.fault,
    };
  });
}

/** Heading of the speed-up: what it is against. */
export function againstWhom({ entries }: RaceReport): string {
  const base = baselineOf(entries);
  return base ? `against ${named(base.model)}` : 'against the slowest';
}
