/** Decided claims as a file, `overlap-claims/1`. */
import type { ClaimsReport } from '../measure/claims/claim-report.ts';
import { claimsDocument } from '../results/claims-document.ts';
import { saveFile } from './save-file.ts';

export function downloadClaims(report: ClaimsReport): void {
  const text = `${JSON.stringify(claimsDocument(report))}\n`;
  saveFile(`overlap-claims-${report.startedAt.slice(0, 10)}.json`, new Blob([text], { type: 'application/json' }));
}
