/**
 * A span: who spent which stretch of time in which phase. The unit everything shown is computed from.
 * Lanes are workers 0…; the page's own thread is `PAGE_LANE`. Times are on the clock of base/clock.
 */
import type { Milliseconds } from '../base/units.ts';

export const PHASES = [
  'startup',
  'queued',
  'copying',
  'running',
  'released',
  'waiting-gil',
  'waiting-lock',
  'waiting-step',
  'waiting-io',
  'yielded',
  'idle',
  'preempted',
] as const;

export type Phase = (typeof PHASES)[number];

export const PAGE_LANE = -1;

export interface Span {
  readonly lane: number;
  /** Number of the task in its job, s·count + t for task t of `count` in step s, or -1 where the span belongs to no task. */
  readonly task: number;
  readonly phase: Phase;
  readonly start: Milliseconds;
  readonly end: Milliseconds;
}

/** True where the lane's thread was computing: the two phases that count as parallelism. */
export function isExecuting(phase: Phase): boolean {
  return phase === 'running' || phase === 'released';
}
