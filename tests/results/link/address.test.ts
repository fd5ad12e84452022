/** Addresses of results, and the links in a text that somebody pasted. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareAddress,
  MOST_COMPARED,
  readRefs,
  refInLink,
  resultAddress,
  type ResultRef,
  writeRefs,
} from '../../../src/results/link/address.ts';
import { fullPayload } from '../../../src/results/link/full-link.ts';
import { NEWER } from '../../../src/results/link/misread.ts';
import { summaryPayload } from '../../../src/results/link/summary-link.ts';
import { summaryOf } from '../../../src/results/summary.ts';
import { MEASURED } from '../machines.ts';

const SEED = 808;
const summary: ResultRef = { kind: 'summary', text: summaryPayload(summaryOf(MEASURED), 149) };
const full: ResultRef = { kind: 'full', text: (await fullPayload(MEASURED, 1997)).payload };
const kept: ResultRef = { kind: 'kept', text: '0f8a2c1e-77aa-4b5e-9d7e-2f1f0a9c0001' };
const all = [summary, full, kept];

const queryOf = (address: string): string => address.split('?')[1] ?? '';

describe('an address', () => {
  it('names one result, or up to twelve in order', () => {
    expect(resultAddress(kept)).toBe(`#/result?kept=${kept.text}`);
    expect(readRefs(queryOf(resultAddress(summary)))).toEqual({ refs: [summary], faults: [] });
    expect(readRefs(queryOf(compareAddress(all)))).toEqual({ refs: all, faults: [] });
    expect(compareAddress([])).toBe('#/compare');
    const many = Array.from({ length: 13 }, (_, place): ResultRef => ({ kind: 'kept', text: `k${place}` }));
    const read = readRefs(writeRefs(many));
    expect(read.refs).toEqual(many.slice(0, MOST_COMPARED));
    expect(read.faults).toEqual([expect.stringContaining('names 13 results')]);
  });

  it('says what it does not know, and takes the rest', () => {
    const { refs, faults } = readRefs(`z=1&${writeRefs([summary])}&__proto__=x&r=<b>bold</b>&kept=&s=${summary.text}`);
    expect(refs).toEqual([summary]);
    expect(faults).toHaveLength(4);
    for (const fault of faults) expect(fault).toMatch(/^The link.*\.$/);
  });

  it('is none where it is far too long', () => {
    expect(readRefs('s='.padEnd(1_000_000, 'A')).faults).toHaveLength(1);
    expect(readRefs(`r=${'A'.repeat(20_000)}`)).toMatchObject({
      refs: [],
      faults: [expect.stringContaining('longer')],
    });
  });

  it(`never throws, whatever the query (seed ${SEED})`, () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('s=', 'r=', '&', '%', '%zz', '=', 'kept=', '#/result?s=', '\n'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        for (const { text: part } of readRefs(text).refs) expect(part).toMatch(/^[\w-]+$/);
        const read = refInLink(text);
        expect(read.ok ? read.value.length > 0 : read.fault.length > 0).toBe(true);
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });
});

describe('a pasted text', () => {
  const link = (ref: ResultRef): string => `https://example.org/some/where/${resultAddress(ref)}`;

  it.each([
    ['a whole link', link(summary), [summary]],
    ['a link of another host, with a port', `http://localhost:8080/${resultAddress(full)}`, [full]],
    ['the fragment alone', resultAddress(summary), [summary]],
    ['words around it', `Look: <${link(summary)}>, my laptop. And\n\n"${link(full)}"!`, [summary, full]],
    ['a comparison', `https://a.example/${compareAddress(all)}.`, all],
    ['the same link twice', `${link(summary)} ${link(summary)}`, [summary]],
    ['a link out of HTML', `<a href="${link(summary)}&amp;kept=k1">`, [summary, { kind: 'kept', text: 'k1' }]],
  ] satisfies [string, string, ResultRef[]][])('gives %s', (_, text, refs) => {
    expect(refInLink(text)).toEqual({ ok: true, value: refs });
  });

  it('gives a link that a mail program broke into lines, and leaves the next words alone', () => {
    const broken = (text: string, end: string): string => text.replace(/.{70}/g, `$&${end}`);
    expect(refInLink(`${broken(link(full), '\r\n')}\nGreetings`)).toEqual({ ok: true, value: [full] });
    expect(refInLink(`> ${broken(link(full), '\n> ')}\n> Greetings`)).toEqual({ ok: true, value: [full] });
    expect(refInLink(`${link(summary)}\nGreetings`)).toEqual({ ok: true, value: [summary] });
  });

  it('without a link says what one looks like, and a huge one is not searched', () => {
    expect(refInLink('see https://example.org/')).toMatchObject({
      ok: false,
      fault: expect.stringContaining('#/result?') as unknown,
    });
    expect(refInLink('x'.repeat(2_000_000)).ok).toBe(false);
    expect(refInLink('#/result?zz=1')).toMatchObject({
      ok: false,
      fault: expect.stringContaining('newer lab') as unknown,
    });
    expect(NEWER).toContain('newer lab');
  });
});
