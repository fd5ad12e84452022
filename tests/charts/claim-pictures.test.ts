/** The strip of a part and the pictures of a claim: geometry, words and tables. */
import { describe, expect, it } from 'vitest';
import { claimCurves, brokenInRows } from '../../src/charts/claim-curves.ts';
import { compact, estimateIn, figureOf, holdsWhere, intervalIn, regionWords } from '../../src/charts/claim-numbers.ts';
import { claimSpread } from '../../src/charts/claim-spread.ts';
import { STRIP_WIDTH, stripOf, stripWords } from '../../src/charts/claim-strip.ts';
import { numberAxis } from '../../src/charts/number-axis.ts';
import type { Picture } from '../../src/charts/picture.ts';
import { entryOf, measured, tried } from '../gallery/claims-reports.ts';

const THIN = '\u202f';

describe('numbers', () => {
  it('have the digits that their interval supports', () => {
    const interval = (estimate: number, half: number) => ({ estimate, low: estimate - half, high: estimate + half });
    expect(estimateIn(interval(1.0432, 0.03), '×')).toBe('1.04×');
    expect(estimateIn(interval(8.1234, 0.4), '×')).toBe('8.1×');
    expect(intervalIn(interval(0.9123, 0.15))).toBe('0.76–1.06');
    expect(estimateIn(interval(0.00312, 0.0001), 'ms')).toBe(`0.00312${THIN}ms`);
    expect(estimateIn(interval(12_345.6, 2), '')).toBe(`12${THIN}346`);
    expect(intervalIn(interval(1.0432, 0.03))).toBe('1.01–1.07');
    expect(intervalIn(interval(0, 0.2))).toBe('−0.2 to 0.2');
    expect([1.25, 0.8, 0, -2.5, 1_024, 1_234.5, 12_345, Infinity].map(compact)).toEqual([
      '1.25',
      '0.8',
      '0',
      '−2.5',
      '1024',
      '1230',
      `12${THIN}345`,
      '∞',
    ]);
  });

  it('say where a region lies, and when a part holds', () => {
    expect(regionWords({ below: 1.25 }, '×')).toBe('below 1.25×');
    expect(regionWords({ above: 20 }, 'ms')).toBe(`above 20${THIN}ms`);
    expect(regionWords({ above: 0.9, below: 1.3 }, '×')).toBe('between 0.9 and 1.3×');
    expect(holdsWhere(measured(1, 0.1))).toBe('holds where the whole interval lies below 1.25×');
    expect(holdsWhere(tried(1, 2))).toBe('holds where it is so in every try');
    expect(holdsWhere(tried(1, 2, { expects: 'sometimes' }))).toBe('holds where it is so in at least one try');
    expect(figureOf(tried(997, 1000))).toBe(`997 of 1${THIN}000 tries`);
    expect(figureOf(tried(1, 1))).toBe('1 of 1 try');
  });
});

