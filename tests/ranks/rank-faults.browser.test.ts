/** Everything that can end a program of ranks badly: it is named, nothing hangs, and the pool works on unless a worker died. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { nextTurn } from '../../src/base/turn.ts';
import { Stopped, WorkerLost } from '../../src/pool/errors.ts';
import type { Lane } from '../../src/pool/lane.ts';
import type { Pool } from '../../src/pool/pool.ts';
import { RankFailed, RanksAborted, RanksOverdue, RanksRunning } from '../../src/pool/rank-errors.ts';
import { launchRanks, type LaunchOptions, type RankResult } from '../../src/pool/rank-launch.ts';
import { ABOUT_TO_WAIT, type Fault } from '../../src/ranks/programs/faults.ts';
import { openPool } from '../models/rig.ts';

const SETTLED_MS = 250;

/** Workers made by the page under test, so that a test can end one from outside as a crash would. */
const made: Worker[] = [];
const RealWorker = globalThis.Worker;

class WatchedWorker extends RealWorker {
  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options);
    made.push(this);
  }
}

const pools: Pool[] = [];
async function open(workers: number, shared: boolean): Promise<Pool> {
  vi.stubGlobal('Worker', WatchedWorker);
  const pool = await openPool(workers, shared);
  pools.push(pool);
  return pool;
}

afterEach(async () => {
  vi.unstubAllGlobals();
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
  made.length = 0;
});

const faulty = (pool: Pool, fault: Fault, options: LaunchOptions = {}, size = 2): Promise<RankResult[]> =>
  launchRanks(pool, 'faults', size, fault, options);

/** Resolves when so many ranks have said that they are about to wait. */
function announcements(count: number): Promise<void> {
  const channel = new BroadcastChannel(ABOUT_TO_WAIT);
  return new Promise<void>((resolve) => {
    let left = count;
    channel.onmessage = () => {
      left -= 1;
      if (left === 0) resolve();
    };
  }).finally(() => channel.close());
}

/**
 * Resolves when the ranks on all workers of the pool wait. Over ports a worker hears nothing before it does; in shared memory it has
 * to be seen asleep, in the first word of its thread's record (assembly/sync/thread.ts).
 */
async function waitingRanks(pool: Pool): Promise<void> {
  await announcements(pool.size);
  const { shared } = pool;
  if (!shared) return;
  const words = new Int32Array(shared.memory.buffer);
  const isAsleep = ({ index }: Lane): boolean =>
    Atomics.load(words, (shared.plan.lanes[index]?.thread.at ?? 0) / 4) === 1;
  await vi.waitFor(() => expect(pool.lanes(pool.size).every(isAsleep)).toBe(true), { timeout: 10_000, interval: 1 });
}

const caught = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

async function worksOn(pool: Pool): Promise<void> {
  const [first] = await launchRanks(pool, 'compute-pi', 2, 1_000);
  expect(first?.value).toBeCloseTo(Math.PI, 5);
}

