/** An estimate with the ends of its 95 % confidence interval: low ≤ estimate ≤ high but for bootstrap noise. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}
