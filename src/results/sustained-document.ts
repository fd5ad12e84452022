/** A sustained run as a document, `overlap-sustained/1`: every window and what was found. Numbers keep six significant digits. */
import type { SustainedReport } from '../measure/sustained/sustained-report.ts';
import { roundedThroughout } from './rounding.ts';

/** Changes when a reader of the document would have to. */
export const SUSTAINED_FORMAT = 'overlap-sustained/1';

export interface SustainedDocument extends SustainedReport {
  readonly schema: typeof SUSTAINED_FORMAT;
}

/** `JSON.parse(JSON.stringify(document))` equals the document. */
export function sustainedDocument(report: SustainedReport): SustainedDocument {
  return { schema: SUSTAINED_FORMAT, ...roundedThroughout(report) };
}
