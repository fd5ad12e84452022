/**
 * Cooperative: all tasks are in progress at once on the page's thread, each runs until it yields, and the loop
 * gives the page a turn in between: asyncio. A turn ends after the ready tasks of its beginning have been stepped
 * once or after 8 ms, whichever comes first, so that the page can paint (60 frames a second leave 16.7 ms).
 */
import { nextTurn } from '../base/turn.ts';
import type { Milliseconds } from '../base/units.ts';
import { Stopped } from '../pool/errors.ts';
import type { Body } from '../programs/index.ts';
import { perform } from '../runtime/job.ts';
import { PAGE_LANE, type Span } from '../trace/span.ts';
import type { ExecutionModel } from './index.ts';
import { forgetOutput, type Stage } from './stage.ts';

const TURN_MS: Milliseconds = 8;

interface Coroutine {
  readonly task: number;
  readonly body: Body;
}

/** Steps one coroutine by one operation; false when its body has ended. */
function step(stage: Stage, coroutine: Coroutine, submitted: Milliseconds, spans: Span[]): boolean {
  const { done, value } = coroutine.body.next();
  if (done || !value) return false;
  const start = stage.since(submitted);
  perform(stage.work.page, value);
  spans.push({ lane: PAGE_LANE, task: coroutine.task, phase: 'running', start, end: stage.since(submitted) });
  return true;
}

/** One turn of the loop; what is still ready goes behind what has not been stepped. */
function turn(stage: Stage, ready: Coroutine[], submitted: Milliseconds, spans: Span[]): void {
  const until = stage.clock.now() + TURN_MS;
  for (let left = ready.length; left > 0 && stage.clock.now() < until; left--) {
    const coroutine = ready.shift();
    if (coroutine && step(stage, coroutine, submitted, spans)) ready.push(coroutine);
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
  async run(stage, _workers, signal) {
    const { page, tasks, pageOutput } = stage.work;
    const spans: Span[] = [];
    const submitted = stage.clock.now();
    const ready = tasks.map((task, index) => ({ task: index, body: page.program.body(task) }));
    while (ready.length > 0) {
      if (signal.aborted) throw new Stopped();
      turn(stage, ready, submitted, spans);
      const start = stage.since(submitted);
      await nextTurn();
      spans.push({ lane: PAGE_LANE, task: -1, phase: 'yielded', start, end: stage.since(submitted) });
    }
    return { wallMs: stage.since(submitted), spans, output: pageOutput };
  },
} satisfies ExecutionModel;
