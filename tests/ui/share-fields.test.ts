/** Before anything is shared the visitor reads every field of it: nothing that is in the object may be missing from the list. */
import { describe, expect, it } from 'vitest';
import { LIMITS, OMITTED } from '../../src/results/limits.ts';
import { summaryOf } from '../../src/results/summary.ts';
import type { ResultDocument } from '../../src/results/schema.ts';
import { documentFields, omittedWords, summaryFields } from '../../src/ui/share-fields.ts';
import {
  cleanName,
  subjectOfDocument,
  subjectOfReport,
  subjectOfSummary,
  withName,
} from '../../src/ui/share-subject.ts';
import { machineDocuments, MEASURED } from '../results/machines.ts';
import { SAMPLE_REPORTS } from '../gallery/sample-reports.ts';

const wordsOf = (fields: readonly { name: string; value: string }[]): string =>
  fields.map(({ name, value }) => `${name}: ${value}`).join('\n');

describe('the list of what goes out', () => {
  it('of a short link names every value that its summary holds', () => {
    const words = wordsOf(summaryFields({ ...summaryOf(MEASURED), name: 'Lab PC 7' }));
    for (const value of [
      'Lab PC 7',
      'Chromium 156 on Linux',
      '30 November 2026 at 19:00:08 UTC',
      'page 0.1.0, protocol 1',
    ]) {
      expect(words).toContain(value);
    }
    expect(words).toMatch(/Cores, as the browser reports them: 2\b/);
    expect(words).toMatch(/Kernel “mandelbrot”/);
    expect(words).toContain('free threads 1, 2');
    expect(words).toContain('kernels with relaxed SIMD');
    expect(words).toMatch(/Doubts: their number, \d/);
    expect(words).toMatch(/±\d/);
  });

  it('says where there is nothing: no name, no core count, no proof', () => {
    const bare = {
      ...summaryOf(MEASURED),
      reported: null,
      proven: null,
      effective: null,
      noiseFloor: null,
      kernels: [],
    };
    const words = wordsOf(summaryFields({ ...bare, versions: null, build: null }));
    expect(words).toContain('none given');
    expect(words).toContain('not told');
    expect(words).toContain('not proven');
    expect(words).not.toMatch(/null|undefined|NaN/);
  });

  it('of a document adds seed, exact moment, full version, samples and the state of the machine', () => {
    const charged: ResultDocument = {
      ...MEASURED,
      surroundings: { pressure: 'fair', battery: { charging: false, level: 0.5 }, busyBefore: 0.01 },
    };
    const words = wordsOf(documentFields(charged, summaryOf(charged)));
    expect(words).toContain(`Exact moment: ${MEASURED.startedAt}`);
    expect(words).toContain(`Seed: ${MEASURED.seed}`);
    expect(words).toContain('156.0.0.0');
    expect(words).toMatch(/\d single samples?/);
    expect(words).toMatch(/battery at 50\u202f%, not charging/);
  });

  it('never says null, undefined or NaN, whatever machine it is (seed 4)', () => {
    for (const document of machineDocuments(300, 4)) {
      const words = wordsOf(documentFields(document, summaryOf(document)));
      expect(words).not.toMatch(/null|undefined|NaN|Infinity/);
    }
  });

  it('has words for every part that a link may lack, and none where it lacks nothing', () => {
    expect(omittedWords(MEASURED)).toBe('');
    expect(omittedWords({ ...MEASURED, omitted: ['samples'] })).toBe('the single samples');
    const all = omittedWords({ ...MEASURED, omitted: [...OMITTED] });
    expect(all.split(/, | and /)).toHaveLength(OMITTED.length);
  });
});

describe('what is shared', () => {
  it('is the document of the run, and after renaming the same under that name, in summary and document alike', () => {
    const subject = subjectOfReport(SAMPLE_REPORTS['two cores']!);
    expect(subject.document?.name).toBe(undefined);
    const named = withName(subject, '  Lab\n PC  7 ');
    expect(named.document?.name).toBe('Lab PC 7');
    expect(named.summary.name).toBe('Lab PC 7');
    expect(withName(named, ' ').document).toEqual(subject.document);
  });

  it('keeps a name it came with, and lets it be taken away', () => {
    const subject = subjectOfDocument({ ...MEASURED, name: 'Old' });
    expect(subject.summary.name).toBe('Old');
    expect(withName(subject, '').document).toEqual(MEASURED);
    expect(withName(subjectOfSummary(subject.summary), 'New').summary.name).toBe('New');
  });

  it('has a name of one line within the limit of the format, cut between characters', () => {
    expect(cleanName('a\u0000b\u202ec\u2028d')).toBe('a b c d');
    const long = cleanName('😀'.repeat(60));
    expect(long.length).toBeLessThanOrEqual(LIMITS.label);
    expect(long).toBe('😀'.repeat(LIMITS.label / 2));
  });
});
