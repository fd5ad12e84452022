/**
 * What a collective costs, as a formula of the number of ranks and of the bytes: what its header states and `Wire` counts.
 * In the model of Hockney: T = rounds · α + (bytes on the longest chain) · β + (bytes combined there) · γ.
 * Sources of the algorithms, unless a file names another: R. Thakur, R. Rabenseifner and W. Gropp, "Optimization of
 * Collective Communication Operations in MPICH", IJHPCA 19 (2005); E. Chan et al., "Collective communication: theory,
 * practice, and experience", CCPE 19 (2007).
 */
import type { Bytes } from '../base/units.ts';
import type { Traffic } from './wire.ts';

/** `p` ranks; `bytes` of the whole vector, all blocks together. Messages and bytes are those of all ranks. */
export type Cost = (p: number, bytes: Bytes) => Traffic;

/** ⌈log₂ p⌉. */
export function ceilLog2(p: number): number {
  return p <= 1 ? 0 : 32 - Math.clz32(p - 1);
}

/** ⌊log₂ p⌋. */
export function floorLog2(p: number): number {
  return 31 - Math.clz32(p);
}

/** The subtree of each rank but the root of a binomial tree, in blocks, added up: the block-hops of a scatter or gather. */
export function treeHops(p: number): number {
  let hops = 0;
  for (let rank = 1; rank < p; rank++) hops += Math.min(rank & -rank, p - rank);
  return hops;
}
