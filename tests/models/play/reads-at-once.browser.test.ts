/**
 * At most four reads of the site are under way at once under every model, counted by the server that is read; a stop ends those that wait
 * for a turn and gives every turn back; and where nobody can count, too many readers are refused.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { readsIn } from '../../../src/memory/program-plan.ts';
import { rankPlan } from '../../../src/memory/rank-plan.ts';
import { MODEL_IDS, type ModelId } from '../../../src/models/index.ts';
import { CannotPlay } from '../../../src/models/play/play.ts';
import { Stopped } from '../../../src/pool/errors.ts';
import type { Pool } from '../../../src/pool/pool.ts';
import { openRig, type Rig } from '../rig.ts';
import { play } from './play-rig.ts';
import readers from './programs/readers.ts';

const MOST = 4;
const READERS = 8;
const TASKS = 10;

/** What everybody gets who reads, `main` included. */
const ALL_BYTES = (TASKS + 1) * '<svg/>'.length;

interface Counted {
  readonly now: number;
  readonly most: number;
}

async function told(what: string): Promise<Counted> {
  return (await fetch(`/held-reads/${what}`)).json() as Promise<Counted>;
}

afterEach(() => told('end'));

/** Nothing waits but the reads: each of a model's threads or tasks is at one. */
function togetherUnder(id: ModelId): number {
  return id === 'main-thread' ? 1 : MOST;
}

describe('over one memory', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await openRig(READERS + 1, 'mandelbrot', 4);
  });
  afterAll(() => rig.pool.close());

  test.each(MODEL_IDS)('%s: as many read at once as can, and never more than four', async (id) => {
    const together = togetherUnder(id);
    await told(`begin?together=${together}`);
    const { result } = await play(rig.stage, id, readers, { args: [TASKS], workers: READERS });
    expect(result).toBe(ALL_BYTES);
    expect(await told('most')).toEqual({ now: 0, most: together });
  });

  function turnsLeft({ shared, roster }: Pool, id: ModelId): number {
    if (!shared) throw new Error('the pool shares no memory');
    const at = id === 'ranks' ? rankPlan(shared.plan.ranks, READERS + 1).reads : readsIn(shared.plan.program);
    return roster.sync.semaphoreValue(at);
  }

  test.each(['free-threads', 'gil-threads', 'processes', 'thread-executor', 'process-executor', 'ranks'] as const)(
    'a stop while tasks of %s wait for a turn to read gives every turn back, and the next play reads as before',
    async (id) => {
      // More than can come: nothing is answered until it is told to be.
      await told(`begin?together=${TASKS + 2}`);
      const abort = new AbortController();
      const playing = play(rig.stage, id, readers, { args: [TASKS], workers: READERS, signal: abort.signal });
      const settled = playing.catch((reason: unknown) => reason);
      await vi.waitFor(async () => expect(await told('most')).toEqual({ now: MOST, most: MOST }), { timeout: 10_000 });
      expect(turnsLeft(rig.pool, id)).toBe(0);
      abort.abort();
      // Those that are under way end with their answers, which no thread can refuse.
      const { most } = await told('go');
      expect(await settled).toBeInstanceOf(Stopped);
      await vi.waitFor(() => expect(turnsLeft(rig.pool, id)).toBe(MOST), { timeout: 10_000 });
      // Whoever waited for a turn has not read.
      expect(await told('most')).toEqual({ now: 0, most });
      await told(`begin?together=${MOST}`);
      const { result } = await play(rig.stage, id, readers, { args: [TASKS], workers: READERS });
      expect(result).toBe(ALL_BYTES);
      expect((await told('most')).most).toBe(MOST);
    },
  );
});

describe('where no memory is shared', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await openRig(MOST + 1, 'mandelbrot', 4, false);
  });
  afterAll(() => rig.pool.close());

  test.each(['process-executor', 'ranks'] as const)(
    '%s: main and three workers read at once, and with four workers all are refused',
    async (id) => {
      await told(`begin?together=${MOST}`);
      const { result } = await play(rig.stage, id, readers, { args: [TASKS], workers: MOST - 1 });
      expect(result).toBe(ALL_BYTES);
      expect((await told('most')).most).toBe(MOST);
      const playing = play(rig.stage, id, readers, { args: [TASKS], workers: MOST });
      await expect(playing).rejects.toBeInstanceOf(CannotPlay);
      await expect(playing).rejects.toThrowError(/at most 3 workers read beside main, not 4/);
    },
  );
});
