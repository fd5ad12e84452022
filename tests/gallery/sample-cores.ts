/** FIXTURES for looking at: what invented machines would have found out about their cores. Sums are consistent. */
import { prng, type Prng } from '../../src/base/prng.ts';
import type { CoresLost, PairLatency, Worth } from '../../src/measure/report.ts';
import type { Interval } from '../../src/measure/stats/interval.ts';

export function interval(estimate: number, half: number): Interval {
  return { estimate, low: estimate * (1 - half), high: estimate * (1 + half) };
}

export interface Machine {
  /** Pace of each worker while all run, in units of one alone. */
  readonly paces: readonly number[];
  /** Work of n workers in a given time, in units of one. */
  worth(workers: number): number;
  /** Of what is missing: parts that sum to 1. */
  readonly lost: CoresLost;
  /** Relative half-width of all intervals. */
  readonly half: number;
  readonly aloneStill: number;
  /** Workers by pace, fastest first. */
  readonly groups: readonly (readonly number[])[];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function noisy(value: number, half: number, random: Prng): Interval {
  return interval(value * (1 + (random.next() - 0.5) * half), half);
}

export function worthOf(machine: Machine, seed: number): Worth {
  const random = prng(seed);
  const { paces, half, lost } = machine;
  const proven = paces.length;
  const together = machine.worth(proven);
  const missing = proven - together;
  const counts = Array.from({ length: proven + (proven > 8 ? 1 : 2) }, (_, index) => index + 1);
  return {
    samples: Array.from({ length: 24 }, () => {
      const alone = 41 * (1 + (random.next() - 0.5) * half);
      return { alone, together: alone * together * (1 + (random.next() - 0.5) * half) };
    }),
    curve: counts.map((workers) => ({
      workers,
      speedup: workers === 1 ? { estimate: 1, low: 1, high: 1 } : noisy(machine.worth(workers), half, random),
    })),
    paces: paces.map((pace, worker) => ({ worker, pace: noisy(pace, half * 1.5, random) })),
    groups: machine.groups.map((workers) => ({ workers, pace: mean(workers.map((worker) => paces[worker] ?? 0)) })),
    lost: {
      timeLimit: missing * lost.timeLimit,
      otherLoad: missing * lost.otherLoad,
      slower: missing * lost.slower,
    },
    disturbed: 0,
    otherLoad: missing * lost.otherLoad,
    aloneStill: machine.aloneStill,
  };
}

/** Pairs within a half are quicker than pairs across. */
export function pairsOf(workers: number, seed: number, halves: (worker: number) => number): PairLatency[] {
  const random = prng(seed);
  return Array.from({ length: workers }, (_, other) => other).flatMap((other) =>
    Array.from({ length: other }, (_, one) => {
      const near = halves(one) === halves(other);
      return { one, other, roundMs: (near ? 0.00021 : 0.00052) * (0.92 + random.next() * 0.2) };
    }),
  );
}

const all = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

export const MACHINES = {
  two: {
    paces: [0.982, 0.978],
    worth: (n) => (n === 1 ? 1 : 1.96),
    lost: { timeLimit: 0, otherLoad: 0.1, slower: 0.9 },
    half: 0.01,
    aloneStill: 0.001,
    groups: [[0, 1]],
  },
  siblings: {
    paces: all(8).map(() => 5.3 / 8),
    worth: (n) => (n <= 4 ? n * (1 - 0.012 * (n - 1)) : n <= 8 ? 3.86 + (n - 4) * 0.36 : 5.28),
    lost: { timeLimit: 0, otherLoad: 0.03, slower: 0.97 },
    half: 0.014,
    aloneStill: 0.002,
    groups: [all(8)],
  },
  unequal: {
    paces: [1.01, 0.99, 1, 0.45, 1, 0.44, 0.46, 0.45],
    worth: (n) => (n <= 4 ? n * 0.998 : n <= 8 ? 4 + (n - 4) * 0.45 : 5.78),
    lost: { timeLimit: 0, otherLoad: 0.02, slower: 0.98 },
    half: 0.012,
    aloneStill: 0.001,
    groups: [
      [0, 1, 2, 4],
      [3, 5, 6, 7],
    ],
  },
  busy: {
    paces: [0.96, 0.82, 0.78, 0.86],
    worth: (n) => [0, 1, 1.9, 2.7, 3.42][n] ?? 3.4,
    lost: { timeLimit: 0, otherLoad: 0.86, slower: 0.14 },
    half: 0.09,
    aloneStill: 0.06,
    groups: [all(4)],
  },
  limited: {
    paces: [0.75, 0.75],
    worth: (n) => (n === 1 ? 1 : 1.5),
    lost: { timeLimit: 0.98, otherLoad: 0.004, slower: 0.016 },
    half: 0.02,
    aloneStill: 0.002,
    groups: [[0, 1]],
  },
  sixteen: {
    paces: all(16).map((worker) => (worker % 2 === 0 ? 0.98 : 0.92)),
    worth: (n) => n * (1 - 0.0035 * (n - 1)),
    lost: { timeLimit: 0, otherLoad: 0.2, slower: 0.8 },
    half: 0.01,
    aloneStill: 0.001,
    groups: [all(16)],
  },
} as const satisfies Record<string, Machine>;
