/**
 * The picture of speed-up with a switch for the fitted laws. Where there is room they are drawn unless
 * switched off; where there is not, only when asked for.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { NARROW, speedUp, type SpeedUpData } from '../charts/speed-up.ts';
import './lab-figure.ts';
import { speedUpNote } from './picture-notes.ts';
import { controlStyles, textStyles } from './shared-styles.ts';
import { WidthController } from './width-controller.ts';

@customElement('lab-speed-up')
export class LabSpeedUp extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      @media (pointer: coarse) {
        label {
          display: inline-block;
          padding-block: 0.6rem;
        }
      }
      input {
        accent-color: var(--ink);
        margin: 0 0.35rem 0 0;
        vertical-align: -0.1em;
      }
    `,
  ];

  /** Null while nothing was timed; then `waiting` is said. */
  @property({ attribute: false }) data: Omit<SpeedUpData, 'drawLaws'> | null = null;
  @property() waiting = '';
  /** What the reader chose; null while the width decides. */
  @state() private chosen: boolean | null = null;
  readonly #size = new WidthController(this);

  override render(): TemplateResult {
    const { data } = this;
    const drawLaws = this.chosen ?? this.#size.width >= NARROW;
    return html`<lab-figure
      heading="Speed-up"
      note=${speedUpNote(data?.series ?? [])}
      waiting=${this.waiting}
      .picture=${data ? speedUp({ ...data, drawLaws }) : null}
    >
      ${
        data && data.laws.length > 0
          ? html`<label slot="controls"
              ><input type="checkbox" .checked=${drawLaws} @change=${this.#choose} />Fitted laws</label
            >`
          : nothing
      }
    </lab-figure>`;
  }

  #choose(event: Event): void {
    this.chosen = (event.target as HTMLInputElement).checked;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-speed-up': LabSpeedUp;
  }
}
