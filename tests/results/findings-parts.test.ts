/** What a document holds of cores and laws: that it survives the journey, is bounded, and older documents still parse. */
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FittedLaw, Report, Traffic, Worth } from '../../src/measure/report.ts';
import { resultDocument } from '../../src/results/document.ts';
import { LIMITS } from '../../src/results/limits.ts';
import { parseResult } from '../../src/results/parse.ts';
import { SAMPLE_REPORTS } from '../gallery/sample-reports.ts';

const SEED = 1990;

const REPORT = SAMPLE_REPORTS['eight threads worth 5.3'] as Report;
const WORTH = REPORT.cores.worth as Worth;
const LAW = REPORT.laws[0] as FittedLaw;

const sent = (document: unknown): unknown => JSON.parse(JSON.stringify(document));
const withCores = (change: Partial<Report['cores']>): Report => ({ ...REPORT, cores: { ...REPORT.cores, ...change } });
const withWorth = (change: Partial<Worth>): Report => withCores({ worth: { ...WORTH, ...change } });

function accepted(report: Report): void {
  const document = resultDocument(report);
  expect(sent(document)).toEqual(document);
  expect(parseResult(sent(document))).toEqual({ ok: true, document });
}

function faultOf(candidate: unknown): string {
  const parsed = parseResult(candidate);
  return parsed.ok ? 'none' : parsed.fault;
}

describe('a document of yesterday, before cores were weighed and laws fitted,', () => {
  const old: unknown = JSON.parse(readFileSync(new URL('before-laws.json', import.meta.url), 'utf8'));

  it('is still read, and nothing is made up for it', () => {
    const parsed = parseResult(old);
    expect(parsed).toEqual({ ok: true, document: old });
    expect(parsed.ok && 'laws' in parsed.document).toBe(false);
    expect(parsed.ok && 'worth' in parsed.document.cores).toBe(false);
  });
});

describe('the document of every fixture', () => {
  it.each(Object.entries(SAMPLE_REPORTS))('"%s" is the same after the journey', (_, report) => accepted(report));
});

describe('what threads were worth at moving memory', () => {
  const TRAFFIC = REPORT.cores.traffic as Traffic;
  const withTraffic = (change: Partial<Traffic>): Report => withCores({ traffic: { ...TRAFFIC, ...change } });

  it('is left out where it was not measured, or a number is missing', () => {
    const nothing = { estimate: NaN, low: NaN, high: NaN };
    for (const report of [SAMPLE_REPORTS['messages mode'] as Report, withTraffic({ alone: nothing })]) {
      expect('traffic' in resultDocument(report).cores).toBe(false);
      accepted(report);
    }
  });

  it('is refused where it cannot be', () => {
    const document = resultDocument(REPORT);
    const damaged = { ...document.cores.traffic, moving: { estimate: 1, low: 2, high: 3 } };
    expect(faultOf({ ...document, cores: { ...document.cores, traffic: damaged } })).toContain('traffic');
    expect(faultOf({ ...document, cores: { ...document.cores, traffic: { workers: 2 } } })).toContain('traffic');
  });
});

