/** The right answer that a table is compared with: what stands in the keys that each thread says it has gone through. */
import { expect, it } from 'vitest';
import { expectedTable, keysOf } from '../../src/experiments/count-histogram.ts';
import { BINS, KEYS } from '../../src/memory/histogram-plan.ts';
import { firstCall, KEYS_A_CALL } from '../../src/runtime/histogram.ts';

const keys = keysOf(7);

/** Key by key, as the threads do it. */
function walked(calls: readonly number[], seats: number): Float64Array {
  const table = new Float64Array(BINS);
  for (const [seat, made] of calls.entries()) {
    for (let call = 0; call < made; call++) {
      const from = ((firstCall(seat, seats) + call) * KEYS_A_CALL) % KEYS;
      for (const key of keys.subarray(from, from + KEYS_A_CALL)) table[key] = (table[key] ?? 0) + 1;
    }
  }
  return table;
}

it.each([
  [[0], 1],
  [[1], 1],
  [[8, 0], 2],
  [[9, 17], 2],
  [[3, 5, 40], 3],
  [[25, 7], 16],
] as const)('calls %j of %i threads', (calls, seats) => {
  expect([...expectedTable(keys, calls, seats)]).toEqual([...walked(calls, seats)]);
});

it('keys are bytes, all occur, and the same seed gives the same', () => {
  expect(new Set(keys).size).toBe(BINS);
  expect(keysOf(7).join()).toBe(keys.join());
  expect(keysOf(8).join()).not.toBe(keys.join());
});

it('threads do not begin with the same keys where there is room', () => {
  expect([0, 1].map((seat) => firstCall(seat, 2))).toEqual([0, KEYS / KEYS_A_CALL / 2]);
});
