/**
 * Plays: a handful of greenlets and what each does, as data, so that the same play can be given to the real ones, to a reference
 * interpreter and to Python's own library. Greenlets are numbered from 0; the main one is MAIN. Not a test itself.
 */
import { prng, type Prng } from '../../src/base/prng.ts';

export const MAIN = -1;

interface Guarded {
  /** An error that comes out of the operation is noted, and the play goes on; otherwise it ends the greenlet. */
  readonly catches: boolean;
}

export type Act = Guarded &
  (
    | { readonly act: 'switch'; readonly to: number; readonly value: number }
    | { readonly act: 'throw'; readonly to: number; readonly what: 'oops' | 'exit'; readonly value: number }
    | { readonly act: 'parent'; readonly of: number; readonly to: number }
    | { readonly act: 'raise'; readonly what: 'oops' | 'exit'; readonly value: number }
  );

export interface Part {
  readonly parent: number;
  readonly acts: readonly Act[];
  /** Returned at the end of the acts. */
  readonly returns: number;
}

export interface Play {
  readonly main: readonly Act[];
  readonly parts: readonly Part[];
}

function actOf(random: Prng, greenlets: number, isMain: boolean): Act {
  const kind = random.below(100);
  const anybody = (): number => random.below(greenlets + 1) - 1;
  const catches = isMain || random.below(3) > 0;
  const value = random.below(1_000);
  const what = random.below(2) ? 'exit' : 'oops';
  if (kind < 62) return { act: 'switch', to: anybody(), value, catches };
  if (kind < 80) return { act: 'throw', to: anybody(), what, value, catches };
  if (kind < 92) return { act: 'parent', of: anybody(), to: anybody(), catches };
  return { act: 'raise', what, value, catches: catches && random.below(2) > 0 };
}

/** The play of a seed: two to seven greenlets with up to eight acts each; main has enough to start several of them. */
export function playOf(seed: number): Play {
  const random = prng(seed);
  const greenlets = 2 + random.below(6);
  const acts = (most: number, isMain: boolean): Act[] =>
    Array.from({ length: 1 + random.below(most) }, () => actOf(random, greenlets, isMain));
  const parts = Array.from({ length: greenlets }, (_, index) => ({
    parent: random.below(index + 1) - 1,
    acts: acts(8, false),
    returns: random.below(1_000),
  }));
  return { main: acts(12, true).filter(({ act }) => act !== 'raise'), parts };
}

/** FNV-1a over the lines of a trace (Fowler, Noll, Vo; 32 bits), to record a trace in few letters. */
export function digestOf(trace: readonly string[]): string {
  let hash = 0x811c9dc5;
  for (const letter of trace.join('\n')) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
