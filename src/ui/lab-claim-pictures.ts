/**
 * The pictures of one claim that was tested, and what to notice in them. What draws them is loaded with the first claim that has any, so that
 * a list of claims nobody has tested yet stands without it.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ClaimsReport, ClaimPicture } from '../measure/claims/claim-report.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

@customElement('lab-claim-pictures')
export class LabClaimPictures extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    css`
      :host {
        display: block;
      }
      .picture {
        margin-bottom: 1.2rem;
      }
      lab-figure {
        display: block;
        max-width: 46rem;
      }
    `,
  ];

  @property({ attribute: false }) pictures: readonly ClaimPicture[] = [];
  @property() claim = '';
  @property({ attribute: false }) about: ClaimsReport | null = null;
  @state() private drawing: typeof import('./claim-pictures.ts') | null = null;
  @state() private fault = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  override render(): TemplateResult | typeof nothing {
    const { about, drawing } = this;
    if (this.fault !== '')
      return html`<p role="alert">
        ${this.fault} <button type="button" @click=${() => this.#load()}>Try again</button>
      </p>`;
    if (!about || !drawing) return nothing;
    return html`${this.pictures.map(
      (picture) => html`<div class="picture">${drawing.pictureView(picture, this.claim, about)}</div>`,
    )}`;
  }

  async #load(): Promise<void> {
    this.fault = '';
    try {
      this.drawing ??= await import('./claim-pictures.ts');
    } catch {
      this.fault = 'What draws the pictures did not come. Check the connection.';
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-claim-pictures': LabClaimPictures;
  }
}
