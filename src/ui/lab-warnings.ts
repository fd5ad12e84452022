/**
 * What there is to doubt about a result, each doubt with what to do about it.
 */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Warning } from '../measure/warnings.ts';
import { textStyles } from './shared-styles.ts';

@customElement('lab-warnings')
export class LabWarnings extends LitElement {
  static override styles = [
    textStyles,
    css`
      :host {
        display: block;
      }
      dl {
        margin: 0;
        max-width: 62ch;
      }
      dt {
        margin-top: 0.6rem;
      }
      dd {
        margin: 0;
        color: var(--soft);
        font-size: var(--size-small);
      }
    `,
  ];

  @property({ attribute: false }) warnings: readonly Warning[] = [];

  override render(): TemplateResult {
    return html`<div role="status">
      <h2>What to doubt</h2>
      <dl>
        ${this.warnings.map(
          ({ text, hint }) =>
            html`<dt>${text}</dt>
              <dd>${hint}</dd>`,
        )}
      </dl>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-warnings': LabWarnings;
  }
}
