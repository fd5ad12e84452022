/**
 * A broadcast without a tree: rank 0 sends its array to all others, one after the other. As right as any, and what the algorithms of
 * ../algorithms are measured against: its longest chain grows with the ranks, theirs with their logarithm.
 *   rounds p − 1 · messages p − 1 · bytes (p − 1) n
 */
import type { RankProgram } from './index.ts';
import { dataOf, type CollectiveAsked } from './one-collective.ts';

export type InTurnAsked = Pick<CollectiveAsked, 'kind' | 'length' | 'seed'>;

export default {
  id: 'bcast-in-turn',
  title: 'a broadcast, one rank after the other',
  *body({ comm, args }) {
    const { kind, length, seed } = args as InTurnAsked;
    const own = dataOf(kind, length, comm.rank, seed);
    if (comm.rank > 0) yield* comm.arrays.recv(own, { from: 0 });
    else for (let to = 1; to < comm.size; to++) yield* comm.arrays.send(own, { to });
    return own;
  },
} satisfies RankProgram;
