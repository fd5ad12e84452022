/** Rounds on a virtual clock: everything once a round, in an order drawn anew, for as long as the time allows. */
import { expect, test } from 'vitest';
import { interleaved, type InterleavedGround } from '../../../src/experiments/claim-lab/interleaved.ts';
import { Stopped } from '../../../src/pool/errors.ts';

interface Measuring {
  readonly ground: InterleavedGround;
  /** Names in the order in which they were taken. */
  readonly taken: string[];
  /** Takes so long, gives the number of its turn. */
  take(name: string, ms: number): () => Promise<number>;
}

function measuring(seed = 7): Measuring {
  let now = 0;
  const taken: string[] = [];
  return {
    ground: { clock: { now: () => now }, seed, attended: (take) => take() },
    taken,
    take: (name, ms) => async () => {
      now += ms;
      return taken.push(name);
    },
  };
}

const LONG = { rounds: 6, fewest: 2, budgetMs: 10_000 };

test('each is taken once a round, and sample i of each belongs to round i', async () => {
  const { ground, taken, take } = measuring();
  const samples = await interleaved(ground, { a: take('a', 1), b: take('b', 1), c: take('c', 1) }, LONG);
  for (let round = 0; round < LONG.rounds; round++) {
    expect(taken.slice(3 * round, 3 * round + 3).sort()).toEqual(['a', 'b', 'c']);
    for (const name of ['a', 'b', 'c'] as const) expect(Math.ceil((samples[name][round] ?? 0) / 3)).toBe(round + 1);
  }
});

test('the order changes from round to round, and is the same for the same seed', async () => {
  const orders = await Promise.all(
    [7, 7, 8].map(async (seed) => {
      const { ground, taken, take } = measuring(seed);
      await interleaved(ground, { a: take('a', 1), b: take('b', 1), c: take('c', 1) }, LONG);
      return taken.join('');
    }),
  );
  expect(orders[0]).toBe(orders[1]);
  expect(orders[0]).not.toBe(orders[2]);
  expect(new Set(orders[0]?.match(/.../g)).size).toBeGreaterThan(1);
});

test('it ends where another round would not fit into the time', async () => {
  const { ground, take } = measuring();
  const { a } = await interleaved(ground, { a: take('a', 30) }, { rounds: 10, fewest: 2, budgetMs: 100 });
  expect(a).toHaveLength(3);
});

test('the fewest rounds are taken whatever the time', async () => {
  const { ground, take } = measuring();
  const { a } = await interleaved(ground, { a: take('a', 500) }, { rounds: 10, fewest: 4, budgetMs: 100 });
  expect(a).toHaveLength(4);
});

test('a stop in the middle of a round rejects at once', async () => {
  const { ground, taken, take } = measuring();
  const stop = (): Promise<number> => Promise.reject(new Stopped());
  await expect(interleaved(ground, { a: take('a', 1), b: stop }, LONG)).rejects.toThrow(Stopped);
  expect(taken.length).toBeLessThanOrEqual(1);
});

test('every take is attended', async () => {
  const { ground, take } = measuring();
  let attended = 0;
  const counting: InterleavedGround = {
    ...ground,
    attended(once) {
      attended += 1;
      return once();
    },
  };
  await interleaved(counting, { a: take('a', 1), b: take('b', 1) }, LONG);
  expect(attended).toBe(2 * LONG.rounds);
});
