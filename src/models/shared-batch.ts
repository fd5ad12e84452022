/** What the models have in common whose workers share one memory: a batch of an order, and the spans that runs leave behind. */
import type { Region } from '../memory/layout.ts';
import { batchSpans, type PoolPlan } from '../memory/pool-plan.ts';
import type { BatchTimes } from '../pool/dispatch.ts';
import { Stopped } from '../pool/errors.ts';
import type { Pool } from '../pool/pool.ts';
import { recorded, wasOverwritten } from '../trace/recorder.ts';
import type { Span } from '../trace/span.ts';
import type { Outcome } from './index.ts';
import { forgetOutput, type Stage } from './stage.ts';

/** Work is sized to take well under a second for one thread. */
const DEADLINE_MS = 30_000;

interface Shared {
  readonly pool: Pool;
  readonly output: Uint8Array;
}

/** Throws where the stage has no threads. */
export function sharedOf({ pool, work }: Stage): Shared {
  if (!pool || !work.sharedOutput) throw new Error('threads need shared memory: this stage has none');
  return { pool, output: work.sharedOutput };
}

/** The first `workers` workers at their mailboxes, the output forgotten. */
export async function prepareShared(stage: Stage, workers: number): Promise<Pool> {
  const { pool, output } = sharedOf(stage);
  forgetOutput(output);
  await pool.serve(workers);
  return pool;
}

export interface SharedRun {
  readonly stage: Stage;
  readonly workers: number;
  readonly signal: AbortSignal;
  /** The order each worker is given. */
  readonly order: 'batch' | 'gil-batch' | 'gil-released-batch';
}

/** The staged work once. Rejects with `Stopped` soon after the signal, or with the pool's faults. */
export async function runShared({ stage, workers, signal, order }: SharedRun): Promise<Outcome> {
  if (signal.aborted) throw new Stopped();
  const { pool, output } = sharedOf(stage);
  const stop = (): void => pool.stop();
  signal.addEventListener('abort', stop);
  const { schedule, work } = stage;
  const { tasks, steps } = work;
  const asked = {
    kind: () => order,
    count: tasks.length,
    steps,
    schedule,
    budgetMs: 0,
    delayMs: 0,
    deadlineMs: DEADLINE_MS,
  };
  const times = await pool.batch(workers, asked).finally(() => signal.removeEventListener('abort', stop));
  if (signal.aborted) throw new Stopped();
  return { wallMs: times.finished - times.submitted, spans: spansOf(stage, workers, times, batchSpans), output };
}

/** Where the worker at a place of so many has recorded its spans. */
type RingAt = (plan: PoolPlan, place: number, workers: number) => Region | undefined;

/**
 * Of the first `workers` lanes, relative to the submission, closed by the time each waited for the last to finish. None where a ring was too
 * short for all of them: what is left of a run must not pass for the whole.
 */
export function spansOf(stage: Stage, workers: number, { submitted, finished }: BatchTimes, ringAt: RingAt): Span[] {
  const shared = stage.pool?.shared;
  if (!shared) return [];
  const { buffer } = shared.memory;
  const rings = Array.from({ length: workers }, (_, place) => ringAt(shared.plan, place, workers));
  if (rings.some((ring) => ring && wasOverwritten(buffer, ring))) return [];
  return rings.flatMap((ring, place) => {
    const spans = ring ? recorded(buffer, ring, place) : [];
    const last = spans.at(-1)?.end ?? submitted;
    const idle: Span = { lane: place, task: -1, phase: 'idle', start: last, end: Math.max(last, finished) };
    return [...spans, idle].map((span) => ({ ...span, start: span.start - submitted, end: span.end - submitted }));
  });
}
