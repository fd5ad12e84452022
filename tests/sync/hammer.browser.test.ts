/**
 * The protocols of assembly/sync under real threads, many times over: orders posted at random moments to workers
 * that spin, are about to sleep, or sleep; many workers claiming few tasks. Hunts lost orders, tasks run twice or
 * never, and ends announced too early.
 */
import { afterEach, expect, test } from 'vitest';
import { prng } from '../../src/base/prng.ts';
import { nextTurn } from '../../src/base/turn.ts';
import { batchSpans } from '../../src/memory/pool-plan.ts';
import { recorded } from '../../src/trace/recorder.ts';
import { openRig, type Rig } from '../models/rig.ts';

const SEED = 20_261_122;
const BATCHES = 1_500;

let rig: Rig | undefined;
afterEach(async () => rig?.pool.close());

function tasksRun({ pool }: Rig, workers: number): number[] {
  const shared = pool.shared;
  if (!shared) return [];
  return pool
    .lanes(workers)
    .flatMap((_, place) => recorded(shared.memory.buffer, batchSpans(shared.plan, place, workers), place))
    .filter(({ phase }) => phase === 'running')
    .map(({ task }) => task)
    .sort((a, b) => a - b);
}

const kind = (): 'batch' => 'batch';

test.each([1, 2, 4, 8])('%i workers run every task of every batch once, whenever it is posted', async (workers) => {
  rig = await openRig(workers, 'ep', 40);
  const random = prng(SEED + workers);
  const most = 2 * workers;
  rig.pool.setTasks(Array.from({ length: most }, () => ({ start: 0, end: 0 })));
  await rig.pool.serve(workers);
  for (let batch = 0; batch < BATCHES / workers; batch++) {
    const count = random.below(most + 1);
    await rig.pool.batch(workers, { kind, count, budgetMs: 0, delayMs: 0, deadlineMs: 10_000 });
    const expected = Array.from({ length: count }, (_, task) => task);
    expect(tasksRun(rig, workers), `seed ${SEED + workers}, batch ${batch}`).toEqual(expected);
    for (let turns = random.below(4); turns > 0; turns--) await nextTurn();
  }
});

test.each([2, 4])(
  '%i workers run the tasks of many steps, never one before all of the step before',
  async (workers) => {
    rig = await openRig(workers, 'ep', 40);
    const random = prng(SEED + workers);
    rig.pool.setTasks(Array.from({ length: 2 * workers }, () => ({ start: 0, end: 0 })));
    await rig.pool.serve(workers);
    for (let batch = 0; batch < 40; batch++) {
      const [count, steps] = [1 + random.below(2 * workers), 1 + random.below(40)];
      await rig.pool.batch(workers, { kind, count, steps, budgetMs: 0, delayMs: 0, deadlineMs: 10_000 });
      const expected = Array.from({ length: count * steps }, (_, task) => task);
      expect(tasksRun(rig, workers), `seed ${SEED + workers}, batch ${batch}`).toEqual(expected);
    }
  },
);

test('workers come and go between batches without losing an order', async () => {
  rig = await openRig(3, 'ep', 40);
  for (let round = 0; round < 100; round++) {
    const workers = 1 + (round % 3);
    await rig.pool.serve(workers);
    await rig.pool.batch(workers, { kind, count: 1, budgetMs: 0, delayMs: 0, deadlineMs: 10_000 });
    if (round % 2) await rig.pool.listen();
  }
});

test('a handshake of as many threads as asked ends within its budget’s order, and leaves the barrier reusable', async () => {
  rig = await openRig(3, 'ep', 40);
  await rig.pool.serve(3);
  for (const workers of [1, 2, 3, 2, 1]) {
    await rig.pool.batch(workers, {
      kind: (place) => (place === 0 ? 'lead-handshake' : 'follow-handshake'),
      count: 0,
      budgetMs: 5,
      delayMs: 0,
      deadlineMs: 10_000,
    });
    const [blocks = 0, rounds = 0] = rig.pool.tally(0);
    expect(blocks).toBeGreaterThan(0);
    expect(rounds).toBeGreaterThan(0);
  }
});
