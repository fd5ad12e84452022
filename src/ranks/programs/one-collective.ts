/**
 * One collective of arrays with seeded data, by the algorithm that is asked for: what a collective does and sends, for tests
 * and for pictures. A rank's result is its array afterwards; null where it gets none.
 */
import { prng } from '../../base/prng.ts';
import type { Script } from '../../sync/thread.ts';
import type { AlgorithmOf } from '../algorithms.ts';
import type { Communicator } from '../communicator.ts';
import { newElements, type ElementKind, type Elements } from '../elements.ts';
import type { Operation } from '../operations.ts';
import type { Collective } from '../steps.ts';
import type { RankProgram } from './index.ts';

export interface CollectiveAsked {
  readonly collective: Collective;
  /** Leave it away for the one that is chosen by size. */
  readonly algorithm?: string;
  readonly kind: ElementKind;
  /** Of each rank's array. */
  readonly length: number;
  readonly root: number;
  readonly operation: Operation;
  readonly seed: number;
  /** `segment`: in the memory that messages go through, where there is one. */
  readonly where: 'segment' | 'heap';
}

/** What one rank brings: small whole numbers, so that sums are exact in any order, and the product of eight as well. */
export function dataOf(kind: ElementKind, length: number, rank: number, seed: number): Elements {
  const random = prng(seed * 1_000 + rank);
  const elements = newElements(kind, length);
  for (let at = 0; at < length; at++) elements[at] = 1 + random.below(9);
  return elements;
}

export default {
  id: 'one-collective',
  title: 'one collective with seeded data',
  *body({ comm, args }) {
    return yield* perform(comm, args as CollectiveAsked);
  },
} satisfies RankProgram;

function* perform(comm: Communicator, asked: CollectiveAsked): Script<Elements | null> {
  const { collective, kind, length, root, operation, seed } = asked;
  const { arrays, rank, size } = comm;
  const room = (many: number): Elements =>
    asked.where === 'segment' ? arrays.allocate(kind, many) : newElements(kind, many);
  const isRoot = rank === root;
  const own = room(length);
  own.set(dataOf(kind, length, rank, seed));
  switch (collective) {
    case 'barrier':
      yield* comm.barrier();
      return null;
    case 'bcast':
      yield* arrays.bcast(own, { root, ...named<'bcast'>(asked) });
      return own;
    case 'scatter':
      yield* arrays.scatter(isRoot ? dataOf(kind, length * size, rank, seed) : null, own, { root });
      return own;
    case 'gather': {
      const all = isRoot ? room(length * size) : null;
      yield* arrays.gather(own, all, { root });
      return all;
    }
    case 'allgather': {
      const all = room(length * size);
      yield* arrays.allgather(own, all, named<'allgather'>(asked));
      return all;
    }
    case 'reduce': {
      const into = isRoot ? room(length) : null;
      yield* arrays.reduce(own, into, operation, { root });
      return into;
    }
    case 'allreduce':
      yield* arrays.allreduce(own, operation, named<'allreduce'>(asked));
      return own;
  }
}

function named<C extends Collective>({ algorithm }: CollectiveAsked): { algorithm?: AlgorithmOf<C> } {
  return algorithm === undefined ? {} : { algorithm: algorithm as AlgorithmOf<C> };
}
