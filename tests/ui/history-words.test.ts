/** The history in words, links and files: right for one and for many, for every kind and state. */
import { describe, expect, it } from 'vitest';
import { damagedHead, storedHead } from '../../src/results/store/head.ts';
import type { Kept, KeptHead } from '../../src/results/store/kept.ts';
import { fileName, fileText } from '../../src/ui/history-files.ts';
import { compareAddress, resultAddress } from '../../src/ui/history-links.ts';
import * as words from '../../src/ui/history-words.ts';
import { keepable } from '../results/store/keepables.ts';

const NOW = '2026-11-30T12:00:00.000Z';

function head(n: number, more: Partial<KeptHead> = {}): KeptHead {
  return { ...storedHead(keepable(n), NOW), cutOff: false, ...more };
}
const kept = (n: number, more: Partial<Kept> = {}): Kept => ({ ...head(n), document: keepable(n).document, ...more });

describe('a row', () => {
  it('says what it was, when, where, and what became of it', () => {
    expect(words.factsOf(head(1))).toEqual(['Measure', expect.stringMatching(/^1 November 2026/), head(1).device]);
    expect(words.factsOf(head(1, { id: 'received-1' })).at(-1)).toBe('received from elsewhere');
    expect(words.factsOf(head(1, { state: 'running' })).at(-1)).toBe('running now');
    expect(words.factsOf(head(1, { state: 'partial' })).at(-1)).toBe('partial');
    expect(words.factsOf(head(1, { state: 'partial', cutOff: true })).at(-1)).toBe('cut off');
    expect(words.explanationOf(head(1, { state: 'partial', cutOff: true }))).toBe(
      'Cut off: the page was closed or crashed; what it had found by then is kept.',
    );
    expect(words.explanationOf(head(1))).toBeNull();
  });

  it('of a damaged entry says so, and what to do', () => {
    const torn = damagedHead('torn');
    expect(words.answerOf(torn)).toBe('This entry is damaged.');
    expect(words.factsOf(torn)).toEqual(['Damaged']);
    expect(words.explanationOf(torn)).toMatch(/can be deleted/);
    expect(words.rowName(torn)).toBe('Damaged torn');
  });

  it('of a kind that this lab does not know is named by its format', () => {
    expect(words.kindTitle('overlap-dreams/3')).toBe('Unknown kind (overlap-dreams/3)');
  });

  it('is called by its name where it has one', () => {
    expect(words.rowName(head(1, { name: 'laptop' }))).toBe('laptop');
    expect(words.rowName(head(1))).toMatch(/^Measure, 1 November 2026/);
  });
});

describe('counts', () => {
  it('are right for none, one and many', () => {
    expect([0, 1, 2, 1000].map(words.heading)).toEqual([
      'Nothing is kept yet.',
      '1 result is kept on this device.',
      '2 results are kept on this device.',
      expect.stringMatching(/^1.000 results are kept on this device\.$/),
    ]);
    expect([1, 3].map(words.deletedWords)).toEqual(['1 result deleted.', '3 results deleted.']);
  });
});

describe('comparing', () => {
  const many = (count: number): KeptHead[] => Array.from({ length: count }, (_, n) => head(n));

  it('takes from two to twelve measurements, and says why not otherwise', () => {
    expect([2, 12].map((count) => words.compareFault(many(count)))).toEqual([null, null]);
    expect(words.compareFault(many(1))).toMatch(/two measurements or more/);
    expect(words.compareFault(many(13))).toMatch(/At most 12.*13 are selected/);
    expect(words.compareFault([...many(2), head(3, { format: 'overlap-race/1' })])).toMatch(/Only measurements/);
    expect(words.compareFault([...many(2), damagedHead('torn')])).toMatch(/Only measurements/);
  });

  it('leads to an address with the results in order, whatever their ids hold', () => {
    expect(compareAddress(['a', 'b'])).toBe('#/compare?kept=a&kept=b');
    expect(new URLSearchParams(resultAddress('a&b=“?#').split('?')[1]).getAll('kept')).toEqual(['a&b=“?#']);
  });
});

describe('room', () => {
  it('is told in units that one reads', () => {
    const told = [0, 1, 999, 78_000, 1_200_000, 10_700_000_000].map(words.roomOf);
    expect(told.map((text) => text.replace('\u202f', ' '))).toEqual([
      '0 B',
      '1 B',
      '999 B',
      '78 kB',
      '1.2 MB',
      '11 GB',
    ]);
  });

  it('is a sentence where the browser does not say', () => {
    expect(words.roomWords({ usage: null, quota: null, persisted: null })).toMatch(/does not say.*may clear/);
    expect(words.roomWords({ usage: 1, quota: null, persisted: true })).toMatch(/takes 1.B\. The browser keeps it/);
  });
});

describe('a file', () => {
  it('of one is its document, of several a list, or a line each', () => {
    const [one, other] = [kept(1), kept(2)];
    expect(JSON.parse(fileText([one], 'json'))).toEqual(one.document);
    expect(JSON.parse(fileText([one, other], 'json'))).toEqual([one.document, other.document]);
    const lines = fileText([one, other], 'ndjson').split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([one.document, other.document]);
  });

  it('carries the name of a measurement, and never a note', () => {
    const text = fileText([kept(1, { name: 'laptop', note: 'secret' })], 'ndjson');
    expect(JSON.parse(text)).toMatchObject({ name: 'laptop' });
    expect(text).not.toContain('secret');
    expect(fileText([kept(1, { name: 'laptop', format: 'overlap-race/1' })], 'ndjson')).not.toContain('laptop');
  });

  it('is called by what is in it', () => {
    expect(fileName([kept(1, { format: 'overlap-race/1' })], 'json', '2026-11-30')).toBe(
      'overlap-race-2026-11-01.json',
    );
    expect(fileName([kept(1), kept(2)], 'ndjson', '2026-11-30')).toBe('overlap-history-2026-11-30.ndjson');
    expect(fileName([kept(1, { format: '../x/1', savedAt: '' })], 'json', '2026-11-30')).toBe(
      'overlap-result-2026-11-30.json',
    );
  });
});
