/**
 * A report as a file: the result document, built when asked for, saved under the day it was measured.
 */
import type { Report } from '../measure/report.ts';
import { saveFile } from './save-file.ts';

export async function downloadReport(report: Report): Promise<void> {
  const { resultDocument } = await import('../results/document.ts');
  const text = `${JSON.stringify(resultDocument(report), null, 2)}\n`;
  saveFile(`overlap-${report.startedAt.slice(0, 10)}.json`, new Blob([text], { type: 'application/json' }));
}
