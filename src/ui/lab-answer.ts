/**
 * The answer first, as a sentence, and the interval under it. Says what `answer-sentence.ts` worded.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { modelColours } from '../charts/chart-styles.ts';
import type { Report } from '../measure/report.ts';
import { answer, evidence } from './answer-sentence.ts';
import { textStyles } from './shared-styles.ts';

@customElement('lab-answer')
export class LabAnswer extends LitElement {
  static override styles = [
    textStyles,
    modelColours,
    css`
      :host {
        display: block;
      }
      h1 {
        font: 400 var(--size-answer) / 1.18 var(--serif);
        letter-spacing: -0.01em;
        max-width: 26ch;
        margin: 0.2em 0 0.5em;
        text-wrap: pretty;
      }
      em {
        font-style: normal;
        color: var(--model);
      }
      .evidence {
        color: var(--soft);
        font: var(--size-text) / 1.5 var(--mono);
        max-width: none;
        margin: 0;
      }
      .evidence span {
        display: inline-block;
      }
      .failure {
        margin-top: 0.8rem;
      }
      @media (max-width: 30rem) {
        .evidence {
          font-size: var(--size-small);
        }
      }
    `,
  ];

  @property({ attribute: false }) report: Report | null = null;
  @property() kernel = '';

  override render(): TemplateResult {
    const { report, kernel } = this;
    if (!report) return html``;
    const shown = evidence(report, kernel);
    return html`<h1>
        ${answer(report, kernel).map(({ text, model }) => (model ? html`<em class=${model}>${text}</em>` : text))}
      </h1>
      ${
        shown.length > 0
          ? html`<p class="evidence">
              ${shown.map((part, index) => html`<span>${part}</span>${index < shown.length - 1 ? ' · ' : nothing}`)}
            </p>`
          : nothing
      }
      ${report.failure === null ? nothing : html`<p class="failure">${report.failure}</p>`}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-answer': LabAnswer;
  }
}
