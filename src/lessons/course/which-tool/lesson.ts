/** Which tool for which job: many waits, heavy computing, a job that is over in milliseconds; each time the visitor says who will be first. */
import { duration, factor } from '../../../charts/number-format.ts';
import type { RaceReport } from '../../../measure/race/race-report.ts';
import type { ModelId } from '../../../models/index.ts';
import type { Finding, Lesson } from '../../lesson.ts';
import { finished, firstFinished, MARGIN, type Finished } from '../../race-finding.ts';

const WAITS = 128;
const WAIT_MS = 100;
const POOL = 8;
/** Of kernel "ep": just under a second of one core, and about two milliseconds. */
const HEAVY: readonly number[] = [8, 40_000];
const TINY: readonly number[] = [64, 100];

/** The pools that hand tasks to others, the one that needs shared memory first. */
const POOLS: readonly ModelId[] = ['thread-executor', 'process-executor'];
/** Workers that compute on cores of their own. */
const OWN_CORES: readonly ModelId[] = ['free-threads', 'processes'];
const called = ({ entry: { model } }: Finished): string =>
  model === 'processes' || model === 'process-executor' ? 'processes' : 'threads';

function waits(report: RaceReport): Finding | null {
  const loop = finished(report, 'event-loop');
  const pool = firstFinished(report, POOLS);
  if (!loop || !pool) return null;
  const says = first({ loop: loop.wallMs, pool: pool.wallMs });
  return {
    answer: { kind: 'choice', id: says },
    says,
    reason: says === 'loop' ? 'turns' : null,
    values: {
      loop: duration(loop.wallMs),
      pool: duration(pool.wallMs),
      who: called(pool),
      workers: String(pool.entry.workers),
      turns: String(Math.ceil(WAITS / Math.max(1, pool.entry.workers))),
    },
  };
}

function heavy(report: RaceReport): Finding | null {
  const loop = finished(report, 'event-loop');
  const cores = firstFinished(report, OWN_CORES);
  if (!loop || !cores) return null;
  const turns = finished(report, 'gil-threads');
  const says = first({ loop: loop.wallMs, ...(turns && { turns: turns.wallMs }), cores: cores.wallMs });
  return {
    answer: { kind: 'choice', id: says },
    says,
    reason: says === 'cores' ? 'own-cores' : null,
    values: {
      loop: duration(loop.wallMs),
      turns: turns ? duration(turns.wallMs) : 'not to be had without shared memory',
      cores: duration(cores.wallMs),
      who: called(cores),
      workers: String(cores.entry.workers),
      gain: factor(loop.wallMs / cores.wallMs),
    },
  };
}

function tiny(report: RaceReport): Finding | null {
  const alone = finished(report, 'main-thread');
  const pool = firstFinished(report, POOLS);
  if (!alone || !pool) return null;
  const says = first({ alone: alone.wallMs, pool: pool.wallMs });
  return {
    answer: { kind: 'choice', id: says },
    says,
    reason: says === 'alone' ? 'handing-out' : null,
    values: {
      alone: duration(alone.wallMs),
      pool: duration(pool.wallMs),
      who: called(pool),
      times: factor(pool.wallMs / alone.wallMs),
      each: duration(Math.max(0, pool.wallMs - alone.wallMs) / (TINY[0] ?? 1)),
    },
  };
}

/** Who was first by more than two runs of the same differ; "same" where nobody was. Makespans in milliseconds. */
function first(makespans: Readonly<Record<string, number>>): string {
  const [best, next] = Object.entries(makespans).sort(([, one], [, other]) => one - other);
  return best && next && best[1] * MARGIN < next[1] ? best[0] : 'same';
}

export default {
  id: 'which-tool',
  place: 8,
  minutes: 12,
  sources: ['rule-io-many', 'rule-cpu-bound', 'process-start-cost'],
  rounds: [
    {
      id: 'waits',
      needs: 'workers',
      experiment: 'race',
      usualSeconds: 3,
      says: ['loop', 'pool', 'same'],
      question: () => ({ kind: 'choice' }),
      options: () => ({
        program: 'waits',
        args: [WAITS, WAIT_MS],
        models: ['event-loop', crossOriginIsolated ? 'thread-executor' : 'process-executor'],
        workers: POOL,
      }),
      find: waits,
    },
    {
      id: 'heavy',
      needs: 'workers',
      experiment: 'race',
      usualSeconds: 5,
      says: ['cores', 'loop', 'turns', 'same'],
      question: () => ({ kind: 'choice' }),
      options: () => ({
        program: 'crunch',
        args: HEAVY,
        models: crossOriginIsolated ? ['event-loop', 'gil-threads', 'free-threads'] : ['event-loop', 'processes'],
      }),
      find: heavy,
    },
    {
      id: 'tiny',
      needs: 'workers',
      experiment: 'race',
      usualSeconds: 2,
      says: ['alone', 'pool', 'same'],
      question: () => ({ kind: 'choice' }),
      options: () => ({
        program: 'crunch',
        args: TINY,
        models: ['main-thread', crossOriginIsolated ? 'thread-executor' : 'process-executor'],
      }),
      find: tiny,
    },
  ],
} satisfies Lesson;
