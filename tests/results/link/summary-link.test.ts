/** The summary form of a link: it is short, exact, in one form only, and gives up what is missed least. */
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  LEAST_SUMMARY_ROOM,
  readSummaryPayload,
  SUMMARY_LINK,
  summaryPayload,
  thinned,
} from '../../../src/results/link/summary-link.ts';
import { summaryOf, type Summary } from '../../../src/results/summary.ts';
import { ANY_DOCUMENT, ANY_SUMMARY } from '../any-document.ts';
import { machineDocuments, MEASURED } from '../machines.ts';
import { expectSame } from './same.ts';

const SEED = 2121;
const BEFORE = '#/result?s='.length;
const ROOM = SUMMARY_LINK.whole - SUMMARY_LINK.base - BEFORE;
const ROOMY = 2048;
/** Thousands of journeys on a busy machine. */
const PATIENCE_MS = 60_000;

const summary = summaryOf(MEASURED);
const lengthOf = (payload: string): number => SUMMARY_LINK.base + BEFORE + payload.length;

/** Comes back as it was sent, and as the thinner one it says it is. */
function journey(sent: Summary, room: number): Summary {
  const payload = summaryPayload(sent, room);
  expect(payload.length).toBeLessThanOrEqual(room);
  const read = readSummaryPayload(payload);
  expectSame(read, { ok: true, value: thinned(sent, room) });
  expect(read.ok && summaryPayload(read.value, room)).toBe(payload);
  return thinned(sent, room);
}

describe('a summary as a link', () => {
  it('is at most 200 characters with an address of 40, and whole, for the measured machine', () => {
    expect(journey(summary, ROOM)).toEqual(summary);
    expect(lengthOf(summaryPayload(summary, ROOM))).toBeLessThanOrEqual(SUMMARY_LINK.whole);
  });

  it(`loses nothing of two to eight cores, with the name its owner gave it (seed ${SEED})`, () => {
    const small = machineDocuments(300, SEED).filter(({ cores }) => (cores.proven ?? 9) <= 8);
    expect(small.length).toBeGreaterThan(100);
    for (const document of small) {
      const named = {
        ...summaryOf(document),
        name: document.cores.proven === 8 ? 'Room 12' : 'Room 12, by the window',
      };
      expect(journey(named, ROOM)).toEqual(named);
    }
  });

  it('keeps the best curve, one worker, the proven number and the main thread longest', () => {
    const large = machineDocuments(200, SEED).find(({ cores }) => cores.proven === 32);
    const whole = large && { ...summaryOf(large), name: 'The large one in the cellar, 32 cores ….' };
    if (!whole) throw new Error('no machine of 32 cores was drawn');
    for (const room of [ROOM, 120]) {
      const [kernel] = journey(whole, room).kernels;
      const best = kernel?.curves.find(({ model }) => model === 'free-threads')?.points.map(({ workers }) => workers);
      expect(best).toEqual(expect.arrayContaining([1, 32]));
      expect(kernel?.curves.map(({ model }) => model)).toContain('main-thread');
    }
    const points = (from: Summary) => from.kernels[0]?.curves.find(({ model }) => model === 'free-threads')?.points;
    expect(points(thinned({ ...whole, name: '' }, ROOM))).toEqual(points(whole));
  });

  it('gives up kernels, then names, and always says when and what the cores are worth', () => {
    const [kernel] = summary.kernels;
    if (!kernel) throw new Error('the measured document has no kernel');
    const many = { ...summary, name: '機'.repeat(40), kernels: Array.from({ length: 20 }, () => kernel) };
    const fits = journey(many, ROOM);
    expect(fits.kernels).toHaveLength(1);
    const least = journey(many, LEAST_SUMMARY_ROOM);
    expect(least).toMatchObject({ startedAt: summary.startedAt, effective: summary.effective, proven: 2 });
    expect(() => summaryPayload(many, LEAST_SUMMARY_ROOM - 1)).toThrow(RangeError);
  });

  it('was the same in every version: links that exist keep opening', () => {
    const frozen = JSON.parse(readFileSync(new URL('frozen-links.json', import.meta.url), 'utf8')) as {
      readonly summaries: readonly { readonly payload: string; readonly summary: Summary }[];
    };
    expect(frozen.summaries.length).toBeGreaterThan(0);
    for (const { payload, summary: expected } of frozen.summaries) {
      expect(readSummaryPayload(payload)).toEqual({ ok: true, value: expected });
      expect(summaryPayload(expected, ROOMY)).toBe(payload);
    }
  });

  it(`is exact in any room, for what is left there (seed ${SEED})`, { timeout: PATIENCE_MS }, () => {
    const room = fc.oneof(fc.constant(ROOM), fc.integer({ min: LEAST_SUMMARY_ROOM, max: ROOMY }));
    fc.assert(
      fc.property(ANY_SUMMARY, room, (any, most) => {
        journey(any, most);
      }),
      { seed: SEED, numRuns: 800 },
    );
  });

  it(`is exact for the summary of any document (seed ${SEED})`, { timeout: PATIENCE_MS }, () => {
    fc.assert(
      fc.property(ANY_DOCUMENT, (document) => {
        const any = summaryOf(document);
        expectSame(readSummaryPayload(summaryPayload(any, ROOMY)), { ok: true, value: any });
      }),
      { seed: SEED, numRuns: 1500 },
    );
  });
});
