/** What Measure shows of a report, in one piece with the code that it takes; the view loads it once it stands, so that its button is there sooner. */
import { html, type TemplateResult } from 'lit';
import type { Report } from '../measure/report.ts';
import { answer, evidence, plainText } from './answer-sentence.ts';
import { dateLine } from './date-line.ts';
import './lab-answer.ts';
import './lab-report.ts';

/** Above the controls. */
export function measureAnswer(report: Report, kernel: string): TemplateResult {
  return html`<p class="kicker">${dateLine(report)}</p>
    <lab-answer
      .sentence=${answer(report, kernel)}
      .evidence=${evidence(report, kernel)}
      .failure=${report.failure}
    ></lab-answer>`;
}

/** Below them. */
export function measureReport(report: Report, kernel: string): TemplateResult {
  return html`<lab-report .report=${report} .kernel=${kernel}></lab-report>`;
}

/** For who hears the page. */
export function measureSaid(report: Report, kernel: string): string {
  return plainText(answer(report, kernel));
}
