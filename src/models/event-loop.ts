/**
 * Cooperative: all tasks are in progress at once on the page's thread, each runs until it yields, and the loop gives the page a turn
 * in between: asyncio. The loop is the one of src/loop: each task of the work is one of its tasks, and each operation one step.
 */
import type { Coroutine } from '../loop/coroutine.ts';
import { gather } from '../loop/gather.ts';
import type { Task } from '../programs/index.ts';
import { computeRange, rangesOf, type LoadedJob } from '../runtime/job.ts';
import type { PageRecording } from '../trace/page-recording.ts';
import type { ExecutionModel } from './index.ts';
import { runOnLoop } from './loop-run.ts';
import { forgetOutput, type Stage } from './stage.ts';

/** Who computes a task, and its number over all steps. */
interface Turn {
  readonly page: LoadedJob;
  readonly recording: PageRecording;
  readonly step: number;
  readonly task: number;
}

/** One task of the work, giving up its turn after each operation. */
function* inTurns({ page, recording, step, task }: Turn, chunk: Task): Coroutine<void> {
  for (const range of rangesOf(page, chunk)) {
    const start = recording.now();
    computeRange(page, range, step);
    recording.ended(task, 'running', start);
    yield;
  }
}

function* allOf({ work }: Stage, recording: PageRecording): Coroutine<void> {
  const { page, tasks, steps } = work;
  for (let step = 0; step < steps; step++) {
    const turn = { page, recording, step };
    yield* gather(tasks.map((chunk, index) => inTurns({ ...turn, task: step * tasks.length + index }, chunk)));
  }
}

export default {
  id: 'event-loop',
  title: 'event loop',
  counterpart: 'asyncio',
  parallel: false,
  needs: 'page',
  async prepare(stage) {
    forgetOutput(stage.work.pageOutput);
  },
  run: (stage, _workers, signal) => runOnLoop(stage, signal, (_loop, recording) => allOf(stage, recording)),
  // Loaded when it is asked for: a measurement needs none of it.
  async play(stage, asked) {
    if (asked.settings.style === 'callbacks')
      return (await import('./play/by-callbacks.ts')).playByCallbacks(stage, asked);
    return (await import('./play/on-loop.ts')).playOnLoop(stage, asked);
  },
} satisfies ExecutionModel;
