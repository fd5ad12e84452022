/**
 * What every model must keep, on real workers: the registry is looped over, so a new model is covered unedited.
 */
import { describe, expect, test } from 'vitest';
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
  await rig.stage.load({ kernel, program: 'crunch', size, steps, chunkItems: CHUNK, isolated: true });
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

  test('runs each task exactly once', async () => {
    const stage = await opened();
    const { spans } = await runOnce(stage, await models.load(id));
    const ran = spans.filter(({ phase }) => isExecuting(phase)).map(({ task }) => task);
    expect(ran.sort((a, b) => a - b)).toEqual(stage.work.tasks.map((_, task) => task));
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
