/**
 * A sustained run as a file: a small document of its own with every window, built when asked for.
 */
import type { SustainedReport } from '../measure/sustained/sustained-report.ts';
import { saveFile } from './save-file.ts';

/** Changes when a reader of the document would have to. */
const FORMAT = 'overlap-sustained/1';
const DIGITS = 6;

/** Numbers keep six significant digits, which is more than any clock here gives. */
export function sustainedText(report: SustainedReport): string {
  const rounded = (_: string, value: unknown): unknown =>
    typeof value === 'number' && Number.isFinite(value) && !Number.isInteger(value)
      ? Number(value.toPrecision(DIGITS))
      : value;
  return `${JSON.stringify({ schema: FORMAT, ...report }, rounded, 1)}\n`;
}

export function downloadSustained(report: SustainedReport): void {
  const content = new Blob([sustainedText(report)], { type: 'application/json' });
  saveFile(`overlap-sustained-${report.startedAt.slice(0, 10)}.json`, content);
}
