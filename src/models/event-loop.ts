/**
 * Cooperative: all tasks are in progress at once on the page's thread, each runs until it yields, and the loop gives the page a turn
 * in between: asyncio. The loop is the one of src/loop: each task of the work is one of its tasks, and each operation one step.
 */
import type { Milliseconds } from '../base/units.ts';
import type { Coroutine } from '../loop/coroutine.ts';
import { CancelledError } from '../loop/errors.ts';
import { EventLoop } from '../loop/event-loop.ts';
import { gather } from '../loop/gather.ts';
import { runOnPage, type PageRunOptions } from '../loop/on-page.ts';
import { Stopped } from '../pool/errors.ts';
import type { Body } from '../programs/index.ts';
import { perform } from '../runtime/job.ts';
import { PAGE_LANE, type Phase, type Span } from '../trace/span.ts';
import type { ExecutionModel } from './index.ts';
import { forgetOutput, type Stage } from './stage.ts';

/** Spans of one run, of the page's lane. */
class Recording {
  readonly spans: Span[] = [];
  readonly #submitted: Milliseconds;

  constructor(readonly stage: Stage) {
    this.#submitted = stage.clock.now();
  }

  now(): Milliseconds {
    return this.stage.since(this.#submitted);
  }

  ended(task: number, phase: Phase, start: Milliseconds): void {
    this.spans.push({ lane: PAGE_LANE, task, phase, start, end: this.now() });
  }
}

/** One task of the work, giving up its turn after each operation. */
function* stepped(recording: Recording, task: number, body: Body): Coroutine<void> {
  for (const operation of body) {
    const start = recording.now();
    perform(recording.stage.work.page, operation);
    recording.ended(task, 'running', start);
    yield;
  }
}

function* allOf(recording: Recording): Coroutine<void> {
  const { page, tasks } = recording.stage.work;
  yield* gather(tasks.map((task, index) => stepped(recording, index, page.program.body(task))));
}

/** The page's own turns count as `yielded`. */
function pageTurns(recording: Recording): PageRunOptions {
  let left: Milliseconds = 0;
  return {
    onYield: () => {
      left = recording.now();
    },
    onResume: () => recording.ended(-1, 'yielded', left),
  };
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
    const recording = new Recording(stage);
    const loop = new EventLoop({ clock: stage.clock });
    try {
      await runOnPage(loop, allOf(recording), { signal, ...pageTurns(recording) });
    } catch (error) {
      throw signal.aborted && error instanceof CancelledError ? new Stopped() : error;
    }
    return { wallMs: recording.now(), spans: recording.spans, output: stage.work.pageOutput };
  },
} satisfies ExecutionModel;
