/** Columns, groups and filters of a fleet: what is counted, what is pooled and what is left out, by hand on a few results. */
import { describe, expect, it } from 'vitest';
import { coreClassOf, CORE_CLASSES, efficiencies, fleetColumns } from '../../../src/results/fleet/fleet-columns.ts';
import { choicesAmong, EVERYTHING, isFiltered, matching } from '../../../src/results/fleet/fleet-filter.ts';
import { differenceFrom, fleetGroups, outsideOf } from '../../../src/results/fleet/fleet-groups.ts';
import { kernelSummary, machinesOf, summaryWith } from '../summary-fixture.ts';

const MANDELBROT = { id: 'mandelbrot', version: 1 };

describe('columns', () => {
  it('hold what a result says, and NaN where it says nothing', () => {
    const columns = fleetColumns(
      machinesOf([
        summaryWith({ reported: 8, proven: 4, effective: 3 }),
        summaryWith({ reported: null, proven: null, effective: null, mode: 'messages', state: 'stopped', doubts: 2 }),
      ]),
    );
    expect([...columns.ofProven]).toEqual([0.75, NaN]);
    expect([...columns.ofReported]).toEqual([0.375, NaN]);
    expect([...columns.complete]).toEqual([1, 0]);
    expect([...columns.doubts]).toEqual([0, 2]);
    expect([...columns.coreClass]).toEqual([2, CORE_CLASSES.length]);
  });

  it('take no number of cores that no device can have', () => {
    const absurd = [0, -3, 1e6, Infinity].map((effective) => summaryWith({ effective, proven: 0 }));
    const columns = fleetColumns(machinesOf(absurd));
    expect([...columns.effective].every(Number.isNaN)).toBe(true);
    expect([...columns.proven].every(Number.isNaN)).toBe(true);
  });

  it('sort cores into classes without gaps', () => {
    expect([1, 2, 3, 4, 5, 8, 9, 16, 17, 32, 33, 4096].map(coreClassOf)).toEqual([0, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6]);
    expect(coreClassOf(NaN)).toBe(CORE_CLASSES.length);
  });
});

describe('efficiency', () => {
  const of = (...given: Parameters<typeof summaryWith>) => {
    const machines = machinesOf([summaryWith(...given)]);
    return efficiencies(machines, fleetColumns(machines).proven, MANDELBROT)[0];
  };

  it('is the best speed-up of any model at the proven number of workers ÷ that number', () => {
    const free = kernelSummary({ 1: 1, 2: 1.9, 4: 3.2, 5: 3.9 });
    const processes = { model: 'processes' as const, points: kernelSummary({ 4: 3.4 }).curves[0]?.points ?? [] };
    expect(of({ kernels: [free] })).toBeCloseTo(0.8);
    expect(of({ kernels: [{ ...free, curves: [...free.curves, processes] }] })).toBeCloseTo(0.85);
  });

  it('is not known on one core, without proof, or where this kernel was not timed on all cores', () => {
    expect(of({ proven: 1, kernels: [kernelSummary({ 1: 1 })] })).toBeNaN();
    expect(of({ proven: null })).toBeNaN();
    expect(of({ kernels: [kernelSummary({ 2: 1.9 })] })).toBeNaN();
    expect(of({ kernels: [kernelSummary({ 4: 3.2 }, 2)] })).toBeNaN();
    expect(of({ kernels: [kernelSummary({ 4: 3.2 }, 1, 'ep')] })).toBeNaN();
  });
});

