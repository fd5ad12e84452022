/** The event loop's model on work that takes longer than the page can wait. */
import { afterEach, expect, test } from 'vitest';
import { clockFrom } from '../../src/base/clock.ts';
import { kernels } from '../../src/kernels/index.ts';
import { median } from '../../src/measure/stats/median.ts';
import { models } from '../../src/models/index.ts';
import { Stage } from '../../src/models/stage.ts';
import { Stopped } from '../../src/pool/errors.ts';
import { privateLoader } from '../../src/runtime/load-job.ts';
import { compileModule } from '../../src/runtime/module.ts';

/** Keeps a thread busy for a tenth of a second and longer, in 256 tasks. */
const SIZE = 16_384;
const CHUNK_ITEMS = 64;
/** A stretch is 8 ms; a machine with other work to do adds its own. */
const LONG_MS = 60;

const timers: ReturnType<typeof setInterval>[] = [];
afterEach(() => timers.splice(0).forEach((timer) => clearInterval(timer)));

async function stageWithWork(): Promise<Stage> {
  const module = await compileModule(false);
  const stage = new Stage({ clock: clockFrom(), loadOnPage: privateLoader(module, false), pool: null });
  const kernel = await kernels.load('ep');
  await stage.load({ kernel, program: 'crunch', size: SIZE, chunkItems: CHUNK_ITEMS, isolated: false });
  return stage;
}

test('the page has its turns during a run, each is a span between those of tasks, and stretches are short', async () => {
  const stage = await stageWithWork();
  const model = await models.load('event-loop');
  let ticks = 0;
  timers.push(setInterval(() => (ticks += 1), 0));
  await model.prepare(stage, 0);
  const { spans, wallMs } = await model.run(stage, 0, new AbortController().signal);
  const during = ticks;
  const yielded = spans.filter(({ phase }) => phase === 'yielded');
  expect(yielded.length).toBeGreaterThan(2);
  expect(during).toBeGreaterThan(0);
  spans.slice(1).forEach((span, at) => expect(span.start).toBeGreaterThanOrEqual(spans[at]?.end ?? Infinity));
  const stretches = yielded.map(({ start }, at) => start - (yielded[at - 1]?.end ?? 0));
  expect(median(stretches)).toBeLessThan(LONG_MS);
  expect(yielded.every(({ task, end }) => task === -1 && end <= wallMs)).toBe(true);
});

test('a stop in the middle is answered with Stopped before the work is through', async () => {
  const stage = await stageWithWork();
  const model = await models.load('event-loop');
  await model.prepare(stage, 0);
  const before = stage.work.pageOutput.slice();
  const abort = new AbortController();
  setTimeout(() => abort.abort(), 0);
  await expect(model.run(stage, 0, abort.signal)).rejects.toBeInstanceOf(Stopped);
  const touched = stage.work.pageOutput.findIndex((byte, at) => byte !== before[at]);
  const untouched = stage.work.pageOutput.findLastIndex((byte, at) => byte === before[at]);
  expect(touched).toBeGreaterThanOrEqual(0);
  // The last task's bytes are as they were before: it never ran.
  expect(untouched).toBe(before.length - 1);
});
