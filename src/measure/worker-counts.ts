/**
 * Which worker counts a run measures: all where the curve bends, fewer where it is smooth, and always past the
 * cores, since where it stops rising is half of the answer.
 */
import type { Preset } from './report.ts';

/** Never more workers than this: browsers refuse, and the page would starve. */
export const MOST_WORKERS = 64;
/** Where no one can say how many cores there are. */
const ASSUMED = 2;
const EVERY = { quick: 4, thorough: 8 } satisfies Record<Preset, number>;
const THINNED = {
  quick: [6, 8, 12, 16, 24, 32, 48],
  thorough: [10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56],
} satisfies Record<Preset, readonly number[]>;

export interface WorkerCountsOptions {
  readonly preset: Preset;
  readonly proven: number | null;
  readonly reported: number | null;
  /** The visitor's own choice, which passes through, sorted and each once; null for none. */
  readonly chosen: readonly number[] | null;
}

/**
 * Ascending worker counts, each once: every one up to 4 (thorough: 8), a thinning set up to P, and P, P + 1 and
 * 2P, none above 64. P is the proven count, else the reported one.
 *
 * @example workerCounts({ preset: 'quick', proven: 8, reported: 8, chosen: null }) // [1, 2, 3, 4, 6, 8, 9, 16]
 */
export function workerCounts({ preset, proven, reported, chosen }: WorkerCountsOptions): readonly number[] {
  if (chosen) return ascending(chosen);
  const cores = Math.max(1, proven ?? reported ?? ASSUMED);
  const first = Array.from({ length: EVERY[preset] }, (_, index) => index + 1);
  const upToCores = [...first, ...THINNED[preset]].filter((count) => count <= cores);
  return ascending([...upToCores, cores, cores + 1, 2 * cores].map((count) => Math.min(count, MOST_WORKERS)));
}

function ascending(counts: readonly number[]): readonly number[] {
  return [...new Set(counts)].sort((a, b) => a - b);
}
