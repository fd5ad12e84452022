import { describe, expect, it } from 'vitest';
import type { Cores, PairLatency, Report, Worth } from '../../src/measure/report.ts';
import {
  aloneSentence,
  coresSentence,
  lossOfCores,
  pacesNote,
  pairSentence,
  surroundingsLine,
  trafficSentence,
} from '../../src/ui/core-sentences.ts';
import { isUndecided } from '../../src/measure/warnings.ts';
import { worthWords } from '../../src/ui/worth-words.ts';
import { SAMPLE_REPORTS } from '../gallery/sample-reports.ts';

const THIN = '\u202f';
const { cores } = SAMPLE_REPORTS['eight threads worth 5.3'] as Report;
const worthy = (SAMPLE_REPORTS['four fast and four slow'] as Report).cores.worth as Worth;
const effective = { estimate: 5.3, low: 5.1, high: 5.4 };
const said = (change: Partial<Cores>): string => coresSentence({ ...cores, effective, ...change });

describe('proven, worth and reported are one sentence', () => {
  const failing = cores.handshake;
  const CASES: readonly (readonly [string, Partial<Cores>, string])[] = [
    ['all alike', {}, '8 threads ran at once, worth 5.3 (5.1–5.4) of one alone. The browser says 8 as well.'],
    [
      'another number reported',
      { reported: 4 },
      '8 threads ran at once, worth 5.3 (5.1–5.4) of one alone. The browser says 4.',
    ],
    [
      'nothing reported',
      { reported: null },
      '8 threads ran at once, worth 5.3 (5.1–5.4) of one alone. The browser does not say how many cores there are.',
    ],
    [
      'undecided',
      { effective: { estimate: 6, low: 5, high: 7.5 } },
      '8 threads ran at once, worth between 5.0 and 7.5 of one alone. The browser says 8 as well.',
    ],
    ['not weighed', { effective: null }, '8 threads ran at once. The browser says 8 as well.'],
    [
      'as many as were tried',
      { effective: null, handshake: failing.filter(({ simultaneous }) => simultaneous) },
      'At least 8 threads ran at once. The browser says 8 as well.',
    ],
    ['one', { proven: 1, effective: null, reported: 1 }, 'One thread ran at a time. The browser says 1 as well.'],
    [
      'nothing provable',
      { proven: null, handshake: [] },
      'All workers together were worth 5.3 (5.1–5.4) of one alone. The browser says 8.',
    ],
  ];
  it.each(CASES)('%s', (_, change, expected) => expect(said(change)).toBe(expected));
});

describe('moving memory', () => {
  const traffic = {
    workers: 2,
    bytes: 94_371_840,
    rounds: 6,
    alone: { estimate: 15.21, low: 15.1, high: 15.3 },
    together: { estimate: 21.32, low: 20.9, high: 21.8 },
    moving: { estimate: 1.4, low: 1.38, high: 1.43 },
    computing: { estimate: 1.97, low: 1.95, high: 1.98 },
  };

  it('is told in gigabytes a second, and beside what the same threads are worth computing', () => {
    expect(trafficSentence(traffic)).toBe(
      'Moving memory, 2 threads are worth 1.40 (1.38–1.43) of one; computing, worth 1.97 of one. STREAM triad over 94 MB: 15.2 GB/s alone, 21.3 (20.9–21.8) GB/s together.',
    );
  });

  it('is not one number where it is not known as one', () => {
    const undecided = { ...traffic, moving: { estimate: 1.5, low: 1.2, high: 1.9 } };
    expect(trafficSentence(undecided)).toMatch(/^Moving memory, 2 threads are worth between 1\.2 and 1\.9 of one;/);
  });
});

describe('what threads are worth', () => {
  it('is one number while its interval is narrow, and its two ends where not', () => {
    expect(worthWords({ estimate: 1.96, low: 1.94, high: 1.98 })).toBe('worth 1.96 of one');
    expect(worthWords({ estimate: 1.71, low: 1.5, high: 2 })).toBe('worth between 1.5 and 2.0 of one');
    expect([0.2, 0.24].map((width) => isUndecided({ estimate: 1, low: 1, high: 1 + width }))).toEqual([false, true]);
  });

  it('less or more than as many alone has its heading', () => {
    expect([lossOfCores(2.7), lossOfCores(-0.1)]).toEqual([
      'Where the other 2.70 went',
      'Where the extra 0.10 came from',
    ]);
  });
});

describe('workers', () => {
  it('in groups are counted with their pace, a single group is no difference', () => {
    expect(pacesNote(worthy)).toBe('4 workers at 1.00×, 4 at 0.45× of one alone, over 24 rounds');
    expect(pacesNote({ ...worthy, groups: worthy.groups.slice(0, 1) })).toMatch(/no workers stand apart$/);
  });

  it('that are kept from the processor alone are mentioned, hardly ever is never', () => {
    expect(aloneSentence({ ...worthy, aloneStill: 0.06 })).toBe(
      `Even a worker alone was kept from its processor 6.0${THIN}% of the time.`,
    );
    expect(aloneSentence({ ...worthy, aloneStill: 0.004 })).toBeNull();
  });
});

describe('pairs', () => {
  const pair = (one: number, other: number, roundMs: number): PairLatency => ({ one, other, roundMs });

  it('name the quickest and the slowest, and always that a page cannot pin threads', () => {
    expect(pairSentence([pair(0, 1, 0.0002), pair(0, 2, 0.0005), pair(1, 2, 0.0004)])).toBe(
      `Quickest between workers 1 and 2: 200${THIN}ns a round; slowest between workers 1 and 3: 500${THIN}ns, 2.5× as long. A page cannot pin threads, so a pair of workers is not a pair of cores.`,
    );
  });

  it('that never met are counted, and infinity is not a time', () => {
    expect(pairSentence([pair(0, 1, 0.0002), pair(0, 2, Infinity), pair(1, 2, 0.0002)])).toMatch(/One pair never met/);
    expect(pairSentence([pair(0, 1, Infinity)])).toMatch(/^No two workers met\. A page cannot pin/);
  });

  it('of which there is one are not compared', () => {
    expect(pairSentence([pair(0, 1, 0.0002)])).toMatch(/^Between workers 1 and 2 a round of the handshake took 200/);
  });
});

describe('the line about the surroundings', () => {
  it('says what is known and nothing else', () => {
    expect(surroundingsLine(null)).toBeNull();
    expect(surroundingsLine({ pressure: null, battery: null, busyBefore: null })).toBeNull();
    expect(surroundingsLine({ pressure: null, battery: { charging: false, level: 0.41 }, busyBefore: null })).toBe(
      `On battery, 41${THIN}% charged.`,
    );
    expect(surroundingsLine({ pressure: 'serious', battery: null, busyBefore: 0.18 })).toBe(
      `The browser sees a strained processor; before the run a worker alone was kept from its processor 18${THIN}% of the time.`,
    );
  });
});
