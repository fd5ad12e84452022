/** Doing many things at once: waits overlap on one thread, computing does not, and threads of their own make it do so. */
import { duration, factor } from '../../../charts/number-format.ts';
import type { RaceReport } from '../../../measure/race/race-report.ts';
import type { Finding, Lesson } from '../../lesson.ts';
import { against, finished, firstFinished } from '../../race-finding.ts';

const TASKS = 5;
const WAIT_MS = 300;
/** Of kernel "ep": just under a second of one core. */
const ITEMS = 40_000;
const WORK: readonly number[] = [TASKS, ITEMS];
/** Other work on the machine stretches a run; what is this much longer than a wait is not told as one wait. */
const ABOUT_ONE = 1.5;

function waits(report: RaceReport): Finding | null {
  const inTurn = finished(report, 'main-thread');
  const loop = finished(report, 'event-loop');
  if (!inTurn || !loop) return null;
  return {
    answer: { kind: 'number', value: { low: loop.wallMs, high: loop.wallMs, estimate: loop.wallMs } },
    says: loop.wallMs < ABOUT_ONE * WAIT_MS ? 'one-wait' : 'longer',
    reason: 'nobody-needed',
    values: { loop: duration(loop.wallMs), inTurn: duration(inTurn.wallMs) },
  };
}

function computing(report: RaceReport): Finding | null {
  const inTurn = finished(report, 'main-thread');
  const loop = finished(report, 'event-loop');
  if (!inTurn || !loop) return null;
  const id = against(loop.wallMs, inTurn.wallMs);
  return {
    answer: { kind: 'choice', id },
    says: id,
    reason: id === 'same' ? 'one-thread' : null,
    values: {
      loop: duration(loop.wallMs),
      inTurn: duration(inTurn.wallMs),
      ratio: factor(loop.wallMs / inTurn.wallMs),
    },
  };
}

function atOnce(report: RaceReport): Finding | null {
  const inTurn = finished(report, 'main-thread');
  const many = firstFinished(report, ['free-threads', 'process-executor']);
  if (!inTurn || !many) return null;
  const gain = inTurn.wallMs / many.wallMs;
  const says = against(many.wallMs, inTurn.wallMs);
  const { workers } = many.entry;
  return {
    answer: { kind: 'number', value: { low: gain, high: gain, estimate: gain } },
    says,
    reason: says === 'sooner' ? 'own-cores' : null,
    values: {
      gain: factor(gain),
      many: duration(many.wallMs),
      inTurn: duration(inTurn.wallMs),
      workers: String(workers),
      who: many.entry.model === 'process-executor' ? 'processes' : 'threads',
    },
  };
}

export default {
  id: 'many-things',
  place: 1,
  minutes: 12,
  sources: ['concurrency-without-parallelism', 'overlap-waits-asyncio'],
  rounds: [
    {
      id: 'waits',
      needs: 'none',
      experiment: 'race',
      usualSeconds: 3,
      says: ['one-wait', 'longer'],
      question: () => ({ kind: 'number', least: 50, most: 2_000, step: 50, unit: 'ms' }),
      options: () => ({ program: 'waits', args: [TASKS, WAIT_MS], models: ['main-thread', 'event-loop'] }),
      find: waits,
    },
    {
      id: 'computing',
      needs: 'none',
      experiment: 'race',
      usualSeconds: 2,
      says: ['same', 'sooner', 'later'],
      question: () => ({ kind: 'choice' }),
      options: () => ({ program: 'crunch', args: WORK, models: ['main-thread', 'event-loop'] }),
      find: computing,
    },
    {
      id: 'at-once',
      needs: 'workers',
      experiment: 'race',
      usualSeconds: 3,
      says: ['sooner', 'same', 'later'],
      question: ({ reported }) => ({ kind: 'number', least: 0.5, most: Math.max(8, reported), step: 0.1, unit: '×' }),
      values: ({ reported }) => ({ reported: String(reported) }),
      options: () => ({
        program: 'crunch',
        args: WORK,
        models: crossOriginIsolated ? ['main-thread', 'free-threads'] : ['main-thread', 'process-executor'],
      }),
      find: atOnce,
    },
  ],
} satisfies Lesson;
