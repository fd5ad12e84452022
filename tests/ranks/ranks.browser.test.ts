/**
 * Ranks on real workers, over shared memory and over message ports: every collective by every algorithm against what one thread
 * computes, and what is sent against the formulas.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Pool } from '../../src/pool/pool.ts';
import { launchRanks, type LaunchOptions, type RankResult } from '../../src/pool/rank-launch.ts';
import { ALGORITHMS, type Algorithm } from '../../src/ranks/algorithms.ts';
import type { Elements } from '../../src/ranks/elements.ts';
import { dataOf, type CollectiveAsked } from '../../src/ranks/programs/one-collective.ts';
import type { Collective } from '../../src/ranks/steps.ts';
import { totalTraffic } from '../../src/ranks/wire.ts';
import { openPool } from '../models/rig.ts';
import { combined, joined } from './reference.ts';

const SIZES = [2, 4, 8] as const;
/** Of each rank: one that fits a ring at once, and one that goes through it in many pieces. */
const LENGTHS = [24, 60_000] as const;

/** Pools and transports on which everything has to be the same. */
const PLACES: readonly { name: string; shared: boolean; options: LaunchOptions; where: CollectiveAsked['where'] }[] = [
  { name: 'shared memory, arrays in it', shared: true, options: { transport: 'segment' }, where: 'segment' },
  { name: 'shared memory, arrays of their own', shared: true, options: { transport: 'segment' }, where: 'heap' },
  { name: 'ports in a pool that shares memory', shared: true, options: { transport: 'ports' }, where: 'segment' },
  { name: 'ports in a pool that shares none', shared: false, options: {}, where: 'heap' },
];

const ALGORITHM_LIST = (Object.keys(ALGORITHMS) as Collective[]).flatMap((collective) =>
  Object.entries<Algorithm>(ALGORITHMS[collective]).map(([name, algorithm]) => ({ collective, name, ...algorithm })),
);

/** By rank. */
function expected(
  { collective, kind, length, root, operation, seed }: CollectiveAsked,
  size: number,
): (Elements | null)[] {
  const all = Array.from({ length: size }, (_, rank) => dataOf(kind, length, rank, seed));
  const whole = dataOf(kind, length * size, root, seed);
  const everywhere = (of: (rank: number) => Elements | null): (Elements | null)[] => all.map((_, rank) => of(rank));
  const atRoot = (elements: Elements): (Elements | null)[] => everywhere((rank) => (rank === root ? elements : null));
  switch (collective) {
    case 'barrier':
      return everywhere(() => null);
    case 'bcast':
      return everywhere(() => all[root] ?? null);
    case 'scatter':
      return everywhere((rank) => whole.subarray(rank * length, (rank + 1) * length));
    case 'gather':
      return atRoot(joined(all));
    case 'allgather':
      return everywhere(() => joined(all));
    case 'reduce':
      return atRoot(combined(operation, all));
    case 'allreduce':
      return everywhere(() => combined(operation, all));
  }
}

/** Long arrays are compared here: an assertion would take seconds for each. */
function firstWrongRank(results: readonly RankResult[], wanted: readonly (Elements | null)[]): number {
  const isRight = (value: Elements | null, want: Elements | null): boolean =>
    value === null || want === null
      ? value === want
      : value.constructor === want.constructor &&
        value.length === want.length &&
        want.every((element, at) => element === value[at]);
  return results.findIndex(({ value }, rank) => !isRight(value as Elements | null, wanted[rank] ?? null));
}
const NONE = -1;

/** Bytes of the whole vector, as the formulas count them. */
function vectorBytes({ collective, length }: CollectiveAsked, size: number): number {
  const blocks = collective === 'scatter' || collective === 'gather' || collective === 'allgather' ? size : 1;
  return length * blocks * Float64Array.BYTES_PER_ELEMENT;
}

describe.each(PLACES)('$name', ({ shared, options, where }) => {
  let pool: Pool;
  beforeAll(async () => {
    pool = await openPool(8, shared);
  });
  afterAll(() => pool.close());

  const launch = (program: string, size: number, args: unknown): Promise<RankResult[]> =>
    launchRanks(pool, program, size, args, { ...options, timeoutMs: 20_000 });

  test.each(SIZES)(
    '%i ranks: every collective by every algorithm gives the right elements for what its formula says',
    async (size) => {
      for (const { collective, name, cost } of ALGORITHM_LIST) {
        for (const length of LENGTHS) {
          const root = (length + size) % size;
          const asked = {
            collective,
            algorithm: name,
            kind: 'float64',
            length,
            root,
            operation: 'sum',
            seed: length,
            where,
          } as const;
          const results = await launch('one-collective', size, asked);
          const what = `${collective} by ${name}, ${length} elements`;
          expect(firstWrongRank(results, expected(asked, size)), what).toBe(NONE);
          expect(totalTraffic(results.map(({ traffic }) => traffic)), what).toEqual(
            cost(size, vectorBytes(asked, size)),
          );
        }
      }
    },
  );

  test.each(['sum', 'product', 'min', 'max'] as const)(
    '%s of elements of every kind, an odd number of them',
    async (operation) => {
      for (const kind of ['float64', 'float32', 'int32', 'uint32', 'int16', 'uint16', 'int8', 'uint8'] as const) {
        for (const algorithm of ['ring', 'doubling']) {
          const asked = {
            collective: 'allreduce',
            algorithm,
            kind,
            length: 1_001,
            root: 0,
            operation,
            seed: 5,
            where,
          } as const;
          const results = await launch('one-collective', 3, asked);
          expect(firstWrongRank(results, expected(asked, 3)), `${kind} by ${algorithm}`).toBe(NONE);
        }
      }
    },
  );

  test.each(SIZES)('%i ranks: every operation on values', async (size) => {
    const root = size - 1;
    const ranks = Array.from({ length: size }, (_, rank) => rank);
    const results = await launch('values-collectives', size, root);
    results.forEach(({ value }, rank) => {
      const left = (rank - 1 + size) % size;
      expect(value).toEqual({
        told: { from: root, list: [1, 'two', null] },
        mine: `for ${rank}`,
        gathered: rank === root ? ranks.map((other) => other * 10) : null,
        everybody: ranks,
        sum: rank === root ? (size * (size - 1)) / 2 : null,
        names: ranks.map((other) => `r${other}`).join(''),
        fromLeft: `hello from ${left}`,
        expectedLeft: left,
        source: left,
      });
    });
  });

  test('π to ten digits, and one rank alone needs no messages', async () => {
    for (const size of [1, 2, 8]) {
      const [first, ...others] = await launch('compute-pi', size, 100_000);
      expect(first?.value).toBeCloseTo(Math.PI, 9);
      expect(others.map(({ value }) => value)).toEqual(others.map(() => null));
      if (size === 1) expect(first?.traffic).toEqual({ rounds: 0, messages: 0, bytes: 0 });
    }
  });
});
