/**
 * A QR code on the page: black on white with its quiet zone in both papers, whole pixels a module where there is room. Made to be scanned from
 * the screen; the same link stands beside it as text.
 */
import { css, html, LitElement, type PropertyValues, svg, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type QrCode, qrCode } from './qr-code.ts';

/** Pixels a module; at 65 modules the code then fits a phone of 360. */
const MODULE = 5;

@customElement('lab-qr')
export class LabQr extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
    svg {
      display: block;
      max-width: 100%;
      height: auto;
      forced-color-adjust: none;
    }
    rect {
      fill: #fff;
    }
    path {
      fill: #000;
      shape-rendering: crispEdges;
    }
  `;

  @property() text = '';
  /** What it leads to, for who does not see it. */
  @property() label = '';
  @state() private code: QrCode | null = null;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('text')) this.code = this.text === '' ? null : qrCode(this.text);
  }

  override render(): TemplateResult {
    const { code } = this;
    if (!code) return html``;
    const side = code.size * MODULE;
    return html`<svg
      role="img"
      aria-label=${this.label}
      width=${side}
      height=${side}
      viewBox="0 0 ${code.size} ${code.size}"
    >
      ${svg`<rect width=${code.size} height=${code.size} /><path d=${code.d} />`}
    </svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-qr': LabQr;
  }
}
