/** From samples to the parts that a verdict is computed from. Measures nothing, decides nothing. */
import type { CountedPart, MeasuredPart, Region } from '../../measure/claims/claim-report.ts';
import { bootstrapMedian } from '../../measure/stats/bootstrap-median.ts';
import { bootstrapRatio } from '../../measure/stats/bootstrap-ratio.ts';
import type { Interval } from '../../measure/stats/interval.ts';

/** A number with its interval and the samples behind it. */
export interface Sampled {
  readonly estimate: Interval;
  readonly samples: readonly number[];
}

interface PartAsked {
  readonly id: string;
  readonly title: string;
  readonly region: Region;
  /** "×" where it is left out. */
  readonly unit?: string;
  readonly scale?: MeasuredPart['scale'];
}

/** The ratio of two series of positive samples that were taken in the same rounds. Throws as `bootstrapRatio` does. */
export function ratioOf(numerator: readonly number[], denominator: readonly number[], seed: number): Sampled {
  return {
    estimate: bootstrapRatio(numerator, denominator, { seed }),
    samples: numerator.map((sample, round) => sample / (denominator[round] ?? NaN)),
  };
}

/** Throws as `bootstrapMedian` does. */
export function medianOf(samples: readonly number[], seed: number): Sampled {
  return { estimate: bootstrapMedian(samples, { seed }), samples };
}

export function measuredPart({ unit = '×', scale = 'ratio', ...asked }: PartAsked, sampled: Sampled): MeasuredPart {
  return { kind: 'measured', ...asked, unit, scale, ...sampled };
}

/** Lines of examples that are kept. */
const MOST_EXAMPLES = 5;

export interface CountAsked {
  readonly id: string;
  readonly title: string;
  readonly expects: CountedPart['expects'];
  /** One a try: null where it was so, else a line that says how it was otherwise. With `sometimes` the other way round. */
  readonly tries: readonly (string | null)[];
}

/**
 * @example countedPart({ id: 'order', title: 'in the order of the inputs', expects: 'always', tries: [null, '2 before 1'] })
 *   // seen 1 of 2, one example: refuted
 */
export function countedPart({ id, title, expects, tries }: CountAsked): CountedPart {
  const told = tries.filter((line) => line !== null);
  const seen = expects === 'always' ? tries.length - told.length : told.length;
  return { kind: 'counted', id, title, tries: tries.length, seen, expects, examples: told.slice(0, MOST_EXAMPLES) };
}