describe.each([
  ['shared memory', true],
  ['ports', false],
])('over %s', (_, shared) => {
  test('a rank that throws is named with its own stack, the others are stopped, and the pool works on', async () => {
    const pool = await open(4, shared);
    const error = await caught(faulty(pool, 'throw', {}, 4));
    expect(error).toBeInstanceOf(RankFailed);
    expect(error).toMatchObject({
      rank: 3,
      remoteName: 'RangeError',
      message: 'rank 3 failed: RangeError: on purpose',
    });
    expect((error as RankFailed).remoteStack).toMatch(/faults/);
    await worksOn(pool);
  });

  test('an abort ends the program on every rank with its code', async () => {
    const pool = await open(4, shared);
    expect(await caught(faulty(pool, 'abort', {}, 4))).toMatchObject({ name: 'RanksAborted', rank: 3, code: 3 });
    expect(await caught(faulty(pool, 'abort', {}, 2))).toBeInstanceOf(RanksAborted);
    await worksOn(pool);
  });

  test('ranks that wait in a circle are named when the time is up, with what each waits for', async () => {
    const pool = await open(2, shared);
    const error = await caught(faulty(pool, 'circle', { timeoutMs: 100 }));
    expect(error).toBeInstanceOf(RanksOverdue);
    expect((error as Error).message).toBe(
      'the ranks did not end within 0.1 s: rank 0 waited for a message from rank 1 with tag 7; ' +
        'rank 1 waited for a message from rank 0 with tag 7; ranks 0 → 1 → 0 wait in a circle: a deadlock',
    );
    await worksOn(pool);
  });

  test('a stop ends ranks that wait, says what for, and the pool works on', async () => {
    const pool = await open(2, shared);
    const abort = new AbortController();
    const waiting = waitingRanks(pool);
    const run = caught(faulty(pool, 'circle', { signal: abort.signal }));
    await waiting;
    const stopped = performance.now();
    abort.abort();
    const error = await run;
    expect(performance.now() - stopped).toBeLessThan(SETTLED_MS);
    expect(error).toBeInstanceOf(Stopped);
    expect((error as Error).message).toMatch(
      /^the run was stopped: rank 0 waited for a message from rank 1 .*; rank 1 waited/,
    );
    await worksOn(pool);
  });

  test('a stop ends ranks that never wait, at their next checkpoint', async () => {
    const pool = await open(2, shared);
    const abort = new AbortController();
    const run = caught(faulty(pool, 'endless', { signal: abort.signal }));
    setTimeout(() => abort.abort(), 20);
    expect(await run).toBeInstanceOf(Stopped);
    await worksOn(pool);
  });

  test('a signal that was given before launches nobody', async () => {
    const pool = await open(2, shared);
    expect(await caught(faulty(pool, 'crash', { signal: AbortSignal.abort() }))).toBeInstanceOf(Stopped);
    await worksOn(pool);
  });

  test('a rank whose worker ends is told of at once, though the others wait for it', async () => {
    const pool = await open(4, shared);
    const error = await caught(faulty(pool, 'crash', {}, 4));
    expect(error).toBeInstanceOf(WorkerLost);
    expect(error).toMatchObject({ lane: 3 });
  });

  test('a worker killed from outside while its rank waits is told of within 250 ms', async () => {
    const pool = await open(2, shared);
    const waiting = waitingRanks(pool);
    const run = caught(faulty(pool, 'circle'));
    await waiting;
    const killed = performance.now();
    made[1]?.terminate();
    expect(await run).toBeInstanceOf(WorkerLost);
    expect(performance.now() - killed).toBeLessThan(SETTLED_MS);
  });

  test('a result that cannot be cloned, another collective, and too short an array are named', async () => {
    const pool = await open(2, shared);
    await expect(faulty(pool, 'uncloneable')).rejects.toThrowError(/rank [01] failed: DataCloneError/);
    await expect(faulty(pool, 'collectives')).rejects.toThrowError(/rank 0 is in gather while rank 1 is in reduce/);
    await expect(faulty(pool, 'truncated')).rejects.toThrowError(
      /a message of 20 bytes from rank 0 does not fit into 16/,
    );
    await worksOn(pool);
  });

  test('ranks are refused while others run, and more ranks than workers', async () => {
    const pool = await open(2, shared);
    const abort = new AbortController();
    const first = caught(faulty(pool, 'circle', { signal: abort.signal }));
    await expect(faulty(pool, 'circle')).rejects.toBeInstanceOf(RanksRunning);
    abort.abort();
    await first;
    await expect(faulty(pool, 'circle', {}, 3)).rejects.toThrowError(/3 ranks cannot be launched on 2 workers/);
    await expect(launchRanks(pool, 'no-such-program', 2, null)).rejects.toThrowError(/no rank program is called/);
    await worksOn(pool);
  });
});

test('in shared memory two long sends without a receiver wait for room, and are named', async () => {
  const pool = await open(2, true);
  const error = await caught(faulty(pool, 'room', { timeoutMs: 100 }));
  expect((error as Error).message).toMatch(
    /rank 0 waited for rank 1 to take a message; rank 1 waited for rank 0 to take/,
  );
  expect((error as Error).message).toMatch(/ranks 0 → 1 → 0 wait in a circle/);
});

test('a stop of the pool ends ranks in shared memory as a signal does', async () => {
  const pool = await open(2, true);
  const waiting = waitingRanks(pool);
  const run = caught(faulty(pool, 'circle'));
  await waiting;
  pool.stop();
  expect(await run).toBeInstanceOf(Stopped);
  await worksOn(pool);
});

test('a stop of the pool while the ranks’ code is loading is for them, too', async () => {
  const pool = await open(2, true);
  const run = caught(faulty(pool, 'circle'));
  // The workers are at home, so this is within the loading.
  await Promise.resolve();
  await nextTurn();
  pool.stop();
  expect(await run).toBeInstanceOf(Stopped);
  await worksOn(pool);
});

test('a signal that is given while the workers come home from their mailboxes launches nobody', async () => {
  const pool = await open(2, true);
  await pool.serve(2);
  const abort = new AbortController();
  const run = caught(faulty(pool, 'circle', { signal: abort.signal }));
  abort.abort();
  expect(await run).toBeInstanceOf(Stopped);
  await worksOn(pool);
});

test('the transport that is asked for has to be there', async () => {
  const pool = await open(2, false);
  await expect(faulty(pool, 'circle', { transport: 'segment' })).rejects.toThrowError(
    /shares no memory: launch the ranks over ports/,
  );
});
