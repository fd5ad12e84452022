/**
 * Links that were damaged or forged: whatever is done to a real one, reading it gives a valid value or a fault in a sentence, nothing else.
 * Half of the mutants get a right checksum again, so that what lies behind it is met as well.
 */
import { describe, expect, it } from 'vitest';
import { prng, type Prng } from '../../../src/base/prng.ts';
import { base64url, bytesOf } from '../../../src/results/link/base64url.ts';
import { deflated } from '../../../src/results/link/deflate.ts';
import { FULL_FORM, SUMMARY_FORM } from '../../../src/results/link/forms.ts';
import { type Form, framed } from '../../../src/results/link/frame.ts';
import { fullPayload, readFullPayload } from '../../../src/results/link/full-link.ts';
import { DAMAGED, NEWER, TOO_LONG } from '../../../src/results/link/misread.ts';
import { readSummaryPayload, summaryPayload } from '../../../src/results/link/summary-link.ts';
import { parseResult } from '../../../src/results/parse.ts';
import type { Read } from '../../../src/results/read.ts';
import { summaryOf } from '../../../src/results/summary.ts';
import { machineDocuments, MEASURED } from '../machines.ts';

const SEED = 40_404;
const MUTANTS = 10_000;
const PATIENCE_MS = 60_000;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const DOCUMENTS = [MEASURED, ...machineDocuments(5, SEED)];
const SUMMARIES = DOCUMENTS.map((document) => summaryPayload(summaryOf(document), 149));
const FULLS = await Promise.all(DOCUMENTS.map(async (document) => (await fullPayload(document, 1997)).payload));

/** Bit flips, cuts, insertions, swaps, repeated parts; one to three of them. */
function mutated(bytes: Uint8Array, random: Prng): Uint8Array {
  let list = [...bytes];
  for (let times = 1 + random.below(3); times > 0; times--) {
    const at = random.below(list.length + 1);
    const other = random.below(list.length + 1);
    const [from, to] = [Math.min(at, other), Math.max(at, other)];
    switch (random.below(6)) {
      case 0:
        list[from % Math.max(1, list.length)] = (list[from % list.length] ?? 0) ^ (1 << random.below(8));
        break;
      case 1:
        list = list.slice(0, from);
        break;
      case 2:
        list.splice(at, 0, ...Array.from({ length: 1 + random.below(4) }, () => random.below(256)));
        break;
      case 3:
        list = [...list.slice(0, from), ...list.slice(to)];
        break;
      case 4:
        list = [...list.slice(to), ...list.slice(from, to), ...list.slice(0, from)];
        break;
      default:
        list = [...list.slice(0, to), ...list.slice(from)];
    }
  }
  return Uint8Array.from(list);
}

/** As a text that nobody would ever have written, or as one whose checksum is right. */
function mutant(form: Form, payload: string, random: Prng): string {
  if (random.below(2) === 0) return framed(form, mutated(bytesOf(payload).slice(1, -2), random));
  const text = base64url(mutated(bytesOf(payload), random));
  const odd =
    random.below(8) === 0 ? ['=', ' ', '%', '<b>', '\u0000', 'é'][random.below(6)] : ALPHABET[random.below(64)];
  const at = random.below(text.length + 1);
  return random.below(2) === 0 ? text : text.slice(0, at) + (odd ?? '') + text.slice(at + 1);
}

function expectSentence(read: Read<unknown>): void {
  if (read.ok) return;
  expect(read.fault).toMatch(/^This [^\n]*\.$/);
  expect(read.fault.length).toBeLessThanOrEqual(200);
}

describe('a damaged or forged link', () => {
  it(
    `as a summary: ${MUTANTS} mutants are a fault or a summary in its one form (seed ${SEED})`,
    { timeout: PATIENCE_MS },
    () => {
      const random = prng(SEED);
      let valid = 0;
      for (let count = 0; count < MUTANTS; count++) {
        const text = mutant(SUMMARY_FORM, SUMMARIES[count % SUMMARIES.length] ?? '', random);
        const read = readSummaryPayload(text);
        expectSentence(read);
        if (!read.ok) continue;
        valid++;
        if (summaryPayload(read.value, 2048) !== text) expect.fail(`${text} is not the one form of what it says`);
      }
      // Some changed numbers only, so the checks behind the checksum were met and passed.
      expect(valid).toBeGreaterThan(50);
    },
  );

  it(
    `as a document: ${MUTANTS} mutants are a fault or a valid document (seed ${SEED})`,
    { timeout: PATIENCE_MS },
    async () => {
      const random = prng(SEED);
      let valid = 0;
      for (let count = 0; count < MUTANTS; count++) {
        const read = await readFullPayload(mutant(FULL_FORM, FULLS[count % FULLS.length] ?? '', random));
        expectSentence(read);
        if (!read.ok) continue;
        valid++;
        expect(parseResult(read.value)).toEqual({ ok: true, document: read.value });
      }
      expect(valid).toBeGreaterThan(0);
    },
  );

  it('with one letter mistyped is told from a whole one, wherever the letter stands', async () => {
    for (const [payload = '', read] of [
      [SUMMARIES[0], readSummaryPayload],
      [FULLS[0], readFullPayload],
    ] as const) {
      for (let at = 0; at < payload.length; at++) {
        const wrong = payload[at] === 'A' ? 'B' : 'A';
        const got = await read(payload.slice(0, at) + wrong + payload.slice(at + 1));
        expect(got).toEqual({ ok: false, fault: DAMAGED });
      }
    }
  });

  it('of one form is none of the other', async () => {
    expect(readSummaryPayload(FULLS[0] ?? '')).toEqual({ ok: false, fault: DAMAGED });
    expect(await readFullPayload(SUMMARIES[0] ?? '')).toEqual({ ok: false, fault: DAMAGED });
  });

  it('of a newer lab says so', async () => {
    const [summary, full] = [bytesOf(SUMMARIES[0] ?? ''), bytesOf(FULLS[0] ?? '')].map((bytes) => bytes.slice(1, -2));
    const newer = { ...SUMMARY_FORM, version: 2 };
    expect(readSummaryPayload(framed(newer, summary!))).toEqual({ ok: false, fault: NEWER });
    expect(await readFullPayload(framed({ ...FULL_FORM, version: 255 }, full!))).toEqual({ ok: false, fault: NEWER });
    expect(NEWER).toContain('made by a newer lab: open it at the address it came from, or update this page');
  });

  it('that is far too long is not looked at', async () => {
    const long = 'A'.repeat(10_000_000);
    expect(readSummaryPayload(long)).toEqual({ ok: false, fault: TOO_LONG });
    expect(await readFullPayload(long)).toEqual({ ok: false, fault: TOO_LONG });
  });

  it('that stands for megabytes of zeros is refused, and what follows a whole one changes nothing', async () => {
    const bomb = await deflated(new Uint8Array(6_000_000));
    expect(bomb.length).toBeLessThan(6_100);
    expect(await readFullPayload(framed(FULL_FORM, bomb))).toEqual({ ok: false, fault: DAMAGED });
    const [full] = FULLS;
    const longer = new Uint8Array([...bytesOf(full ?? '').slice(1, -2), 1, 2, 3]);
    // Some platforms' inflating passes over what follows the end, others refuse it.
    expect([
      { ok: false, fault: DAMAGED },
      { ok: true, value: MEASURED },
    ]).toContainEqual(await readFullPayload(framed(FULL_FORM, longer)));
    expect(readSummaryPayload('')).toEqual({ ok: false, fault: DAMAGED });
  });
});
