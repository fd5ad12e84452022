/**
 * A fleet as NDJSON: one summary a line, `overlap-summary/1`, each line a whole by itself, so that lines of many files can be put into one.
 * intake/flat-check.ts reads it back.
 */
import { Pace } from '../pace.ts';
import type { Summary } from '../summary.ts';

export const SUMMARY_FORMAT = 'overlap-summary/1';

/** With its line break. */
export function summaryLine(summary: Summary): string {
  return `${JSON.stringify({ schema: SUMMARY_FORMAT, ...summary })}\n`;
}

/** @throws the signal's reason, where it is aborted. */
export async function fleetNdjson(summaries: readonly Summary[], signal?: AbortSignal): Promise<Blob> {
  const pace = new Pace(signal);
  const lines: string[] = [];
  for (const summary of summaries) {
    lines.push(summaryLine(summary));
    if (pace.due) await pace.giveWay();
  }
  return new Blob(lines, { type: 'application/x-ndjson' });
}
