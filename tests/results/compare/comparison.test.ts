/** A comparison as a whole: what is shown when nothing or the impossible is wished, who is drawn, and that nobody is dropped. */
import { describe, expect, it } from 'vitest';
import { AS_IT_COMES, type CompareChoice } from '../../../src/results/compare/compare-link.ts';
import { comparisonOf } from '../../../src/results/compare/comparison.ts';
import type { Machine } from '../../../src/results/machine.ts';
import { summaryOf } from '../../../src/results/summary.ts';
import { machineDocuments } from '../machines.ts';
import { MANDELBROT, only, PLAIN, summary } from './summaries.ts';

const SEED = 911;
const none = (): null => null;
const compare = (machines: readonly Machine[], wished: Partial<CompareChoice> = {}) =>
  comparisonOf(machines, { ...AS_IT_COMES, ...wished }, none);

const FIREFOX = summary({ browser: { ...PLAIN.browser, name: 'Firefox' } });

describe('a comparison', () => {
  it('shows the work and the model that there are when others are wished', () => {
    const machines = [PLAIN, summary({ proven: 8 })].map(only);
    for (const wished of [{}, { kernel: 'heat', model: 'ranks', reference: 40, workers: 64 } as const])
      expect(compare(machines, wished)).toMatchObject({
        shown: { kernel: 'mandelbrot', model: 'free-threads' },
        reference: { result: machines[0] },
        workers: [1, 2, 3],
        at: null,
      });
  });

  it('prefers work that the reference ran to work that more others ran', () => {
    const heat = { ...MANDELBROT, kernel: 'heat' };
    const machines = [PLAIN, summary({ kernels: [heat] }), summary({ kernels: [heat] })].map(only);
    expect(compare(machines)?.shown.kernel).toBe('mandelbrot');
    expect(compare(machines, { reference: 1 })?.shown.kernel).toBe('heat');
    expect(compare(machines, { kernel: 'heat' })?.reference.isDrawn).toBe(false);
  });

  it('draws what is apart when that is overlooked, and never without its reasons', () => {
    const machines = [PLAIN, FIREFOX, summary({}, { version: 2 })].map(only);
    const drawn = (wished: Partial<CompareChoice>) => compare(machines, wished)?.all.map(({ isDrawn }) => isDrawn);
    expect(drawn({})).toEqual([true, false, false]);
    expect(drawn({ overlooked: ['browser'] })).toEqual([true, true, false]);
    const [, apart, barred] = compare(machines, { overlooked: ['browser'] })?.all ?? [];
    expect(apart?.reasons.map(({ aspect }) => aspect)).toEqual(['browser']);
    expect(apart?.oneCore?.told).toBe('untold');
    expect([barred?.oneCore, barred?.throughput, barred?.speedup]).toEqual([null, null, null]);
  });

  it('is nothing where nothing with workers was timed', () => {
    expect(compare([])).toBeNull();
    expect(compare([only(summary({ kernels: [] }))])).toBeNull();
    const alone = summary({}, { curves: MANDELBROT.curves.filter(({ model }) => model === 'main-thread') });
    expect(compare([only(alone)])).toBeNull();
  });

  it(`lists every one of fifty machines, drawn or with a reason, whoever is the reference (seed ${SEED})`, () => {
    const machines = machineDocuments(50, SEED).map((document) => ({ ...only(summaryOf(document)), document }));
    for (const reference of [0, 7, 49]) {
      const { all, groups } = compare(machines, { reference }) ?? { all: [], groups: [] };
      expect(all.map(({ result }) => result)).toEqual(machines);
      expect(all.filter(({ isDrawn, reasons }) => !isDrawn && reasons.every(({ kind }) => kind === 'note'))).toEqual(
        [],
      );
      expect(new Set(groups.flat()).size).toBe(groups.flat().length);
    }
  });
});
