/** The sentences about claims, for one and for many, and what a ledger keeps over several runs. */
import { describe, expect, it } from 'vitest';
import type { ClaimEntry } from '../../src/measure/claims/claim-report.ts';
import { outcomeOf } from '../../src/results/claims-link.ts';
import { plainText } from '../../src/ui/answer-sentence.ts';
import { chosen } from '../../src/ui/claims-catalogue.ts';
import { ClaimsLedger } from '../../src/ui/claims-ledger.ts';
import {
  boundWords,
  claimsAnswer,
  claimsEvidence,
  placeWords,
  roughTime,
  tallyOf,
  tallyWords,
  tellingPart,
  timeLeft,
  verdictWord,
} from '../../src/ui/claims-words.ts';
import { claimsReport, entryOf, LISTED, tried, underWay } from '../gallery/claims-reports.ts';

const THIN = '\u202f';
const tally = (counts: Partial<ReturnType<typeof tallyOf>>) => ({ ...tallyOf([]), ...counts });

describe('the headline', () => {
  it('counts the verdicts, and leaves out those that nobody got', () => {
    expect(tallyWords(tally({ holds: 31, refuted: 2, undecided: 1, 'not-testable': 3 }))).toBe(
      '31 claims hold, 2 are refuted, 1 is undecided, 3 cannot be tested here',
    );
    expect(tallyWords(tally({ holds: 4 }))).toBe('4 claims hold');
    expect(tallyWords(tally({}))).toBe('');
  });

  it('is right for one of each', () => {
    expect(tallyWords(tally({ holds: 1, refuted: 1, undecided: 1, 'not-testable': 1, 'broke-off': 1 }))).toBe(
      '1 claim holds, 1 is refuted, 1 is undecided, 1 cannot be tested here, 1 broke off',
    );
    expect(tallyWords(tally({ refuted: 1 }))).toBe('1 claim is refuted');
  });

  it.each([
    ['running', 'So far 1 claim holds.'],
    ['complete', '1 claim holds.'],
    ['stopped', 'Stopped early. So far 1 claim holds.'],
    ['failed', 'The run broke off. Until then 1 claim holds.'],
  ] as const)('of a run that is %s says so', (state, sentence) => {
    expect(plainText(claimsAnswer(claimsReport(['a'], { state })))).toBe(sentence);
  });

  it.each([
    ['running', 'Claims are put to the test.'],
    ['stopped', 'Stopped before anything was decided.'],
    ['failed', 'The run broke off before anything was decided.'],
  ] as const)('of a run that is %s with nothing decided is a sentence too', (state, sentence) => {
    expect(plainText(claimsAnswer(claimsReport([], { state })))).toBe(sentence);
  });

  it('stands above what it rests on', () => {
    expect(claimsEvidence(claimsReport(['a', 'b']), 37)).toEqual([
      '2 of 37 tested',
      '2 threads proven at once',
      `noise ±1.2${THIN}%`,
      'seed 7',
    ]);
  });
});

describe('a claim', () => {
  it('under test says so, whatever an earlier run found', () => {
    const found = entryOf('a', 'refuted');
    expect(verdictWord(found, 'idle')).toBe('refuted');
    expect(verdictWord(found, 'queued')).toBe('in the queue');
    expect(verdictWord(found, 'running')).toBe('being tested');
    expect(verdictWord(null, 'idle')).toBe('untested');
  });

  it('is told by the part that made its verdict', () => {
    const part = (id: string, verdict: 'holds' | 'refuted' | 'undecided') => ({ ...tried(1, 1, { id }), verdict });
    const [a, b, c] = [part('a', 'holds'), part('b', 'undecided'), part('c', 'refuted')];
    expect(tellingPart([a, b, c])).toBe(c);
    expect(tellingPart([a, b])).toBe(b);
    expect(tellingPart([a])).toBe(a);
    expect(tellingPart([])).toBeNull();
  });

  it('without an exception in k tries is so but for three in k', () => {
    expect(boundWords(tried(20, 20))).toBe(
      `so in all but at most 15${THIN}% of cases, with 95${THIN}% confidence (3/20)`,
    );
    expect(boundWords(tried(0, 20, { expects: 'sometimes' }))).toBe(
      `so in at most 15${THIN}% of cases, with 95${THIN}% confidence (3/20)`,
    );
  });

  it('with an exception, or after too few tries, promises nothing', () => {
    expect(boundWords(tried(19, 20))).toBeNull();
    expect(boundWords(tried(3, 3))).toBeNull();
    expect(boundWords(tried(4, 20, { expects: 'sometimes' }))).toBeNull();
  });
});

