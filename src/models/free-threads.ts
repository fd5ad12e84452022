/**
 * Workers over one shared memory, chunks claimed with an atomic add, results written in place: threads without a
 * GIL, as in free-threaded CPython.
 */
import { Stopped } from '../pool/errors.ts';
import type { BatchTimes } from '../pool/dispatch.ts';
import { recorded } from '../trace/recorder.ts';
import type { Span } from '../trace/span.ts';
import type { ExecutionModel } from './index.ts';
import { forgetOutput, type Stage } from './stage.ts';

/** A batch is sized to take well under a second. */
const DEADLINE_MS = 30_000;

function spansOf(stage: Stage, workers: number, { submitted, finished }: BatchTimes): Span[] {
  const shared = stage.pool?.shared;
  if (!shared) return [];
  return (stage.pool?.lanes(workers) ?? []).flatMap((lane, place) => {
    const own = shared.plan.lanes[lane.index];
    const spans = own ? recorded(shared.memory.buffer, own.spans, place) : [];
    const last = spans.at(-1)?.end ?? submitted;
    const idle: Span = { lane: place, task: -1, phase: 'idle', start: last, end: Math.max(last, finished) };
    return [...spans, idle].map((span) => ({ ...span, start: span.start - submitted, end: span.end - submitted }));
  });
}

export default {
  id: 'free-threads',
  title: 'free threads',
  counterpart: 'threading without a GIL (free-threaded CPython)',
  parallel: true,
  needs: 'shared memory',
  async prepare(stage, workers) {
    const { sharedOutput } = stage.work;
    if (!stage.pool || !sharedOutput) throw new Error('free threads need shared memory: this stage has none');
    forgetOutput(sharedOutput);
    await stage.pool.serve(workers);
  },
  async run(stage, workers, signal) {
    const { tasks, sharedOutput } = stage.work;
    if (signal.aborted) throw new Stopped();
    if (!stage.pool || !sharedOutput) throw new Error('free threads need shared memory: this stage has none');
    const { pool } = stage;
    const stop = (): void => pool.stop();
    signal.addEventListener('abort', stop);
    const kind = (): 'batch' => 'batch';
    const asked = { kind, count: tasks.length, budgetMs: 0, delayMs: 0, deadlineMs: DEADLINE_MS };
    const times = await pool.batch(workers, asked).finally(() => signal.removeEventListener('abort', stop));
    if (signal.aborted) throw new Stopped();
    return { wallMs: times.finished - times.submitted, spans: spansOf(stage, workers, times), output: sharedOutput };
  },
} satisfies ExecutionModel;
