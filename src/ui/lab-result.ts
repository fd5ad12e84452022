/** The view Result: see its address, `#/result`. */
import { html, LitElement, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { textStyles } from './shared-styles.ts';

@customElement('lab-result')
export class LabResult extends LitElement {
  static override styles = [textStyles];

  override render(): TemplateResult {
    return html`<h1>Result</h1>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-result': LabResult;
  }
}
