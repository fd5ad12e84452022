/** Differences between results against numbers reckoned by hand, with samples and with summaries, and where nothing can be told. */
import { describe, expect, it } from 'vitest';
import type { ResultDocument } from '../../../src/results/schema.ts';
import {
  atEqual,
  type Compared,
  inSpeedup,
  inThroughput,
  onOneCore,
  provenOf,
  throughputCurve,
} from '../../../src/results/compare/differences.ts';
import { summaryOf } from '../../../src/results/summary.ts';
import { MEASURED } from '../machines.ts';
import { exactly, MANDELBROT, only, summary } from './summaries.ts';

const SHOWN = { kernel: 'mandelbrot', model: 'free-threads' } as const;
/** Of the Mandelbrot set the work is the pixels. */
const pixels = (_: string, size: number): number => size * size;
const unknown = (): null => null;

function curve(...speedups: number[]): Pick<typeof MANDELBROT, 'curves'> {
  const points = speedups.map((speedup, index) => ({ workers: index + 1, speedup: exactly(speedup) }));
  return { curves: [{ model: 'free-threads', points }] };
}

describe('on one core, from summaries', () => {
  const reference = only(summary({}, { serialMs: { estimate: 60, low: 58, high: 62 } }));
  const own = only(summary({}, { serialMs: { estimate: 45, low: 44, high: 46 } }));

  it('is the ratio of the serial times, its distances added as squares on the logarithmic scale', () => {
    const { ratio, told, from } = onOneCore(own, reference, 'mandelbrot', unknown) ?? {};
    expect(ratio?.estimate).toBeCloseTo(4 / 3, 9);
    // √(ln²(60/58) + ln²(46/45)) = 0.0404, √(ln²(62/60) + ln²(45/44)) = 0.0398
    expect(ratio?.low).toBeCloseTo(1.2805, 4);
    expect(ratio?.high).toBeCloseTo(1.3874, 4);
    expect([told, from]).toEqual(['more', 'summaries']);
  });

  it('is never narrower than the noise floors of both', () => {
    const noisy = ({ summary: quiet }: Compared, noiseFloor: number): Compared => only({ ...quiet, noiseFloor });
    const [mine, theirs] = [noisy(own, 0.03), noisy(reference, 0.04)];
    // √(ln²1.03 + ln²1.04) = 0.0491, more than either side above
    expect(onOneCore(mine, theirs, 'mandelbrot', unknown)?.ratio.low).toBeCloseTo(1.2694, 4);
    expect(onOneCore(mine, theirs, 'mandelbrot', unknown)?.ratio.high).toBeCloseTo(1.4005, 4);
    const still = only({ ...own.summary, noiseFloor: 0.001 });
    expect(onOneCore(still, reference, 'mandelbrot', unknown)?.ratio.low).toBeCloseTo(1.2805, 4);
  });

  it('cannot be told where the interval holds 1, which is still given', () => {
    const alike = only(summary({}, { serialMs: { estimate: 59, low: 57, high: 61 } }));
    const { ratio, told } = onOneCore(alike, reference, 'mandelbrot', unknown) ?? {};
    expect(told).toBe('untold');
    expect(ratio?.low).toBeLessThan(1);
    expect(ratio?.high).toBeGreaterThan(1);
    const slower = only(summary({}, { serialMs: exactly(120) }));
    expect(onOneCore(slower, reference, 'mandelbrot', unknown)?.told).toBe('less');
  });

  it('compares rates where the sizes differ: four times the work in twice the time is twice as fast', () => {
    const larger = only(summary({}, { size: 2000, serialMs: exactly(120) }));
    const smaller = only(summary());
    expect(onOneCore(larger, smaller, 'mandelbrot', pixels)).toMatchObject({
      ratio: exactly(2),
      isRate: true,
    });
    expect(onOneCore(larger, smaller, 'mandelbrot', unknown)).toBeNull();
  });

  it('is not there where a time is zero, the kernel is missing, or the noise knows no bound', () => {
    const zero = only(summary({}, { serialMs: { estimate: 1, low: 0, high: 2 } }));
    expect(onOneCore(zero, reference, 'mandelbrot', unknown)).toBeNull();
    expect(onOneCore(only(summary({ kernels: [] })), reference, 'mandelbrot', unknown)).toBeNull();
    const wild = only({ ...own.summary, noiseFloor: Number.MAX_VALUE });
    expect(onOneCore(wild, reference, 'mandelbrot', unknown)).toBeNull();
  });
});

