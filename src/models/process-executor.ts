/**
 * The tasks as calls of an executor of processes: mapped over the workers of the pool, which compute each in a memory of their own and send
 * it back. concurrent.futures over multiprocessing; what it costs beyond processes is the price of futures, and of results taken in order.
 */
import { Stopped } from '../pool/errors.ts';
import type { ExecutorOptions } from '../pool/executor-options.ts';
import type { MapResults } from '../pool/executor-map.ts';
import type { Pool } from '../pool/pool.ts';
import type { Task } from '../programs/index.ts';
import { ProcessPoolExecutor } from '../pool/process-executor.ts';
import type { Span } from '../trace/span.ts';
import type { ExecutionModel } from './index.ts';
import { StepExchange } from './steps/step-exchange.ts';
import { forgetOutput, type Stage } from './stage.ts';

const PREFIX = 'process-executor';

/** What src/functions/staged.ts gives. */
interface Computed {
  readonly worker: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly start: number;
  readonly end: number;
  readonly copied: number;
}

/** Of pools that are prepared. */
const executors = new WeakMap<Pool, ProcessPoolExecutor>();

function poolOf({ pool }: Stage): Pool {
  if (!pool) throw new Error('an executor of processes needs workers: this stage has none');
  return pool;
}

/** The calls of a run that was given up are over before another is prepared, or their answers would be taken for its own. */
async function prepared(
  pool: Pool,
  workers: number,
  initializer?: ExecutorOptions['initializer'],
): Promise<ProcessPoolExecutor> {
  await executors.get(pool)?.shutdown({ cancelFutures: true });
  const executor = await ProcessPoolExecutor.over(pool, {
    maxWorkers: workers,
    namePrefix: PREFIX,
    ...(initializer && { initializer }),
  });
  executors.set(pool, executor);
  return executor;
}

function laneOf(worker: string): number {
  return Number(worker.slice(PREFIX.length + 1));
}

/** One step of the work. A call may go to any worker, so each takes along all that it reads. */
function submitted(
  executor: ProcessPoolExecutor,
  tasks: readonly Task[],
  exchange: StepExchange,
): MapResults<Computed> {
  const starts = tasks.map(({ start }) => start);
  const ends = tasks.map(({ end }) => end);
  const steps = tasks.map(() => exchange.step);
  const given = tasks.map((task) => exchange.forTask(task));
  return executor.map<Computed>('staged.compute', [starts, ends, steps, given], { payload: 'transfer' });
}

/** One lane's spans in their order, closed by the time before its first task and after its last. */
function closed(spans: readonly Span[], lane: number, wallMs: number): Span[] {
  const own = spans.filter((span) => span.lane === lane).sort((one, other) => one.start - other.start);
  const first = own[0]?.start ?? wallMs;
  const last = own.at(-1)?.end ?? wallMs;
  return [
    { lane, task: -1, phase: 'queued', start: 0, end: Math.max(0, first) },
    ...own,
    { lane, task: -1, phase: 'idle', start: last, end: Math.max(last, wallMs) },
  ];
}

export default {
  id: 'process-executor',
  title: 'process executor',
  counterpart: 'concurrent.futures.ProcessPoolExecutor',
  parallel: true,
  needs: 'workers',
  async prepare(stage, workers) {
    forgetOutput(stage.work.pageOutput);
    await prepared(poolOf(stage), workers);
  },
  async run(stage, workers, signal) {
    if (signal.aborted) throw new Stopped();
    const pool = poolOf(stage);
    const executor = executors.get(pool) ?? (await prepared(pool, workers));
    const { tasks, pageOutput: output } = stage.work;
    const exchange = new StepExchange(stage.work);
    const spans: Span[] = [];
    const began = stage.clock.now();
    let results = submitted(executor, tasks, exchange);
    const stop = (): void => void results.return();
    signal.addEventListener('abort', stop);
    const takeStep = async (): Promise<void> => {
      let task = 0;
      for await (const { worker, bytes, start, end, copied } of results) {
        exchange.take(task, bytes);
        const at = { lane: laneOf(worker), task: exchange.taskNumber(task) };
        spans.push(
          { ...at, phase: 'running', start: start - began, end: end - began },
          { ...at, phase: 'copying', start: end - began, end: copied - began },
        );
        task += 1;
      }
    };
    const take = async (): Promise<void> => {
      for (;;) {
        await takeStep();
        if (signal.aborted || !exchange.next()) return;
        results = submitted(executor, tasks, exchange);
      }
    };
    try {
      await pool.guard(take());
    } catch (fault) {
      if (!signal.aborted) throw fault;
      await executor.shutdown({ cancelFutures: true });
    } finally {
      signal.removeEventListener('abort', stop);
    }
    if (signal.aborted) throw new Stopped();
    const wallMs = stage.since(began);
    return { wallMs, spans: Array.from({ length: workers }, (_, lane) => closed(spans, lane, wallMs)).flat(), output };
  },
  async play(stage, asked) {
    const { playByProcesses } = await import('./play/executor-of-processes.ts');
    return playByProcesses(stage, asked, async (initializer) => {
      const executor = await prepared(poolOf(stage), asked.workers, initializer);
      return { executor, laneOf };
    });
  },
} satisfies ExecutionModel;
