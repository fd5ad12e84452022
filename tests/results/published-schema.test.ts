/** The published JSON Schema is the schema in code, and means the same by another's reading of it (ajv). */
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseResult } from '../../src/results/parse.ts';
import { ANY_DOCUMENT } from './any-document.ts';
import { MEASURED } from './machines.ts';
import { PUBLISHED, publishedText } from './published-schema.ts';

const SEED = 5150;
const text = readFileSync(PUBLISHED, 'utf8');
// The format of a moment is checked by the lab; ajv has formats only with another package.
const accepts = new Ajv({ formats: { 'date-time': true } }).compile(JSON.parse(text) as object);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));

describe('the published JSON Schema', () => {
  it('is what the schema in code gives (else: npm run schema)', async () => {
    expect(text).toBe(await publishedText());
  });

  it('accepts measured documents, also those of older versions', () => {
    for (const name of ['measured-document.json', 'before-laws.json', 'before-links.json']) {
      const document = read(name);
      expect(accepts(document), name).toBe(true);
      expect(parseResult(document).ok, name).toBe(true);
    }
  });

  it(`accepts any valid document (seed ${SEED})`, { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(ANY_DOCUMENT, (document) => accepts(document)),
      { seed: SEED, numRuns: 500 },
    );
  });

  const series = MEASURED.series[0]!;
  const damaged = (change: Record<string, unknown>): unknown => ({ ...MEASURED, ...change });
  const { cores: _, ...without } = MEASURED;
  it.each([
    ['what is no document', null],
    ['a list', [MEASURED]],
    ['another version', damaged({ schema: 'overlap-result/2' })],
    ['a missing part', without],
    ['a mode that does not exist', damaged({ mode: 'turbo' })],
    ['a model that does not exist', damaged({ series: [{ ...series, model: 'magic' }] })],
    ['a million workers', damaged({ series: [{ ...series, workers: 1e6 }] })],
    ['half a worker', damaged({ series: [{ ...series, workers: 0.5 }] })],
    ['a negative time', damaged({ startupMs: [-1] })],
    ['a time as text', damaged({ startupMs: ['1'] })],
    ['markup as a kernel', damaged({ series: [{ ...series, kernel: '<b>' }] })],
    ['a text that is too long', damaged({ failure: 'x'.repeat(401) })],
    ['a list that is too long', damaged({ startupMs: Array(257).fill(1) })],
    ['a part that is no list', damaged({ warnings: {} })],
    ['a part that was never omitted', damaged({ omitted: ['everything'] })],
    ['null for a number', damaged({ seed: null })],
  ])('refuses %s, as the lab does', (_name, candidate) => {
    expect(accepts(candidate)).toBe(false);
    expect(parseResult(candidate).ok).toBe(false);
  });
});

describe('parseResult', () => {
  it('takes nothing from keys of a prototype', () => {
    const text = JSON.stringify(MEASURED).replace(
      '{',
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},',
    );
    const parsed = parseResult(JSON.parse(text));
    expect(parsed).toEqual({ ok: true, document: MEASURED });
    expect('polluted' in {}).toBe(false);
    expect(parsed.ok && 'polluted' in parsed.document).toBe(false);
    expect(parseResult(JSON.parse('{"__proto__":{"schema":"overlap-result/1"}}')).ok).toBe(false);
  });

  it('refuses a hundred thousand lists in one another without running out of stack', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`);
    for (const key of Object.keys(MEASURED)) {
      expect(() => parseResult({ ...MEASURED, [key]: deep, deep })).not.toThrow();
    }
  });

  it('knows one zero, whatever the file says, and no year that a calendar of four digits lacks', () => {
    const parsed = parseResult(
      JSON.parse(
        JSON.stringify(MEASURED)
          .replace('"seed":1', '"seed":-0')
          .replace(/"noiseFloor":[^,]*/, '"noiseFloor":-0'),
      ),
    );
    expect(parsed).toMatchObject({ ok: true, document: { seed: 0, noiseFloor: 0 } });
    for (const startedAt of ['9999-12-31T23:59:59-01:00', '1969-12-31T23:59:59Z']) {
      expect(parseResult({ ...MEASURED, startedAt })).toMatchObject({ ok: false });
    }
  });
});
