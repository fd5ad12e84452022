/** A future is not done before its task can have ended, then is, with the result. Counted: one answer that is otherwise refutes it. */
import type { Clock } from '../../base/clock.ts';
import { prng } from '../../base/prng.ts';
import { nextTurn } from '../../base/turn.ts';
import type { Milliseconds } from '../../base/units.ts';
import type { Evidence } from '../../measure/claims/claim-report.ts';
import { median } from '../../measure/stats/median.ts';
import type { Played } from '../../models/play/play.ts';
import type { Executor } from '../../pool/executor.ts';
import type { Future } from '../../pool/future.ts';
import { EXECUTOR_KINDS, withBothExecutors, type ExecutorKind } from '../claim-lab/both-executors.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { countedPart } from '../claim-lab/parts.ts';
import type { Claim } from './index.ts';

const WORKERS = 4;
/** One long task as it is taught, and many short ones: an exact claim gains by tries, not by length. */
const LONGEST_MS: Milliseconds = 250;
const SHORT = { leastMs: 10, mostMs: 90 };
const BATCHES = { watched: 20, cancelled: 10 };
const BUSY_MS: Milliseconds = 25;
/** A future that is not done by then, after its time, is one that never will be. */
const PATIENCE_MS: Milliseconds = 5_000;
const SHOWN = { program: 'future-done', args: [100], workers: 1 };
const MODELS = { threads: 'thread-executor', processes: 'process-executor' } as const;

/** What a future answered while it was asked, turn after turn of the page. Times are since its call was handed over. */
export interface Watched {
  /** How long its task sleeps. */
  readonly waitMs: Milliseconds;
  /** When it first said that it was done; null where it had not by the end of all patience. */
  readonly doneMs: Milliseconds | null;
  /** The first question after its time was answered with no. */
  readonly wasLate: boolean;
  /** It was done and had the right result, and both were still so a turn later. */
  readonly hasResult: boolean;
}

export interface FutureDoneFound {
  readonly watched: Readonly<Record<ExecutorKind, readonly Watched[]>>;
  readonly cancelled: Readonly<Record<ExecutorKind, readonly Watched[]>>;
  readonly shown: Readonly<Record<ExecutorKind, Played>>;
}

interface Asked {
  readonly clock: Clock;
  readonly future: Future<number>;
  readonly since: Milliseconds;
  readonly waitMs: Milliseconds;
  readonly result: number;
}

/** Asks until it is done. The time is read after the answer: what was done before its time by this clock was so indeed. */
async function watched({ clock, future, since, waitMs, result }: Asked): Promise<Watched> {
  let wasLate: boolean | null = null;
  for (;;) {
    const isDone = future.isDone;
    const at = clock.now() - since;
    if (at >= waitMs) wasLate ??= !isDone;
    if (isDone) {
      const isRight = future.value === result;
      await nextTurn();
      const hasResult = isRight && future.isDone && future.value === result;
      return { waitMs, doneMs: at, wasLate: wasLate ?? false, hasResult };
    }
    if (at > waitMs + PATIENCE_MS) return { waitMs, doneMs: null, wasLate: true, hasResult: false };
    await nextTurn();
  }
}

function handedOver(lab: ClaimLab, executor: Executor, waitMs: Milliseconds, result: number): Asked {
  const since = lab.clock.now();
  return { clock: lab.clock, future: executor.submit<number>('waiting.sleep', waitMs, result), since, waitMs, result };
}

async function watchedOn(lab: ClaimLab, executor: Executor): Promise<Watched[]> {
  const random = prng(lab.seed);
  const found: Watched[] = [];
  for (let batch = 0; batch < BATCHES.watched; batch++) {
    const taken = await lab.attended(() => {
      const waits = Array.from({ length: WORKERS }, () => SHORT.leastMs + random.below(SHORT.mostMs));
      if (batch === 0) waits[0] = LONGEST_MS;
      return Promise.all(waits.map((wait, place) => watched(handedOver(lab, executor, wait, place + 1))));
    });
    found.push(...taken);
  }
  return found;
}

