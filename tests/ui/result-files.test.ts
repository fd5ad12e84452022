/** One result as files: each is read back by what reads that kind of file, and holds the result. */
import { csvParse } from 'd3-dsv';
import { describe, expect, it } from 'vitest';
import { parseResult } from '../../src/results/parse.ts';
import { filesOf, resultFileName, type ResultFile } from '../../src/ui/result-files.ts';
import {
  type Subject,
  subjectOfDocument,
  subjectOfReport,
  subjectOfSummary,
  withName,
} from '../../src/ui/share-subject.ts';
import { MEASURED } from '../results/machines.ts';
import { SAMPLE_REPORTS } from '../gallery/sample-reports.ts';

function fileOf(subject: Subject, id: ResultFile['id']): ResultFile {
  const file = filesOf(subject).find((one) => one.id === id);
  if (!file) throw new Error(`there is no ${id}`);
  return file;
}

const textOf = async (subject: Subject, id: ResultFile['id']): Promise<string> =>
  (await fileOf(subject, id).content()).text();

describe('the files of a received document', () => {
  const subject = withName(subjectOfDocument(MEASURED), 'Lab "PC", 7');

  it('hold the document, as JSON and on one line', async () => {
    const named = { ...MEASURED, name: 'Lab "PC", 7' };
    expect(parseResult(JSON.parse(await textOf(subject, 'json')))).toEqual({ ok: true, document: named });
    const lines = (await textOf(subject, 'ndjson')).split('\n');
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[0] ?? '')).toEqual(named);
  });

  it('have a row of CSV for each kernel, model and number of workers, each with the name', async () => {
    const rows = csvParse(await textOf(subject, 'csv'));
    expect(rows).toHaveLength(MEASURED.series.length);
    expect(rows.every((row) => row['name'] === 'Lab "PC", 7')).toBe(true);
    expect(new Set(rows.map((row) => row['model']))).toEqual(new Set(MEASURED.series.map(({ model }) => model)));
  });

  it('have no trace, since no spans were received, and are named after the day', () => {
    expect(filesOf(subject).map((file) => resultFileName(subject, file))).toEqual([
      'overlap-2026-11-30.json',
      'overlap-2026-11-30.csv',
      'overlap-2026-11-30.ndjson',
    ]);
  });
});

it('a summary alone has the same files, of the summary', async () => {
  const subject = subjectOfSummary(subjectOfDocument(MEASURED).summary);
  expect(JSON.parse(await textOf(subject, 'json'))).toMatchObject({ ...subject.summary });
  expect(csvParse(await textOf(subject, 'csv'))).toHaveLength(MEASURED.series.length);
});

it('a run of this page has its trace besides', async () => {
  const subject = subjectOfReport(SAMPLE_REPORTS['two cores']!);
  expect(filesOf(subject).map(({ id }) => id)).toEqual(['json', 'csv', 'ndjson', 'trace']);
  expect(JSON.parse(await textOf(subject, 'trace'))).toHaveProperty('traceEvents');
});
