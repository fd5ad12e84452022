/**
 * The summary form of a link: a result in at most 148 characters, so that with its address it stays within 200 and fits a QR code that
 * a phone reads from a screen. One text a summary, the same everywhere; what comes back is what was sent. Pure; the full form is
 * full-link.ts.
 */
import type { Read } from '../read.ts';
import type { Summary } from '../summary.ts';
import { BitReader, BitWriter } from './bits.ts';
import { SUMMARY_FORM as FORM } from './forms.ts';
import { bodyRoom, framed, unframed } from './frame.ts';
import { damaged, unreadable } from './misread.ts';
import { readSummary, writeSummary } from './summary-bits.ts';
import { thinner } from './summary-thinning.ts';

/** Characters of a whole link, and of the address before its payload, for which summaries are made. */
export const SUMMARY_LINK = { whole: 200, base: 40 } as const;

/** Characters in which anything fits, down to when, by which browser and what the cores are worth. */
export const LEAST_SUMMARY_ROOM = 100;

/**
 * At most `room` characters. Where the summary is larger, the link carries a thinner one, by the order in summary-thinning.ts. Throws
 * `RangeError` for less room than LEAST_SUMMARY_ROOM.
 */
export function summaryPayload(summary: Summary, room: number): string {
  return framed(FORM, fitting(summary, room).bytes);
}

/** What of a summary is left in so many characters: what `readSummaryPayload` gives back. */
export function thinned(summary: Summary, room: number): Summary {
  return fitting(summary, room).summary;
}

function fitting(summary: Summary, room: number): { readonly summary: Summary; readonly bytes: Uint8Array } {
  if (!(room >= LEAST_SUMMARY_ROOM))
    throw new RangeError(`${room} characters for a summary: ${LEAST_SUMMARY_ROOM} at least`);
  for (const less of thinner(summary)) {
    const bytes = bytesOf(less, bodyRoom(FORM, room));
    if (bytes) return { summary: less, bytes };
  }
  throw new RangeError('a summary without kernels and names needs more room than any does');
}

/** Null where there is not enough room. */
function bytesOf(summary: Summary, room: number): Uint8Array | null {
  const writer = new BitWriter(room);
  writeSummary(writer, summary);
  return writer.overflowed ? null : writer.bytes;
}

/** Never throws. What it lets through keeps the bounds of the schema, and is in the one form that a summary has. */
export function readSummaryPayload(text: string): Read<Summary> {
  try {
    const body = unframed(FORM, text);
    const value = readSummary(new BitReader(body));
    const again = bytesOf(value, body.length);
    if (again?.length !== body.length || !again.every((byte, place) => byte === body[place])) throw damaged();
    return { ok: true, value };
  } catch (error) {
    return unreadable(error);
  }
}
