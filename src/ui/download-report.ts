/**
 * A report as a file: the result document, built when asked for, saved under the day it was measured.
 */
import type { Report } from '../measure/report.ts';

export async function downloadReport(report: Report): Promise<void> {
  const { resultDocument } = await import('../results/document.ts');
  const text = `${JSON.stringify(resultDocument(report), null, 2)}\n`;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = `overlap-${report.startedAt.slice(0, 10)}.json`;
  link.click();
  // The browser reads the blob after the click: it is given up once that is certain.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
