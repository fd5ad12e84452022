/**
 * The closed list of doubts about a measurement, each with what to do about it.
 * A doubt is data: it is shown, stored and exported with the numbers it concerns. Nothing is logged.
 */
export type WarningId =
  | 'no-isolation'
  | 'no-workers'
  | 'tab-hidden'
  | 'coarse-clock'
  | 'worker-missing'
  | 'worker-lost'
  | 'reported-differs'
  | 'baseline-moved'
  | 'noisy'
  | 'budget-ended'
  | 'memory-reduced'
  | 'not-verified'
  | 'superlinear';

export interface Warning {
  readonly id: WarningId;
  /** What was seen. */
  readonly text: string;
  /** What to do about it. */
  readonly hint: string;
}
