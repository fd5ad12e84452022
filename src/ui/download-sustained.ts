/**
 * A sustained run as a file: the document of `results/sustained-document.ts`, built when asked for.
 */
import type { SustainedReport } from '../measure/sustained/sustained-report.ts';
import { sustainedDocument } from '../results/sustained-document.ts';
import { saveFile } from './save-file.ts';

export function sustainedText(report: SustainedReport): string {
  return `${JSON.stringify(sustainedDocument(report), null, 1)}\n`;
}

export function downloadSustained(report: SustainedReport): void {
  const content = new Blob([sustainedText(report)], { type: 'application/json' });
  saveFile(`overlap-sustained-${report.startedAt.slice(0, 10)}.json`, content);
}
