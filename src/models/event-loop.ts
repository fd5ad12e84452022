/**
 * Cooperative: all tasks are in progress at once on the page's thread, each runs until it yields, and the loop gives the page a turn
 * in between: asyncio. The loop is the one of src/loop: each task of the work is one of its tasks, and each operation one step.
 */
import type { Coroutine } from '../loop/coroutine.ts';
import { CancelledError } from '../loop/errors.ts';
import { EventLoop } from '../loop/event-loop.ts';
import { gather } from '../loop/gather.ts';
import { runOnPage } from '../loop/on-page.ts';
import { Stopped } from '../pool/errors.ts';
import type { Body } from '../programs/index.ts';
import { perform, type LoadedJob } from '../runtime/job.ts';
import { PageRecording } from '../trace/page-recording.ts';
import type { ExecutionModel } from './index.ts';
import { forgetOutput, type Stage } from './stage.ts';

/** One task of the work, giving up its turn after each operation. */
function* stepped(page: LoadedJob, recording: PageRecording, task: number, body: Body): Coroutine<void> {
  for (const operation of body) {
    const start = recording.now();
    perform(page, operation);
    recording.ended(task, 'running', start);
    yield;
  }
}

function* allOf({ work }: Stage, recording: PageRecording): Coroutine<void> {
  const { page, tasks } = work;
  yield* gather(tasks.map((task, index) => stepped(page, recording, index, page.program.body(task))));
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
  async run(stage, _workers, signal) {
    const recording = new PageRecording(stage.clock);
    const loop = new EventLoop({ clock: stage.clock });
    const { onYield, onResume, spans } = recording;
    try {
      await runOnPage(loop, allOf(stage, recording), { signal, onYield, onResume });
    } catch (error) {
      throw signal.aborted && error instanceof CancelledError ? new Stopped() : error;
    }
    return { wallMs: recording.now(), spans, output: stage.work.pageOutput };
  },
} satisfies ExecutionModel;
