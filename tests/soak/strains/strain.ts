/** One way to strain the site again and again, and the folder's list of them. A cycle ends where it began: nothing runs and the next can start. */
import type { Page } from 'playwright';
import type { Prng } from '../../../src/base/prng.ts';

export interface Ground {
  readonly page: Page;
  /** Of the site; ends in a slash. */
  readonly url: string;
  readonly random: Prng;
}

export interface Strain {
  readonly name: string;
  /** How often by default. */
  readonly cycles: number;
  /** Cycles between two counts. */
  readonly countEvery: number;
  open(ground: Ground): Promise<void>;
  /** What was done, in a word or two: they are counted. */
  cycle(ground: Ground): Promise<string>;
}

/** Longest wait for anything, in milliseconds. */
export const RUN_MS = 120_000;

/** One of these, as often as their weights say. */
export function drawn<Kind extends string>(random: Prng, weights: Readonly<Record<Kind, number>>): Kind {
  const kinds = Object.entries(weights) as [Kind, number][];
  let left = random.next() * kinds.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [kind, weight] of kinds) {
    left -= weight;
    if (left < 0) return kind;
  }
  throw new Error('nothing to draw from');
}
