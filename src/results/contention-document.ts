/**
 * What sharing a counter costs as a document, `overlap-contention/1`: every way to count with its points, ratios and accuracy. Numbers keep
 * six significant digits.
 */
import type { ContentionReport } from '../measure/contention/contention-report.ts';
import { roundedThroughout } from './rounding.ts';

/** Changes when a reader of the document would have to. */
export const CONTENTION_FORMAT = 'overlap-contention/1';

export interface ContentionDocument extends ContentionReport {
  readonly schema: typeof CONTENTION_FORMAT;
}

/** `JSON.parse(JSON.stringify(document))` equals the document. */
export function contentionDocument(report: ContentionReport): ContentionDocument {
  return { schema: CONTENTION_FORMAT, ...roundedThroughout(report) };
}
