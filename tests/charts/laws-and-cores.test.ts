import { describe, expect, it } from 'vitest';
import { coresLost, placesOf, portionsOf, sumOf } from '../../src/charts/losses.ts';
import { lawLabel, withinMeasured } from '../../src/charts/law-curves.ts';
import { percentRange, shortPercent, signed } from '../../src/charts/number-format.ts';
import { paces } from '../../src/charts/paces.ts';
import { extremes, pairLatency } from '../../src/charts/pair-latency.ts';
import { speedUpTable } from '../../src/charts/speed-up.ts';
import { overlaps } from '../../src/charts/label-placement.ts';
import { headroom, placed, uprightsOf } from '../../src/charts/uprights.ts';
import type { Account, FittedLaw, Report, Worth } from '../../src/measure/report.ts';
import { pairsOf } from '../gallery/sample-cores.ts';
import { SAMPLE_REPORTS } from '../gallery/sample-reports.ts';

const THIN = '\u202f';
const eight = SAMPLE_REPORTS['eight threads worth 5.3'] as Report;
const unequal = SAMPLE_REPORTS['four fast and four slow'] as Report;
const amdahl = eight.laws[0] as FittedLaw;

describe('shares of a gap', () => {
  it('add up to it: speed-up to ideal − measured, cores to proven − effective', () => {
    const account = eight.accounts[0] as Account;
    expect(sumOf(portionsOf(account))).toBeCloseTo(account.ideal - account.measured, 9);
    const { proven, effective, worth } = eight.cores;
    expect(sumOf(coresLost((worth as Worth).lost))).toBeCloseTo((proven ?? 0) - (effective?.estimate ?? 0), 9);
  });

  it('have as many decimals as tell them apart', () => {
    expect([placesOf([{ id: 'a', text: 'a', amount: 0.04 }]), placesOf([{ id: 'a', text: 'a', amount: 2 }])]).toEqual([
      3, 2,
    ]);
  });
});

describe('a fitted law', () => {
  it('is labelled with its serial fraction, on two rows where it is narrow', () => {
    const value = { estimate: 0.041, low: 0.03, high: 0.05 };
    const law: FittedLaw = { ...amdahl, parameters: [{ id: 'serial-fraction', value }] };
    expect(lawLabel(law, false)).toEqual([`Amdahl, 4${THIN}% serial`]);
    expect(lawLabel(law, true)).toEqual(['Amdahl', `4${THIN}% serial`]);
  });

  it('is never drawn outside of the measured numbers of workers', () => {
    const beyond = { ...amdahl, points: [1, 2, 3, 64].map((workers) => ({ workers, speedup: workers })) };
    expect(withinMeasured(beyond, [2, 3]).map(({ workers }) => workers)).toEqual([2, 3]);
  });

  it('has a column in the table, empty for the models it was not fitted to', () => {
    const { headers, rows } = speedUpTable({ series: eight.series, laws: [amdahl] });
    expect(headers.at(-1)).toBe('Amdahl');
    const cell = (model: string): string | undefined =>
      rows.find(([name, workers]) => name === model && workers === '8')?.at(-1);
    expect(cell('free threads')).toMatch(/^\d\.\d\d×$/);
    expect(cell('processes')).toBe('–');
  });
});

describe('upright marks', () => {
  it('are one where the proven number is the recommended one', () => {
    expect(uprightsOf(8, 8, [1, 8, 9]).map(({ text }) => text)).toEqual(['8 proven, recommended']);
    expect(uprightsOf(8, 7, [1, 8, 9]).map(({ text }) => text)).toEqual(['8 proven', '7 recommended']);
  });

  it('stand only for numbers that are on the axis', () => {
    expect(uprightsOf(16, null, [1, 8])).toEqual([]);
  });

  it.each([180, 300, 800])('have names that touch neither each other nor another’s line, at %i pixels', (right) => {
    for (let recommended = 1; recommended <= 10; recommended++) {
      const marks = uprightsOf(8, recommended, [1, 10]);
      const x = (workers: number): number => 40 + ((workers - 1) / 9) * (right - 50);
      const found = placed(marks, { x, left: 34, right, top: headroom(marks), bottom: 200 });
      const [one, other] = found.map(({ box }) => box);
      if (one && other) expect(overlaps(one, other)).toBe(false);
      expect(found.some(({ box }) => box)).toBe(true);
      for (const { box } of found) if (box) expect(box.x + box.width).toBeLessThanOrEqual(right + 6);
    }
  });
});

describe('paces', () => {
  it('stand group after group, the fastest first, whatever their numbers', () => {
    const { marks } = paces(unequal.cores.worth as Worth).layout(500);
    const order = [...marks].sort((a, b) => a.x - b.x).map(({ text }) => /worker (\d+)/.exec(text)?.[1]);
    expect(order).toEqual(['1', '2', '3', '5', '4', '6', '7', '8']);
  });
});

describe('the matrix of pairs', () => {
  it.each([2, 3, 8, 16])(
    'of %i workers has a cell a pair, none outside and none on another, at 328 pixels',
    (workers) => {
      const pairs = pairsOf(workers, workers, () => 0);
      const { marks, height } = pairLatency(pairs).layout(328);
      expect(marks).toHaveLength((workers * (workers - 1)) / 2);
      for (const [index, mark] of marks.entries()) {
        expect(mark.x + mark.width).toBeLessThanOrEqual(328);
        expect(mark.y + mark.height).toBeLessThanOrEqual(height);
        expect(marks.slice(index + 1).some((other) => overlaps(mark, other))).toBe(false);
      }
    },
  );

  it('names a pair that never met and leaves it out of the extremes', () => {
    const pairs = [
      { one: 0, other: 1, roundMs: 0.0002 },
      { one: 0, other: 2, roundMs: Infinity },
      { one: 1, other: 2, roundMs: 0.0004 },
    ];
    expect(extremes(pairs)?.slowest.roundMs).toBe(0.0004);
    expect(extremes(pairs.slice(1, 2))).toBeNull();
    expect(pairLatency(pairs).layout(400).marks[1]?.text).toBe('workers 1 and 3: not one round completed');
    expect(pairLatency(pairs.slice(1, 2)).layout(400).height).toBeGreaterThan(0);
  });
});

describe('parts of a hundred', () => {
  it('have the decimals in which their interval can be seen', () => {
    const range = (low: number, estimate: number, high: number): string => percentRange({ low, estimate, high });
    expect([range(0.03, 0.04, 0.05), range(0.0024, 0.003, 0.0036), range(-0.001, 0, 0.001)]).toEqual([
      `4${THIN}% (3–5${THIN}%)`,
      `0.30${THIN}% (0.24–0.36${THIN}%)`,
      `0.0${THIN}% (−0.1–0.1${THIN}%)`,
    ]);
  });

  it('are short in labels, and no nought is negative', () => {
    expect([0.04, 0.004, 0.0004, 0].map(shortPercent)).toEqual([
      `4${THIN}%`,
      `0.4${THIN}%`,
      `0.04${THIN}%`,
      `0${THIN}%`,
    ]);
    expect([signed(-0.0001, 3), signed(-0.2, 1)]).toEqual(['0.000', '−0.2']);
  });
});
