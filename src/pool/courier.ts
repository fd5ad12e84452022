/**
 * The data plane of isolated workers: tasks out and results back as messages, each worker kept supplied with a few
 * tasks ahead, as CPython's process pool keeps its call queue filled.
 */
import type { LaneMessage, ResultMessage } from '../runtime/api.ts';
import type { Task } from '../programs/index.ts';
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
  readonly signal: AbortSignal;
  onResult(lane: Lane, result: ResultMessage): void;
}

/** Resolves when every task's result has come. Rejects with `TaskFailed`, or `Stopped` as soon as the signal says so. */
export function deliver({ lanes, tasks, signal, onResult }: Delivery): Promise<void> {
  let next = 0;
  let results = 0;
  const supply = (lane: Lane): void => {
    const task = tasks[next];
    if (task) lane.send({ task: next++, start: task.start, end: task.end });
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
