/**
 * How p ranks do what is made for a power of two: of the first 2(p − p') ranks, p' = 2^⌊log₂ p⌋, every odd one stands for itself
 * and for the even one before it. Neighbours, so that what lower ranks gave stays on the left.
 * Source: Thakur, Rabenseifner and Gropp (2005), section 4.5.
 */
import { floorLog2 } from './cost.ts';

export interface Folding {
  /** p', the places that take part. */
  readonly places: number;
  /** How many ranks stand aside. */
  readonly folded: number;
  /** null for a rank that stands aside. */
  placeOf(rank: number): number | null;
  rankAt(place: number): number;
  /** The first of the blocks that a place brings: its rank's own, and that of the rank it stands for. */
  firstBlock(place: number): number;
}

export function folding(size: number): Folding {
  const places = 2 ** floorLog2(size);
  const folded = size - places;
  return {
    places,
    folded,
    placeOf(rank) {
      if (rank >= 2 * folded) return rank - folded;
      return rank % 2 === 0 ? null : (rank - 1) / 2;
    },
    rankAt: (place) => (place < folded ? 2 * place + 1 : place + folded),
    firstBlock: (place) => (place < folded ? 2 * place : place + folded),
  };
}

/** Rounds and messages of a recursive doubling over p ranks. */
export function foldedCost(p: number): { rounds: number; messages: number } {
  const { places, folded } = folding(p);
  const doublings = floorLog2(p);
  return { rounds: doublings + (folded > 0 ? 2 : 0), messages: places * doublings + 2 * folded };
}
