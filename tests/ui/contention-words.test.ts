/** What the page says of threads that count together, in every case, and the picture beside it. */
import { describe, expect, it } from 'vitest';
import { contentionPace, wayName } from '../../src/charts/contention-pace.ts';
import { WAYS, type ContentionReport, type Subject } from '../../src/measure/contention/contention-report.ts';
import { plainText } from '../../src/ui/answer-sentence.ts';
import {
  contentionAnswer,
  contentionEvidence,
  contentionNotes,
  counterNotice,
  figureNote,
} from '../../src/ui/contention-words.ts';
import { contentionReport } from '../gallery/contention-reports.ts';

const said = (report: ContentionReport, subject: Subject = 'histogram'): string =>
  plainText(contentionAnswer(report, subject));
const spaced = (texts: readonly string[]): string => texts.join(' | ').replaceAll('\u202f', ' ');

describe('the answer', () => {
  it('compares what all share with what each has of its own', () => {
    const exact = contentionReport({ noise: 0 });
    expect(said(exact)).toBe(
      'Two threads count 0.19× as fast as one on a shared atomic table, and 1.95× on tables of their own.',
    );
    expect(said(exact, 'references')).toBe(
      'Two threads count references 0.37× as fast as one on a shared object, and 1.97× on an object each.',
    );
    expect(said(contentionReport({ threads: 16, noise: 0 }))).toMatch(/^16 threads count 0\.0013× as fast/);
  });

  it('says where it is not whole', () => {
    expect(said(contentionReport({ rounds: 4 }, { state: 'running' }))).toMatch(/^So far: two threads count/);
    expect(said(contentionReport({ rounds: 1 }, { state: 'running' }))).toBe('Counting.');
    expect(said(contentionReport({ rounds: 4 }, { state: 'stopped' }))).toMatch(/^Stopped early\. Until then: two/);
    expect(said(contentionReport({ rounds: 1 }, { state: 'stopped' }))).toMatch(/^Stopped too early/);
    expect(said(contentionReport({ rounds: 4 }, { state: 'failed' }))).toMatch(/^The run broke off\. Until then: two/);
    expect(said(contentionReport({ rounds: 1 }, { state: 'failed' }))).toMatch(/^The run broke off before/);
    expect(said(contentionReport({ rounds: 0 }, { state: 'unavailable' }))).toMatch(/cannot be seen here/);
  });

  it('is no number where others kept threads from running at once, or one runs at a time', () => {
    expect(said(contentionReport({ disturbed: 14 }))).toMatch(/^Other programs kept the threads/);
    expect(said(contentionReport({ threads: 1 }))).toMatch(/^One thread runs at a time here/);
  });
});

describe('beside the answer', () => {
  it('stand the intervals of both and what they rest on', () => {
    expect(spaced(contentionEvidence(contentionReport(), 'histogram'))).toMatch(
      /^0\.1\d – 0\.\d\d × shared \| 1\.\d\d – 1\.9\d × own \| 95 % interval of 14 rounds$/,
    );
    expect(contentionEvidence(contentionReport(), 'references')[0]).toBe('atomic counts');
    expect(contentionEvidence(contentionReport({ threads: 1 }), 'histogram')).toEqual([]);
  });

  it('stands what was lost, and what sharing a line costs', () => {
    const [sharing, loss] = contentionNotes(contentionReport({ lost: 0.02 }), 'histogram');
    expect(sharing).toMatch(/^Own tables whose bins lie side by side: 0\.22× \(0\.2\d–0\.2\d\)\. .* false sharing\.$/);
    expect(spaced([loss ?? ''])).toBe(
      'Unprotected counts in one table were wrong in 14 of 14 windows: 2.0 % of the keys were lost. All others were exact.',
    );
    expect(contentionNotes(contentionReport({ lost: 0 }), 'histogram')[1]).toMatch(
      /right in all 14 windows, which is luck/,
    );
    expect(contentionNotes(contentionReport(), 'references')[1]).toMatch(/by up to 800 references\. All others/);
    expect(contentionNotes(contentionReport({ threads: 1 }), 'references')).toEqual([]);
  });

  it('says what the dots are', () => {
    expect(figureNote(contentionReport())).toBe(
      'hollow: one thread · solid: two threads, at the right in units of one',
    );
    expect(figureNote(contentionReport({ threads: 8 }))).toMatch(/small: 2, 4 · solid: eight threads/);
  });
});

describe('the picture', () => {
  const of = (report: ContentionReport, subject: Subject = 'histogram') => {
    const ways = report.ways.filter(({ way }) => way.subject === subject);
    return contentionPace({ subject, ways, threads: report.threads });
  };

  it('has a mark and a row of the table for each way and number of threads', () => {
    const picture = of(contentionReport({ threads: 8 }));
    expect(picture?.table.rows).toHaveLength(5 * 4);
    expect(picture?.table.rows.map((row) => row.length)).toEqual(Array(20).fill(picture?.table.headers.length));
    expect(picture?.layout(320).marks).toHaveLength(5 * 4);
  });

  it('puts more threads to the right of one where they are faster, and to the left where they are slower', () => {
    const marks = of(contentionReport({ noise: 0 }))?.layout(600).marks ?? [];
    const [shared, own] = [1, 4].map((row) => marks.filter((mark) => mark.row === row).map(({ x }) => x));
    expect(shared?.[1]).toBeLessThan(shared?.[0] ?? 0);
    expect(own?.[1]).toBeGreaterThan(own?.[0] ?? 0);
    for (const { x } of marks) expect(x > 0 && x < 600).toBe(true);
  });

  it('says it in one sentence, and is not there before anything is measured', () => {
    expect(of(contentionReport({ noise: 0 }))?.label).toMatch(
      /^Pace of 2 threads in units of one: one table, unprotected 0\.14×, one table, atomic additions 0\.19×,/,
    );
    expect(of(contentionReport({ rounds: 0 }))).toBeNull();
  });

  it('names every way differently, so briefly that a phone has room', () => {
    const names = WAYS.map(wayName);
    expect(new Set(names).size).toBe(names.length);
    expect(Math.max(...names.map(({ length }) => length))).toBeLessThan(42);
  });
});

it('without workers or shared memory there is nothing to start, and it says why', () => {
  const able = { webAssembly: true, workers: true, isolated: true, sharedMemory: true, secure: true, framed: false };
  expect(counterNotice(able)).toBeNull();
  expect(counterNotice({ ...able, workers: false })?.text).toMatch(/no workers/);
  expect(counterNotice({ ...able, isolated: false })?.remedy).toMatch(/two headers/);
  expect(counterNotice({ ...able, isolated: false, secure: false })?.remedy).toMatch(/plain http/);
});
