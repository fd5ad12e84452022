/**
 * How to cite a result: a line and an entry for BibTeX, each with a button that copies it.
 */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { citationOf, type Cited } from '../results/citation.ts';
import { CopyController } from './copy-controller.ts';
import { shareStyles } from './share-styles.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

@customElement('lab-citation')
export class LabCitation extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    shareStyles,
    css`
      :host {
        border: 0;
        margin: 0;
        padding: 0;
      }
      textarea {
        overflow-wrap: anywhere;
        word-break: normal;
        margin-top: 0.5rem;
      }
      summary {
        cursor: pointer;
        color: var(--accent);
      }
    `,
  ];

  @property({ attribute: false }) cited: Cited | null = null;
  /** The address under which the result opens; empty where there is none. */
  @property() link = '';
  readonly #copy = new CopyController(this);

  override render(): TemplateResult {
    if (!this.cited) return html``;
    const { plain, bibtex } = citationOf(this.cited, this.link);
    return html`<details>
      <summary>Cite this result</summary>
      ${this.#form('plain', 'The citation', plain, 3)} ${this.#form('bibtex', 'The BibTeX entry', bibtex, 8)}
      <p class="said note" role="status">${this.#copy.said}</p>
    </details>`;
  }

  #form(id: string, what: string, text: string, rows: number): TemplateResult {
    return html`<textarea id=${id} readonly rows=${rows} aria-label=${what} .value=${text}></textarea>
      <div class="buttons">
        <button type="button" @click=${() => this.#copy.copy(text, what, this.renderRoot.querySelector(`#${id}`))}>
          Copy ${id === 'plain' ? 'citation' : 'BibTeX'}
        </button>
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-citation': LabCitation;
  }
}
