/** Decided claims as a document: what JSON gives back is what was put in. */
import { expect, test } from 'vitest';
import type { ClaimEntry, ClaimsReport } from '../../src/measure/claims/claim-report.ts';
import { claimsDocument } from '../../src/results/claims-document.ts';

const WAITING: ClaimEntry = {
  claim: 'gil-convoy',
  state: 'waiting',
  verdict: null,
  reason: null,
  parts: [],
  control: [],
  pictures: [],
  beside: [],
  tookMs: null,
};

const DONE: ClaimEntry = {
  ...WAITING,
  claim: 'overlap-waits-threads',
  state: 'done',
  verdict: 'holds',
  parts: [
    {
      kind: 'measured',
      id: 'threads-2',
      title: 'makespan ÷ one wait, 2 threads',
      unit: '×',
      scale: 'ratio',
      region: { below: 1.25 },
      estimate: { estimate: 1.0041234567, low: 1.0031, high: 1.0055 },
      samples: [1.0041234567, 1.003, -0],
      verdict: 'holds',
    },
  ],
  control: [
    {
      kind: 'counted',
      id: 'in-turn',
      title: 'in turn',
      tries: 4,
      seen: 0,
      expects: 'always',
      examples: ['8 times'],
      verdict: 'refuted',
    },
  ],
  pictures: [{ kind: 'spread', title: 'round by round', axis: 'ms', rows: [], lines: [] }],
  beside: ['A sentence.'],
  tookMs: 1234.56789,
};

const REPORT: ClaimsReport = {
  state: 'complete',
  failure: null,
  startedAt: '2026-01-01T00:00:00.000Z',
  mode: 'shared',
  seed: 7,
  browser: { name: 'Chromium', version: '156', platform: 'Linux' },
  build: 'relaxed-simd',
  clock: { resolutionMs: 0.0049999999 },
  cores: { reported: 2, proven: 2 },
  noiseFloor: 0.0123456789,
  entries: [DONE, WAITING, { ...WAITING, state: 'failed', reason: 'It broke.' }],
  warnings: [],
};

test('it survives the way through JSON unchanged', () => {
  const document = claimsDocument(REPORT);
  expect(JSON.parse(JSON.stringify(document))).toEqual(document);
});

test('it names its format, counts the verdicts, and states in place of verdicts that are missing', () => {
  expect(claimsDocument(REPORT)).toMatchObject({
    schema: 'overlap-claims/1',
    verdicts: { holds: 1, waiting: 1, failed: 1 },
  });
});

test('numbers keep six significant digits, pictures stay behind', () => {
  const document = claimsDocument(REPORT);
  const [entry] = document.entries;
  expect(entry).not.toHaveProperty('pictures');
  expect(entry).toMatchObject({ tookMs: 1234.57, beside: ['A sentence.'] });
  expect(entry?.parts[0]).toMatchObject({ estimate: { estimate: 1.00412 }, samples: [1.00412, 1.003, 0] });
  expect(document).toMatchObject({ noiseFloor: 0.0123457, clock: { resolutionMs: 0.005 } });
});

test('what is not known is null, and what JSON cannot hold is left out', () => {
  const [part] = DONE.parts;
  if (part?.kind !== 'measured') throw new Error('the sample has a measured part');
  const odd: ClaimEntry = { ...DONE, parts: [{ ...part, samples: [1, NaN, Infinity, 2] }] };
  const document = claimsDocument({
    ...REPORT,
    noiseFloor: null,
    clock: { resolutionMs: NaN },
    entries: [odd, WAITING],
  });
  expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  expect(document).toMatchObject({ noiseFloor: null, clock: { resolutionMs: null } });
  expect(document.entries[0]?.parts[0]).toMatchObject({ samples: [1, 2] });
  expect(document.entries[1]?.tookMs).toBeNull();
});

test('of very many samples the first 2000 are kept', () => {
  const [part] = DONE.parts;
  if (part?.kind !== 'measured') throw new Error('the sample has a measured part');
  const samples = Array.from({ length: 5_000 }, (_, place) => place);
  const [entry] = claimsDocument({ ...REPORT, entries: [{ ...DONE, parts: [{ ...part, samples }] }] }).entries;
  expect(entry?.parts[0]).toMatchObject({ samples: samples.slice(0, 2_000) });
});
