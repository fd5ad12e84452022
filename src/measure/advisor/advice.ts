/**
 * From a row's times to advice, for Python with a GIL and for free-threaded Python apart, since they do not have the same models: who
 * came first, what can be said for it, and which other ways are as good for most purposes. Data; `ui/advisor-words.ts` words it. Pure.
 */
import type { ModelId } from '../../models/index.ts';
import { bootstrapRatio } from '../stats/bootstrap-ratio.ts';
import type { Interval } from '../stats/interval.ts';
import { ADVISED_MODELS, type AdvisorCell, type AdvisorRow } from './advisor-report.ts';
import { type Standing, standingOf, timesAtLeast } from './standing.ts';
import { computingShare } from './work.ts';

export type PythonBuild = 'gil' | 'free-threaded';

/**
 * What a build of Python cannot offer. Threads that release the GIL are no choice of the program's author: code written in another
 * language does that, so they are told beside and never advised. The thread executor here runs on free threads.
 */
const ABSENT: Readonly<Record<PythonBuild, readonly ModelId[]>> = {
  gil: ['gil-threads-released', 'free-threads', 'thread-executor'],
  'free-threaded': ['gil-threads-released', 'gil-threads'],
};

export function modelsOf(build: PythonBuild): ModelId[] {
  return ADVISED_MODELS.filter((model) => !ABSENT[build].includes(model));
}

/** The less of a program has to be written anew, and the less can go wrong in it, the earlier. A judgement of ours, used among equals only. */
const SIMPLEST_FIRST: readonly ModelId[] = [
  'main-thread',
  'thread-executor',
  'gil-threads',
  'free-threads',
  'process-executor',
  'event-loop',
  'processes',
  'greenlets',
];

/** Whoever takes at most so many times as long is as good for most purposes. */
const NEAR = 1.1;

/** Why it came first, as far as what the tasks do explains it. */
export type Reason =
  /** The main thread is among the first, or nobody who computes at once with others is: there is nothing to gain from overlapping. */
  | 'nothing-overlaps'
  /** Nobody computes: what counts is how many wait at once. */
  | 'waits-overlap'
  /** There is no waiting: what counts is how many compute at once. */
  | 'cores-add-up'
  /** Both: waits overlap and several compute at once. */
  | 'waits-and-cores'
  /** Waits overlap; more cores did not make it shorter. */
  | 'waits-mostly';

/** Against the main thread: a ratio of paired times, or a bound where the main thread was given up. */
export type Gain =
  { readonly kind: 'measured'; readonly ratio: Interval } | { readonly kind: 'at-least'; readonly times: number };

export interface Advice {
  readonly build: PythonBuild;
  readonly standing: Standing;
  /** The winner, or the simplest of those that are level. */
  readonly take: ModelId;
  /** How many times as long the main thread took; null where it was not played, or is `take`. */
  readonly gain: Gain | null;
  /** Slower, but by a tenth at most with the whole interval. */
  readonly near: readonly ModelId[];
  readonly reason: Reason;
}

/** Null where not enough was measured to advise anything. */
export function adviceFor(row: AdvisorRow, build: PythonBuild, seed: number): Advice | null {
  const standing = standingOf(row.cells, modelsOf(build), seed);
  if (!standing) return null;
  const take = SIMPLEST_FIRST.find((model) => standing.level.includes(model)) ?? standing.fastest;
  const near = standing.rivals.filter(({ ratio }) => ratio.high <= NEAR).map(({ model }) => model);
  return { build, standing, take, gain: gainOf(row.cells, take, seed), near, reason: reasonOf(row, standing) };
}

/** The same models on the same grounds: one piece of advice serves both. */
export function sameAdvice(one: Advice, other: Advice): boolean {
  return one.take === other.take && one.standing.level.join(' ') === other.standing.level.join(' ');
}

function cellOf(cells: readonly AdvisorCell[], wanted: ModelId): AdvisorCell | undefined {
  return cells.find(({ model }) => model === wanted);
}

function gainOf(cells: readonly AdvisorCell[], take: ModelId, seed: number): Gain | null {
  const [main, taken] = [cellOf(cells, 'main-thread'), cellOf(cells, take)];
  if (!main || !taken || take === 'main-thread') return null;
  const times = timesAtLeast(main, taken);
  if (main.state === 'cut') return times === null ? null : { kind: 'at-least', times };
  if (main.state !== 'timed') return null;
  return { kind: 'measured', ratio: bootstrapRatio(main.samples, taken.samples, { seed }) };
}

const PARALLEL: ReadonlySet<ModelId> = new Set(['free-threads', 'processes', 'thread-executor', 'process-executor']);

function reasonOf({ measured }: AdvisorRow, { level }: Standing): Reason {
  if (level.includes('main-thread')) return 'nothing-overlaps';
  const share = computingShare(measured);
  if (share === 0) return 'waits-overlap';
  if (share === 1) return level.some((model) => PARALLEL.has(model)) ? 'cores-add-up' : 'nothing-overlaps';
  return level.every((model) => PARALLEL.has(model)) ? 'waits-and-cores' : 'waits-mostly';
}
