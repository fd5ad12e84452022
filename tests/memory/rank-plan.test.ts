/** Rings, counts and rooms of ranks lie side by side in their part of the memory, for as many ranks as a pool has workers. */
import { expect, test } from 'vitest';
import { MemoryTooSmall, type Region } from '../../src/memory/layout.ts';
import { poolPlan } from '../../src/memory/pool-plan.ts';
import { rankPlan } from '../../src/memory/rank-plan.ts';
import { EVENT_COUNT, RING, SEMAPHORE } from '../../src/memory/structures.ts';

const MIB = 2 ** 20;

test.each([1, 2, 3, 8, 64])('no two regions of a plan for %i ranks overlap, and all keep their boundary', (size) => {
  const { ranks } = poolPlan(32 * MIB, 65);
  const plan = rankPlan(ranks, size);
  const regions: Region[] = [
    { at: plan.reads, bytes: SEMAPHORE.BYTES },
    ...plan.events.map((at) => ({ at, bytes: EVENT_COUNT.BYTES })),
    ...plan.rings.flatMap((row) =>
      row.filter((at) => at !== 0).map((at) => ({ at, bytes: RING.BYTES + plan.ringBytes })),
    ),
    ...plan.own,
  ].sort((one, other) => one.at - other.at);
  expect(regions).toHaveLength(1 + size + size * (size - 1) + size);
  let end = ranks.at;
  for (const { at, bytes } of regions) {
    expect(at % 64).toBe(0);
    expect(at).toBeGreaterThanOrEqual(end);
    end = at + bytes;
  }
  expect(end).toBeLessThanOrEqual(ranks.at + ranks.bytes);
  // Positions in a ring wrap with a 32-bit word.
  expect(Math.log2(plan.ringBytes) % 1).toBe(0);
});

test('ranks for which there is no room are refused', () => {
  expect(() => rankPlan({ at: 64, bytes: 65_536 }, 64)).toThrowError(MemoryTooSmall);
});
