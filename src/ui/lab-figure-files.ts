/**
 * What a figure can be saved as. Loaded when "Save" is pressed for the first time; a picture that could not be made is said to be so, and
 * the figure stays as it is.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { fileName, figureSvg, pngBlob, svgBlob } from './figure-files.ts';
import { sourceOf } from './figure-source.ts';
import { saveFile } from './save-file.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

type Kind = 'svg' | 'png';

@customElement('lab-figure-files')
export class LabFigureFiles extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    css`
      :host {
        display: block;
      }
      p {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 0 1.2rem;
        margin: 0 0 0.6rem;
        max-width: none;
      }
      button {
        font-size: var(--size-small);
        font-weight: 400;
        padding: 0.2rem 0;
      }
      @media (pointer: coarse) {
        button {
          padding-block: 0.6rem;
        }
      }
    `,
  ];

  /** The drawing, asked for when it is saved: it is laid out anew with every width. */
  @property({ attribute: false }) drawing: () => SVGSVGElement | null = () => null;
  @property() heading = '';
  @property() note = '';
  @state() private fault = '';

  override render(): TemplateResult {
    return html`<p>
        <button type="button" @click=${() => this.#save('svg')}>SVG, to print or edit</button>
        <button type="button" @click=${() => this.#save('png')}>PNG, for slides</button>
      </p>
      ${this.fault ? html`<p role="alert">${this.fault}</p>` : nothing}`;
  }

  async #save(kind: Kind): Promise<void> {
    this.fault = '';
    const drawing = this.drawing();
    if (!drawing) return;
    const source = sourceOf(this);
    try {
      const svg = figureSvg(drawing, { heading: this.heading, note: this.note, source });
      saveFile(fileName(this.heading, source, kind), kind === 'svg' ? svgBlob(svg) : await pngBlob(svg));
    } catch (error) {
      const why = (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
      this.fault = `The picture could not be saved: ${why}. The table holds the same numbers.`;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-figure-files': LabFigureFiles;
  }
}
