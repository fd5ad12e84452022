/** Both links of a result: within their lengths at any usual address, carrying what is listed, and still made at a very long one. */
import { describe, expect, it } from 'vitest';
import { refInLink } from '../../src/results/link/address.ts';
import { readFullPayload } from '../../src/results/link/full-link.ts';
import { readSummaryPayload } from '../../src/results/link/summary-link.ts';
import { baseAddress } from '../../src/ui/base-address.ts';
import { fullLink, isThinned, shortLink } from '../../src/ui/share-links.ts';
import { subjectOfDocument, subjectOfSummary } from '../../src/ui/share-subject.ts';
import { machineDocuments, MEASURED } from '../results/machines.ts';

const BASE = 'https://overlap.example/lab/';
const LONG = `https://overlap.example/${'a/'.repeat(120)}`;
const MACHINES = [MEASURED, ...machineDocuments(8, 11)].map(subjectOfDocument);

function payloadIn(link: string): string {
  const read = refInLink(link);
  if (!read.ok) throw new Error(read.fault);
  return read.value[0]?.text ?? '';
}

describe('the links of a result (machines of seed 11)', () => {
  it('are at most 200 and 2048 characters long, address included', async () => {
    for (const subject of MACHINES) {
      expect(shortLink(subject.summary, BASE).link.length).toBeLessThanOrEqual(200);
      expect((await fullLink(subject, BASE))?.link.length).toBeLessThanOrEqual(2048);
    }
  });

  it('carry exactly what they say they carry, which is what is listed before', async () => {
    for (const subject of MACHINES) {
      const short = shortLink(subject.summary, BASE);
      expect(readSummaryPayload(payloadIn(short.link))).toEqual({ ok: true, value: short.summary });
      const full = await fullLink(subject, BASE);
      expect(await readFullPayload(payloadIn(full?.link ?? ''))).toEqual({ ok: true, value: full?.document });
    }
  });

  it('say whether something stayed behind: nothing of two cores, something of thirty-two', () => {
    const thinned = MACHINES.map(({ summary }) => isThinned(shortLink(summary, BASE), summary));
    expect(thinned[0]).toBe(false);
    expect(thinned).toContain(true);
  });

  it('are still made at an address that is longer than the links should be', async () => {
    const [subject] = MACHINES;
    if (!subject) throw new Error('there is a first machine');
    expect(readSummaryPayload(payloadIn(shortLink(subject.summary, LONG).link))).toMatchObject({ ok: true });
    const full = await fullLink(subject, LONG.repeat(9));
    expect(await readFullPayload(payloadIn(full?.link ?? ''))).toMatchObject({ ok: true });
  });
});

it('of a summary alone there is no full link', async () => {
  const { summary } = subjectOfDocument(MEASURED);
  expect(await fullLink(subjectOfSummary(summary), BASE)).toBe(null);
});

it('a link begins with the page’s address, without what a mail program hung on it', () => {
  const page = new URL('https://overlap.example/lab/?utm_source=x#/result?s=abc');
  expect(baseAddress(page)).toBe(BASE);
});
