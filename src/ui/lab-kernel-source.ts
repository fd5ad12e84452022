/** The sources of a kernel, the vector form and the scalar one, as plain text. Loaded when it is opened. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { kernelSources, type KernelSource } from '../experiments/kernel-sources.ts';
import { textStyles } from './shared-styles.ts';

@customElement('lab-kernel-source')
export class LabKernelSource extends LitElement {
  static override styles = [
    textStyles,
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
      .all {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr));
        gap: 1rem 2rem;
        margin-top: 0.4rem;
      }
      figure {
        margin: 0;
        min-width: 0;
      }
      figcaption {
        font-size: var(--size-small);
        overflow-wrap: anywhere;
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
      @media print {
        pre {
          max-height: none;
          white-space: pre-wrap;
        }
      }
    `,
  ];

  @property() kernel = '';
  /** How sources are loaded; tests put their own here. */
  @property({ attribute: false }) load = kernelSources;
  @state() private sources: readonly KernelSource[] = [];
  @state() private fault = '';

  override render(): TemplateResult {
    return html`<details @toggle=${this.#open}>
      <summary>The kernel itself, in AssemblyScript</summary>
      ${this.fault ? html`<p role="alert">${this.fault}</p>` : nothing}
      <div class="all">
        ${this.sources.map(
          ({ path, text }) =>
            html`<figure>
              <figcaption>${path}</figcaption>
              <pre tabindex="0" role="region" aria-label=${path}>${text}</pre>
            </figure>`,
        )}
      </div>
    </details>`;
  }

  async #open(event: Event): Promise<void> {
    if (!(event.target as HTMLDetailsElement).open || this.sources.length > 0) return;
    this.fault = '';
    try {
      this.sources = await this.load(this.kernel);
    } catch {
      this.fault = 'The source could not be loaded. Check the connection, close this and open it again.';
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-kernel-source': LabKernelSource;
  }
}
