/**
 * The page of the benchmark: one function a figure, called from outside so that figure and peer can be taken in
 * turns. Returns times; judges nothing.
 */
import { wrap, type Remote } from 'comlink';
import workerpool from 'workerpool';
import { clockFrom } from '../../../src/base/clock.ts';
import { prng } from '../../../src/base/prng.ts';
import { kernels } from '../../../src/kernels/index.ts';
import { median } from '../../../src/measure/stats/median.ts';
import { SPAN_RING } from '../../../src/memory/pool-plan.ts';
import { models } from '../../../src/models/index.ts';
import { computeRange } from '../../../src/runtime/job.ts';
import { computeWatched, ProcessorWatch } from '../../../src/runtime/processor-watch.ts';
import { recorder } from '../../../src/trace/recorder.ts';
import { openRig, type Rig } from '../../models/rig.ts';
import { instantiateSync } from '../../sync/instantiate.ts';
import type { Echo } from './echo-worker.ts';

import './futures.ts';
import './greenlets.ts';
import './locks.ts';
import './loop.ts';
import './ranks.ts';

const kind = (): 'batch' => 'batch';

async function emptyBatch({ pool }: Rig): Promise<void> {
  await pool.batch(2, { kind, count: 0, budgetMs: 0, delayMs: 0, deadlineMs: 10_000 });
}

async function timed(what: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await what();
  return performance.now() - start;
}

async function idle(ms: number): Promise<void> {
  await new Promise((resume) => setTimeout(resume, ms));
}

const rig = openRig(2, 'ep', 40).then(async (opened) => {
  await opened.pool.serve(2);
  return opened;
});
const echo: Remote<Echo> = wrap<Echo>(new Worker(new URL('./echo-worker.ts', import.meta.url), { type: 'module' }));
const peers = workerpool.pool({ minWorkers: 2, maxWorkers: 2 });
const nothing = (): number => 0;

/** Each returns milliseconds, one a repetition. */
const figures = {
  async batchBackToBack(repeats: number): Promise<number[]> {
    const opened = await rig;
    const times: number[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) times.push(await timed(() => emptyBatch(opened)));
    return times;
  },

  async batchAfterIdle(repeats: number): Promise<number[]> {
    const opened = await rig;
    const random = prng(1);
    const times: number[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) {
      await idle(2 + random.next());
      times.push(await timed(() => emptyBatch(opened)));
    }
    return times;
  },

  async comlinkCall(repeats: number): Promise<number[]> {
    const times: number[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) times.push(await timed(() => echo.nothing()));
    return times;
  },

  async workerpoolTask(repeats: number): Promise<number[]> {
    const times: number[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) times.push(await timed(async () => peers.exec(nothing, [])));
    return times;
  },

  /** One claim, called from TypeScript as the interpreter does, nobody else claiming; the mean of a million. */
  async claim(repeats: number): Promise<number[]> {
    const module = await WebAssembly.compileStreaming(
      fetch(new URL('../../../assembly/build/overlap.simd.wasm', import.meta.url)),
    );
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    const { exports } = await instantiateSync(module, memory);
    const claimTask = exports['claimTask'] as (batch: number, count: number) => number;
    const claims = 1_000_000;
    return Array.from({ length: repeats }, () => {
      const start = performance.now();
      for (let claim = 0; claim < claims; claim++) claimTask(64, claims);
      return (performance.now() - start) / claims;
    });
  },

  /** What tracing adds to a chunk: two clock readings and the writing of a span; the mean of 100 000. */
  span(repeats: number): number[] {
    const spans = recorder(new SharedArrayBuffer(SPAN_RING.BYTES), { at: 0, bytes: SPAN_RING.BYTES });
    const clock = clockFrom();
    const count = 100_000;
    return Array.from({ length: repeats }, () => {
      const start = performance.now();
      for (let task = 0; task < count; task++) spans.record('running', task, clock.now(), clock.now());
      return (performance.now() - start) / count;
    });
  },

  /**
   * What recording adds to a play, as a fraction: the loaded items watched and with a span for every chunk, against the same slices without;
   * in turns, each for tens of milliseconds.
   */
  async recording(repeats: number): Promise<number[]> {
    const { stage, pool } = await openRig(1);
    const kernel = await kernels.load('ep');
    const asked = { kernel, program: 'crunch', size: 2_048, chunkItems: 32, isolated: false };
    const { page: job, items, chunkItems } = await stage.load(asked);
    const clock = clockFrom();
    const spans = recorder(new SharedArrayBuffer(SPAN_RING.BYTES), { at: 0, bytes: SPAN_RING.BYTES });
    const watch = new ProcessorWatch(clock, () => {});
    const recorded = (from: number, to: number): void => {
      const start = clock.now();
      computeWatched(job, { start: from, end: to }, watch, () => true);
      spans.record('running', 0, start, clock.now());
    };
    const plain = (from: number, to: number): void => computeRange(job, { start: from, end: to });
    const through = (compute: (from: number, to: number) => void): number => {
      const start = performance.now();
      for (let from = 0; from < items; from += chunkItems) compute(from, Math.min(items, from + chunkItems));
      return performance.now() - start;
    };
    const shares = Array.from({ length: repeats + 1 }, () => through(recorded) / through(plain) - 1);
    await pool.close();
    return shares.slice(1);
  },

  /** One empty task on two workers that claim from one batch: claim, task body, two clock readings and a span. */
  async emptyTask(repeats: number): Promise<number[]> {
    const { pool } = await rig;
    const count = 16_000;
    pool.setTasks(Array.from({ length: count }, () => ({ start: 0, end: 0 })));
    const times: number[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) {
      times.push(
        (await timed(() => pool.batch(2, { kind, count, budgetMs: 0, delayMs: 0, deadlineMs: 10_000 }))) / count,
      );
    }
    return times;
  },
};

/** A batch half a second long for one worker: median time of one free thread ÷ median time of two, taken in turns. */
async function longScaling(kernelId: string, size: number, repeats: number): Promise<number> {
  const { pool, stage } = await openRig(2, kernelId, 40);
  const kernel = await kernels.load(kernelId);
  await stage.load({
    kernel,
    program: 'crunch',
    size,
    chunkItems: Math.ceil(kernel.items(size) / 256),
    isolated: false,
  });
  const threads = await models.load('free-threads');
  const times: Record<1 | 2, number[]> = { 1: [], 2: [] };
  for (let repeat = 0; repeat < 2 * repeats; repeat++) {
    const workers = repeat % 2 ? 1 : 2;
    await threads.prepare(stage, workers);
    times[workers].push((await threads.run(stage, workers, new AbortController().signal)).wallMs);
  }
  await pool.close();
  return median(times[1].slice(1)) / median(times[2].slice(1));
}

export type Figures = typeof figures;

declare global {
  var bench: Figures;
  var longScaling: (kernel: string, size: number, repeats: number) => Promise<number>;
}

globalThis.bench = figures;
globalThis.longScaling = longScaling;