describe('on many cores, from summaries', () => {
  const reference = only(summary());
  const own = only(summary({ proven: 4 }, { serialMs: exactly(30), ...curve(1, 2, 3, 3.6) }));

  it('is taken at the proven cores of each: of speed-up, and of work by time', () => {
    const at = provenOf(own, reference);
    expect(at).toEqual({ own: 4, reference: 2 });
    expect(at && inSpeedup(own, reference, SHOWN, at)?.ratio.estimate).toBeCloseTo(1.8, 9);
    // 3.6 / 30 ms against 2 / 60 ms
    expect(at && inThroughput(own, reference, SHOWN, at, unknown)?.ratio.estimate).toBeCloseTo(3.6, 9);
  });

  it('or at the same number of workers', () => {
    expect(inSpeedup(own, reference, SHOWN, atEqual(3))?.ratio.estimate).toBeCloseTo(1.5, 9);
    expect(inThroughput(own, reference, SHOWN, atEqual(3), unknown)?.ratio.estimate).toBeCloseTo(3, 9);
    expect(inThroughput(own, reference, SHOWN, atEqual(4), unknown)).toBeNull();
  });

  it('is not there where the cores of one are not proven', () => {
    expect(provenOf(only(summary({ proven: null })), reference)).toBeNull();
  });

  it('gives a curve in units of the reference on one core', () => {
    const oneCore = onOneCore(own, reference, 'mandelbrot', unknown);
    const values = throughputCurve(own, SHOWN, oneCore).map(({ value }) => value.estimate);
    expect(values.map((value) => Number(value.toFixed(6)))).toEqual([2, 4, 6, 7.2]);
    expect(throughputCurve(own, SHOWN, null)).toEqual([]);
  });
});

describe('from documents with samples', () => {
  /** The measured document with other samples for one series. */
  function withSamples(samples: readonly number[], seed: number): Compared {
    const document: ResultDocument = {
      ...MEASURED,
      seed,
      noiseFloor: 0,
      series: MEASURED.series.map((one) =>
        one.model === 'main-thread' || (one.model === 'free-threads' && one.workers <= 2)
          ? { ...one, wallMs: { ...one.wallMs, samples: [...samples] } }
          : one,
      ),
    };
    return { document, summary: summaryOf(document) };
  }

  it('comes from the samples, and is exact where they are', () => {
    const [own, reference] = [
      withSamples(Array(20).fill(40) as number[], 1),
      withSamples(Array(20).fill(60) as number[], 2),
    ];
    expect(onOneCore(own, reference, 'mandelbrot', unknown)).toEqual({
      ratio: exactly(1.5),
      told: 'more',
      from: 'samples',
      isRate: false,
    });
    expect(inThroughput(own, reference, SHOWN, atEqual(2), unknown)).toMatchObject({
      ratio: exactly(1.5),
      from: 'samples',
    });
  });

  it('takes no rounds of two devices for pairs: what goes up and down together still leaves an interval', () => {
    const samples = Array.from({ length: 20 }, (_, index) => 50 + (index % 5));
    const difference = onOneCore(withSamples(samples, 1), withSamples(samples, 2), 'mandelbrot', unknown);
    expect(difference?.ratio.estimate).toBe(1);
    expect(difference?.ratio.low).toBeLessThan(0.99);
    expect(difference?.told).toBe('untold');
  });

  it('falls back to the intervals where a link left the samples out, or a sample is zero', () => {
    const whole = withSamples([50, 51, 52, 50], 1);
    for (const samples of [[], [0, 50, 50]])
      expect(onOneCore(withSamples(samples, 2), whole, 'mandelbrot', unknown)?.from).toBe('summaries');
  });
});
