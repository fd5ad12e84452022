/**
 * The advisor in words: what was measured, what to take, why, and what to beware of. Every number in them was measured in the run they speak
 * of; a tie is said as a tie. Pure.
 */
import { listed } from '../base/listed.ts';
import type { Milliseconds } from '../base/units.ts';
import { modelName } from '../charts/model-names.ts';
import { counted, estimate, grouped, range, shortPercent, THIN } from '../charts/number-format.ts';
import { type Advice, adviceFor, type PythonBuild, type Reason, sameAdvice } from '../measure/advisor/advice.ts';
import type { AdvisorCell, AdvisorReport, AdvisorRow } from '../measure/advisor/advisor-report.ts';
import { FEWEST_ROUNDS } from '../measure/advisor/standing.ts';
import { computingShare, KINDS, sameWork, type Work } from '../measure/advisor/work.ts';
import type { Interval } from '../measure/stats/interval.ts';
import type { ModelId } from '../models/index.ts';
import type { Part } from './answer-sentence.ts';

export const BOTH_BUILDS = 'Python with a GIL, and without one';

export const BUILD_NAMES: Readonly<Record<PythonBuild, string>> = {
  gil: 'Python with a GIL',
  'free-threaded': 'Free-threaded Python',
};

const ARTICLED: ReadonlySet<ModelId> = new Set(['main-thread', 'event-loop', 'thread-executor', 'process-executor']);

/** "the event loop", "free threads". */
export function named(model: ModelId): string {
  return ARTICLED.has(model) ? `the ${modelName(model)}` : modelName(model);
}

