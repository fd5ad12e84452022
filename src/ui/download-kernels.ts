/** Measured kernel speeds as a file, `overlap-kernels/1`. */
import type { KernelSpeedsReport } from '../measure/kernels/kernel-speed-report.ts';
import { kernelsDocument } from '../results/kernels-document.ts';
import { saveFile } from './save-file.ts';

export function downloadKernels(report: KernelSpeedsReport): void {
  const text = `${JSON.stringify(kernelsDocument(report), null, 1)}\n`;
  saveFile(`overlap-kernels-${report.startedAt.slice(0, 10)}.json`, new Blob([text], { type: 'application/json' }));
}
