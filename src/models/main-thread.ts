/**
 * Every task in order on the page's own thread, with nothing in between: plain Python. The page is frozen
 * while it lasts, which is the lesson; a run is kept short (≤ 80 ms) so that Stop is heard soon after.
 */
import { Stopped } from '../pool/errors.ts';
import { runTask } from '../runtime/job.ts';
import { PAGE_LANE, type Span } from '../trace/span.ts';
import type { ExecutionModel } from './index.ts';
import { forgetOutput } from './stage.ts';

export default {
  id: 'main-thread',
  title: 'main thread',
  counterpart: 'plain Python: one thing after another',
  parallel: false,
  needs: 'page',
  async prepare(stage) {
    forgetOutput(stage.work.pageOutput);
  },
  async run(stage, _workers, signal) {
    if (signal.aborted) throw new Stopped();
    const { page, tasks, steps, pageOutput } = stage.work;
    const spans: Span[] = [];
    const submitted = stage.clock.now();
    for (let step = 0; step < steps; step++) {
      tasks.forEach((task, index) => {
        const start = stage.since(submitted);
        runTask(page, task, step);
        const end = stage.since(submitted);
        spans.push({ lane: PAGE_LANE, task: step * tasks.length + index, phase: 'running', start, end });
      });
    }
    return { wallMs: stage.since(submitted), spans, output: pageOutput };
  },
  // Loaded when it is asked for: a measurement needs none of it.
  play: async (stage, asked) => (await import('./play/in-turn.ts')).playInTurn(stage, asked),
} satisfies ExecutionModel;
