/**
 * What every model must keep, on real workers: the registry is looped over, so a new model is covered unedited.
 */
import { describe, expect, test } from 'vitest';
import { SCHEDULES } from '../../src/base/schedule.ts';
import { clockResolution } from '../../src/measure/clock-resolution.ts';
import { sameBytes } from '../../src/measure/same-bytes.ts';
import { kernels, stepsOf } from '../../src/kernels/index.ts';
import { models, type ExecutionModel, type Outcome } from '../../src/models/index.ts';
import type { Stage } from '../../src/models/stage.ts';
import { Stopped, WorkerLost } from '../../src/pool/errors.ts';
import { isExecuting } from '../../src/trace/span.ts';
import { lanes, maxExecuting } from '../../src/trace/timeline.ts';
import { keptRig, openRig, type Rig } from '../models/rig.ts';

const WORKERS = 2;
const CHUNK = 3;

let rig: Rig;
keptRig(
  () => openRig(WORKERS, 'ep', CHUNK),
  (kept) => (rig = kept),
);

async function opened(id = 'ep'): Promise<Stage> {
  const kernel = await kernels.load(id);
  await rig.pool.listen();
  const size = kernel.tinySize;
  const steps = stepsOf(kernel, size);
  // Few tasks where they are run again and again.
  const chunkItems = steps > 1 ? Math.ceil(kernel.items(size) / CHUNK) : CHUNK;
  await rig.stage.load({ kernel, program: 'crunch', size, steps, chunkItems, isolated: true });
  return rig.stage;
}

async function runOnce(stage: Stage, model: ExecutionModel, signal = new AbortController().signal): Promise<Outcome> {
  await model.prepare(stage, WORKERS);
  return model.run(stage, WORKERS, signal);
}

async function serialBytes(stage: Stage): Promise<Uint8Array> {
  return new Uint8Array((await runOnce(stage, await models.load('main-thread'))).output);
}

describe.each(models.ids)('model %s', (id) => {
  test.each(kernels.ids)('gives the main thread’s bytes for %s, run after run', async (kernel) => {
    const stage = await opened(kernel);
    const model = await models.load(id);
    const expected = await serialBytes(stage);
    for (let run = 0; run < 3; run++) expect(sameBytes((await runOnce(stage, model)).output, expected)).toBe(true);
  });

  test.each(['ep', 'heat'])('runs each task of each step of %s exactly once', async (kernel) => {
    const stage = await opened(kernel);
    const { spans } = await runOnce(stage, await models.load(id));
    // A task may have been interrupted: its pieces share a number.
    const ran = new Set(spans.filter(({ phase }) => isExecuting(phase)).map(({ task }) => task));
    const numbers = Array.from({ length: stage.work.tasks.length * stage.work.steps }, (_, number) => number);
    expect([...ran].sort((a, b) => a - b)).toEqual(numbers);
  });

  test('starts no task of a step before all of the step before have ended', async () => {
    const stage = await opened('heat');
    const { spans } = await runOnce(stage, await models.load(id));
    const { tasks, steps } = stage.work;
    expect(steps).toBeGreaterThan(1);
    // Clocks of two threads disagree by a tick, and each stamp is off by up to one.
    const tick = 2 * clockResolution(stage.clock);
    const executing = spans.filter(({ phase }) => isExecuting(phase));
    const ofStep = (step: number) => executing.filter(({ task }) => Math.floor(task / tasks.length) === step);
    for (let step = 1; step < steps; step++) {
      const ended = Math.max(...ofStep(step - 1).map(({ end }) => end));
      expect(Math.min(...ofStep(step).map(({ start }) => start))).toBeGreaterThanOrEqual(ended - tick);
    }
  });

  test('stamps spans that end after they start, none after the run, none over another of its lane', async () => {
    const stage = await opened();
    const { spans, wallMs } = await runOnce(stage, await models.load(id));
    const tick = clockResolution(stage.clock);
    for (const { start, end } of spans) {
      expect(start).toBeGreaterThanOrEqual(-tick);
      expect(end).toBeGreaterThanOrEqual(start);
      expect(end).toBeLessThanOrEqual(wallMs + 2 * tick);
    }
    for (const lane of lanes(spans)) {
      const running = lane.spans.filter(({ phase }) => isExecuting(phase));
      running.slice(1).forEach((span, index) => {
        expect(span.start).toBeGreaterThanOrEqual((running[index]?.end ?? 0) - tick);
      });
    }
  });

  test('never has two tasks executing at once where it says that it is not parallel', async () => {
    const stage = await opened();
    const model = await models.load(id);
    const { spans } = await runOnce(stage, model);
    const executing = maxExecuting(spans, 2 * clockResolution(stage.clock));
    expect(executing).toBeGreaterThanOrEqual(1);
    if (!model.parallel) expect(executing).toBe(1);
  });

  test('rejects with Stopped when the signal was given before, and runs again after', async () => {
    const stage = await opened();
    const model = await models.load(id);
    const expected = await serialBytes(stage);
    await expect(runOnce(stage, model, AbortSignal.abort())).rejects.toBeInstanceOf(Stopped);
    expect(sameBytes((await runOnce(stage, model)).output, expected)).toBe(true);
  });

  test('rejects with WorkerLost when a worker dies before or during a run, if it uses workers', async () => {
    const stage = await opened();
    const model = await models.load(id);
    if (model.needs === 'page') return;
    await model.prepare(stage, WORKERS);
    const run = model.run(stage, WORKERS, new AbortController().signal);
    rig.pool.lanes(WORKERS).at(-1)?.fail('a test ended it');
    await expect(run).rejects.toBeInstanceOf(WorkerLost);
  });
});

