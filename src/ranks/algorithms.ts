/**
 * Which algorithms there are for a collective, what each costs, and which one is taken where the caller names none: by bytes
 * and ranks. The thresholds are those of MPICH (Thakur et al. 2005, section 4): there the shorter chain of rounds stops being worth
 * more than the fewer bytes.
 */
import type { Bytes } from '../base/units.ts';
import type { Script } from '../sync/thread.ts';
import { allgatherByBruck, allgatherByBruckCost } from './algorithms/allgather-bruck.ts';
import { allgatherByDoubling, allgatherByDoublingCost } from './algorithms/allgather-recursive-doubling.ts';
import { allgatherByRing, allgatherByRingCost } from './algorithms/allgather-ring.ts';
import { allreduceByDoubling, allreduceByDoublingCost } from './algorithms/allreduce-recursive-doubling.ts';
import { allreduceByRing, allreduceByRingCost } from './algorithms/allreduce-ring.ts';
import { disseminate, disseminationCost } from './algorithms/barrier-dissemination.ts';
import { bcastByTree, bcastByTreeCost } from './algorithms/bcast-binomial.ts';
import { bcastByScatter, bcastByScatterCost } from './algorithms/bcast-scatter-allgather.ts';
import { gatherByTree, gatherByTreeCost } from './algorithms/gather-binomial.ts';
import { reduceByTree, reduceByTreeCost } from './algorithms/reduce-binomial.ts';
import { scatterByTree, scatterByTreeCost } from './algorithms/scatter-binomial.ts';
import type { Cost } from './cost.ts';
import type { Collective, Steps } from './steps.ts';

export interface Algorithm {
  /** As it is called in the literature. */
  readonly title: string;
  run(steps: Steps): Script<void>;
  readonly cost: Cost;
  /** It cuts the vector into a block a rank, which only an array can be. */
  readonly cuts: boolean;
}

export const ALGORITHMS = {
  barrier: {
    dissemination: { title: 'dissemination', run: disseminate, cost: disseminationCost, cuts: false },
  },
  bcast: {
    tree: { title: 'binomial tree', run: bcastByTree, cost: bcastByTreeCost, cuts: false },
    scatter: { title: 'scatter and allgather', run: bcastByScatter, cost: bcastByScatterCost, cuts: true },
  },
  scatter: {
    tree: { title: 'binomial tree', run: scatterByTree, cost: scatterByTreeCost, cuts: false },
  },
  gather: {
    tree: { title: 'binomial tree', run: gatherByTree, cost: gatherByTreeCost, cuts: false },
  },
  allgather: {
    doubling: { title: 'recursive doubling', run: allgatherByDoubling, cost: allgatherByDoublingCost, cuts: false },
    bruck: { title: 'Bruck', run: allgatherByBruck, cost: allgatherByBruckCost, cuts: false },
    ring: { title: 'ring', run: (steps) => allgatherByRing(steps), cost: allgatherByRingCost, cuts: false },
  },
  reduce: {
    tree: { title: 'binomial tree', run: reduceByTree, cost: reduceByTreeCost, cuts: false },
  },
  allreduce: {
    doubling: { title: 'recursive doubling', run: allreduceByDoubling, cost: allreduceByDoublingCost, cuts: false },
    ring: { title: 'ring', run: allreduceByRing, cost: allreduceByRingCost, cuts: true },
  },
} as const satisfies Record<Collective, Record<string, Algorithm>>;

export type AlgorithmOf<C extends Collective> = keyof (typeof ALGORITHMS)[C] & string;

/** From here on a broadcast is scattered; with fewer ranks the tree is as good. */
const LONG_BCAST: Bytes = 12_288;
const MANY_RANKS = 8;
/** From here on an allgather goes round the ring. */
const LONG_ALLGATHER: Bytes = 81_920;
/** From here on an allreduce goes round the ring. */
const LONG_ALLREDUCE: Bytes = 2_048;

export function bcastFor(p: number, bytes: Bytes): AlgorithmOf<'bcast'> {
  return bytes >= LONG_BCAST && p >= MANY_RANKS ? 'scatter' : 'tree';
}

export function allgatherFor(p: number, bytes: Bytes): AlgorithmOf<'allgather'> {
  if (bytes >= LONG_ALLGATHER) return 'ring';
  return (p & (p - 1)) === 0 ? 'doubling' : 'bruck';
}

export function allreduceFor(bytes: Bytes): AlgorithmOf<'allreduce'> {
  return bytes >= LONG_ALLREDUCE ? 'ring' : 'doubling';
}

/** The algorithm of a collective by its name. */
export function algorithm<C extends Collective>(collective: C, name: AlgorithmOf<C>): Algorithm {
  const all: Record<string, Algorithm> = ALGORITHMS[collective];
  const found = all[name];
  if (!found) throw new TypeError(`${collective} has no algorithm "${name}": ${Object.keys(all).join(', ')}`);
  return found;
}
