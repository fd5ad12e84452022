/** An estimate with the ends of its 95 % confidence interval; low ≤ estimate ≤ high. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}
