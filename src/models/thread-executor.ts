/**
 * The tasks as calls of a thread pool: each is submitted as a future of its own, the workers take them from their desks or steal
 * them, and the run is over when all futures are done. concurrent.futures over free threads; what it costs beyond them is
 * the price of futures. Of work in several steps the tasks of one are submitted when all futures of the last are done: futures
 * have no barrier, so each step is a round trip to the page.
 */
import type { Milliseconds } from '../base/units.ts';
import { callsOf, hearCalls, prepareForCalls, sendToBoard } from '../pool/board-calls.ts';
import { Stopped } from '../pool/errors.ts';
import type { Future } from '../pool/future.ts';
import type { Lane } from '../pool/lane.ts';
import type { Pool } from '../pool/pool.ts';
import { wait } from '../pool/wait.ts';
import { recorder } from '../trace/recorder.ts';
import type { Span } from '../trace/span.ts';
import type { ExecutionModel } from './index.ts';
import { sharedOf, spansOf } from './shared-batch.ts';
import { forgetOutput, type Stage } from './stage.ts';

/** Ready for calls that need no initializer. */
const prepared = new WeakSet<Lane>();

async function prepareLane(pool: Pool, lane: Lane): Promise<void> {
  if (prepared.has(lane)) return;
  await prepareForCalls(pool, lane, { workerName: `thread-executor_${lane.index}`, initializer: null });
  prepared.add(lane);
}

function forgetSpans({ pool }: Stage, lanes: readonly Lane[]): void {
  const shared = pool?.shared;
  for (const { index } of lanes) {
    const own = shared?.plan.lanes[index];
    if (shared && own) recorder(shared.memory.buffer, own.spans).reset();
  }
}

async function allDone(futures: readonly Future<undefined>[]): Promise<void> {
  await wait(futures);
  for (const { failure } of futures) if (failure) throw failure.thrown;
}

/** Before its first task a worker had none. */
function queuedSpans(spans: readonly Span[], workers: number): Span[] {
  return Array.from({ length: workers }, (_, lane) => {
    const first = spans.find((span) => span.lane === lane);
    return { lane, task: -1, phase: 'queued', start: 0, end: Math.max(0, first?.start ?? 0) };
  });
}

/** From its last task in a step until the next step was submitted a worker waited for the others, and for the page. */
function stepSpans(spans: readonly Span[], workers: number, submissions: readonly Milliseconds[]): Span[] {
  return Array.from({ length: workers }, (_, lane) => {
    const ends = spans.filter((span) => span.lane === lane && span.phase === 'running').map((span) => span.end);
    return submissions.flatMap((end, step): Span[] => {
      const last = Math.max(0, ...ends.filter((ended) => ended <= end));
      // Where it never ran it is still queued.
      if (last === 0) return [];
      return [{ lane, task: -1, phase: 'waiting-step', start: Math.max(last, submissions[step - 1] ?? 0), end }];
    });
  }).flat();
}

export default {
  id: 'thread-executor',
  title: 'thread executor',
  counterpart: 'concurrent.futures.ThreadPoolExecutor (free-threaded CPython)',
  parallel: true,
  needs: 'shared memory',
  async prepare(stage, workers) {
    const { pool, output } = sharedOf(stage);
    forgetOutput(output);
    // Home first: who is at the board and takes no part would steal.
    await pool.listen();
    const lanes = pool.lanes(workers);
    await Promise.all(lanes.map((lane) => prepareLane(pool, lane)));
    await sendToBoard(pool, lanes);
  },
  async run(stage, workers, signal) {
    if (signal.aborted) throw new Stopped();
    const { pool, output } = sharedOf(stage);
    const calls = callsOf(pool);
    const lanes = pool.lanes(workers);
    hearCalls(calls, lanes);
    forgetSpans(stage, lanes);
    pool.roster.allow();
    const stop = (): void => {
      calls.cancelPending();
      pool.stop();
    };
    signal.addEventListener('abort', stop);
    const submitted = stage.clock.now();
    const { tasks, steps } = stage.work;
    const later: Milliseconds[] = [];
    try {
      for (let step = 0; step < steps && !signal.aborted; step++) {
        if (step > 0) later.push(stage.since(submitted));
        await pool.guard(allDone(tasks.map((_, task) => calls.runStaged(step * tasks.length + task))));
      }
    } catch (fault) {
      // A task that failed leaves nothing behind; a worker that died leaves calls that nobody will end.
      if (calls.unfinished > 0) calls.abandon(fault instanceof Error ? fault : new Error(String(fault)));
      throw fault;
    } finally {
      signal.removeEventListener('abort', stop);
    }
    if (signal.aborted) throw new Stopped();
    const times = { submitted, finished: stage.clock.now() };
    const own = spansOf(stage, workers, times, ({ lanes: plans }, place) => plans[lanes[place]?.index ?? -1]?.spans);
    const spans = [...queuedSpans(own, workers), ...own, ...stepSpans(own, workers, later)];
    return { wallMs: times.finished - submitted, spans, output };
  },
  play: async (stage, asked) => (await import('./play/executor-of-threads.ts')).playByThreads(stage, asked),
} satisfies ExecutionModel;