export function namedAll(models: readonly ModelId[]): string {
  return listed(models.map(named));
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function places(ms: Milliseconds): number {
  if (ms >= 99.95) return 0;
  return ms < 9.995 ? 2 : 1;
}

/** "20.6 ms", "1 204 ms": three digits or more, so that an interval can be seen. */
export function time(ms: Milliseconds): string {
  return `${ms >= 999.5 ? grouped(ms) : ms.toFixed(places(ms))}${THIN}ms`;
}

/** "20.4–21.1", with as many decimals as the time it belongs to. */
export function timeRange({ estimate: ms, low, high }: Interval): string {
  return ms >= 999.5 ? `${grouped(low)}–${grouped(high)}` : `${low.toFixed(places(ms))}–${high.toFixed(places(ms))}`;
}

/** "20.6 ms (20.4–21.1)". */
export function timed(wallMs: Interval): string {
  return `${time(wallMs.estimate)} (${timeRange(wallMs)})`;
}

/** What a visitor has said: as few digits as it has. */
function said(ms: Milliseconds): string {
  return `${Number(ms.toFixed(2))}${THIN}ms`;
}

/** "16 tasks, each computes 5 ms and waits 20 ms". */
export function workWords({ tasks, computeMs, waitMs }: Work): string {
  const does = [
    ...(computeMs > 0 ? [`computes ${said(computeMs)}`] : []),
    ...(waitMs > 0 ? [`waits ${said(waitMs)}`] : []),
  ];
  return tasks === 1 ? `1 task, which ${does.join(' and ')}` : `${grouped(tasks)} tasks, each ${does.join(' and ')}`;
}

/** What of a visitor's work was measured; null where it was all of it. */
export function pieceWords({ asked, measured }: AdvisorRow): string | null {
  if (sameWork(asked, measured)) return null;
  return `All of it would take too long under every model, so this is a piece of the same shape: ${workWords(measured)}. The numbers are of this piece, and nothing is scaled up from it.`;
}

const WHY = {
  'nothing-overlaps': () =>
    'Running several tasks at once made it no shorter here, and one after the other is simplest.',
  'waits-overlap': ({ tasks, waitMs }) =>
    tasks === 1
      ? 'There is a single wait, and nothing shortens it.'
      : `Nobody computes: ${grouped(tasks)} waits of ${said(waitMs)} can lie over one another, and no core is needed to wait.`,
  'cores-add-up': ({ tasks, computeMs }) =>
    `Nobody waits: there are about ${said(Math.round(tasks * computeMs))} of computing for one core, and only cores that compute at once make that shorter.`,
  'waits-and-cores': (work) =>
    `Waits lie over one another, and computing, ${shortPercent(computingShare(work))} of a task, ran on several cores at once.`,
  'waits-mostly': (work) =>
    `It gains by waits that lie over one another. Computing is ${shortPercent(computingShare(work))} of a task, and more cores made it no shorter.`,
} as const satisfies Record<Reason, (work: Work) => string>;

export function whyWords({ reason }: Advice, { measured }: AdvisorRow): string {
  return WHY[reason](measured);
}

const BEWARE: Partial<Record<ModelId, string>> = {
  'main-thread': 'Nothing else happens meanwhile: a page or a server stands still until it is done.',
  'event-loop':
    'Every library has to be written for it, and one task that computes for long without an await keeps all others waiting.',
  greenlets:
    'Libraries have to yield to its hub (gevent patches the standard ones), and a task that computes for long keeps all others waiting.',
  'gil-threads':
    'Only one of them computes at a time, each costs memory of its own, and data that they share needs locks. A ThreadPoolExecutor runs on the same threads.',
  'free-threads':
    'It takes the free-threaded build (3.13, officially supported since 3.14) and extension modules that are ready for it. Data that they share needs locks, and each thread costs memory.',
  'thread-executor':
    'It takes the free-threaded build (3.13, officially supported since 3.14) and extension modules that are ready for it. Data that tasks share needs locks.',
  processes:
    'They share nothing: what goes in and out is copied, here only a little. Starting them is not in the numbers, and in Python it takes many milliseconds each.',
  'process-executor':
    'Its processes share nothing: what goes in and out is copied, here only a little. Starting them is not in the numbers, and in Python it takes many milliseconds each.',
};

export function bewareWords({ take }: Advice): string {
  return BEWARE[take] ?? '';
}

export function cellOf({ cells }: AdvisorRow, wanted: ModelId): AdvisorCell | undefined {
  return cells.find(({ model }) => model === wanted);
}

function gainWords({ gain }: Advice): string {
  if (!gain) return '';
  if (gain.kind === 'at-least') return `, more than ${gain.times}× sooner than the main thread`;
  const { ratio } = gain;
  if (ratio.low <= 1) return ', not told apart from the main thread';
  return `, ${estimate(ratio)} (${range(ratio.low, ratio.high)}) sooner than the main thread`;
}

/** "Processes: 96.4 ms (90.1–99.0), 1.7× (1.6–1.8) sooner than the main thread." */
export function takeWords(advice: Advice, row: AdvisorRow): string {
  const wallMs = cellOf(row, advice.take)?.wallMs;
  return `${wallMs ? timed(wallMs) : ''}${gainWords(advice)}.`;
}

/** Who else would do, in up to two sentences. */
export function othersWords({ standing, take, near }: Advice): string {
  const level = standing.level.filter((model) => model !== take);
  const tie =
    level.length > 0
      ? `${capital(namedAll(level))} cannot be told apart from it; it is advised as the simplest of them.`
      : '';
  const close = near.length > 0 ? `${capital(namedAll(near))}, slower by a tenth at most, would do as well.` : '';
  return [tie, close].filter((words) => words !== '').join(' ');
}

/** Code in another language may release the GIL; null where nobody computes, or it was not timed. */
export function releasedWords(row: AdvisorRow): string | null {
  const wallMs = cellOf(row, 'gil-threads-released')?.wallMs;
  if (!wallMs || row.measured.computeMs === 0) return null;
  return `Where the computing is done by code that releases the GIL (NumPy, Cython), three quarters of it here, threads took ${timed(wallMs)}.`;
}

export interface RowAdvice {
  readonly gil: Advice | null;
  readonly freeThreaded: Advice | null;
}

export function adviceOf(row: AdvisorRow, seed: number): RowAdvice {
  return { gil: adviceFor(row, 'gil', seed), freeThreaded: adviceFor(row, 'free-threaded', seed) };
}

const part = (model: ModelId, text = named(model)): Part => ({ text, model });

/** "With a GIL, take processes; without one, free threads.", true in every state. */
export function advisorAnswer({ state, failure, seed }: AdvisorReport, row: AdvisorRow): readonly Part[] {
  const { gil, freeThreaded } = adviceOf(row, seed);
  const broken = failure === null ? '' : ` ${capital(failure)}${failure.endsWith('.') ? '' : '.'}`;
  if (!gil || !freeThreaded) return [{ text: `${NOT_YET[state]}${broken}` }];
  const early = state === 'complete' ? '' : EARLY[state];
  const end = { text: `.${broken}` };
  if (sameAdvice(gil, freeThreaded) || gil.take === freeThreaded.take) {
    const cell = cellOf(row, gil.take)?.wallMs;
    const verb = early === '' ? 'Take ' : 'take ';
    const ms: Part[] = cell ? [{ text: ': it is done in ' }, part(gil.take, time(cell.estimate))] : [];
    return [{ text: `${early}${verb}` }, part(gil.take), ...ms, end];
  }
  const opening = early === '' ? 'With a GIL, take ' : 'with a GIL, take ';
  return [{ text: `${early}${opening}` }, part(gil.take), { text: '; without one, ' }, part(freeThreaded.take), end];
}

const NOT_YET = {
  running: 'Measuring your work.',
  complete: 'Nothing could be timed, so there is nothing to advise.',
  stopped: `Stopped before ${FEWEST_ROUNDS} rounds were taken: too few to advise anything.`,
  failed: 'The run broke off before there was enough to advise anything.',
} as const satisfies Record<AdvisorReport['state'], string>;

const EARLY = {
  running: 'So far: ',
  stopped: 'Stopped early: ',
  failed: 'Broken off: ',
} as const satisfies Record<Exclude<AdvisorReport['state'], 'complete'>, string>;

/** Under the answer: each stays on one line. */
export function advisorEvidence({ seed, warnings, cores }: AdvisorReport, row: AdvisorRow): readonly string[] {
  const { gil, freeThreaded } = adviceOf(row, seed);
  if (!gil || !freeThreaded) return row.rounds > 0 ? [`${counted(row.rounds, 'round')} of each so far`] : [];
  const shown = [...new Set([gil.take, freeThreaded.take, 'main-thread' as const])];
  return [
    ...shown.flatMap((model) => {
      const cell = cellOf(row, model);
      if (cell?.wallMs) return [`${modelName(model)} ${timed(cell.wallMs)}`];
      return cell?.cutAtMs ? [`${modelName(model)} over ${time(cell.cutAtMs)}`] : [];
    }),
    `${counted(row.rounds, 'round')}, 95${THIN}% intervals`,
    ...(cores.proven === null ? [] : [`${counted(cores.proven, 'thread')} at once`]),
    ...(warnings.length > 0 ? [`${counted(warnings.length, 'doubt')}, below`] : []),
  ];
}

/** One row of the table in a sentence or two: what to take, and whether it is as the introductions have it. Empty before it is known. */
export function verdictWords(row: AdvisorRow, seed: number): string {
  const { gil, freeThreaded } = adviceOf(row, seed);
  if (row.id === 'own' || !gil || !freeThreaded) return '';
  const first = (advice: Advice): string =>
    advice.standing.level.length > 1
      ? `${namedAll(advice.standing.level)} (a tie)`
      : `${named(advice.take)}${gainWords(advice)}`;
  const both = sameAdvice(gil, freeThreaded)
    ? `First, with a GIL and without: ${first(gil)}.`
    : `First with a GIL: ${first(gil)}. Without one: ${first(freeThreaded)}.`;
  return `${both} ${taughtWords(row.id, gil)}`;
}

function taughtWords(kind: keyof typeof KINDS, { standing, near }: Advice): string {
  const { models, from } = KINDS[kind].taught;
  const shown = models.filter((model) => model !== 'process-executor');
  const advised = `Introduction${from.includes(',') ? 's' : ''} ${from.replace(', ', ' and ')} advise${from.includes(',') ? '' : 's'} ${namedAll(shown)}`;
  if (models.some((model) => standing.level.includes(model))) return `${advised}: so it is here.`;
  if (models.some((model) => near.includes(model))) return `${advised}: slower by a tenth at most here.`;
  return `${advised}: not so here.`;
}
