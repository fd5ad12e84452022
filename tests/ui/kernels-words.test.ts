/** The sentences about kernels, for one and for many, their paces in units, and what a ledger keeps over several runs. */
import { describe, expect, it, test } from 'vitest';
import { plainText } from '../../src/ui/answer-sentence.ts';
import { rate, rateParts, rateRange } from '../../src/ui/kernel-rate.ts';
import { KernelsLedger } from '../../src/ui/kernels-ledger.ts';
import { agreementWords, kernelsAnswer, kernelsEvidence, sizeWords, vectorGain } from '../../src/ui/kernels-words.ts';
import { kernels } from '../../src/kernels/index.ts';
import mandelbrot from '../../src/kernels/mandelbrot.ts';
import { kernelsReport, speedOf, underWay, waiting, wrongSpeed } from '../gallery/kernels-reports.ts';

const THIN = '\u202f';
const say = (...of: Parameters<typeof kernelsReport>) => plainText(kernelsAnswer(kernelsReport(...of)));

describe('a pace', () => {
  it('has a short unit where there is one, and three digits', () => {
    expect(rate({ amount: 2 * 512 ** 3, unit: 'floating-point operations' }, 6)).toBe(`44.7${THIN}Gflop/s`);
    expect(rate({ amount: 192e6, unit: 'bytes moved' }, 8)).toBe(`24.0${THIN}GB/s`);
  });

  it('is said in words where there is none', () => {
    expect(rate({ amount: 640 * 640, unit: 'pixels' }, 4)).toBe(`102${THIN}million pixels a second`);
    expect(rateParts({ amount: 40, unit: 'boards' }, 1000)).toEqual({ figure: '40.0', counts: 'boards a second' });
    expect(rate({ amount: 999_960, unit: 'boards' }, 1000)).toMatch(/^1\.00.million boards/u);
  });

  it('has its interval in the same unit, slow end first', () => {
    expect(rateRange({ amount: 1e9, unit: 'bytes moved' }, { estimate: 100, low: 80, high: 125 })).toBe('8.00–12.5');
  });
});

describe('the headline', () => {
  it('counts who gives the published values, and whom vectors help', () => {
    expect(say([speedOf('ep'), speedOf('matmul', { simd: 1, scalar: 8 })])).toBe(
      '2 kernels give the published values. Vectors make all of them faster, up to 8.0×.',
    );
    const helped = [speedOf('ep'), speedOf('primes', { simd: 1, scalar: 1 }), speedOf('sort', { simd: 1, scalar: 1 })];
    expect(say(helped)).toBe('3 kernels give the published values. Vectors make 1 of them faster, up to 6.0×.');
    expect(say([speedOf('ep')])).toBe('1 kernel gives the published values. Vectors make it 6.0× as fast.');
    expect(say([speedOf('ep', { simd: 1, scalar: 1 })])).toBe(
      '1 kernel gives the published values. Vectors make it no faster.',
    );
  });

  it('says nothing of vectors where there is only one build', () => {
    expect(say([speedOf('ep', { scalar: 1 })], { builds: ['scalar'] })).toBe('1 kernel gives the published values.');
  });

  it('does not hide who computes wrongly, or could not be run', () => {
    expect(say([speedOf('ep'), wrongSpeed('sort')])).toMatch(/^1 kernel gives the published values, 1 does not\./);
    expect(say([wrongSpeed('sort')])).toBe('1 kernel does not give the published values.');
    expect(say([{ ...waiting('heat'), state: 'failed', failure: 'No memory.' }])).toMatch(/^1 kernel does not/);
  });

  it('says how far a run came that did not end', () => {
    expect(say([waiting('ep')], { state: 'stopped' })).toBe('Stopped before a kernel was measured.');
    expect(say([speedOf('ep'), waiting('heat')], { state: 'stopped' })).toMatch(/^Stopped early\. So far: 1 kernel/);
    expect(say([speedOf('ep')], { state: 'failed' })).toMatch(/^The run broke off\. Until then: 1 kernel/);
  });
});

test('the evidence counts builds, agreements and rounds', () => {
  const near = speedOf('nbody', undefined, { agreement: { found: 'within tolerance', detail: 'Within 1e-10.' } });
  expect(kernelsEvidence(kernelsReport([speedOf('ep'), near]))).toEqual([
    '3 builds',
    'same bytes in 1',
    'within a stated tolerance in 1',
    '14 rounds on one thread',
  ]);
});

test('vectors gain nothing where the difference is noise, or the scalar build is the fastest', () => {
  expect(vectorGain(speedOf('primes', { simd: 1, scalar: 1.02 }))).toBeNull();
  expect(vectorGain(speedOf('primes', { simd: 2, scalar: 1 }))).toBeNull();
  expect(vectorGain(speedOf('ep'))).toBeCloseTo(6, 1);
});

describe('builds', () => {
  it('are said to agree as they did, before a run as they promise', async () => {
    expect(agreementWords(mandelbrot, speedOf('mandelbrot'))).toBe('All 3 builds gave the same bytes.');
    expect(agreementWords(mandelbrot, speedOf('mandelbrot', { simd: 1, scalar: 2 }))).toBe(
      'Both builds gave the same bytes.',
    );
    expect(agreementWords(await kernels.load('primes'), null)).toBe('Every build has to give the same bytes.');
    const different = { found: 'different', detail: 'simd and scalar differ: by a bit' } as const;
    expect(agreementWords(mandelbrot, speedOf('mandelbrot', undefined, { agreement: different }))).toBe(
      'The builds do not agree: simd and scalar differ: by a bit.',
    );
  });
});

test('a size is said with what it counts, and with its barriers where there are steps', () => {
  expect(sizeWords(mandelbrot, 776)).toBe('size 776 (pixels along a side), 776 items');
  expect(sizeWords({ ...mandelbrot, steps: () => 200 }, 776)).toMatch(
    /776 items, 200 steps with a barrier after each$/,
  );
});

describe('a ledger', () => {
  it('keeps what earlier runs found while one kernel is run again', () => {
    const ledger = new KernelsLedger();
    ledger.take(kernelsReport([speedOf('ep'), speedOf('heat')]));
    ledger.take(kernelsReport([waiting('ep', 'running')], { state: 'running' }));
    expect(ledger.standingOf('ep')).toBe('running');
    expect(ledger.speedOf('ep')?.rounds).toBe(7);
    expect(ledger.merged(['ep', 'heat'])?.kernels).toHaveLength(2);
  });

  it('takes nothing back when a run is stopped, and shows rounds as they come', () => {
    const ledger = new KernelsLedger();
    ledger.take(underWay(['ep', 'heat', 'sort'], 1));
    expect(['ep', 'heat', 'sort'].map((id) => ledger.standingOf(id))).toEqual(['idle', 'running', 'queued']);
    ledger.take(kernelsReport([{ ...speedOf('heat'), state: 'running', rounds: 3 }], { state: 'running' }));
    expect(ledger.speedOf('heat')?.rounds).toBe(3);
    ledger.take(kernelsReport([waiting('heat')], { state: 'stopped' }));
    expect(ledger.speedOf('heat')).toBeNull();
    expect(ledger.speedOf('ep')?.state).toBe('done');
  });
});
