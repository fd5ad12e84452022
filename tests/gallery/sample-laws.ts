/** FIXTURES for looking at: laws fitted to invented curves, by the lab's own fits. */
import type { FittedLaw, Report, Series } from '../../src/measure/report.ts';
import { fitGustafson, fitLaws } from '../../src/measure/laws/fit-laws.ts';
import { bendOf } from '../../src/measure/recommended.ts';

const RESAMPLES = 60;
const SEED = 5;

type Laws = Pick<Report, 'bends' | 'laws' | 'serialFractions' | 'workAndSpan' | 'recommended'>;

export function lawsOf(series: readonly Series[], serialMs: number, cores: Report['cores'], spanMs: number): Laws {
  const own = series.filter(({ model }) => model === 'free-threads');
  const samples = own[0]?.wallMs.samples ?? [];
  const { proven } = cores;
  const found = (['free-threads', 'processes'] as const).map((model) =>
    fitLaws({
      series: series.filter((one) => one.model === model),
      serialMs: samples.map(() => serialMs),
      upTo: proven,
      seed: SEED,
      resamples: RESAMPLES,
    }),
  );
  const kernel = own[0]?.kernel ?? '';
  const whose = { kernel, model: 'free-threads' } as const;
  const gustafson = cores.worth ? fitGustafson(whose, cores.worth.curve, proven) : null;
  const bend = bendOf(own);
  const laws: FittedLaw[] = found.flatMap((one) => one.laws);
  return {
    laws: [...laws, ...(gustafson ? [gustafson] : [])],
    serialFractions: found.flatMap(({ serialFractions }) => serialFractions ?? []),
    workAndSpan: [{ ...whose, workers: proven ?? 1, workMs: serialMs * 1.03, spanMs }],
    bends: bend ? [{ ...whose, workers: bend.knee.x, before: bend.slopes[0], after: bend.slopes[1] }] : [],
    recommended: proven !== null && proven > 1 ? [{ ...whose, workers: proven }] : [],
  };
}