describe('the strip', () => {
  const control = measured(8.1, 0.02, { id: 'control' });

  it('draws the interval inside its region where the part holds, and outside where it is refuted', () => {
    const holds = stripOf(measured(1.04, 0.02), [control]);
    expect(holds.own.from).toBeGreaterThanOrEqual(holds.region.from);
    expect(holds.own.to).toBeLessThan(holds.region.to);
    const refuted = stripOf(measured(2.4, 0.02), [control]);
    expect(refuted.own.from).toBeGreaterThan(refuted.region.to);
  });

  it('draws the border inside the interval where the part is undecided', () => {
    const { own, region } = stripOf(measured(1.24, 0.06), []);
    expect(own.from).toBeLessThan(region.to);
    expect(own.to).toBeGreaterThan(region.to);
  });

  it('holds everything within its width, near and far', () => {
    for (const value of [0.01, 1, 400]) {
      const { own, control: others, borders, width } = stripOf(measured(value, 0.1), [control]);
      for (const { from, at, to } of [own, ...others]) {
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(width);
        expect(from).toBeLessThanOrEqual(at);
        expect(at).toBeLessThanOrEqual(to);
      }
      for (const { textAt } of borders) expect(textAt).toBeGreaterThan(0);
    }
  });

  it('sets ratios that are far apart by their logarithm, and differences never', () => {
    expect(stripOf(measured(1.04, 0.02), [control]).isLog).toBe(true);
    expect(stripOf(measured(1.2, 0.02), [measured(1.5, 0.02)]).isLog).toBe(false);
    expect(stripOf(measured(1, 0.1, { scale: 'difference' }), [measured(90, 0.1)]).isLog).toBe(false);
  });

  it('leaves out a control that is held against another region', () => {
    const other = measured(3, 0.1, { region: { above: 2 } });
    expect(stripOf(measured(1, 0.1), [control, other, tried(1, 2)]).control).toHaveLength(1);
    expect(stripWords(measured(1, 0.1), [control, other])).toBe('Region: below 1.25×. Control: 8.10×.');
  });

  it('draws nearly every try outside the region of every try', () => {
    const [all, nearly, none] = [tried(1000, 1000), tried(999, 1000), tried(0, 1000)].map((part) => stripOf(part, []));
    expect(all?.own.at).toBeGreaterThan(all?.region.from ?? NaN);
    expect(nearly?.own.at).toBeLessThan(nearly?.region.from ?? NaN);
    expect(none?.own.at).toBeLessThan(nearly?.own.at ?? NaN);
    const once = stripOf(tried(1, 1000, { expects: 'sometimes' }), [tried(0, 1000)]);
    expect(once.own.at).toBeGreaterThan(once.region.from);
    expect(once.control[0]?.at).toBeLessThan(once.region.from);
    expect(once.width).toBe(STRIP_WIDTH);
  });
});

describe('an axis for numbers of any size', () => {
  const wanted = { range: [0, 300] as const, logFrom: 40, ticks: 4 };

  it('begins at zero where values are near it, and by powers of ten where they are far apart', () => {
    expect(numberAxis([0.2, 1], wanted).at(0)).toBe(0);
    expect(numberAxis([90, 100], wanted).at(90)).toBe(0);
    const far = numberAxis([1, 1000], wanted);
    expect(far.isLog).toBe(true);
    expect(far.ticks.map(({ text }) => text)).toEqual(['1', '10', '100', '1000']);
  });

  it('survives one value, none, and what is no number', () => {
    for (const values of [[5], [0], [], [NaN, Infinity, 3]]) {
      const { at, ticks } = numberAxis(values, wanted);
      expect(at(5)).not.toBeNaN();
      expect(ticks.every((tick) => Number.isFinite(tick.at))).toBe(true);
    }
  });
});

describe('every picture that can be drawn as a chart, at 300 and 900 pixels', () => {
  const { pictures } = entryOf('a', 'holds');
  const charts = pictures.flatMap((picture): Picture[] => {
    if (picture.kind === 'curves') return [claimCurves(picture)];
    if (picture.kind === 'lanes') return [];
    const quartiles = [1, 2, 3, 4, 5] as const;
    const rows = [
      ...picture.rows.map((row) => ({ ...row, quartiles })),
      { label: 'none', model: null, samples: [], quartiles: null },
    ];
    return [claimSpread({ ...picture, rows }), claimSpread({ ...picture, rows: [], lines: [] })];
  });
  const cases = charts.flatMap((picture) => [300, 900].map((width) => ({ label: picture.label, width, picture })));

  it.each(cases)('$width: $label', ({ picture, width }) => {
    const { height, marks } = picture.layout(width);
    expect(height).toBeGreaterThan(0);
    const outside = marks.filter(
      ({ x, y, ...mark }) => x < 0 || x + mark.width > width + 0.5 || y < 0 || y + mark.height > height,
    );
    expect(outside).toEqual([]);
    expect(marks.filter(({ text }) => /NaN|undefined/.test(text))).toEqual([]);
    for (const row of picture.table.rows) expect(row).toHaveLength(picture.table.headers.length);
  });

  it('a long name is broken into rows that fit', () => {
    expect(brokenInRows('beside one thread that computes', 90).length).toBeGreaterThan(1);
    expect(brokenInRows('short', 90)).toEqual(['short']);
  });
});
