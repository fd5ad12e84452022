/** The answer of a comparison: true of what was measured, and of nothing else. */
import { describe, expect, it } from 'vitest';
import { AS_IT_COMES, type CompareChoice } from '../../src/results/compare/compare-link.ts';
import { comparisonOf } from '../../src/results/compare/comparison.ts';
import type { Interval } from '../../src/measure/stats/interval.ts';
import type { Summary } from '../../src/results/summary.ts';
import type { Placed } from '../../src/ui/compare-bench.ts';
import { compareAnswer } from '../../src/ui/compare-words.ts';
import { exactly, MANDELBROT, only, summary } from '../results/compare/summaries.ts';

/** A machine whose best serial form takes 60 ms, with one speed-up, at its proven cores. */
function machine(proven: number | null, workers: number, speedup: Interval): Summary {
  const points = [
    { workers: 1, speedup: exactly(1) },
    { workers, speedup },
  ];
  return summary({ proven }, { curves: [{ model: 'free-threads', points }, ...MANDELBROT.curves.slice(1)] });
}

function answered(summaries: readonly Summary[], wished: Partial<CompareChoice> = {}): string {
  const placed = summaries.map((one, place): Placed => ({ ...only(one), place }) as Placed);
  const comparison = comparisonOf(placed, { ...AS_IT_COMES, ...wished }, () => null);
  if (!comparison) throw new Error('nothing to compare');
  return compareAnswer(comparison)
    .map(({ text }) => text)
    .join('')
    .replaceAll('\u2060', '');
}

const TWO = machine(2, 2, exactly(2));
const EIGHT = machine(8, 8, exactly(6));
const FOUR = machine(4, 4, exactly(3));

describe('of several machines the answer', () => {
  it('names who gets most done, whoever is the reference', () => {
    expect(answered([TWO, FOUR, EIGHT])).toBe(
      'Of 3 machines, C gets most done on all its cores: 3.00× (3.00–3.00) as much as A.',
    );
    expect(answered([EIGHT, FOUR, TWO])).toBe(
      'Of 3 machines, A gets most done on all its cores; B comes next with 0.50× (0.50–0.50) of it.',
    );
  });

  it('says that it cannot be told where the reference proved no cores, instead of naming the reference', () => {
    const silent = machine(null, 12, exactly(7));
    expect(answered([silent, FOUR, EIGHT])).toMatch(
      /^Of 3 machines, which gets most done on all its cores cannot be told: A proved none\./,
    );
  });

  it('counts only those that were measured there', () => {
    expect(answered([TWO, EIGHT, machine(null, 4, exactly(4))])).toMatch(
      /^Of the 2 of 3 machines that were measured there, B gets most done/,
    );
  });

  it('does not say that one gets most done when no difference can be told', () => {
    const alike = machine(2, 2, { estimate: 2.1, low: 1.6, high: 2.4 });
    expect(answered([TWO, alike, machine(2, 2, exactly(1))])).toMatch(
      /^Of 3 machines, none is seen to get more done on all its cores than A: B does 0\.8–1\.2× as much\.$/,
    );
  });
});