describe('the time that is left', () => {
  const usual = () => 4_000;

  it('is what the rest usually takes, in the pace of this device', () => {
    const report = underWay(['a', 'b', 'c', 'd'], 2);
    const twice = { ...report, entries: report.entries.map((entry) => ({ ...entry, tookMs: entry.tookMs && 8_000 })) };
    expect(timeLeft(twice, usual, 20_000)).toBe(16_000);
  });

  it('counts what comes before the first claim, until it has begun', () => {
    const none = { ...claimsReport([]), entries: [entryOf('a', 'waiting')] };
    expect(timeLeft(none, usual, 10_000)).toBe(9_000);
    expect(timeLeft(none, usual, 60_000)).toBe(4_000);
  });

  it('is said roughly, and with the place in the run', () => {
    expect([800, 9_200, 31_000, 95_000, 200_000].map(roughTime)).toEqual([
      `about 1${THIN}s`,
      `about 10${THIN}s`,
      `about 35${THIN}s`,
      'about 2 minutes',
      'about 4 minutes',
    ]);
    expect(placeWords(underWay(['a', 'b', 'c'], 1))).toBe('Claim 2 of 3');
    expect(placeWords(claimsReport(['a']))).toBeNull();
  });
});

describe('the ledger', () => {
  const ids = ['a', 'b', 'c'];

  it('keeps the verdicts on others when one claim is tested again', () => {
    const ledger = new ClaimsLedger();
    ledger.take(claimsReport(ids));
    const again: ClaimEntry = entryOf('b', 'refuted');
    ledger.take(claimsReport([], { entries: [again] }));
    expect(ledger.merged(ids)?.entries.map(({ claim }) => claim)).toEqual(ids);
    expect(ledger.entryOf('b')).toBe(again);
    expect(outcomeOf(ledger.entryOf('a'))).toBe('holds');
  });

  it('takes nothing back when a run is stopped before a claim is done', () => {
    const ledger = new ClaimsLedger();
    ledger.take(claimsReport(ids));
    ledger.take({ ...claimsReport([]), state: 'stopped', entries: [entryOf('a', 'waiting')] });
    expect(outcomeOf(ledger.entryOf('a'))).toBe('holds');
  });

  it('knows who waits and who is being tested, while the run is on', () => {
    const ledger = new ClaimsLedger();
    const report = underWay(ids, 1);
    ledger.take(report);
    expect(['a', 'b', 'c', 'elsewhere'].map((id) => ledger.standingOf(id))).toEqual([
      'idle',
      'running',
      'queued',
      'idle',
    ]);
    ledger.take({ ...report, state: 'stopped' });
    expect(ids.map((id) => ledger.standingOf(id))).toEqual(['idle', 'idle', 'idle']);
  });
});

describe('the filters', () => {
  const none = { note: null, model: null, verdict: null, open: [] };
  const found = (id: string) => (id === 'gil-convoy' ? entryOf(id, 'refuted') : null);
  const left = (choice: Partial<typeof none> | object) =>
    chosen(LISTED, { ...none, ...choice }, found).map(({ id }) => id);

  it('leave what fits all of them', () => {
    expect(left({})).toHaveLength(LISTED.length);
    expect(left({ note: 'C' })).toEqual(['overlap-waits-asyncio']);
    expect(left({ model: 'free-threads' })).toEqual(['gil-convoy', 'threads-free-scale']);
    expect(left({ model: 'free-threads', verdict: 'untested' })).toEqual(['threads-free-scale']);
    expect(left({ verdict: 'refuted' })).toEqual(['gil-convoy']);
    expect(left({ note: 'E', model: 'ranks' })).toEqual([]);
  });
});
