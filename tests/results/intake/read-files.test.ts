/** What is taken in of files that people drop, and what is said of the rest. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { fleetCsv, fleetCsvGz } from '../../../src/results/fleet/fleet-csv.ts';
import { fleetNdjson, summaryLine } from '../../../src/results/fleet/fleet-ndjson.ts';
import { INTAKE } from '../../../src/results/intake/intake-limits.ts';
import { readFiles, type Intake, type IntakeProgress } from '../../../src/results/intake/read-files.ts';
import { summaryOf, type Summary } from '../../../src/results/summary.ts';
import { machineDocuments, MEASURED } from '../machines.ts';

const SEED = 913;
const DOCUMENTS = machineDocuments(12, SEED);
const SUMMARIES = DOCUMENTS.map(summaryOf);
const LINE = JSON.stringify(MEASURED);
const [FIRST = summaryOf(MEASURED)] = SUMMARIES;

type Content = string | Uint8Array<ArrayBuffer> | Blob;
const file = (content: Content, name: string): File => new File([content], name);
const read = (content: Content, name: string): Promise<Intake> => readFiles([file(content, name)]);
const packed = (content: string | Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(gzipSync(content));
const summariesIn = ({ machines }: Intake): Summary[] => machines.map(({ summary }) => summary);
const changed = (change: (document: Record<string, unknown>) => void): string => {
  const document = JSON.parse(LINE) as Record<string, unknown>;
  change(document);
  return JSON.stringify(document);
};

describe(`results drawn from a seed (${SEED}) are taken in whole`, () => {
  const lines = DOCUMENTS.map((document) => JSON.stringify(document)).join('\n');
  const forms: Readonly<Record<string, Content>> = {
    'lines.ndjson': lines,
    'lines.json': `${lines}\n`,
    'windows.jsonl': `\uFEFF${lines.replaceAll('\n', '\r\n')}`,
    'list.json': JSON.stringify(DOCUMENTS),
    'list-with-breaks.json': JSON.stringify(DOCUMENTS, null, 2),
    'one-after-the-other.json': DOCUMENTS.map((document) => JSON.stringify(document, null, 2)).join('\n'),
    'powershell.json': new Uint8Array(Buffer.from(`\uFEFF${JSON.stringify(DOCUMENTS, null, 1)}`, 'utf16le')),
    'packed.ndjson.gz': packed(lines),
    'packed-without-saying-so.txt': packed(lines),
  };
  it.each(Object.entries(forms))('%s', async (name, content) => {
    const { machines, faults, refused } = await read(content, name);
    expect({ faults, refused }).toEqual({ faults: [], refused: 0 });
    expect(machines.map(({ document }) => document)).toEqual(DOCUMENTS);
    expect(machines.map(({ summary }) => summary)).toEqual(SUMMARIES);
    expect(new Set(machines.map(({ from }) => from))).toEqual(new Set([name]));
    expect(new Set(machines.map(({ id }) => id)).size).toBe(machines.length);
  });

  it('as the fleet’s own NDJSON and CSV, as summaries', async () => {
    for (const blob of [await fleetNdjson(SUMMARIES), await fleetCsv(SUMMARIES), await fleetCsvGz(SUMMARIES)]) {
      const intake = await read(blob, 'overlap-fleet');
      expect(summariesIn(intake)).toEqual(SUMMARIES);
      expect(intake.machines.every(({ document }) => document === null)).toBe(true);
      expect(intake.faults).toEqual([]);
    }
  });

  it('from many files at once, in their order', async () => {
    const files = DOCUMENTS.map((document, place) => file(JSON.stringify(document), `${place}.json`));
    const intake = await readFiles(files);
    expect(intake.machines.map(({ from }) => from)).toEqual(files.map(({ name }) => name));
    expect(intake.machines.map(({ document }) => document)).toEqual(DOCUMENTS);
  });
});

describe('a CSV that went through other hands', () => {
  const rows = async (): Promise<string[]> => (await (await fleetCsv(SUMMARIES)).text()).trimEnd().split('\n');

  it('may have its rows in any order, columns of its own, semicolons and Windows’ line ends', async () => {
    const [head = '', ...body] = await rows();
    const own = [`note,${head}`, ...body.reverse().map((row) => `mine,${row}`)];
    const intake = await read(own.join('\r\n').replaceAll(',', ';'), 'saved-by-a-spreadsheet.csv');
    const byStart = (a: Summary, b: Summary): number => (a.startedAt < b.startedAt ? -1 : 1);
    expect(intake.faults).toEqual([]);
    expect(summariesIn(intake).sort(byStart)).toEqual([...SUMMARIES].sort(byStart));
  });

  it('keeps its good rows: each bad one is named with its line', async () => {
    const [head = '', ...body] = (await rows()).slice(0, 8);
    const bad = [...body];
    bad[1] = (body[1] ?? '').replace(/[^,]*$/, 'NaN');
    bad[2] = `${body[2]},more`;
    bad[3] = (body[3] ?? '').replace(',Chromium,', ',Chromius,').replace(',Firefox,', ',Firefux,');
    bad[4] = `"${body[4]}`;
    const { machines, faults, refused } = await read([head, ...bad].join('\n'), 'a.csv');
    expect(machines).toHaveLength(1);
    expect(refused).toBe(4);
    expect(faults).toEqual([
      'a.csv, line 3: This row is damaged at speedup_high.',
      'a.csv, line 4: This row has 33 cells, where the first line names 32 columns.',
      'a.csv, line 5: This row differs at browser from the first row of the same result.',
      'a.csv, line 6: This row does not end: a quote is missing, or it is too long.',
    ]);
  });

  it('names the columns that it lacks', async () => {
    const [head = '', ...body] = await rows();
    const { faults } = await read([head.replace('size', 'sighs'), ...body].join('\n'), 'a.csv');
    expect(faults).toEqual(['a.csv, line 1: Its first line names no column size.']);
    expect((await read('a,b\n1,2\n', 'b.csv')).faults).toEqual([
      'b.csv: Its first line does not name the columns that this lab’s CSV has.',
    ]);
  });
});

describe('of what is no result it is said what it is', () => {
  const cases: readonly (readonly [what: string, content: Content, name: string, sentence: RegExp])[] = [
    [
      'a newer result',
      changed((d) => (d['schema'] = 'overlap-result/2')),
      'a.json',
      /line 1: It was made by a newer lab: its format is overlap-result\/2/,
    ],
    ['a newer summary', '{"schema":"overlap-summary/9"}', 'a.json', /newer lab/],
    [
      'a race',
      '{"schema":"overlap-race/1","entries":[]}',
      'a.json',
      /It holds a race of models, which cannot be compared/,
    ],
    [
      'a list of claims',
      '{"schema":"overlap-claims/1"}',
      'a.json',
      /It holds claims put to the test, which cannot be compared/,
    ],
    [
      'a measurement of contention',
      '{"schema":"overlap-contention/1"}',
      'a.json',
      /It holds a measurement of contention/,
    ],
    ['a stranger', '{"schema":"<img src=x onerror=alert(1)>"}', 'a.json', /no result of this lab/],
    ['a name of every object', '{"schema":"overlap-constructor/1"}', 'a.json', /no result of this lab/],
    ['numbers', '[1, 2, 3]', 'a.json', /belongs to no result/],
    ['NaN', LINE.replace(/"noiseFloor":[^,]*/, '"noiseFloor":NaN'), 'a.json', /It is no JSON, or was cut off/],
    [
      'an infinite time',
      LINE.replace(/"median":[^,]*/, '"median":1e999'),
      'a.json',
      /damaged at series\.0\.wallMs\.median/,
    ],
    ['a negative time', LINE.replace(/"median":[^,]*/, '"median":-3'), 'a.json', /damaged at series\.0\.wallMs/],
    [
      'a million workers',
      LINE.replace(/"workers":\d+,"wallMs"/, '"workers":1000000,"wallMs"'),
      'a.json',
      /damaged at series\.0\.workers/,
    ],
    [
      'a word for a number',
      changed((d) => (d['cores'] = { reported: 'four' })),
      'a.json',
      /damaged at cores\.reported/,
    ],
    ['a prototype', `{"__proto__":${LINE}}`, 'a.json', /no result of this lab/],
    ['a document cut off', JSON.stringify(MEASURED, null, 2).slice(0, 900), 'a.json', /breaks off/],
    ['line breaks', '\n\n\n', 'a.json', /It holds no result/],
    ['a list of nothing', '[]', 'a.json', /It holds no result/],
    ['an empty file', '', 'a.json', /It is empty/],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0]), 'a.png', /It is not text/],
    ['an archive', new Uint8Array([0x50, 0x4b, 3, 4, 20]), 'a.zip', /ZIP archive/],
    ['Parquet', 'PAR1\u0015', 'overlap-fleet.parquet', /It is Parquet/],
    ['something gzipped twice', packed(packed(LINE)), 'a.json.gz', /gzipped twice/],
    ['nothing but blank lines', '\n  \r\n'.repeat(30_000), 'a.ndjson', /It holds no result/],
    ['an empty list', '[\n]', 'a.json', /It holds no result/],
    ['prose', 'Dear all,\nplease find attached', 'a.txt', /It holds no result/],
  ];
  it.each(cases)('%s', async (_what, content, name, sentence) => {
    const { machines, faults, refused } = await read(content, name);
    expect(machines).toEqual([]);
    expect(refused).toBeGreaterThan(0);
    expect(faults[0]).toMatch(sentence);
    expect(faults[0]?.startsWith(name)).toBe(true);
  });

  it('keys that no format knows go no further, and no prototype changes', async () => {
    const hostile = `${LINE.slice(0, -1)},"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}`;
    const { machines } = await read(hostile.replace('"browser":{', '"browser":{"__proto__":{"polluted":1},'), 'a.json');
    expect(machines.map(({ summary }) => summary)).toEqual([summaryOf(MEASURED)]);
    expect(machines[0]?.document).toEqual(MEASURED);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('what is good is kept beside what is not', () => {
  it('in lines', async () => {
    const content = [LINE, '{"schema":', LINE.slice(0, 500), '', '}{', LINE].join('\n');
    const { machines, faults, refused } = await read(content, 'a.ndjson');
    expect(machines).toHaveLength(2);
    expect(refused).toBe(3);
    expect(faults.map((fault) => fault.slice(0, 16))).toEqual([
      'a.ndjson, line 2',
      'a.ndjson, line 3',
      'a.ndjson, line 5',
    ]);
  });

  it('in a list', async () => {
    const { machines, faults } = await read(`[${LINE}, {"a": "[}"}, ${LINE}]`, 'a.json');
    expect(machines).toHaveLength(2);
    expect(faults).toHaveLength(1);
  });

  it('after what npm prints first', async () => {
    const content = `\n> overlap@0.1.0 measure\n> node --import tsx src/cli/measure.ts\n\n${JSON.stringify(MEASURED, null, 2)}\n`;
    const { machines, faults } = await read(content, 'result.json');
    expect(machines.map(({ document }) => document)).toEqual([MEASURED]);
    expect(faults).toEqual(['result.json, line 1: What stands before the first result was passed over.']);
  });

  it('in a gzip that was cut off', async () => {
    const whole = packed(SUMMARIES.map(summaryLine).join('').repeat(50));
    const { machines, faults } = await read(whole.slice(0, -20), 'a.ndjson.gz');
    expect(machines.length).toBeGreaterThan(0);
    expect(faults.join()).toContain('Its gzip is damaged');
  });

  it('a result that is damaged where no summary looks is taken as a summary', async () => {
    const { machines, faults, refused } = await read(
      changed((d) => (d['clock'] = 'broken')),
      'a.json',
    );
    expect(machines.map(({ summary, document }) => ({ summary, document }))).toEqual([
      { summary: summaryOf(MEASURED), document: null },
    ]);
    expect(refused).toBe(0);
    expect(faults).toEqual([expect.stringContaining('a.json, line 1: Only its summary was taken')]);
  });

  it('a file that cannot be read stops no other', async () => {
    const gone = file('{}', 'gone.json');
    Object.defineProperty(gone, 'slice', {
      value: () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')) }),
    });
    const { machines, faults } = await readFiles([gone, file(LINE, 'here.json')]);
    expect(machines.map(({ from }) => from)).toEqual(['here.json']);
    expect(faults).toEqual([expect.stringMatching(/^gone\.json: It could not be read: it is a folder, or/)]);
  });
});

/** Tens of megabytes are made and read; a busy machine takes its time. */
describe('bounds', { timeout: 60_000 }, () => {
  it('documents are kept for so many results, and no further', async () => {
    const lines = (count: number): string => Array.from({ length: count }, () => LINE).join('\n');
    const withDocuments = await read(lines(INTAKE.documents), 'a.ndjson');
    expect(withDocuments.machines.every(({ document }) => document !== null)).toBe(true);
    const without = await read(lines(INTAKE.documents + 1), 'a.ndjson');
    expect(without.machines).toHaveLength(INTAKE.documents + 1);
    expect(without.machines.every(({ document }) => document === null)).toBe(true);
  });

  it('results are taken up to as many as the page holds', async () => {
    const bare = summaryLine({ ...FIRST, kernels: [] });
    const { machines, faults } = await read(bare.repeat(INTAKE.results + 5), 'a.ndjson');
    expect(machines).toHaveLength(INTAKE.results);
    expect(faults).toEqual([expect.stringContaining(`line ${INTAKE.results + 1}: From here on nothing was read`)]);
  });

  it('faults are spelled out up to a number, and a file of nothing but faults is left', async () => {
    const { faults, refused } = await read('{"a":1}\n'.repeat(INTAKE.refused + 500), 'a.ndjson');
    expect(faults).toHaveLength(INTAKE.faults + 1);
    expect(faults.at(-1)).toMatch(/^And [\d]+ more\.$/);
    expect(refused).toBe(INTAKE.refused + 1);
  });

  it('a line longer than any document is passed over, and the next is read', async () => {
    const long = `{"a":"${'x'.repeat(INTAKE.document)}"}`;
    const { machines, faults } = await read(`${LINE}\n${long}\n${LINE}`, 'a.ndjson');
    expect(machines).toHaveLength(2);
    expect(faults).toEqual([expect.stringContaining('line 2: It is longer than')]);
  });

  it('a bomb is left, soon after it shows itself as one', async () => {
    const bomb = packed(Buffer.alloc(INTAKE.tightest.beyond + 2 ** 20, `{"a":"b"} `));
    let last: IntakeProgress | null = null;
    const { faults } = await readFiles([file(bomb, 'bomb.json.gz')], { onProgress: (progress) => (last = progress) });
    expect(faults.join('\n')).toContain('bomb.json.gz: It unpacks to hundreds of times its size');
    expect(last).toMatchObject({ files: 1, ofFiles: 1, results: 0 });
  });

  it('what is packed is unpacked by the spoonful, so that no moment holds more than a few megabytes of a bomb', async () => {
    const given: number[] = [];
    class Watched extends DecompressionStream {
      override get writable(): DecompressionStream['writable'] {
        const writer = super.writable.getWriter();
        return new WritableStream({
          write: (piece: BufferSource) => {
            given.push(piece.byteLength);
            return writer.write(piece);
          },
          close: () => writer.close(),
          abort: (reason) => writer.abort(reason),
        });
      }
    }
    vi.stubGlobal('DecompressionStream', Watched);
    try {
      await readFiles([file(packed(Buffer.alloc(INTAKE.tightest.beyond)), 'bomb.json.gz')]);
    } finally {
      vi.unstubAllGlobals();
    }
    expect(given.length).toBeGreaterThan(1);
    const tightest = 1032;
    expect(Math.max(...given) * tightest).toBeLessThan(10 * 2 ** 20);
  });

  it('a reading that is no longer wanted ends with the reason given', async () => {
    const controller = new AbortController();
    const files = Array.from({ length: 20 }, (_, place) => file(`${LINE}\n`.repeat(100), `${place}.ndjson`));
    const reading = readFiles(files, {
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('enough')),
    });
    await expect(reading).rejects.toThrow('enough');
  });
});