/** All workers are busy, so the call of the future that is cancelled never begins. */
async function cancelledOn(lab: ClaimLab, executor: Executor): Promise<Watched[]> {
  const found: Watched[] = [];
  for (let batch = 0; batch < BATCHES.cancelled; batch++) {
    const taken = await lab.attended(async () => {
      const busy = Array.from({ length: WORKERS }, () => executor.submit('waiting.sleep', BUSY_MS));
      while (!busy.every((future) => future.isRunning || future.isDone)) await nextTurn();
      const asked = handedOver(lab, executor, BUSY_MS, 1);
      asked.future.cancel();
      const seen = await watched(asked);
      await Promise.all(busy.map((future) => future.result()));
      return seen;
    });
    found.push(taken);
  }
  return found;
}

export default {
  id: 'future-done',
  statement: 'A future is not done before its task has ended; then it is, and has the result.',
  from: ['E'],
  group: 'executors',
  models: ['thread-executor', 'process-executor'],
  needs: { memory: 'shared', threads: 1 },
  experiment:
    'A task of 250 ms and 79 of 10 to 100 ms, on threads and again on processes, four at once. Each future is asked in every turn of the page whether it is done, until it is.',
  control: 'Futures that are cancelled while their call still waits for a worker: done at once, and without a result.',
  controlExpected: 'refuted',
  notice: 'Asking does not wait: the lane of the one who asks goes on while the call sleeps.',
  regionNote:
    'The task lasts 250 ms instead of the seconds it is taught with: whether an answer comes too early does not depend on the length, and many short tasks give more answers.',
  corrections: [
    {
      note: 'E',
      said: 'Its example sleeps just as long as the call does and then asks again, as if the answer had to be yes.',
      now: 'The two sleeps race, and the answer may still be no: the line below counts how often it was. Who needs the result asks for the result, which waits.',
    },
  ],
  program: 'future-done',
  usualMs: 3_500,
  async test(lab) {
    // Both at once: their workers only sleep.
    const [threads, processes] = await withBothExecutors(WORKERS, lab.signal, (executors) =>
      Promise.all(
        EXECUTOR_KINDS.map(async (kind) => ({
          watched: await watchedOn(lab, executors[kind]),
          cancelled: await cancelledOn(lab, executors[kind]),
        })),
      ),
    );
    if (!threads || !processes) throw new Error('an executor was not tried');
    return futureDoneEvidence({
      watched: { threads: threads.watched, processes: processes.watched },
      cancelled: { threads: threads.cancelled, processes: processes.cancelled },
      shown: {
        threads: await lab.attended(() => lab.play({ ...SHOWN, model: MODELS.threads })),
        processes: await lab.attended(() => lab.play({ ...SHOWN, model: MODELS.processes })),
      },
    });
  },
} satisfies Claim;

/** Null where the future did as the claim says. */
export function faultOf({ waitMs, doneMs, hasResult }: Watched): string | null {
  if (doneMs === null) return `a task of ${waitMs} ms was never done`;
  if (doneMs < waitMs) return `a task of ${waitMs} ms was done after ${doneMs.toFixed(1)} ms`;
  return hasResult ? null : `a task of ${waitMs} ms was done without its result`;
}

export function futureDoneEvidence({ watched, cancelled, shown }: FutureDoneFound): Evidence {
  const every = EXECUTOR_KINDS.flatMap((kind) => watched[kind]);
  const delays = every.flatMap(({ waitMs, doneMs }) => (doneMs === null ? [] : doneMs - waitMs));
  const late = every.filter(({ wasLate }) => wasLate).length;
  return {
    parts: EXECUTOR_KINDS.map((kind) =>
      countedPart({
        id: `done-${kind}`,
        title: `on ${kind}: not done, then done with its result`,
        expects: 'always',
        tries: watched[kind].map(faultOf),
      }),
    ),
    control: EXECUTOR_KINDS.map((kind) =>
      countedPart({
        id: `cancelled-${kind}`,
        title: `the same of cancelled futures, ${kind}`,
        expects: 'always',
        tries: cancelled[kind].map(faultOf),
      }),
    ),
    pictures: [
      {
        kind: 'lanes',
        title: 'A call of 100 ms, asked about',
        plays: EXECUTOR_KINDS.map((kind) => ({ label: kind, model: MODELS[kind], played: shown[kind] })),
      },
    ],
    beside: [
      `Asked for the first time after its time was over, ${late} of ${every.length} futures were not done yet; the page heard of the end ${delays.length > 0 ? median(delays).toFixed(2) : '–'} ms after it was due (median).`,
    ],
  };
}