describe('what was found about cores and laws', () => {
  it('is in the document, with six significant digits', () => {
    const { cores, laws, serialFractions, workAndSpan, bends, recommended, surroundings } = resultDocument(REPORT);
    expect(cores.worth).toMatchObject({ lost: { timeLimit: 0 }, aloneStill: 0.002 });
    expect(cores.worth?.samples).toHaveLength(WORTH.samples.length);
    expect(cores.worth?.groups).toEqual(WORTH.groups);
    expect(cores.pairs).toHaveLength(28);
    expect(cores.traffic).toMatchObject({ workers: 8, bytes: 94_371_840, alone: { estimate: 14.8 } });
    expect(cores.pairs?.[0]?.roundMs).toBe(Number(REPORT.cores.pairs[0]?.roundMs.toPrecision(6)));
    expect(laws?.map(({ id }) => id)).toEqual(REPORT.laws.map(({ id }) => id));
    expect(serialFractions?.[0]?.points).toHaveLength(7);
    expect(workAndSpan).toEqual([
      { kernel: 'mandelbrot', model: 'free-threads', workers: 8, workMs: 76.22, spanMs: 2.1 },
    ]);
    expect(bends?.[0]).toMatchObject({ model: 'free-threads', workers: expect.closeTo(4, 0) as number });
    expect(recommended).toEqual([{ kernel: 'mandelbrot', model: 'free-threads', workers: 7 }]);
    expect(surroundings).toEqual({ pressure: 'nominal', battery: { charging: true, level: 0.83 }, busyBefore: 0.004 });
  });

  it('writes null for a pair that never met', () => {
    const report = withCores({ pairs: [{ one: 0, other: 1, roundMs: Infinity }] });
    expect(resultDocument(report).cores.pairs).toEqual([{ one: 0, other: 1, roundMs: null }]);
    accepted(report);
  });

  it('leaves out a point, a pace, a law and a run in which a number is missing', () => {
    const nothing = { estimate: NaN, low: NaN, high: NaN };
    const report: Report = {
      ...withWorth({
        curve: [...WORTH.curve, { workers: 11, speedup: nothing }],
        paces: [{ worker: 0, pace: nothing }],
        samples: [{ alone: 1, together: NaN }],
      }),
      laws: [{ ...LAW, parameters: [{ id: 'serial-fraction', value: nothing }] }],
      workAndSpan: [{ kernel: 'ep', model: 'ranks', workers: 2, workMs: 3, spanMs: Infinity }],
    };
    const { cores, laws, workAndSpan } = resultDocument(report);
    expect(cores.worth?.curve).toHaveLength(WORTH.curve.length);
    expect([cores.worth?.paces, cores.worth?.samples, laws, workAndSpan]).toEqual([[], [], [], []]);
    accepted(report);
  });

  it('says nothing of worth where what was lost cannot be told', () => {
    const report = withWorth({ lost: { timeLimit: NaN, otherLoad: 0, slower: 0 } });
    expect(resultDocument(report).cores.worth).toBeNull();
    accepted(report);
  });

  it('cuts every list to what the format allows', () => {
    const many = <Entry>(entry: Entry): Entry[] => Array<Entry>(9000).fill(entry);
    const [point, pace] = [WORTH.curve[0]!, WORTH.paces[0]!];
    const report: Report = {
      ...withCores({
        pairs: many({ one: 0, other: 1, roundMs: 1 }),
        worth: {
          ...WORTH,
          samples: many({ alone: 1, together: 2 }),
          curve: many(point),
          paces: many(pace),
          groups: many({ workers: many(0), pace: 1 }).slice(0, 600),
        },
      }),
      laws: many({ ...LAW, points: [] }),
      bends: many({ kernel: 'ep', model: 'ranks', workers: 2.5, before: 1, after: 0 }),
      serialFractions: many({ kernel: 'ep', model: 'ranks', points: [] }),
      workAndSpan: many({ kernel: 'ep', model: 'ranks', workers: 2, workMs: 2, spanMs: 1 }),
      recommended: many({ kernel: 'ep', model: 'ranks', workers: 2 }),
    };
    const { cores, laws } = resultDocument(report);
    expect([cores.pairs?.length, cores.worth?.curve.length, laws?.length]).toEqual([
      LIMITS.pairs,
      LIMITS.points,
      LIMITS.laws,
    ]);
    expect(parseResult(sent(resultDocument(report))).ok).toBe(true);
  });

  it(`survives whatever numbers were measured (seed ${SEED})`, () => {
    const any = fc.double();
    const interval = fc
      .tuple(any, any, any)
      .filter((ends) => ends.every((end) => !Number.isNaN(end)))
      .map((ends) => [...ends].sort((a, b) => a - b) as [number, number, number])
      .map(([low, estimate, high]) => ({ low, estimate, high }));
    const time = fc.double({ min: 0 });
    const worth = fc.record({
      samples: fc.array(fc.record({ alone: time, together: time })),
      curve: fc.array(fc.record({ workers: fc.nat(64), speedup: interval })),
      paces: fc.array(fc.record({ worker: fc.nat(64), pace: interval })),
      groups: fc.array(fc.record({ workers: fc.array(fc.nat(64)), pace: any })),
      lost: fc.record({ timeLimit: any, otherLoad: any, slower: any }),
      disturbed: fc.nat(),
      otherLoad: any,
      aloneStill: any,
    });
    const law = fc.record({
      id: fc.constantFrom('amdahl', 'gustafson', 'usl' as const),
      kernel: fc.constant('ep'),
      model: fc.constant('ranks' as const),
      parameters: fc.array(fc.record({ id: fc.constant('contention' as const), value: interval }), { maxLength: 3 }),
      points: fc.array(fc.record({ workers: fc.double({ min: 0, max: 4096, noNaN: true }), speedup: any })),
      residual: time,
    });
    const surroundings = fc.record({
      pressure: fc.constantFrom(null, 'nominal', 'critical' as const),
      battery: fc.option(fc.record({ charging: fc.boolean(), level: any })),
      busyBefore: fc.option(any),
    });
    const pairs = fc.array(fc.record({ one: fc.nat(64), other: fc.nat(64), roundMs: time }));
    fc.assert(
      fc.property(worth, fc.array(law), surroundings, pairs, (found, laws, around, met) => {
        const report = { ...withCores({ worth: found, pairs: met }), laws: laws as FittedLaw[], surroundings: around };
        accepted(report);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});

describe('parseResult refuses of cores and laws', () => {
  const document = resultDocument(REPORT);
  const damaged = (change: object): unknown => sent({ ...document, ...change });
  const weighed = (change: object): unknown =>
    damaged({ cores: { ...document.cores, worth: { ...document.cores.worth, ...change } } });

  it.each([
    ['a law that does not exist', damaged({ laws: [{ ...document.laws?.[0], id: 'moore' }] }), 'laws.0.id'],
    ['a list of laws that is none', damaged({ laws: 'all of them' }), 'laws'],
    ['a fraction above one', weighed({ aloneStill: 1.5 }), 'cores.worth.aloneStill'],
    ['a loss that is no number', weighed({ lost: { timeLimit: null, otherLoad: 0, slower: 0 } }), 'cores.worth.lost'],
    [
      'a pair that took less than no time',
      damaged({ cores: { ...document.cores, pairs: [{ one: 0, other: 1, roundMs: -1 }] } }),
      'cores.pairs.0',
    ],
    [
      'a pressure that does not exist',
      damaged({ surroundings: { ...document.surroundings, pressure: 'high' } }),
      'surroundings.pressure',
    ],
  ])('%s', (_, candidate, where) => {
    expect(faultOf(candidate)).toContain(where);
    expect(faultOf(candidate)).toMatch(/^This .*\.$/);
  });
});
