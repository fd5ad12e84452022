/**
 * A sustained run as a file: a small document of its own with every window, built when asked for.
 */
import type { SustainedReport } from '../measure/sustained/sustained-report.ts';

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
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([sustainedText(report)], { type: 'application/json' }));
  link.download = `overlap-sustained-${report.startedAt.slice(0, 10)}.json`;
  link.click();
  // The browser reads the blob after the click: it is given up once that is certain.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
