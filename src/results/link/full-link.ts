/**
 * The full form of a link: a whole document within 2 048 characters, address included, exactly. As columns of guessed numbers and known
 * phrases (result-columns.ts), deflated, in an envelope (frame.ts). Where that is still too long, parts stay behind, least missed first.
 * The summary form is summary-link.ts.
 */
import type { Read } from '../read.ts';
import type { ResultDocument } from '../schema.ts';
import { ByteReader, ByteWriter, Full } from './bytes.ts';
import { deflated, inflated } from './deflate.ts';
import { FULL_FORM as FORM } from './forms.ts';
import { bodyRoom, framed, unframed } from './frame.ts';
import { unreadable } from './misread.ts';
import { partsOf, withFewerKernels, withoutParts } from './omission.ts';
import { readResult, writeResult } from './result-columns.ts';

/** Bytes of a document before it is deflated: what more takes is left out, what says it holds more is refused. */
const MOST_BYTES = 32_768;

/** Characters of a whole link, and of the address before its payload, for which full links are made. */
export const FULL_LINK = { whole: 2048, base: 40 } as const;

/** Characters in which anything fits, down to when, by which browser and what the cores are worth. */
export const LEAST_FULL_ROOM = 500;

export interface FullPayload {
  readonly payload: string;
  /** What the link carries: the given document, or one without the parts that it names in `omitted`. */
  readonly document: ResultDocument;
}

/**
 * At most `room` characters. Throws `RangeError` for less room than LEAST_FULL_ROOM. The document is one that passes the schema; the text
 * may differ from browser to browser, as their deflating does, what is read from it does not.
 */
export async function fullPayload(document: ResultDocument, room: number): Promise<FullPayload> {
  if (!(room >= LEAST_FULL_ROOM)) throw new RangeError(`${room} characters for a result: ${LEAST_FULL_ROOM} at least`);
  const bytes = bodyRoom(FORM, room);
  const whole = await bodyOf(document, bytes);
  if (whole) return { payload: framed(FORM, whole), document };
  return largest(document, bytes);
}

/** With the part that is missed most, if there is room, and then with the next. */
async function largest(document: ResultDocument, room: number): Promise<FullPayload> {
  const parts = new Set(partsOf(document));
  let whole = document;
  let carried = withoutParts(whole, parts);
  let body = await bodyOf(carried, room);
  const take = async (candidate: ResultDocument): Promise<boolean> => {
    const packed = await bodyOf(candidate, room);
    if (packed) [carried, body] = [candidate, packed];
    return packed !== null;
  };
  for (const part of parts) {
    const fewer = new Set(parts);
    fewer.delete(part);
    if (await take(withoutParts(whole, fewer))) parts.delete(part);
    else if (part === 'series') {
      for (const some of withFewerKernels(whole)) {
        if (!(await take(withoutParts(some, fewer)))) continue;
        parts.delete(part);
        whole = some;
        break;
      }
    }
  }
  if (!body) throw new RangeError('a result without its parts needs more room than any does');
  return { payload: framed(FORM, body), document: carried };
}

/** Null where it is more than there is room for. */
async function bodyOf(document: ResultDocument, room: number): Promise<Uint8Array | null> {
  const to = new ByteWriter(MOST_BYTES);
  try {
    writeResult(to, document);
  } catch (error) {
    if (error instanceof Full) return null;
    throw error;
  }
  const body = await deflated(to.bytes);
  return body.length <= room ? body : null;
}

/** Never rejects. What it lets through has passed `parseResult`, which is loaded when it is first needed. */
export async function readFullPayload(text: string): Promise<Read<ResultDocument>> {
  try {
    const bytes = await inflated(unframed(FORM, text), MOST_BYTES);
    const candidate = readResult(new ByteReader(bytes));
    const { parseResult } = await import('../parse.ts');
    const parsed = parseResult(candidate);
    return parsed.ok ? { ok: true, value: parsed.document } : parsed;
  } catch (error) {
    return unreadable(error);
  }
}
