/** The result format: what a report becomes, that it survives the journey, and what is refused on arrival. */
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/measure/report.ts';
import { resultDocument } from '../../src/results/document.ts';
import { LIMITS } from '../../src/results/limits.ts';
import { parseResult } from '../../src/results/parse.ts';

const SEED = 31337;

const REPORT: Report = {
  state: 'complete',
  ending: 'precise',
  failure: null,
  startedAt: '2026-07-31T12:00:00.000Z',
  versions: { page: '0.1.0', protocol: 1 },
  mode: 'shared',
  seed: 4_000_000_000,
  preset: 'quick',
  schedule: 'dynamic',
  browser: { name: 'Chromium', version: '140.0', platform: 'Linux x86_64' },
  build: 'relaxed-simd',
  clock: { resolutionMs: 0.004999999995 },
  cores: {
    reported: 2,
    proven: 2,
    effective: { estimate: 1.912345678, low: 1.9, high: 1.92 },
    worth: null,
    pairs: [],
    handshake: [
      { workers: 2, rounds: 50_000, medianRoundMs: 0.0004123456789, p90RoundMs: 0.0005, simultaneous: true },
      { workers: 3, rounds: 0, medianRoundMs: Infinity, p90RoundMs: Infinity, simultaneous: false },
    ],
  },
  work: [
    {
      kernel: 'ep',
      title: 'Random pairs',
      size: 20,
      version: 1,
      sizeName: '2^20 pairs',
      items: 1024,
      chunkItems: 8,
      amount: 1_048_576,
      unit: 'pairs',
      tasks: 128,
      serialForm: 'main-thread',
      published: 'NAS EP, class S',
    },
  ],
  series: [
    {
      kernel: 'ep',
      model: 'free-threads',
      workers: 2,
      wallMs: { median: 31.123456789, low: 31, high: 32, samples: [31.123456789, 31, 32] },
      speedup: { estimate: 1.93, low: 1.92, high: 1.94 },
      verified: true,
      frameGapMs: 17.1,
    },
  ],
  timelines: [],
  accounts: [
    {
      kernel: 'ep',
      model: 'free-threads',
      workers: 2,
      ideal: 2,
      measured: 1.93,
      shares: [{ id: 'dispatch', text: 'Waking the workers', speedup: 0.07 }],
      notes: [{ id: 'startup', text: 'Starting the workers', value: 42.5, unit: 'ms' }],
    },
  ],
  laws: [],
  serialFractions: [],
  workAndSpan: [],
  recommended: [],
  bends: [],
  surroundings: null,
  noiseFloor: 0.012,
  startupMs: [40.1, 42.5],
  startup: [],
  warnings: [{ id: 'noisy', text: 'The speed-up is known to within 8 %.', hint: 'Close busy programs.' }],
};

const DOCUMENT = resultDocument(REPORT);
const sent = (document: unknown): unknown => JSON.parse(JSON.stringify(document));
const damaged = (change: Record<string, unknown>): unknown => ({ ...DOCUMENT, ...change });

function faultOf(candidate: unknown): string {
  const parsed = parseResult(candidate);
  return parsed.ok ? 'none' : parsed.fault;
}

describe('resultDocument', () => {
  it('has the stable core that fleets read', () => {
    expect(DOCUMENT).toMatchObject({
      schema: 'overlap-result/1',
      mode: 'shared',
      seed: 4_000_000_000,
      preset: 'quick',
      schedule: 'dynamic',
      browser: { name: 'Chromium', version: '140.0', platform: 'Linux x86_64' },
      build: 'relaxed-simd',
      cores: { reported: 2, proven: 2, effective: { estimate: 1.91235, low: 1.9, high: 1.92 } },
      series: [
        {
          kernel: 'ep',
          model: 'free-threads',
          workers: 2,
          wallMs: { median: 31.1235, low: 31, high: 32, samples: [31.1235, 31, 32] },
          speedup: { estimate: 1.93, low: 1.92, high: 1.94 },
          verified: true,
        },
      ],
      warnings: [{ id: 'noisy', text: 'The speed-up is known to within 8 %.', hint: 'Close busy programs.' }],
      claims: [],
    });
  });

  it('keeps six significant digits, so that a tick of 5 µs is 0.005', () => {
    expect(DOCUMENT.clock.resolutionMs).toBe(0.005);
    expect(DOCUMENT.cores.handshake[0]?.medianRoundMs).toBe(0.000412346);
  });

  it('writes null where there is no number, never Infinity', () => {
    expect(DOCUMENT.cores.handshake[1]).toMatchObject({ medianRoundMs: null, p90RoundMs: null });
    const frozen = resultDocument({ ...REPORT, clock: { resolutionMs: Infinity } });
    expect(parseResult(sent(frozen))).toMatchObject({ ok: true, document: { clock: { resolutionMs: null } } });
  });

  it('is a document without a schedule, too: there was one when none was named', () => {
    const { schedule, ...older } = DOCUMENT;
    expect(schedule).toBe('dynamic');
    expect(parseResult(sent(older))).toMatchObject({ ok: true, document: older });
    expect(parseResult(sent({ ...DOCUMENT, schedule: 'random' })).ok).toBe(false);
  });

  it('knows one zero, as JSON does', () => {
    expect(resultDocument({ ...REPORT, noiseFloor: -0 }).noiseFloor).toBe(0);
  });

  it('leaves out a series and an account in which nothing was timed, and still is a document', () => {
    const [series, account] = [REPORT.series[0]!, REPORT.accounts[0]!];
    const empty = { ...series, wallMs: { median: NaN, low: NaN, high: NaN, samples: [] } };
    const part = resultDocument({ ...REPORT, series: [empty], accounts: [{ ...account, measured: NaN }] });
    expect(part).toMatchObject({ series: [], accounts: [] });
    expect(parseResult(sent(part)).ok).toBe(true);
  });

  it('cuts what is too long for the format', () => {
    const long = 'x'.repeat(10_000);
    const wordy = resultDocument({
      ...REPORT,
      failure: long,
      browser: { name: long, version: long, platform: long },
      build: 'relaxed-simd',
      startupMs: Array<number>(10_000).fill(1),
    });
    expect(wordy.failure).toHaveLength(LIMITS.text);
    expect(parseResult(sent(wordy)).ok).toBe(true);
  });

  it('does not bring the schema library along', () => {
    const sources = ['document', 'findings-parts', 'rounding', 'limits'].map((name) =>
      readFileSync(new URL(`../../src/results/${name}.ts`, import.meta.url), 'utf8'),
    );
    const loaded = sources.flatMap((source) =>
      [...source.matchAll(/^import (?!type)[^;]*from '(.+)';$/gm)].map(([, from]) => from),
    );
    expect(new Set(loaded)).toEqual(new Set(['./findings-parts.ts', './limits.ts', './rounding.ts']));
  });
});

