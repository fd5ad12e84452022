/** Waiting: threads that sleep take no core, coroutines that wait cost less still, and one that never awaits makes all others wait. */
import { duration, factor, grouped } from '../../../charts/number-format.ts';
import type { ClaimEntry, ClaimsReport } from '../../../measure/claims/claim-report.ts';
import type { RaceReport } from '../../../measure/race/race-report.ts';
import type { Interval } from '../../../measure/stats/interval.ts';
import type { ModelId } from '../../../models/index.ts';
import { bandOf, numberOf, scaled, tested } from '../../claim-finding.ts';
import type { Finding, Lesson } from '../../lesson.ts';
import { finished, firstFinished } from '../../race-finding.ts';

const WAIT_MS = 100;
/** Several for each core, and no more than a page can start in a moment. */
const SLEEPERS = { each: 3, least: 16, most: 60 };
/** What is this much longer than a wait is not told as one wait. */
const ABOUT_ONE = 1.5;
/** Of claim "asyncio-one-hog", in milliseconds. */
const SLICE_MS = 40;
/** The claim's own border: from here on it is the slice that the timer waits for. */
const NEARLY_ALL = 0.8;

const PRICES = [
  { id: 'alike', below: 3 },
  { id: 'tens', below: 100 },
  { id: 'hundreds', below: Infinity },
] as const;

function sleepersFor(cores: number): number {
  return Math.min(SLEEPERS.most, Math.max(SLEEPERS.least, SLEEPERS.each * cores));
}

function sleepers(report: RaceReport): Finding | null {
  const loop = finished(report, 'event-loop');
  const many = firstFinished(report, ['free-threads', 'process-executor']);
  if (!loop || !many) return null;
  const [tasks = 0] = report.program.args;
  return {
    answer: { kind: 'number', value: { low: many.wallMs, high: many.wallMs, estimate: many.wallMs } },
    says: many.wallMs < ABOUT_ONE * WAIT_MS ? 'one-wait' : 'longer',
    reason: 'asleep',
    values: {
      tasks: grouped(tasks),
      who: many.entry.model === 'process-executor' ? 'workers' : 'threads',
      many: duration(many.wallMs),
      loop: duration(loop.wallMs),
    },
  };
}

/** Of the largest number of tasks, and of the number at `tasks` where one is given; in milliseconds a task. */
function costOf({ pictures }: ClaimEntry, model: ModelId, tasks?: number): { x: number; ms: number } | null {
  const curves = pictures.find((picture) => picture.kind === 'curves');
  const points = curves?.series.find((one) => one.model === model)?.points ?? [];
  const point = tasks === undefined ? points.at(-1) : points.find(({ x }) => x === tasks);
  return point ? { x: point.x, ms: point.y.estimate / 1_000 } : null;
}

function price(report: ClaimsReport): Finding | null {
  const entry = tested(report, 'asyncio-many-waits');
  const ratio = entry && numberOf(entry, 'cold-threads');
  const thread = entry && costOf(entry, 'gil-threads');
  const coroutine = entry && thread && costOf(entry, 'event-loop', thread.x);
  const crowd = entry && costOf(entry, 'event-loop');
  if (!ratio || !thread || !coroutine || !crowd) return null;
  const id = bandOf(ratio, PRICES);
  return {
    answer: { kind: 'choice', id },
    says: id ?? 'between',
    reason: ratio.low > 1 ? 'made' : null,
    values: {
      ratio: factor(ratio.estimate),
      low: factor(ratio.low),
      high: factor(ratio.high),
      threads: grouped(thread.x),
      threadCost: duration(thread.ms),
      loopCost: duration(coroutine.ms),
      crowd: grouped(crowd.x),
      crowdCost: duration(crowd.ms),
    },
  };
}

function hog(report: ClaimsReport): Finding | null {
  const entry = tested(report, 'asyncio-one-hog');
  const held = entry && numberOf(entry, 'held');
  const yielding = entry && numberOf(entry, 'yielding');
  if (!held || !yielding) return null;
  const inMs = (share: Interval): Interval => scaled(share, SLICE_MS);
  const says = held.low > NEARLY_ALL ? 'whole-slice' : 'less';
  return {
    answer: { kind: 'number', value: inMs(held) },
    says,
    reason: says === 'whole-slice' ? 'nobody-takes' : null,
    values: { late: duration(inMs(held).estimate), yielding: duration(inMs(yielding).estimate) },
  };
}

export default {
  id: 'waiting',
  place: 3,
  minutes: 12,
  sources: ['overlap-waits-threads', 'asyncio-many-waits', 'asyncio-one-hog'],
  rounds: [
    {
      id: 'sleepers',
      needs: 'workers',
      experiment: 'race',
      usualSeconds: 4,
      says: ['one-wait', 'longer'],
      question: ({ reported }) => ({
        kind: 'number',
        least: 50,
        most: sleepersFor(reported) * WAIT_MS,
        step: 50,
        unit: 'ms',
      }),
      values: ({ reported }) => ({
        reported: String(reported),
        tasks: String(sleepersFor(reported)),
        inTurn: grouped(sleepersFor(reported) * WAIT_MS),
      }),
      options: ({ reported }) => ({
        program: 'waits',
        args: [sleepersFor(reported), WAIT_MS],
        models: crossOriginIsolated ? ['event-loop', 'free-threads'] : ['event-loop', 'process-executor'],
        workers: sleepersFor(reported),
      }),
      find: sleepers,
    },
    {
      id: 'price',
      needs: 'shared',
      experiment: 'claims',
      usualSeconds: 14,
      says: ['alike', 'tens', 'hundreds', 'between'],
      question: () => ({ kind: 'choice' }),
      options: () => ['asyncio-many-waits'],
      find: price,
    },
    {
      id: 'hog',
      needs: 'none',
      experiment: 'claims',
      usualSeconds: 8,
      says: ['whole-slice', 'less'],
      question: () => ({ kind: 'number', least: 0, most: 100, step: 1, unit: 'ms' }),
      options: () => ['asyncio-one-hog'],
      find: hog,
    },
  ],
} satisfies Lesson;