describe.each(SCHEDULES)('schedule %s', (schedule) => {
  test.each(['free-threads', 'gil-threads', 'gil-threads-released'])(
    'gives the main thread’s bytes under %s, in one step and in many, each task once',
    async (id) => {
      const model = await models.load(id);
      for (const kernel of ['ep', 'heat']) {
        const stage = await opened(kernel);
        const expected = await serialBytes(stage);
        stage.schedule = schedule;
        const { output, spans } = await runOnce(stage, model).finally(() => (stage.schedule = 'dynamic'));
        expect(output).toEqual(expected);
        const ran = new Set(spans.filter(({ phase }) => isExecuting(phase)).map(({ task }) => task));
        expect(ran.size).toBe(stage.work.tasks.length * stage.work.steps);
      }
    },
  );

  test('leaves a batch soon after a stop, and the pool works on', async () => {
    const stage = await opened('heat');
    const model = await models.load('free-threads');
    const expected = await serialBytes(stage);
    stage.schedule = schedule;
    const abort = new AbortController();
    await model.prepare(stage, WORKERS);
    const run = model.run(stage, WORKERS, abort.signal);
    abort.abort();
    await expect(run).rejects.toBeInstanceOf(Stopped);
    const { output } = await runOnce(stage, model).finally(() => (stage.schedule = 'dynamic'));
    expect(output).toEqual(expected);
  });
});

test('a stop in the middle ends a batch after the chunks that were running, and the pool works on', async () => {
  const stage = await opened();
  const model = await models.load('free-threads');
  const expected = await serialBytes(stage);
  const abort = new AbortController();
  await model.prepare(stage, WORKERS);
  const run = model.run(stage, WORKERS, abort.signal);
  abort.abort();
  await expect(run).rejects.toBeInstanceOf(Stopped);
  expect(sameBytes((await runOnce(stage, model)).output, expected)).toBe(true);
});

test('a check of bytes can fail: one chunk left out is seen', async () => {
  const stage = await opened();
  const expected = await serialBytes(stage);
  const model = await models.load('free-threads');
  rig.pool.setTasks(stage.work.tasks.map((task, index) => (index === 0 ? { start: 0, end: 0 } : task)));
  expect(sameBytes((await runOnce(stage, model)).output, expected)).toBe(false);
});
