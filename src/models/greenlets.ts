/**
 * Greenlets under a hub on the page's thread: all tasks are in progress at once, each runs until it switches to the hub itself: gevent. A
 * kernel waits for nothing, so a task switches of its own accord after each operation, as code that computes has to (`gevent.sleep(0)`).
 * Hub and loop are those of src/greenlets and src/loop.
 */
import { Hub } from '../greenlets/hub.ts';
import type { HubGreenlet } from '../greenlets/hub-greenlet.ts';
import { joinAll } from '../greenlets/join-all.ts';
import type { Switching } from '../greenlets/strand.ts';
import { computeRange, rangesOf } from '../runtime/job.ts';
import type { PageRecording } from '../trace/page-recording.ts';
import type { ExecutionModel } from './index.ts';
import { runOnLoop } from './loop-run.ts';
import { forgetOutput, type Stage } from './stage.ts';

/** A greenlet that spawns one for each task of the work and joins them, step after step. */
function spawnAll(hub: Hub, stage: Stage, recording: PageRecording): HubGreenlet<void> {
  const { page, tasks, steps } = stage.work;
  function* taskOf(index: number, step: number): Switching<void> {
    const task = tasks[index];
    if (!task) return;
    for (const range of rangesOf(page, task)) {
      const start = recording.now();
      computeRange(page, range, step);
      recording.ended(step * tasks.length + index, 'running', start);
      yield* hub.sleep();
    }
  }
  return hub.spawn(function* () {
    for (let step = 0; step < steps; step++) {
      const greenlets = tasks.map((_, index) => hub.spawn<void>(() => taskOf(index, step)));
      yield* joinAll(hub, greenlets, { errors: 'throw' });
    }
  });
}

export default {
  id: 'greenlets',
  title: 'greenlets',
  counterpart: 'greenlet with a hub: gevent',
  parallel: false,
  needs: 'page',
  async prepare(stage) {
    forgetOutput(stage.work.pageOutput);
  },
  run: (stage, _workers, signal) =>
    runOnLoop(stage, signal, (loop, recording) => spawnAll(new Hub(loop), stage, recording).outcome),
  // Loaded when it is asked for: a measurement needs none of it.
  play: async (stage, asked) => (await import('./play/in-hub.ts')).playInHub(stage, asked),
} satisfies ExecutionModel;
