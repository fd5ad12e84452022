import { describe, expect, it } from 'vitest';
import type { FittedLaw, Report, SerialFractions } from '../../src/measure/report.ts';
import type { Interval } from '../../src/measure/stats/interval.ts';
import { fixedTimeLaw, lawFindings, recommendedOf } from '../../src/ui/law-findings.ts';
import {
  bendSentence,
  fitWords,
  fractionSentence,
  lawSentence,
  trustSentence,
  workAndSpanSentence,
} from '../../src/ui/law-sentences.ts';
import { SAMPLE_REPORTS } from '../gallery/sample-reports.ts';

const THIN = '\u202f';
const between = (low: number, estimate: number, high: number): Interval => ({ low, estimate, high });

function law(id: FittedLaw['id'], parameters: FittedLaw['parameters'], residual = 0.012): FittedLaw {
  const points = [1, 2, 4, 8].map((workers) => ({ workers, speedup: workers }));
  return { id, kernel: 'ep', model: 'free-threads', parameters, points, residual };
}

const amdahl = (serial: Interval): string => lawSentence(law('amdahl', [{ id: 'serial-fraction', value: serial }]));
const usl = (contention: Interval, coherency: Interval): string =>
  lawSentence(
    law('usl', [
      { id: 'contention', value: contention },
      { id: 'coherency', value: coherency },
    ]),
  );

describe('Amdahl’s law', () => {
  it('names the part and the bound, each with its interval', () => {
    expect(amdahl(between(0.03, 0.04, 0.05))).toBe(
      `By Amdahl’s law 4${THIN}% (3–5${THIN}%) of this work behaves as if it could not be shared: no number of workers would pass 25× (20–33).`,
    );
  });

  it('names no upper end of the bound where the part may be nothing', () => {
    expect(amdahl(between(0, 0.004, 0.01))).toMatch(/would pass 250×, or any bound from 100× up\.$/);
  });

  it('sets no bound where the part is nothing', () => {
    expect(amdahl(between(0, 0, 0))).toMatch(/law none of this work .*: the law sets no bound here\.$/);
  });
});

describe('the universal scalability law', () => {
  it('names the peak, √((1 − σ) ÷ κ), with its interval', () => {
    // Gunther, "Guerrilla Capacity Planning", 2007: σ = 0.02, κ = 0.0005 peak at 44 processors.
    expect(usl(between(0.02, 0.02, 0.02), between(0.0004, 0.0005, 0.0006))).toMatch(
      /past 44 workers \(40–49\) the curve would fall\.$/,
    );
  });

  it('names none where κ may be nothing', () => {
    expect(usl(between(0.01, 0.02, 0.03), between(0, 0.0001, 0.001))).toMatch(/so it names no peak\.$/);
  });

  it('says that none waits rather than a nought with an interval of noughts', () => {
    expect(usl(between(0, 0, 0), between(0.008, 0.0086, 0.009))).toMatch(/^By the universal scalability law none of/);
  });
});

it('Gustafson’s law says what each further worker adds', () => {
  const value = between(0.03, 0.04, 0.05);
  expect(lawSentence(law('gustafson', [{ id: 'serial-fraction', value }]))).toMatch(
    /each further worker adds 0\.96×\.$/,
  );
});

describe('how far a law may be trusted', () => {
  it('is said with what it was fitted to and how well it fits', () => {
    expect(fitWords(law('amdahl', []))).toBe(`Fitted to 1 to 8 workers, off by 1.2${THIN}% on average.`);
    expect(fitWords(law('amdahl', [], 0.12))).toMatch(/it does not describe this curve\.$/);
    expect(fitWords(law('amdahl', [], NaN))).toMatch(/how well is not known\.$/);
  });

  it('is less with few numbers of workers', () => {
    expect(trustSentence([1, 2, 3, 4])).toMatch(/only 4 numbers of workers: too few/);
    expect(trustSentence([1, 2, 3, 4, 5])).not.toMatch(/too few/);
  });
});

describe('the serial fraction of Karp and Flatt', () => {
  const fractions = (...points: Interval[]): SerialFractions => ({
    kernel: 'ep',
    model: 'free-threads',
    points: points.map((fraction, index) => ({ workers: index + 2, fraction })),
  });
  const [low, middle, high] = [between(0.01, 0.02, 0.03), between(0.02, 0.03, 0.04), between(0.05, 0.06, 0.07)];

  it('rises, falls or stays level only where its ends tell', () => {
    expect(fractionSentence(fractions(low, middle, high))).toMatch(/It rises with the workers/);
    expect(fractionSentence(fractions(high, middle, low))).toMatch(/It falls/);
    expect(fractionSentence(fractions(low, high, middle))).toMatch(/It stays level/);
  });

  it('of one or two numbers of workers shows no trend', () => {
    expect(fractionSentence(fractions(low))).toBe(
      `With 2 workers it is 2${THIN}% (1–3${THIN}%). More numbers of workers would show whether it rises or stays level.`,
    );
    expect(fractionSentence(fractions(low, high))).toMatch(/More numbers of workers/);
  });
});

it('work over span bounds the speed-up of any number of workers', () => {
  const found = { kernel: 'ep', model: 'free-threads', workers: 8, workMs: 76, spanMs: 2 } as const;
  expect(workAndSpanSentence(found)).toMatch(/T₁ was 76\u202fms .* T∞ 2\.0\u202fms: no number .* than 38× as fast\.$/);
  expect(workAndSpanSentence({ ...found, spanMs: 0 })).not.toMatch(/Infinity|NaN/);
});

it('a bend says what a further worker adds before it and after', () => {
  const bend = { kernel: 'ep', model: 'free-threads', workers: 4.2, before: 0.95, after: 0.33 } as const;
  expect(bendSentence(bend)).toBe('Up to about 4 workers each further one adds 0.95×, beyond that each adds 0.33×.');
  expect(bendSentence({ ...bend, after: -0.02 })).toMatch(/beyond that each adds nothing\.$/);
});

describe('of all that a report holds', () => {
  const report = SAMPLE_REPORTS['eight threads worth 5.3'] as Report;

  it('the laws of the preferred model are shown, all are in the table', () => {
    const found = lawFindings(report, 'mandelbrot', 'processes');
    expect(found?.laws.map(({ id, model }) => `${id} ${model}`)).toEqual([
      'amdahl processes',
      'usl processes',
      'gustafson free-threads',
    ]);
    expect(found?.all).toHaveLength(5);
    expect(found?.fractions?.model).toBe('processes');
  });

  it('nothing is shown of another kernel, but the law of fixed time belongs to none', () => {
    expect(lawFindings(report, 'ep', null)).toBeNull();
    expect(recommendedOf(report, 'ep', null)).toBeNull();
    expect(fixedTimeLaw(report)?.id).toBe('gustafson');
  });
});
