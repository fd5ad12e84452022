/**
 * When to stop sampling: once the headline ratio is known well enough, or when the time is spent; and how long
 * that will still take. An interval narrows with the square root of the number of rounds.
 */
import type { Milliseconds } from '../base/units.ts';
import type { Preset } from './report.ts';
import { relativeHalfWidth } from './stats/half-width.ts';
import type { Interval } from './stats/interval.ts';

export interface StoppingRule {
  /** Half-width of the headline interval as a fraction of it. */
  readonly target: number;
  /** Not called precise before: an interval from fewer rounds may be narrow by luck. */
  readonly minimumRounds: number;
  /** Time for sampling, set-up not included. */
  readonly budgetMs: Milliseconds;
}

export interface Sampling {
  readonly rounds: number;
  /** The ratio the answer is about; null before there is one. */
  readonly headline: Interval | null;
  readonly elapsedMs: Milliseconds;
}

export interface Decision {
  readonly verdict: 'go-on' | 'precise' | 'budget';
  /** 0 at the end; null before the first round has shown what one costs. */
  readonly remainingMs: Milliseconds | null;
}

const RULES = {
  quick: { target: 0.025, minimumRounds: 8, budgetMs: 10_500 },
  thorough: { target: 0.01, minimumRounds: 12, budgetMs: 52_000 },
} satisfies Record<Preset, StoppingRule>;

/** The rule of a preset, its budget shared by the kernels of the run. */
export function stoppingRule(preset: Preset, kernels = 1): StoppingRule {
  return { ...RULES[preset], budgetMs: RULES[preset].budgetMs / kernels };
}

/**
 * To be asked after every round. Out of budget means that one more round of the usual cost would overrun it.
 *
 * @example decide({ rounds: 9, headline: { estimate: 2, low: 1.98, high: 2.02 }, elapsedMs: 5000 }, stoppingRule('quick'))
 *   // { verdict: 'precise', remainingMs: 0 }
 */
export function decide(sampling: Sampling, rule: StoppingRule): Decision {
  const { rounds, headline, elapsedMs } = sampling;
  const halfWidth = headline && relativeHalfWidth(headline);
  if (rounds >= rule.minimumRounds && halfWidth !== null && halfWidth <= rule.target) {
    return { verdict: 'precise', remainingMs: 0 };
  }
  const roundMs = rounds > 0 ? elapsedMs / rounds : null;
  if (elapsedMs + (roundMs ?? 0) > rule.budgetMs) return { verdict: 'budget', remainingMs: 0 };
  if (roundMs === null) return { verdict: 'go-on', remainingMs: null };
  const wanted = halfWidth === null ? Infinity : rounds * (halfWidth / rule.target) ** 2;
  const more = Math.max(1, Math.ceil(Math.max(wanted, rule.minimumRounds) - rounds));
  return { verdict: 'go-on', remainingMs: Math.min(more * roundMs, rule.budgetMs - elapsedMs) };
}
