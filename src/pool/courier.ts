/**
 * The data plane of isolated workers: tasks out and results back as messages, each worker kept supplied with a few
 * tasks ahead, as CPython's process pool keeps its call queue filled.
 */
import type { LaneMessage, ResultMessage } from '../runtime/api.ts';
import type { Task } from '../programs/index.ts';
import type { GivenBytes } from '../runtime/job.ts';
import { Stopped, TaskFailed } from './errors.ts';
import type { Lane } from './lane.ts';

/**
 * Tasks a worker holds, the running one included. Chromium hands a busy worker its next message late: the gap between
 * two tasks of half a millisecond was 220 µs with 2, 40 µs with 4, and no shorter with 16.
 */
const AHEAD = 4;

export interface Delivery {
  readonly lanes: readonly Lane[];
  readonly tasks: readonly Task[];
  readonly step: number;
  /** What a task is given along; `isFirst` of this worker's. Moved to the worker, so it must belong to nobody else. */
  given(task: Task, isFirst: boolean): GivenBytes | null;
  readonly signal: AbortSignal;
  onResult(lane: Lane, result: ResultMessage): void;
}

/** Resolves when every task's result has come. Rejects with `TaskFailed`, or `Stopped` as soon as the signal says so. */
export function deliver({ lanes, tasks, step, given, signal, onResult }: Delivery): Promise<void> {
  let next = 0;
  let results = 0;
  const supplied = new Set<Lane>();
  const supply = (lane: Lane): void => {
    const task = tasks[next];
    if (!task) return;
    const along = given(task, !supplied.has(lane));
    supplied.add(lane);
    lane.send(
      { task: next++, start: task.start, end: task.end, step, given: along },
      along ? [along.bytes.buffer] : [],
    );
  };
  const over = new AbortController();
  return new Promise<void>((resolve, reject) => {
    const stop = (): void => reject(new Stopped());
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { signal: over.signal });
    const hear = (lane: Lane, message: LaneMessage): void => {
      if (message.kind === 'fault') reject(new TaskFailed(lane.index, message.task, message.message));
      if (message.kind !== 'result') return;
      supply(lane);
      onResult(lane, message);
      results += 1;
      if (results === tasks.length) resolve();
    };
    for (const lane of lanes) lane.onMessage = (message) => hear(lane, message);
    for (let round = 0; round < AHEAD; round++) lanes.forEach(supply);
    if (tasks.length === 0) resolve();
  }).finally(() => {
    over.abort();
    for (const lane of lanes) lane.onMessage = () => {};
  });
}
