/** What collectives really send, against the formulas that their files state: rounds, messages and bytes, for 1 to 8 ranks. */
import { describe, expect, test } from 'vitest';
import { ALGORITHMS, allgatherFor, allreduceFor, bcastFor, type Algorithm } from '../../src/ranks/algorithms.ts';
import type { Communicator } from '../../src/ranks/communicator.ts';
import type { Collective } from '../../src/ranks/steps.ts';
import type { Script } from '../../src/sync/thread.ts';
import { simulate } from './simulated-ranks.ts';

const SIZES = [1, 2, 3, 4, 5, 6, 7, 8];
/** Of the whole vector: divisible by each number of ranks. */
const BYTES = 840 * 8;

const vector = (): Float64Array => new Float64Array(BYTES / 8);
const block = (comm: Communicator): Float64Array => new Float64Array(BYTES / 8 / comm.size);

/** A collective of arrays, by one of its algorithms. */
const CALLS: Record<Collective, (comm: Communicator, root: number, algorithm: never) => Script<void>> = {
  barrier: (comm) => comm.barrier(),
  bcast: (comm, root, algorithm) => comm.arrays.bcast(vector(), { root, algorithm }),
  scatter: (comm, root) => comm.arrays.scatter(comm.rank === root ? vector() : null, block(comm), { root }),
  gather: (comm, root) => comm.arrays.gather(block(comm), comm.rank === root ? vector() : null, { root }),
  allgather: (comm, _, algorithm) => comm.arrays.allgather(block(comm), vector(), { algorithm }),
  reduce: (comm, root) => comm.arrays.reduce(vector(), comm.rank === root ? vector() : null, 'sum', { root }),
  allreduce: (comm, _, algorithm) => comm.arrays.allreduce(vector(), 'sum', { algorithm }),
};

const ALL = (Object.keys(ALGORITHMS) as Collective[]).flatMap((collective) =>
  Object.entries<Algorithm>(ALGORITHMS[collective]).map(([name, { title, cost }]) => ({
    collective,
    name,
    title,
    cost,
  })),
);

describe.each(ALL)('$collective by $title', ({ collective, name, cost }) => {
  test.each(SIZES)('of %i ranks sends what its formula says, whoever is the root', (size) => {
    for (let root = 0; root < size; root++) {
      for (const sending of ['buffered', 'rendezvous'] as const) {
        const { traffic } = simulate(size, (comm) => CALLS[collective](comm, root, name as never), {
          seed: 1 + root,
          sending,
        });
        expect(traffic).toEqual(cost(size, BYTES));
      }
    }
  });
});

test('the formulas give the numbers of the literature for 8 ranks and 8 blocks of 1 000 bytes', () => {
  const of = (algorithm: Algorithm): unknown => Object.values(algorithm.cost(8, 8_000));
  expect(of(ALGORITHMS.barrier.dissemination)).toEqual([3, 24, 0]);
  expect(of(ALGORITHMS.bcast.tree)).toEqual([3, 7, 56_000]);
  expect(of(ALGORITHMS.bcast.scatter)).toEqual([10, 63, 68_000]);
  expect(of(ALGORITHMS.scatter.tree)).toEqual([3, 7, 12_000]);
  expect(of(ALGORITHMS.gather.tree)).toEqual([3, 7, 12_000]);
  expect(of(ALGORITHMS.allgather.doubling)).toEqual([3, 24, 56_000]);
  expect(of(ALGORITHMS.allgather.bruck)).toEqual([3, 24, 56_000]);
  expect(of(ALGORITHMS.allgather.ring)).toEqual([7, 56, 56_000]);
  expect(of(ALGORITHMS.reduce.tree)).toEqual([3, 7, 56_000]);
  expect(of(ALGORITHMS.allreduce.doubling)).toEqual([3, 24, 192_000]);
  expect(of(ALGORITHMS.allreduce.ring)).toEqual([14, 112, 112_000]);
});

test('the default algorithm goes by bytes and ranks, as MPICH chooses', () => {
  expect([bcastFor(8, 12_287), bcastFor(8, 12_288), bcastFor(7, 1e6)]).toEqual(['tree', 'scatter', 'tree']);
  expect([allgatherFor(8, 81_919), allgatherFor(6, 81_919), allgatherFor(8, 81_920)]).toEqual([
    'doubling',
    'bruck',
    'ring',
  ]);
  expect([allreduceFor(2_047), allreduceFor(2_048)]).toEqual(['doubling', 'ring']);
});

test('rounds are chains of messages: a message passed along five ranks takes four, five sent side by side take one', () => {
  const chain = simulate(5, function* (comm) {
    if (comm.rank > 0) yield* comm.recv({ from: comm.rank - 1 });
    if (comm.rank < 4) yield* comm.send('on', { to: comm.rank + 1 });
  });
  expect(chain.traffic).toMatchObject({ rounds: 4, messages: 4 });
  const ring = simulate(5, function* (comm) {
    yield* comm.sendrecv('on', { to: (comm.rank + 1) % 5 });
  });
  expect(ring.traffic).toMatchObject({ rounds: 1, messages: 5 });
});
