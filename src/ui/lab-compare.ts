/** The view Compare: see its address, `#/compare`. */
import { html, LitElement, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { textStyles } from './shared-styles.ts';

@customElement('lab-compare')
export class LabCompare extends LitElement {
  static override styles = [textStyles];

  override render(): TemplateResult {
    return html`<h1>Compare</h1>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-compare': LabCompare;
  }
}
