/** Processes and messages: what each changes stays its own, what is sent is copied, starting one takes time; and yet they scale. */
import { counted, duration, estimate, factor, range } from '../../../charts/number-format.ts';
import type { ClaimPicture, ClaimsReport } from '../../../measure/claims/claim-report.ts';
import type { RaceReport } from '../../../measure/race/race-report.ts';
import type { Report } from '../../../measure/report.ts';
import { bootstrapMedian } from '../../../measure/stats/bootstrap-median.ts';
import { bootstrapRatio } from '../../../measure/stats/bootstrap-ratio.ts';
import type { Interval } from '../../../measure/stats/interval.ts';
import type { Finding, Known, Lesson } from '../../lesson.ts';
import { firstFinished } from '../../race-finding.ts';

const TIMES = 100;

function own(report: RaceReport): Finding | null {
  const process = report.entries.find(({ model }) => model === 'process-executor');
  const sharing = firstFinished(report, ['free-threads', 'event-loop']);
  // A process that did reach its starter's variable would be entered as wrong: that, too, is an answer.
  if (process?.state !== 'finished' || !process.played || !sharing?.entry.played) return null;
  const found = process.played.result;
  const id = found === 0 ? 'kept' : found === TIMES ? 'changed' : 'between';
  return {
    answer: { kind: 'choice', id },
    says: id,
    reason: id === 'kept' ? 'copy' : null,
    values: {
      times: String(TIMES),
      found: String(found),
      other: sharing.entry.model === 'free-threads' ? 'thread' : 'coroutine',
      otherFound: String(sharing.entry.played.result),
    },
  };
}

type Curves = Extract<ClaimPicture, { kind: 'curves' }>;
type Spread = Extract<ClaimPicture, { kind: 'spread' }>;

function pictureOf<Kind extends ClaimPicture['kind']>(
  { entries }: ClaimsReport,
  claim: string,
  kind: Kind,
): Extract<ClaimPicture, { kind: Kind }> | null {
  const pictures = entries.find((entry) => entry.claim === claim)?.pictures ?? [];
  return (pictures.find((picture) => picture.kind === kind) as Extract<ClaimPicture, { kind: Kind }>) ?? null;
}

const COPYING = 'process-ipc-cost';
/** In MB. */
const LARGEST = 64;
/** Names of the claim's lines. */
const LINES = { copied: 'copied into the message', moved: 'moved with the message', seen: 'in memory that both see' };

const atSize = ({ series }: Curves, label: string, place: 0 | -1): Interval | null =>
  series.find((one) => one.label === label)?.points.at(place)?.y ?? null;

/** Slower than moving by at least this much is told as the price of copying. */
const DEARER = 3;

function copy(report: ClaimsReport): Finding | null {
  const picture = pictureOf(report, COPYING, 'curves');
  const copied = picture && atSize(picture, LINES.copied, -1);
  const moved = picture && atSize(picture, LINES.moved, -1);
  const message = picture && atSize(picture, LINES.copied, 0);
  if (!copied || !moved || !message) return null;
  const seen = atSize(picture, LINES.seen, -1);
  const isDear = copied.low > DEARER * moved.high;
  return {
    answer: { kind: 'number', value: copied },
    says: isDear ? 'by-size' : 'alike',
    reason: isDear ? 'every-byte' : null,
    values: {
      copied: duration(copied.estimate),
      copiedInterval: `${duration(copied.low)} to ${duration(copied.high)}`,
      perMb: duration(copied.estimate / LARGEST),
      message: duration(message.estimate),
      moved: duration(moved.estimate),
      seen: seen ? `, and in memory that both sides see ${duration(seen.estimate)}` : '',
    },
  };
}

const STARTING = 'process-start-cost';
/** Names of the claim's rows. */
const ROWS = {
  thread: 'thread: the memory that is there',
  process: 'process: a memory of its own',
  laden: 'process, given 64 MB',
};
const FEWEST = 3;
const SEED = 1;

const samplesOf = ({ rows }: Spread, label: string): readonly number[] =>
  rows.find((row) => row.label === label)?.samples.filter(Number.isFinite) ?? [];

/** Taken in rounds, so what has one sample more than the other was cut short. */
function ratioOf(one: readonly number[], other: readonly number[]): Interval | null {
  const rounds = Math.min(one.length, other.length);
  return rounds < FEWEST ? null : bootstrapRatio(one.slice(0, rounds), other.slice(0, rounds), { seed: SEED });
}

function threadWords(thread: readonly number[], process: readonly number[]): string {
  const ratio = ratioOf(process, thread);
  if (!ratio) return 'Threads, which this page cannot start, have nothing to be compared with here.';
  const took = duration(bootstrapMedian(thread, { seed: SEED }).estimate);
  const against =
    ratio.low > 1 ? 'less than a process' : ratio.high < 1 ? 'more than a process' : 'no difference that could be told';
  return `A thread took ${took}, ${against}: in a page both are the same kind of worker.`;
}

