/**
 * The answer first, as a sentence, and the interval under it. Shows what others worded.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { modelColours } from '../charts/chart-styles.ts';
import type { Part } from './answer-sentence.ts';
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
        max-width: var(--answer-measure, 26ch);
        margin: 0.2em 0 0.5em;
        text-wrap: pretty;
        overflow-wrap: anywhere;
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
      .failure::first-letter {
        text-transform: uppercase;
      }
      @media (max-width: 30rem) {
        .evidence {
          font-size: var(--size-small);
        }
      }
    `,
  ];

  @property({ attribute: false }) sentence: readonly Part[] = [];
  /** Intervals and counts behind it, each a part that is not broken. */
  @property({ attribute: false }) evidence: readonly string[] = [];
  /** Why the run ended before its end, or null. */
  @property() failure: string | null = null;

  override render(): TemplateResult {
    const { sentence, evidence, failure } = this;
    return html`<h1>${sentence.map(({ text, model }) => (model ? html`<em class=${model}>${text}</em>` : text))}</h1>
      ${
        evidence.length > 0
          ? html`<p class="evidence">
              ${evidence.map((part, index) => html`<span>${part}</span>${index < evidence.length - 1 ? ' · ' : nothing}`)}
            </p>`
          : nothing
      }
      ${failure === null ? nothing : html`<p class="failure">${failure}</p>`}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-answer': LabAnswer;
  }
}
