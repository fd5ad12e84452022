/**
 * The two links of a result: the short one, which a QR code has room for, and the full one. Each is this page's own address with the result
 * behind the #, the part that a browser never sends to a server; and each comes with what it really carries, for whoever lists that. At an
 * address that is very long itself they are longer than they should be: as short as a result can be.
 */
import { resultAddress, type ResultRef } from '../results/link/address.ts';
import { FULL_LINK, fullPayload, LEAST_FULL_ROOM } from '../results/link/full-link.ts';
import { LEAST_SUMMARY_ROOM, SUMMARY_LINK, summaryPayload, thinned } from '../results/link/summary-link.ts';
import type { ResultDocument } from '../results/schema.ts';
import type { Summary } from '../results/summary.ts';
import type { Subject } from './share-subject.ts';

export interface ShortLink {
  readonly link: string;
  /** What it carries: with fewer numbers of workers, or a shorter name, where there was no room. */
  readonly summary: Summary;
}

export interface FullLink {
  readonly link: string;
  /** What it carries: the whole, or with `omitted` what there was room for. */
  readonly document: ResultDocument;
}

function addressOf(kind: ResultRef['kind'], text: string, base: string): string {
  return base + resultAddress({ kind, text });
}

export function shortLink(summary: Summary, base: string): ShortLink {
  const room = Math.max(LEAST_SUMMARY_ROOM, SUMMARY_LINK.whole - addressOf('summary', '', base).length);
  return { link: addressOf('summary', summaryPayload(summary, room), base), summary: thinned(summary, room) };
}

/** Null where only a summary is known. */
export async function fullLink({ document }: Subject, base: string): Promise<FullLink | null> {
  if (!document) return null;
  const room = Math.max(LEAST_FULL_ROOM, FULL_LINK.whole - addressOf('full', '', base).length);
  const { payload, document: carried } = await fullPayload(document, room);
  return { link: addressOf('full', payload, base), document: carried };
}

/** Something had to stay behind. */
export function isThinned({ summary }: ShortLink, whole: Summary): boolean {
  return JSON.stringify(summary) !== JSON.stringify(whole);
}