function start(report: ClaimsReport): Finding | null {
  const picture = pictureOf(report, STARTING, 'spread');
  if (!picture) return null;
  const [thread, process, laden] = [ROWS.thread, ROWS.process, ROWS.laden].map((row) => samplesOf(picture, row)) as [
    readonly number[],
    readonly number[],
    readonly number[],
  ];
  const times = ratioOf(laden, process);
  if (!times) return null;
  const says = times.low > 1.2 ? 'data' : times.high < 1.2 ? 'no-difference' : 'undecided';
  return {
    answer: { kind: 'number', value: times },
    says,
    reason: says === 'data' ? 'to-be-filled' : null,
    values: {
      process: duration(bootstrapMedian(process, { seed: SEED }).estimate),
      laden: duration(bootstrapMedian(laden, { seed: SEED }).estimate),
      times: estimate(times),
      interval: range(times.low, times.high),
      thread: threadWords(thread, process),
    },
  };
}

/** More points make the drawing tedious, and the run longer. */
const MOST_POINTS = 5;

/** One past what the browser reports, so that the bend is on the paper. */
export function processesToDraw(reported: number): number[] {
  const most = Math.max(3, Math.min(9, reported + 1));
  const step = Math.max(1, Math.ceil((most - 1) / (MOST_POINTS - 1)));
  const counts = Array.from({ length: most }, (_, index) => index + 1);
  return counts.filter((count) => (count - 1) % step === 0 || count === most);
}

function scale({ series, cores: { proven } }: Report, { reported }: Known): Finding | null {
  const points = series
    .filter(({ model }) => model === 'processes')
    .sort((a, b) => a.workers - b.workers)
    .map(({ workers, speedup }) => ({ x: workers, y: speedup }));
  const [best] = [...points].sort((a, b) => b.y.estimate - a.y.estimate);
  const one = points.find(({ x }) => x === 1);
  if (points.length < 2 || !best || !one) return null;
  const most = Math.min(proven ?? reported, points.at(-1)?.x ?? 1);
  const says = best.y.low <= 1.1 ? 'nothing' : best.y.estimate >= 0.8 * most ? 'nearly-all' : 'less';
  return {
    answer: { kind: 'curve', points },
    says,
    reason: says === 'nothing' ? null : 'own-everything',
    values: {
      ...(proven !== null && { proven: String(proven) }),
      cores: proven === null ? `the ${counted(reported, 'core')} that the browser reports` : counted(proven, 'core'),
      best: estimate(best.y),
      interval: range(best.y.low, best.y.high),
      at: counted(best.x, 'process', 'processes'),
      one: factor(one.y.estimate),
    },
  };
}

export default {
  id: 'processes',
  place: 6,
  minutes: 14,
  sources: ['process-isolation', COPYING],
  rounds: [
    {
      id: 'own',
      needs: 'workers',
      experiment: 'race',
      usualSeconds: 3,
      says: ['kept', 'changed', 'between'],
      question: () => ({ kind: 'choice' }),
      values: () => ({ times: String(TIMES) }),
      options: () => ({
        program: 'own-variable',
        args: [TIMES],
        models: ['process-executor', crossOriginIsolated ? 'free-threads' : 'event-loop'],
      }),
      find: own,
    },
    {
      id: 'copy',
      needs: 'workers',
      experiment: 'claims',
      usualSeconds: 10,
      says: ['by-size', 'alike'],
      question: () => ({ kind: 'number', least: 0, most: 1_000, step: 1, unit: 'ms' }),
      options: () => [COPYING],
      find: copy,
    },
    {
      id: 'start',
      needs: 'workers',
      experiment: 'claims',
      usualSeconds: 10,
      says: ['data', 'no-difference', 'undecided'],
      question: () => ({ kind: 'number', least: 1, most: 20, step: 0.1, unit: '×' }),
      options: () => [STARTING],
      find: start,
    },
    {
      id: 'scale',
      needs: 'workers',
      experiment: 'measure',
      picture: 'speed-up',
      usualSeconds: 15,
      says: ['nearly-all', 'less', 'nothing'],
      question: ({ reported }) => ({ kind: 'curve', workers: processesToDraw(reported), model: 'processes' }),
      values: ({ reported }) => ({ reported: String(reported) }),
      options: ({ reported }) => ({
        preset: 'quick',
        kernels: ['mandelbrot'],
        models: ['main-thread', 'processes'],
        workers: processesToDraw(reported),
      }),
      find: scale,
    },
  ],
} satisfies Lesson;
