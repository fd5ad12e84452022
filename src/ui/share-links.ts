/**
 * The two links of a result: the short one, which a QR code has room for, and the full one. Each is this page's own address with the result
 * behind the #, the part that a browser never sends to a server.
 */
import { resultAddress } from '../results/link/address.ts';
import { fullPayload } from '../results/link/full-link.ts';
import { summaryPayload } from '../results/link/summary-link.ts';
import type { ResultDocument } from '../results/schema.ts';
import type { Summary } from '../results/summary.ts';
import type { Subject } from './share-subject.ts';

/** Characters of a whole link: what is still easily scanned from a screen, and what every messenger passes on unbroken. */
export const SHORT_LINK = 200;
export const FULL_LINK = 2048;

export interface FullLink {
  readonly link: string;
  /** What it carries: the whole, or with `omitted` what there was room for. */
  readonly document: ResultDocument;
}

export function shortLink(summary: Summary, base: string): string {
  const address = (text: string): string => base + resultAddress({ kind: 'summary', text });
  return address(summaryPayload(summary, SHORT_LINK - address('').length));
}

/** Null where only a summary is known. */
export async function fullLink({ document }: Subject, base: string): Promise<FullLink | null> {
  if (!document) return null;
  const address = (text: string): string => base + resultAddress({ kind: 'full', text });
  const { payload, document: carried } = await fullPayload(document, FULL_LINK - address('').length);
  return { link: address(payload), document: carried };
}
