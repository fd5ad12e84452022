/** The summary of a result: what it keeps of a measured document, and that nothing a document may hold breaks it. */
import { describe, expect, it } from 'vitest';
import { parseResult } from '../../src/results/parse.ts';
import { summaryOf } from '../../src/results/summary.ts';
import { machineDocuments, MEASURED } from './machines.ts';

const SEED = 909;

describe('the summary of a document', () => {
  it('keeps what a comparison needs of a measured one', () => {
    const summary = summaryOf(MEASURED);
    expect(summary).toMatchObject({ mode: 'shared', preset: 'quick', reported: 2, proven: 2, state: 'complete' });
    expect(summary.browser).toEqual({ ...MEASURED.browser, version: MEASURED.browser.version.split('.')[0] });
    expect(summary.versions).toEqual(MEASURED.versions);
    const [kernel] = summary.kernels;
    const threads = kernel?.curves.find(({ model }) => model === 'free-threads');
    expect(threads?.points.map(({ workers }) => workers)).toEqual([1, 2, 3, 4]);
    const measured = MEASURED.series.find(({ model, workers }) => model === 'free-threads' && workers === 2);
    expect(threads?.points[1]?.speedup.estimate).toBeCloseTo(measured?.speedup.estimate ?? NaN, 3);
  });

  it('counts the serial time by the form that speed-up is counted against', () => {
    const [work] = MEASURED.work;
    const of = (serialForm: 'main-thread' | 'one worker') =>
      summaryOf({ ...MEASURED, work: work ? [{ ...work, serialForm }] : [] }).kernels[0]?.serialMs.estimate;
    const median = (model: string, workers: number) =>
      MEASURED.series.find((one) => one.model === model && one.workers === workers)?.wallMs.median;
    expect(of('main-thread')).toBeCloseTo(median('main-thread', 0) ?? NaN, 1);
    expect(of('one worker')).toBeCloseTo(median('free-threads', 1) ?? NaN, 1);
  });

  it('has no kernel where none was timed', () => {
    expect(summaryOf({ ...MEASURED, series: [] }).kernels).toEqual([]);
  });
});

it(`machines drawn from a seed (${SEED}) are results like any other`, () => {
  for (const document of machineDocuments(50, SEED)) {
    expect(parseResult(JSON.parse(JSON.stringify(document)))).toEqual({ ok: true, document });
    expect(summaryOf(document).kernels).toHaveLength(1);
  }
});
