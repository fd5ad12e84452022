/**
 * Every collective by every algorithm, against what one thread computes, for 1 to 8 and for random numbers of ranks, in random orders,
 * with sends that wait for nothing and with sends that wait for their receiver.
 */
import { describe, expect, test } from 'vitest';
import { prng, type Prng } from '../../src/base/prng.ts';
import { ALGORITHMS, type AlgorithmOf } from '../../src/ranks/algorithms.ts';
import type { Communicator } from '../../src/ranks/communicator.ts';
import { newElements, type ElementKind, type Elements } from '../../src/ranks/elements.ts';
import type { Operation } from '../../src/ranks/operations.ts';
import type { Script } from '../../src/sync/thread.ts';
import { dataOf } from '../../src/ranks/programs/one-collective.ts';
import { combined, joined } from './reference.ts';
import { simulate, type Sending } from './simulated-ranks.ts';

const ROUNDS = 60;
const SIZES = [1, 2, 3, 4, 5, 6, 7, 8];
const KINDS: readonly ElementKind[] = ['float64', 'int32', 'uint8', 'int16', 'float32'];
const OPERATIONS: readonly Operation[] = ['sum', 'product', 'min', 'max'];

function one<T>(random: Prng, list: readonly T[]): T {
  return list[random.below(list.length)] as T;
}

/** Seeded cases: each of 1 to 8 ranks, then random numbers of them. */
const CASES = Array.from({ length: ROUNDS }, (_, round) => {
  const seed = round + 1;
  const random = prng(seed);
  const size = SIZES[round] ?? 1 + random.below(17);
  return {
    seed,
    size,
    root: random.below(size),
    length: one(random, [0, 1, 2, 7, 24, 129]),
    kind: one(random, KINDS),
    operation: one(random, OPERATIONS),
    sending: one<Sending>(random, ['buffered', 'rendezvous']),
  };
});
type Case = (typeof CASES)[number];

function run<T>({ size, seed, sending }: Case, body: (comm: Communicator) => Script<T>): readonly T[] {
  return simulate(size, body, { seed, sending }).values;
}

const inputs = ({ size, kind, length, seed }: Case): Elements[] =>
  Array.from({ length: size }, (_, rank) => dataOf(kind, length, rank, seed));

const algorithmsOf = <C extends keyof typeof ALGORITHMS>(collective: C): AlgorithmOf<C>[] =>
  Object.keys(ALGORITHMS[collective]) as AlgorithmOf<C>[];

describe.each(CASES)('seed $seed: $size ranks, root $root, $length × $kind, $sending', (given) => {
  const { size, root, kind, length, operation } = given;
  const all = inputs(given);
  const everyRank = Array.from({ length: size }, (_, rank) => rank);

  test.each(algorithmsOf('bcast'))('bcast of an array by %s gives everybody the root’s elements', (algorithm) => {
    const values = run(given, function* (comm) {
      const array = comm.rank === root ? (all[root] as Elements).slice() : newElements(kind, length);
      yield* comm.arrays.bcast(array, { root, algorithm });
      return array;
    });
    for (const value of values) expect(value).toEqual(all[root]);
  });

  test('scatter of an array gives each rank its block, gather and allgather join them again', () => {
    const whole = joined(all);
    const values = run(given, function* (comm) {
      const own = newElements(kind, length);
      yield* comm.arrays.scatter(comm.rank === root ? whole : null, own, { root });
      const gathered = comm.rank === root ? newElements(kind, size * length) : null;
      yield* comm.arrays.gather(own, gathered, { root });
      return { own, gathered };
    });
    values.forEach(({ own, gathered }, rank) => {
      expect(own).toEqual(all[rank]);
      expect(gathered).toEqual(rank === root ? whole : null);
    });
  });

  test.each(algorithmsOf('allgather'))(
    'allgather by %s gives everybody everything, of arrays and of values',
    (algorithm) => {
      const values = run(given, function* (comm) {
        const array = newElements(kind, size * length);
        yield* comm.arrays.allgather(all[comm.rank] as Elements, array, { algorithm });
        return { array, list: yield* comm.allgather({ rank: comm.rank }, { algorithm }) };
      });
      for (const { array, list } of values) {
        expect(array).toEqual(joined(all));
        expect(list).toEqual(everyRank.map((rank) => ({ rank })));
      }
    },
  );

  test('reduce of an array gives the root the reduction and leaves every array as it was', () => {
    const values = run(given, function* (comm) {
      const own = (all[comm.rank] as Elements).slice();
      const into = comm.rank === root ? newElements(kind, length) : null;
      yield* comm.arrays.reduce(own, into, operation, { root });
      return { own, into };
    });
    values.forEach(({ own, into }, rank) => {
      expect(own).toEqual(all[rank]);
      expect(into).toEqual(rank === root ? combined(operation, all) : null);
    });
  });

  test.each(algorithmsOf('allreduce'))('allreduce of an array by %s gives everybody the reduction', (algorithm) => {
    const values = run(given, function* (comm) {
      const own = (all[comm.rank] as Elements).slice();
      yield* comm.arrays.allreduce(own, operation, { algorithm });
      return own;
    });
    for (const value of values) expect(value).toEqual(combined(operation, all));
  });

  test('values: bcast, scatter, gather, and reductions in the order of the ranks', () => {
    const names = everyRank.map((rank) => `r${rank}`);
    const values = run(given, function* (comm) {
      return {
        told: yield* comm.bcast(comm.rank === root ? { list: [1, 'two'] } : undefined, { root }),
        mine: yield* comm.scatter(comm.rank === root ? names : null, { root }),
        gathered: yield* comm.gather(new Map([[comm.rank, true]]), { root }),
        // Joining words is associative and not commutative.
        joined: yield* comm.reduce(names[comm.rank] as string, (left, right) => left + right, { root }),
        everywhere: yield* comm.allreduce(names[comm.rank] as string, (left, right) => left + right),
        sum: yield* comm.reduce(comm.rank, 'sum', { root }),
        max: yield* comm.allreduce(comm.rank, 'max'),
      };
    });
    values.forEach((value, rank) => {
      expect(value).toEqual({
        told: { list: [1, 'two'] },
        mine: names[rank],
        gathered: rank === root ? everyRank.map((other) => new Map([[other, true]])) : null,
        joined: rank === root ? names.join('') : null,
        everywhere: names.join(''),
        sum: rank === root ? (size * (size - 1)) / 2 : null,
        max: size - 1,
      });
    });
  });

  test('nobody leaves a barrier before everybody has come', () => {
    let come = 0;
    const seen = run(given, function* (comm) {
      come += 1;
      yield* comm.barrier();
      return come;
    });
    expect(seen).toEqual(everyRank.map(() => size));
  });
});

test('results of floats are equal bit by bit on all ranks, by every algorithm', () => {
  for (const algorithm of algorithmsOf('allreduce')) {
    for (const size of [2, 3, 5, 8]) {
      const { values } = simulate(size, function* (comm) {
        const random = prng(comm.rank);
        const own = Float64Array.from({ length: 100 }, () => random.next() * 10 ** random.below(20));
        yield* comm.arrays.allreduce(own, 'sum', { algorithm });
        return new BigUint64Array(own.buffer);
      });
      for (const value of values) expect(value).toEqual(values[0]);
    }
  }
});