describe('the journey', () => {
  it('is exact: sent, received, checked and sent again, a document is the same text', () => {
    const parsed = parseResult(sent(DOCUMENT));
    expect(parsed).toEqual({ ok: true, document: DOCUMENT });
    expect(parsed.ok && JSON.stringify(parsed.document)).toBe(JSON.stringify(DOCUMENT));
  });

  it(`is exact for whatever times were measured (seed ${SEED})`, () => {
    const time = fc.double({ min: 0, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(fc.array(time, { minLength: 3, maxLength: 20 }), fc.double(), (samples, odd) => {
        const [low, median, high] = samples.slice(0, 3).sort((a, b) => a - b) as [number, number, number];
        const series = {
          ...REPORT.series[0]!,
          wallMs: { median, low, high, samples },
          speedup: { estimate: median, low, high },
        };
        const document = resultDocument({ ...REPORT, series: [series], clock: { resolutionMs: Math.abs(odd) } });
        expect(parseResult(sent(document))).toEqual({ ok: true, document });
      }),
      { seed: SEED },
    );
  });

  it('forgives what a newer lab adds: keys it does not know, doubts it has not heard of, claims', () => {
    const newer = damaged({
      energy: { joules: 3 },
      warnings: [{ id: 'on-battery', text: 'The device ran on battery.', hint: 'Plug it in.' }],
      claims: [
        { id: 'amdahl', verdict: 'holds', estimate: 0.3, low: 0.29, high: 0.31, control: { verdict: 'refuted' } },
      ],
    });
    const parsed = parseResult(sent(newer));
    expect(parsed).toMatchObject({
      ok: true,
      document: { warnings: [{ id: 'on-battery' }], claims: [{ id: 'amdahl' }] },
    });
    expect(parsed.ok && 'energy' in parsed.document).toBe(false);
  });
});

describe('parseResult refuses, in a sentence that says where,', () => {
  const series = DOCUMENT.series[0]!;
  it.each([
    ['what is no document', null, 'no result'],
    ['a document of something else', { name: 'overlap' }, 'no result'],
    ['another version of the format', damaged({ schema: 'overlap-result/2' }), 'format "overlap-result/2"'],
    ['a missing part', damaged({ cores: undefined }), 'cores'],
    ['a mode that does not exist', damaged({ mode: 'turbo' }), 'mode'],
    ['a model that does not exist', damaged({ series: [{ ...series, model: 'magic' }] }), 'series.0.model'],
    [
      'an interval the wrong way round',
      damaged({ series: [{ ...series, speedup: { estimate: 2, low: 3, high: 1 } }] }),
      'low ≤ estimate',
    ],
    ['a negative time', damaged({ startupMs: [-1] }), 'startupMs.0'],
    ['a number too large to be one', damaged({ noiseFloor: JSON.parse('1e999') }), 'noiseFloor'],
    ['a seed of more than 32 bits', damaged({ seed: 2 ** 32 }), 'seed'],
    ['a worker count that is none', damaged({ series: [{ ...series, workers: 1.5 }] }), 'series.0.workers'],
    [
      'a series without samples',
      damaged({ series: [{ ...series, wallMs: { ...series.wallMs, samples: [] } }] }),
      'samples',
    ],
    ['a day that no calendar has', damaged({ startedAt: '2026-02-32T12:00:00Z' }), 'startedAt'],
    ['a date that is none', damaged({ startedAt: 'yesterday' }), 'startedAt'],
    ['markup as the name of a kernel', damaged({ series: [{ ...series, kernel: '<b>' }] }), 'series.0.kernel'],
    ['a text that is too long', damaged({ failure: 'x'.repeat(LIMITS.text + 1) }), 'failure'],
    [
      'a list that is too long',
      damaged({ warnings: Array(LIMITS.warnings + 1).fill(DOCUMENT.warnings[0]) }),
      'warnings',
    ],
  ])('%s', (_, candidate, where) => {
    const fault = faultOf(candidate);
    expect(fault).toContain(where);
    expect(fault).toMatch(/^This .*\.$/);
    expect(fault.length).toBeLessThanOrEqual(200);
  });

  it('a huge list before looking at its entries', () => {
    const entry = {
      get id(): string {
        throw new Error('looked at');
      },
    };
    expect(faultOf(damaged({ warnings: Array(100_000).fill(entry) }))).toContain('warnings');
  });

  it(`anything else without throwing (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...Object.keys(DOCUMENT)), (junk, key) => {
        expect(typeof parseResult(junk).ok).toBe('boolean');
        expect(typeof parseResult(damaged({ [key]: junk })).ok).toBe('boolean');
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});
