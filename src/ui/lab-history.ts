/** The view History: see its address, `#/history`. */
import { html, LitElement, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { textStyles } from './shared-styles.ts';

@customElement('lab-history')
export class LabHistory extends LitElement {
  static override styles = [textStyles];

  override render(): TemplateResult {
    return html`<h1>History</h1>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-history': LabHistory;
  }
}
