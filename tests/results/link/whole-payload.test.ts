/** Where a payload in pieces is whole: exactly where its reader finds it whole. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { base64url } from '../../../src/results/link/base64url.ts';
import { SUMMARY_FORM as FORM } from '../../../src/results/link/forms.ts';
import { framed, unframed } from '../../../src/results/link/frame.ts';
import { refInLink } from '../../../src/results/link/address.ts';
import { Misread, NEWER } from '../../../src/results/link/misread.ts';
import { WholePayload } from '../../../src/results/link/whole-payload.ts';

const SEED = 920;
const RUNS = 2_000;

/** What the reader of payloads says of the same text. */
function isRead(text: string): boolean {
  try {
    unframed(FORM, text);
    return true;
  } catch (error) {
    if (error instanceof Misread) return error.message === NEWER;
    throw error;
  }
}

it(`is whole where the reader finds it so, at every character (${RUNS} texts, seed ${SEED})`, () => {
  const sound = fc.uint8Array({ minLength: 1, maxLength: 40 }).map((body) => framed(FORM, body));
  const newer = fc.uint8Array({ minLength: 1, maxLength: 9 }).map((body) => framed({ ...FORM, version: 9 }, body));
  const junk = fc.oneof(
    fc.uint8Array({ maxLength: 12 }).map(base64url),
    fc.string({ maxLength: 12 }),
    fc.string({ unit: fc.constantFrom('A', '_', '-', '8') }),
  );
  const text = fc.tuple(fc.oneof(sound, newer, junk), junk).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (whole) => {
      const pieces = new WholePayload(FORM);
      let before = '';
      for (const piece of whole) {
        before += piece;
        expect(pieces.add(piece)).toBe(isRead(before));
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
});

it('what is longer than any payload is none', () => {
  const body = new Uint8Array(FORM.longest);
  expect(new WholePayload(FORM).add(framed({ ...FORM, longest: Infinity }, body))).toBe(false);
});

it('a link in lines of one character is mended, and a forged one of thousands of lines is only a damaged link', () => {
  const payload = framed(FORM, new Uint8Array(300));
  expect(refInLink(`#/result?s=${[...payload].join('\n')}\nGreetings`)).toEqual({
    ok: true,
    value: [{ kind: 'summary', text: payload }],
  });
  const forged = `#/result?s=A${'\nA'.repeat(4_000)}\n"`.repeat(100);
  expect(refInLink(forged)).toEqual({ ok: true, value: [{ kind: 'summary', text: 'A' }] });
});
