import { expect, test } from 'vitest';
import { bcastByTreeCost } from '../../src/ranks/algorithms/bcast-binomial.ts';
import type { Communicator } from '../../src/ranks/communicator.ts';
import inTurn from '../../src/ranks/programs/bcast-in-turn.ts';
import { dataOf } from '../../src/ranks/programs/one-collective.ts';
import type { RankWorld } from '../../src/ranks/programs/index.ts';
import { simulate } from './simulated-ranks.ts';

const ASKED = { kind: 'float64', length: 24, seed: 5 } as const;

const launched = (size: number) =>
  simulate(size, (comm: Communicator) => inTurn.body({ comm, args: ASKED } as unknown as RankWorld));

test.each([1, 2, 3, 4, 8])('%i ranks: everybody has the elements of rank 0', (size) => {
  const told = dataOf(ASKED.kind, ASKED.length, 0, ASKED.seed);
  expect(launched(size).values).toEqual(Array.from({ length: size }, () => told));
});

test('it sends as much as a tree, and from 4 ranks on in more rounds', () => {
  for (const size of [2, 3, 4, 5, 6, 7, 8]) {
    const { traffic } = launched(size);
    const tree = bcastByTreeCost(size, ASKED.length * 8);
    expect(traffic).toEqual({ ...tree, rounds: size - 1 });
    expect(traffic.rounds > tree.rounds).toBe(size >= 4);
  }
});
