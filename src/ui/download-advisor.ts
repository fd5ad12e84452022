/** What the advisor measured as a file: the document of `results/advisor-document.ts`, built when asked for. */
import type { AdvisorReport } from '../measure/advisor/advisor-report.ts';
import { saveFile } from './save-file.ts';

export async function downloadAdvisor(report: AdvisorReport): Promise<void> {
  const { advisorDocument } = await import('../results/advisor-document.ts');
  const text = `${JSON.stringify(advisorDocument(report), null, 1)}\n`;
  saveFile(`overlap-advisor-${report.startedAt.slice(0, 10)}.json`, new Blob([text], { type: 'application/json' }));
}
