/**
 * What a scope does whose wait was ended by the page, and what an action at a barrier may do: cases that CPython's tests
 * do not have, since no page stops a thread there.
 */
import { describe, expect, test } from 'vitest';
import { BARRIER, READ_WRITE_LOCK } from '../../src/memory/structures.ts';
import { Barrier, makeBarrier } from '../../src/sync/barrier.ts';
import { BrokenBarrier } from '../../src/sync/errors.ts';
import { Mutex } from '../../src/sync/mutex.ts';
import { ReadWriteLock } from '../../src/sync/read-write-lock.ts';
import { RecursiveMutex } from '../../src/sync/recursive-mutex.ts';
import { Stage, type Players } from '../conformance/stage.ts';

const PLAYERS: readonly Players[] = ['workers', 'page'];

const stages = new Map<Players, Promise<Stage>>();

async function opened(players: Players): Promise<Stage> {
  const stage = stages.get(players) ?? Stage.open(players);
  stages.set(players, stage);
  (await stage).newPlay();
  return stage;
}

describe.each(PLAYERS)('a scope of a condition, among %s, that is stopped while it waits', (players) => {
  test.each(['a mutex', 'a recursive mutex'])('leaves %s to whoever holds it by then', async (kind) => {
    const stage = await opened(players);
    const recursive = kind === 'a recursive mutex';
    const own = recursive
      ? new RecursiveMutex(stage.pageThread(), stage.recursiveMutex())
      : new Mutex(stage.pageThread(), stage.mutex());
    const args = { condition: stage.condition(), lock: own.at, recursive: recursive ? 1 : 0 };
    const waiters = await stage.start(1, 'conditionScope', args);
    await stage.parked(waiters);
    await own.acquire();
    for (const { at } of waiters) stage.sync.stopThread(at);
    expect(await stage.endings(waiters)).toMatchObject([{ ok: false, error: 'WaitStopped' }]);
    expect(own.owned).toBe(true);
    await own.release();
    for (const { at } of waiters) stage.sync.allowThread(at);
  });
});

describe('a leader that waits for other things in its action', () => {
  async function meeting(stage: Stage, action: () => Promise<void>): Promise<Barrier<'page'>> {
    const at = stage.place('a barrier', BARRIER);
    makeBarrier(stage.sync, at, 1, true);
    return new Barrier(stage.pageThread(), at, { action });
  }

  test('still leads its own round', async () => {
    const stage = await opened('page');
    const lockAt = stage.place('a read-write lock', READ_WRITE_LOCK);
    stage.sync.initReadWriteLock(lockAt);
    const other = new ReadWriteLock(stage.pageThread(), lockAt);
    const barrier = await meeting(stage, async () => {
      await other.reading.acquire();
      const mine = new ReadWriteLock(barrier.thread, lockAt);
      const written = mine.writing.acquire();
      await other.reading.release();
      await written;
      await mine.writing.release();
    });
    // Its first round has number 0: as what the lock notes of one that wants to read. The second has another.
    expect([await barrier.wait(), await barrier.wait()]).toEqual([0, 0]);
  });

  test('is told that a reset has ended its round, whatever it waited for', async () => {
    const stage = await opened('page');
    const inner = await meeting(stage, async () => {});
    const barrier = await meeting(stage, async () => {
      await new Barrier(barrier.thread, inner.at, { action: async () => {} }).wait();
      await barrier.reset();
    });
    await expect(barrier.wait()).rejects.toBeInstanceOf(BrokenBarrier);
  });
});
