/** The way back from a document to what the page shows: nothing is lost, and nothing is made up. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resultDocument } from '../../src/results/document.ts';
import { parseResult } from '../../src/results/parse.ts';
import { reportOf } from '../../src/results/report-of.ts';
import type { ResultDocument } from '../../src/results/schema.ts';
import { answer, evidence, plainText } from '../../src/ui/answer-sentence.ts';
import { machineDocuments, MEASURED } from './machines.ts';

const OLDER = JSON.parse(readFileSync(new URL('before-laws.json', import.meta.url), 'utf8')) as ResultDocument;
const kernelOf = (document: ResultDocument): string => document.work[0]?.kernel ?? '';

describe('a document as a report', () => {
  it('becomes the same document again: the measured one', () => {
    expect(resultDocument(reportOf(MEASURED))).toEqual(MEASURED);
  });

  it('becomes the same document again but for name and what is omitted', () => {
    const lacking = { ...MEASURED, name: 'Lab PC 7', omitted: ['pairs' as const] };
    expect(resultDocument(reportOf(lacking))).toEqual(MEASURED);
  });

  it('passes the schema for machines of every size and mode, seed 9', () => {
    for (const document of machineDocuments(200, 9)) {
      const back = JSON.parse(JSON.stringify(resultDocument(reportOf(document)))) as unknown;
      expect(parseResult(back)).toMatchObject({ ok: true });
    }
  });

  it('has Infinity where JSON had null for a round that was never completed and a clock that stood still', () => {
    const [level] = MEASURED.cores.handshake;
    const document: ResultDocument = {
      ...MEASURED,
      clock: { resolutionMs: null },
      cores: {
        ...MEASURED.cores,
        handshake: [{ ...level!, medianRoundMs: null, p90RoundMs: null }],
        pairs: [{ one: 0, other: 1, roundMs: null }],
      },
    };
    const report = reportOf(document);
    expect(report.clock.resolutionMs).toBe(Infinity);
    expect(report.cores.handshake[0]).toMatchObject({ medianRoundMs: Infinity, p90RoundMs: Infinity });
    expect(report.cores.pairs).toEqual([{ one: 0, other: 1, roundMs: Infinity }]);
    expect(resultDocument(report)).toEqual(document);
  });

  it('has empty forms of all that an older document never had', () => {
    const report = reportOf(OLDER);
    expect(report).toMatchObject({
      timelines: [],
      startup: [],
      laws: [],
      bends: [],
      recommended: [],
      surroundings: null,
    });
    expect(report.cores).toMatchObject({ worth: null, pairs: [] });
    expect(report.schedule).toBe('dynamic');
  });

  it('answers in the words of the run it came from', () => {
    expect(plainText(answer(reportOf(MEASURED), kernelOf(MEASURED)))).toMatch(/^It does 2 things at once/);
  });

  it('whose samples a link had no room for keeps its interval and says no number of samples', () => {
    const document: ResultDocument = {
      ...MEASURED,
      omitted: ['samples'],
      series: MEASURED.series.map((one) => ({ ...one, wallMs: { ...one.wallMs, samples: [] } })),
    };
    const whole = reportOf(MEASURED);
    const report = reportOf(document);
    const kernel = kernelOf(MEASURED);
    expect(answer(report, kernel)).toEqual(answer(whole, kernel));
    const words = evidence(report, kernel).join(' · ');
    expect(words).toContain('95\u202f% interval');
    expect(words).not.toMatch(/\b\d+ samples?/);
  });
});
