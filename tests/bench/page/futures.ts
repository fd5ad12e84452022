/**
 * Figures of the executor of threads, and of peers that run in a page. Called from outside, so that peers outside the browser can
 * be measured in turns with them. Returns samples; judges nothing.
 */
import { wrap, type Remote } from 'comlink';
import workerpool from 'workerpool';
import { nextTurn } from '../../../src/base/turn.ts';
import type { Future } from '../../../src/pool/future.ts';
import { ThreadPoolExecutor } from '../../../src/pool/thread-executor.ts';
import type { Echo } from './echo-worker.ts';

const WORKERS = 2;
/** A worker is started in a tenth of it. */
const BEGIN_MS = 10_000;
const BATCH = 500;

/** Opened at the first figure, with both workers started. */
let opened: Promise<ThreadPoolExecutor> | undefined;

async function started(): Promise<ThreadPoolExecutor> {
  const executor = await ThreadPoolExecutor.open({ maxWorkers: WORKERS });
  await executor.submit('arithmetic.nothing').result();
  await Promise.all([executor.submit('waiting.sleep', 50).result(), executor.submit('waiting.sleep', 50).result()]);
  return executor;
}

function executor(): Promise<ThreadPoolExecutor> {
  opened ??= started();
  return opened;
}

let echo: Remote<Echo> | undefined;
let peers: workerpool.Pool | undefined;
const nothing = (): number => 0;

/** Calls a second: `count` empty ones submitted one by one, then every result collected by its future. */
async function emptyPerSecond(count: number): Promise<number> {
  const threads = await executor();
  const began = performance.now();
  const futures: Future<unknown>[] = [];
  for (let number = 0; number < count; number++) futures.push(threads.submit('arithmetic.nothing'));
  for (const future of futures) await future.result();
  return perSecond(count, began);
}

/** The same with two numbers given and one returned. */
async function addPerSecond(count: number): Promise<number> {
  const threads = await executor();
  const began = performance.now();
  const futures: Future<number>[] = [];
  for (let number = 0; number < count; number++) futures.push(threads.submit<number>('arithmetic.add', number, 1));
  let sum = 0;
  for (const future of futures) sum += await future.result();
  if (sum !== (count * (count + 1)) / 2) throw new Error(`the results add up to ${sum}`);
  return perSecond(count, began);
}

/** Microseconds from the submission of one call to its result, nobody else calling. */
async function roundTrips(count: number): Promise<number[]> {
  const threads = await executor();
  const times: number[] = [];
  for (let repeat = 0; repeat < count; repeat++) {
    const began = performance.now();
    await threads.submit('arithmetic.nothing').result();
    times.push((performance.now() - began) * 1_000);
  }
  return times;
}

/** Items a second of a map over numbers in chunks. */
async function mapPerSecond(items: number, chunkSize: number): Promise<number> {
  const threads = await executor();
  const numbers = Array.from({ length: items }, (_, number) => number);
  const began = performance.now();
  const squares = await threads.map<number>('arithmetic.square', [numbers], { chunkSize }).toArray();
  const rate = perSecond(items, began);
  if (squares.length !== items || squares.at(-1) !== (items - 1) ** 2) throw new Error('the map is wrong');
  return rate;
}

/** Resolves when all of them run. */
async function begun(calls: readonly Future<unknown>[]): Promise<void> {
  const deadline = performance.now() + BEGIN_MS;
  while (!calls.every(({ isRunning }) => isRunning)) {
    if (performance.now() > deadline) throw new Error(`not all calls run: ${calls.join(', ')}`);
    await nextTurn();
  }
}

/** Milliseconds from the word to stop until both workers, which compute without end, have returned. */
async function stopMs(): Promise<number> {
  const threads = await executor();
  const running = Array.from({ length: WORKERS }, () => threads.submit('waiting.untilStopped'));
  await begun(running);
  const began = performance.now();
  await threads.stop();
  return performance.now() - began;
}

/** Milliseconds from the word that ends a worker in a call until 102 futures know. */
async function brokenMs(): Promise<number> {
  const threads = await started();
  const [never, now] = [threads.gate(), threads.gate()];
  const running = [threads.submit('waiting.pass', never.number), threads.submit('faults.crashBehind', now.number)];
  await begun(running);
  // Both workers are busy: nobody takes these.
  const pending = Array.from({ length: 100 }, () => threads.submit('waiting.pass', never.number));
  const began = performance.now();
  await now.open();
  await Promise.allSettled([...running, ...pending].map((future) => future.exception()));
  const took = performance.now() - began;
  await threads.shutdown();
  return took;
}

/** Peers: `count` empty calls at once, then all results. */
async function comlinkPerSecond(count: number): Promise<number> {
  echo ??= wrap<Echo>(new Worker(new URL('./echo-worker.ts', import.meta.url), { type: 'module' }));
  const began = performance.now();
  await inBatches(count, () => echo?.nothing());
  return perSecond(count, began);
}

async function workerpoolPerSecond(count: number): Promise<number> {
  peers ??= workerpool.pool({ minWorkers: WORKERS, maxWorkers: WORKERS });
  const began = performance.now();
  await inBatches(count, () => peers?.exec(nothing, []));
  return perSecond(count, began);
}

/** Not all at once: some peers search their whole queue at each step. */
async function inBatches(count: number, call: () => unknown): Promise<void> {
  for (let left = count; left > 0; left -= BATCH) {
    await Promise.all(Array.from({ length: Math.min(left, BATCH) }, () => Promise.resolve(call())));
  }
}

function perSecond(count: number, began: number): number {
  return (count * 1_000) / (performance.now() - began);
}

const futures = {
  emptyPerSecond,
  addPerSecond,
  roundTrips,
  mapPerSecond,
  stopMs,
  brokenMs,
  comlinkPerSecond,
  workerpoolPerSecond,
};

export type FutureFigures = typeof futures;

declare global {
  var futures: FutureFigures;
}

globalThis.futures = futures;
