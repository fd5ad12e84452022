/**
 * The program of a claim beside its twin in Python, and the claim's own file below, as plain text. Loaded when it is opened.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { claimSources, type ClaimSource, type ClaimSources } from '../experiments/claim-sources.ts';
import type { ListedClaim } from './claims-catalogue.ts';
import { copyText } from './copy-text.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

@customElement('lab-claim-sources')
export class LabClaimSources extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    css`
      :host {
        display: block;
      }
      summary {
        cursor: pointer;
        color: var(--accent);
        width: fit-content;
        padding-block: 0.3rem;
      }
      .both {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: 1rem 2rem;
        margin-top: 0.4rem;
      }
      figure {
        margin: 0;
        min-width: 0;
      }
      figcaption {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        align-items: baseline;
        gap: 0 1rem;
        font-size: var(--size-small);
        overflow-wrap: anywhere;
      }
      figcaption button {
        font-size: var(--size-small);
        font-weight: 400;
        padding: 0.3rem 0;
      }
      pre {
        margin: 0.2rem 0 0;
        padding: 0.7rem 0;
        border-block: 1px solid var(--rule);
        overflow: auto;
        max-height: 34rem;
        font: 0.8125rem / 1.5 var(--mono);
        tab-size: 2;
      }
      @media (max-width: 52rem) {
        .both {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      @media print {
        pre {
          max-height: none;
          white-space: pre-wrap;
        }
      }
    `,
  ];

  @property({ attribute: false }) claim: Pick<ListedClaim, 'id' | 'program'> | null = null;
  /** How sources are loaded; tests put their own here. */
  @property({ attribute: false }) load = claimSources;
  @state() private sources: ClaimSources | null = null;
  @state() private fault = '';
  @state() private copied = '';

  override render(): TemplateResult {
    return html`<details @toggle=${this.#open}>
      <summary>The program, and its twin in Python</summary>
      ${this.fault ? html`<p role="alert">${this.fault}</p>` : nothing}
      ${this.sources ? this.#listings(this.sources) : nothing}
      <p class="note" role="status">${this.copied}</p>
    </details>`;
  }

  #listings({ program, claim, twin }: ClaimSources): TemplateResult {
    return html`<div class="both">
        ${this.#listing(program ?? claim, 'TypeScript')} ${this.#listing(twin, 'Python')}
      </div>
      ${
        program
          ? html`<details>
              <summary>The file of the claim: experiment, region, control</summary>
              ${this.#listing(claim, 'TypeScript')}
            </details>`
          : nothing
      }`;
  }

  #listing({ path, text }: ClaimSource, language: string): TemplateResult {
    return html`<figure>
      <figcaption>
        <span title=${path}>${language}, ${path.slice(path.lastIndexOf('/') + 1)}</span>
        <button type="button" aria-label="Copy ${path}" @click=${() => this.#copy(path, text)}>Copy</button>
      </figcaption>
      <pre tabindex="0" role="region" aria-label=${path}>${text}</pre>
    </figure>`;
  }

  async #open(event: Event): Promise<void> {
    if (!(event.target as HTMLDetailsElement).open || this.sources || !this.claim) return;
    this.fault = '';
    try {
      this.sources = await this.load(this.claim);
    } catch {
      this.fault = 'The sources could not be loaded. Check the connection, close this and open it again.';
    }
  }

  async #copy(path: string, text: string): Promise<void> {
    this.copied = (await copyText(text))
      ? `${path} is copied.`
      : 'The browser did not let the page copy. Select the text instead.';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-claim-sources': LabClaimSources;
  }
}
