/** The race: two threads add to one counter and lose counts; what a lock costs where nobody waits for it, and where all do. */
import { ratioRange, ratioWords } from '../../../charts/contention-pace.ts';
import { compact } from '../../../charts/claim-numbers.ts';
import { counted, duration, estimate, grouped, range } from '../../../charts/number-format.ts';
import type { ContentionReport, PacePoint, WayId } from '../../../measure/contention/contention-report.ts';
import type { RaceReport } from '../../../measure/race/race-report.ts';
import type { Interval } from '../../../measure/stats/interval.ts';
import type { Finding, Lesson } from '../../lesson.ts';
import { finished } from '../../race-finding.ts';

const THREADS = 2;
const TIMES = 20_000;
const ALL = THREADS * TIMES;

function lost(report: RaceReport): Finding | null {
  const free = finished(report, 'free-threads');
  const gil = finished(report, 'gil-threads');
  if (!free?.entry.played || !gil?.entry.played) return null;
  const [count, inTurns] = [free.entry.played.result, gil.entry.played.result];
  const says = count < ALL ? (inTurns < ALL ? 'both-lose' : 'free-lose') : inTurns < ALL ? 'gil-loses' : 'none-lost';
  return {
    answer: { kind: 'number', value: { low: count, high: count, estimate: count } },
    says,
    reason: says === 'none-lost' ? null : 'overwritten',
    values: {
      all: grouped(ALL),
      count: grouped(count),
      lost: grouped(ALL - count),
      inTurns: grouped(inTurns),
      lostInTurns: grouped(ALL - inTurns),
    },
  };
}

/** Two ways to count by one thread alone; the bounds of the ratio are those of both paces against each other. */
const PRICE_WAYS: readonly WayId[] = ['references-plain-one', 'references-atomic-one', 'references-locked-one'];
/** Below this a lock is not told as dear. */
const DEAR = 1.5;

function pointOf(report: ContentionReport, id: WayId, threads: number): PacePoint | null {
  const points = report.ways.find(({ way }) => way.id === id)?.points ?? [];
  return points.find((point) => point.threads === threads) ?? null;
}

/** Of one count: a reference is counted when it is taken, and again when it is given back. */
const countMs = ({ pace }: PacePoint): number => 1 / (2_000 * pace.estimate);

const over = (one: Interval, other: Interval): Interval => ({
  low: one.low / other.high,
  high: one.high / other.low,
  estimate: one.estimate / other.estimate,
});

function price(report: ContentionReport): Finding | null {
  const [plain, atomic, locked] = PRICE_WAYS.map((id) => pointOf(report, id, 1));
  if (!plain || !atomic || !locked) return null;
  const times = over(plain.pace, locked.pace);
  const isDear = times.low > DEAR;
  return {
    answer: { kind: 'number', value: times },
    says: isDear ? 'dear' : 'cheap',
    reason: isDear ? 'settled' : null,
    values: {
      times: estimate(times),
      interval: range(times.low, times.high),
      plain: duration(countMs(plain)),
      locked: duration(countMs(locked)),
      atomic: duration(countMs(atomic)),
      most: compact(Math.floor(1 / countMs(locked) / 1_000)),
    },
  };
}

const QUEUE_WAYS: readonly WayId[] = ['references-locked-one', 'references-atomic-one', 'references-locked-own'];
/** An interval that lies within this of one is told as no difference. */
const SAME = 0.15;
const UNSEEN = 'too disturbed to tell';

type Pace = 'more' | 'same' | 'fewer' | 'undecided';
const DECIDED: readonly string[] = ['more', 'same', 'fewer'];

function paceOf({ low, high }: Interval): Pace {
  if (high < 1) return 'fewer';
  if (low > 1) return 'more';
  return low > 1 - SAME && high < 1 + SAME ? 'same' : 'undecided';
}

function queue(report: ContentionReport): Finding | null {
  const most = report.threads.at(-1) ?? 1;
  const [together, atomic, apart] = QUEUE_WAYS.map((id) => pointOf(report, id, most));
  if (report.rounds === 0) return null;
  const says = most < 2 ? 'alone' : together ? paceOf(together.ratio) : 'disturbed';
  const worded = (point: PacePoint | null | undefined): string => (point ? ratioWords(point.ratio) : UNSEEN);
  const { counts = 0 } = report.ways.find(({ way }) => way.id === QUEUE_WAYS[0])?.accuracy ?? {};
  return {
    answer: { kind: 'choice', id: DECIDED.includes(says) ? says : null },
    says,
    reason: says === 'fewer' || says === 'same' ? 'turns' : null,
    values: {
      threads: counted(most, 'thread'),
      together: worded(together),
      interval: together ? ratioRange(together.ratio) : UNSEEN,
      apart: worded(apart),
      atomic: worded(atomic),
      checked: counted(counts, 'time'),
    },
  };
}

export default {
  id: 'the-race',
  place: 5,
  minutes: 13,
  sources: ['refcount-race', 'one-lock-no-deadlock'],
  rounds: [
    {
      id: 'lost',
      needs: 'shared',
      experiment: 'race',
      usualSeconds: 3,
      says: ['both-lose', 'free-lose', 'gil-loses', 'none-lost'],
      question: () => ({ kind: 'number', least: 0, most: ALL, step: 500, unit: '' }),
      values: () => ({ times: grouped(TIMES) }),
      options: () => ({
        program: 'counter',
        args: [THREADS, TIMES],
        models: ['free-threads', 'gil-threads'],
      }),
      find: lost,
    },
    {
      id: 'price',
      needs: 'shared',
      experiment: 'contention',
      usualSeconds: 4,
      says: ['dear', 'cheap'],
      question: () => ({ kind: 'number', least: 1, most: 50, step: 0.5, unit: '×' }),
      options: () => ({ ways: PRICE_WAYS, mostThreads: 1 }),
      find: price,
    },
    {
      id: 'queue',
      needs: 'shared',
      experiment: 'contention',
      usualSeconds: 8,
      says: ['fewer', 'same', 'more', 'undecided', 'disturbed', 'alone'],
      question: () => ({ kind: 'choice' }),
      options: () => ({ ways: QUEUE_WAYS }),
      find: queue,
    },
  ],
} satisfies Lesson;
