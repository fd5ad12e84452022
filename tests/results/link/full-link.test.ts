/** The full form of a link: the whole document within 2 048 characters, exactly; and what stays behind where it is too large. */
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resultDocument } from '../../../src/results/document.ts';
import { FULL_LINK, fullPayload, LEAST_FULL_ROOM, readFullPayload } from '../../../src/results/link/full-link.ts';
import { OMITTED } from '../../../src/results/limits.ts';
import { parseResult } from '../../../src/results/parse.ts';
import type { ResultDocument } from '../../../src/results/schema.ts';
import { SAMPLE_REPORTS } from '../../gallery/sample-reports.ts';
import { ANY_DOCUMENT } from '../any-document.ts';
import { machineDocuments, MEASURED } from '../machines.ts';
import { expectSame } from './same.ts';

const SEED = 7117;
const ROOM = FULL_LINK.whole - FULL_LINK.base - '#/result?r='.length;
const ROOMY = 8192;
/** Thousands of journeys on a busy machine. */
const PATIENCE_MS = 60_000;

async function journey(sent: ResultDocument, room: number): Promise<ResultDocument> {
  const { payload, document } = await fullPayload(sent, room);
  expect(payload.length).toBeLessThanOrEqual(room);
  expectSame(await readFullPayload(payload), { ok: true, value: document });
  if (document !== sent) expect(document.omitted).not.toEqual([]);
  return document;
}

describe('a document as a link', () => {
  it('is whole within 2 048 characters for the measured machine, every sample included', async () => {
    expect(await journey(MEASURED, ROOM)).toBe(MEASURED);
  });

  it(`is whole for machines of up to eight cores, whatever was drawn (seed ${SEED})`, async () => {
    const small = machineDocuments(60, SEED).filter(({ cores }) => (cores.proven ?? 9) <= 8);
    expect(small.length).toBeGreaterThan(20);
    for (const document of small) expect(await journey(document, ROOM)).toBe(document);
  });

  it('leaves the parts behind that are missed least, and says which', async () => {
    const document = resultDocument(SAMPLE_REPORTS['64 workers']!);
    const carried = await journey(document, ROOM);
    expect(carried.omitted).toContain('samples');
    expect(carried.series).toHaveLength(document.series.length);
    expect(carried.accounts).toEqual(document.accounts);
    expect(carried.series.map(({ speedup }) => speedup)).toEqual(document.series.map(({ speedup }) => speedup));
  });

  it('keeps the curves of the first kernels where those of all are too many', async () => {
    const machines = machineDocuments(30, SEED);
    const kernels = machines.map((_, place) => `kernel-${place}`);
    const series = machines.flatMap((one, place) =>
      one.series.map((row) => ({ ...row, kernel: kernels[place] ?? '' })),
    );
    const carried = await journey({ ...MEASURED, series }, ROOM);
    const kept = [...new Set(carried.series.map(({ kernel }) => kernel))];
    expect(kept.length).toBeGreaterThan(2);
    expect(kept).toEqual(kernels.slice(0, kept.length));
    expect(carried.omitted).toEqual(expect.arrayContaining(['samples', 'series']));
  });

  it('fits even where nothing is short and everything is foreign', async () => {
    const long = (most: number): string =>
      Array.from({ length: most }, (_, place) => String.fromCharCode(0x4e00 + ((place * 7919) % 20_000))).join('');
    const [work, warning] = [MEASURED.work[0], MEASURED.warnings[0]];
    if (!work || !warning) throw new Error('the measured document has neither work nor warning');
    const document: ResultDocument = {
      ...MEASURED,
      failure: long(400),
      browser: { name: long(120), version: long(120), platform: long(120) },
      versions: { page: long(40), protocol: 4096 },
      name: long(40),
      work: Array.from({ length: 32 }, () => ({ ...work, title: long(120), published: long(400) })),
      warnings: Array.from({ length: 64 }, () => ({ ...warning, text: long(400), hint: long(400) })),
      series: Array.from({ length: 200 }, (_, place) => ({ ...MEASURED.series[place % 10]!, workers: place })),
    };
    expect(parseResult(document).ok).toBe(true);
    const carried = await journey(document, LEAST_FULL_ROOM);
    expect(carried.cores.effective).toEqual(MEASURED.cores.effective);
    expect(OMITTED.filter((part) => carried.omitted?.includes(part))).toEqual(carried.omitted);
    await expect(fullPayload(document, LEAST_FULL_ROOM - 1)).rejects.toThrow(RangeError);
  });

  it('of what a link carried is the same again: nothing is lost on a second journey', async () => {
    const carried = await journey(resultDocument(SAMPLE_REPORTS['64 workers']!), ROOM);
    expect(await journey(carried, ROOM)).toBe(carried);
  });

  it('was the same in every version: links that exist keep opening', async () => {
    const frozen = JSON.parse(readFileSync(new URL('frozen-links.json', import.meta.url), 'utf8')) as {
      readonly documents: readonly { readonly payload: string; readonly document: ResultDocument }[];
    };
    expect(frozen.documents.length).toBeGreaterThan(0);
    for (const { payload, document } of frozen.documents) {
      expect(await readFullPayload(payload)).toEqual({ ok: true, value: document });
    }
  });

  it(`is exact for any document there can be (seed ${SEED})`, { timeout: PATIENCE_MS }, async () => {
    const room = fc.oneof(fc.constant(ROOMY), fc.constant(ROOM), fc.integer({ min: LEAST_FULL_ROOM, max: ROOMY }));
    await fc.assert(
      fc.asyncProperty(ANY_DOCUMENT, room, async (document, most) => {
        await journey(document, most);
      }),
      { seed: SEED, numRuns: 800 },
    );
  });
});