describe('groups', () => {
  const both = [kernelSummary({ 4: 3 }), kernelSummary({ 4: 3 }, 1, 'ep')];
  const summaries = [
    summaryWith(),
    summaryWith({ kernels: both }),
    summaryWith({ preset: 'thorough' }),
    summaryWith({ versions: null }),
    summaryWith({ versions: { page: '0.2.0', protocol: 2 } }),
    summaryWith({ kernels: [kernelSummary({ 4: 3 }, 2)] }),
    summaryWith({ kernels: [] }),
    summaryWith({ schedule: 'static' }),
  ];
  const machines = machinesOf(summaries);
  const groups = fleetGroups(machines);

  it('pool nothing that differs in protocol, preset, schedule, kernel or its version; the largest comes first', () => {
    expect(groups.map(({ rows }) => [...rows])[0]).toEqual([0, 1]);
    expect(groups).toHaveLength(8);
    expect(groups.slice(1).every(({ rows }) => rows.length === 1)).toBe(true);
  });

  it('hold a result that timed two kernels in the group of each', () => {
    expect(groups.filter(({ rows }) => rows.includes(1)).map(({ kernel }) => kernel?.id)).toEqual(['mandelbrot', 'ep']);
  });

  it('a result that names one kernel twice is counted once', () => {
    const twice = fleetGroups(
      machinesOf([summaryWith({ kernels: [kernelSummary({ 4: 3 }), kernelSummary({ 4: 2 })] })]),
    );
    expect(twice.map(({ rows }) => [...rows])).toEqual([[0]]);
  });

  it('say what each result outside first differs in, and count all of them', () => {
    const [first] = groups;
    if (!first) throw new Error('there is no group');
    expect(summaries.map((one) => differenceFrom(first, one))).toEqual([
      null,
      null,
      'preset',
      'protocol',
      'protocol',
      'kernel-version',
      'kernel',
      'schedule',
    ]);
    const outside = outsideOf(first, machines);
    expect(outside.get('protocol')).toBe(2);
    expect([...outside.values()].reduce((a, b) => a + b) + first.rows.length).toBe(summaries.length);
  });
});

describe('filters', () => {
  const machines = machinesOf([
    summaryWith({ name: 'Lab-01', proven: 2 }),
    summaryWith({ name: 'lab-02', browser: { name: 'Firefox', version: '153', platform: 'Windows' } }),
    summaryWith({ name: 'render', doubts: 1, proven: null, mode: 'messages', reported: 8 }),
  ]);
  const columns = fleetColumns(machines);
  const all = Int32Array.of(0, 1, 2);
  const left = (filter: Partial<typeof EVERYTHING>) => [...matching(columns, all, { ...EVERYTHING, ...filter })];

  it('leave everything where nothing is asked', () => {
    expect(left({})).toEqual([0, 1, 2]);
    expect(isFiltered(EVERYTHING)).toBe(false);
    expect(isFiltered({ ...EVERYTHING, text: '  ' })).toBe(false);
  });

  it('leave what each of them says, and only what all of them say', () => {
    expect(left({ browser: 'Firefox' })).toEqual([1]);
    expect(left({ browser: 'nobody’s' })).toEqual([]);
    expect(left({ mode: 'messages' })).toEqual([2]);
    expect(left({ coreClass: coreClassOf(8) })).toEqual([2]);
    expect(left({ undoubted: true })).toEqual([0, 1]);
    expect(left({ undoubted: true, coreClass: coreClassOf(2) })).toEqual([0]);
  });

  it('look for every word of a text, in any case, in name, browser, platform and file', () => {
    expect(left({ text: 'LAB' })).toEqual([0, 1]);
    expect(left({ text: 'lab windows' })).toEqual([1]);
    expect(left({ text: 'file.json' })).toEqual([0, 1, 2]);
    expect(left({ text: 'lab .*' })).toEqual([]);
  });

  it('offer what there is, with counts, the most frequent browser first', () => {
    const { browsers, modes, coreClasses } = choicesAmong(columns, all);
    expect(browsers).toEqual([
      { value: 'Chromium', count: 2 },
      { value: 'Firefox', count: 1 },
    ]);
    expect(modes.map(({ count }) => count)).toEqual([2, 1]);
    expect(coreClasses).toEqual([
      { value: 1, count: 1 },
      { value: 2, count: 1 },
      { value: 3, count: 1 },
    ]);
  });
});
