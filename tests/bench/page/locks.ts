/**
 * Figures of the locks, the GIL and the pool's ends, taken in the browser's workers. Called from outside, so that the peers
 * outside the browser can be measured in turns with them. Returns samples; judges nothing.
 */
import { clockFrom, threadOrigin } from '../../../src/base/clock.ts';
import { GIL, SEMAPHORE } from '../../../src/memory/structures.ts';
import { Pool } from '../../../src/pool/pool.ts';
import { compileModule } from '../../../src/runtime/module.ts';
import { makeSemaphore } from '../../../src/sync/semaphore.ts';
import type { Rate } from '../../conformance/bodies/bench.ts';
import type { UnderGil } from '../../conformance/bodies/lab.ts';
import { Stage } from '../../conformance/stage.ts';
import { openRig } from '../../models/rig.ts';

const SLICE_MS = 0.05;
const EXCHANGES = 40;
/** Some 30 ms of computing in slices of 30 µs. */
const WORK = { slices: 1_000, items: 10_000 };
const STOPPED_WORKERS = 8;
/** Of a record's first word, as in assembly/sync/thread.ts. */
const WAITING = 1;

const stage = Stage.open('workers');

function gil(on: Stage, intervalMs: number): number {
  const at = on.place('a GIL', GIL);
  on.sync.initGil(at, intervalMs, 0);
  return at;
}

function semaphore(on: Stage): number {
  const at = on.place('a semaphore', SEMAPHORE);
  makeSemaphore(on.sync, at, 0);
  return at;
}

async function rate(threads: number, ms: number): Promise<Rate[]> {
  const on = await stage;
  const args = { lock: on.mutex(), counter: on.counter(), here: on.counter(), threads, ms };
  return (await on.joined(await on.start(threads, 'rateOfLocking', args))) as Rate[];
}

/** Nanoseconds for lock, increment and unlock, nobody competing. */
async function uncontendedNs(ms: number): Promise<number> {
  const [alone] = await rate(1, ms);
  return alone ? (alone.ms * 1e6) / alone.made : NaN;
}

/** Two workers that want the lock all the time: operations of both a second, and the longest wait. */
async function contended(ms: number): Promise<{ perSecond: number; longestMs: number }> {
  const both = await rate(2, ms);
  const perSecond = both.reduce((sum, one) => sum + (one.made * 1_000) / one.ms, 0);
  return { perSecond, longestMs: Math.max(...both.map(({ longestMs }) => longestMs)) };
}

/** Lengths of holds that ended on request, two threads computing for `ms`. */
async function holds(intervalMs: number, ms: number): Promise<number[]> {
  const on = await stage;
  const args = { gil: gil(on, intervalMs), inside: on.counter(), ms, sliceMs: SLICE_MS };
  const seen = (await on.joined(await on.start(2, 'runUnderGil', args))) as UnderGil[];
  return seen.flatMap(({ forced }) => forced);
}

/** Milliseconds of each exchange with a partner outside the GIL, `beside` computing threads. */
async function exchanges(intervalMs: number, beside: number): Promise<number[]> {
  const on = await stage;
  const talk = { question: semaphore(on), answer: semaphore(on), never: semaphore(on), exchanges: EXCHANGES };
  const args = { gil: gil(on, intervalMs), over: on.counter(), here: on.counter(), sliceMs: SLICE_MS, ...talk };
  const partner = await on.start(1, 'answerAfterAMillisecond', args);
  const computing = await on.start(beside, 'computeUnderGil', args);
  await on.reached(args.here, beside);
  const [times] = (await on.joined(await on.start(1, 'converse', args))) as number[][];
  await on.joined([...partner, ...computing]);
  return times ?? [];
}

/** Milliseconds that `threads` threads need for as much work each, under the GIL. */
async function workMs(threads: number): Promise<number> {
  const on = await stage;
  const args = { gil: gil(on, 5), here: on.counter(), scratch: on.counter(), threads, ...WORK };
  const ran = (await on.joined(await on.start(threads, 'shareOfWork', args))) as { began: number; ended: number }[];
  return Math.max(...ran.map(({ ended }) => ended)) - Math.min(...ran.map(({ began }) => began));
}

async function openPool(workers: number): Promise<Pool> {
  const module = await compileModule(true);
  const pool = new Pool({ module, shared: true, clock: clockFrom(), origin: threadOrigin() });
  await pool.grow(workers);
  return pool;
}

/** From the order to start 8 workers, the module compiled, until all are ready. */
async function readyMs(): Promise<number> {
  const module = await compileModule(true);
  const pool = new Pool({ module, shared: true, clock: clockFrom(), origin: threadOrigin() });
  const began = performance.now();
  await pool.grow(STOPPED_WORKERS);
  const took = performance.now() - began;
  await pool.close();
  return took;
}

const turn = (): Promise<void> => new Promise((resume) => setTimeout(resume, 20));

/** Throws unless every worker is parked: else a stop would be measured of workers that have nothing to leave. */
function demandAsleep({ shared }: Pool): void {
  if (!shared) throw new Error('the pool shares no memory');
  const words = new Int32Array(shared.memory.buffer);
  const asleep = shared.plan.lanes.filter(({ thread }) => Atomics.load(words, thread.at / 4) === WAITING).length;
  if (asleep !== STOPPED_WORKERS) throw new Error(`${asleep} of ${STOPPED_WORKERS} workers are asleep`);
}

/** From the word to stop until every one of 8 workers, asleep waiting for the GIL, has left. */
async function stopMs(): Promise<number> {
  // With work loaded: workers that have none do not ask for the GIL.
  const { pool } = await openRig(STOPPED_WORKERS);
  await pool.serve(STOPPED_WORKERS);
  // The page takes the GIL in the name of a worker that does not exist: all others wait.
  pool.resetGil();
  const at = pool.shared?.plan.gil.at ?? 0;
  const nobody = pool.shared?.plan.lanes.at(-1)?.thread.at ?? 0;
  pool.roster.sync.takeGil(at, nobody);
  const kind = (): 'gil-batch' => 'gil-batch';
  const batch = pool.batch(STOPPED_WORKERS, { kind, count: 0, budgetMs: 0, delayMs: 0, deadlineMs: 10_000 });
  await turn();
  demandAsleep(pool);
  const began = performance.now();
  pool.stop();
  await batch;
  const took = performance.now() - began;
  await pool.close();
  return took;
}

/** From a worker's death until everything that waited for the pool has been told. */
async function toldMs(): Promise<number> {
  const pool = await openPool(2);
  await pool.serve(2);
  const waiting = Array.from({ length: 100 }, () => pool.guard(new Promise(() => {})));
  const told = Promise.allSettled(waiting);
  await turn();
  const began = performance.now();
  pool.lanes(1)[0]?.fail('the bench ended it');
  await told;
  const took = performance.now() - began;
  await pool.close();
  return took;
}

const locks = { uncontendedNs, contended, holds, exchanges, workMs, readyMs, stopMs, toldMs };

export type Locks = typeof locks;

declare global {
  var locks: Locks;
}

globalThis.locks = locks;
