/**
 * The tasks as calls of a thread pool: each is submitted as a future of its own, the workers take them from their desks or steal
 * them, and the run is over when all futures are done. concurrent.futures over free threads; what it costs beyond them is
 * the price of futures.
 */
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
    const futures = stage.work.tasks.map((_, task) => calls.runStaged(task));
    try {
      await pool.guard(allDone(futures));
    } catch (fault) {
      // A task that failed leaves nothing behind; a worker that died leaves calls that nobody will end.
      if (calls.unfinished > 0) calls.abandon(fault instanceof Error ? fault : new Error(String(fault)));
      throw fault;
    } finally {
      signal.removeEventListener('abort', stop);
    }
    if (signal.aborted) throw new Stopped();
    const times = { submitted, finished: stage.clock.now() };
    const spans = spansOf(stage, workers, times);
    return { wallMs: times.finished - submitted, spans: [...queuedSpans(spans, workers), ...spans], output };
  },
  play: async (stage, asked) => (await import('./play/executor-of-threads.ts')).playByThreads(stage, asked),
} satisfies ExecutionModel;
