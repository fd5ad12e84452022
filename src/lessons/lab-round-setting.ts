/** The slider of a round's setting, with its value in words. Keeps nothing: it says what is set, whenever it is moved. */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controlStyles, textStyles } from '../ui/shared-styles.ts';
import { settingWords } from './lessons-words.ts';
import type { Setting } from './setting.ts';

@customElement('lab-round-setting')
export class LabRoundSetting extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    css`
      :host {
        display: block;
      }
      label {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.2rem 1.2rem;
        max-width: 40rem;
        margin-bottom: 0.8rem;
        white-space: normal;
        font-size: var(--size-text);
        color: var(--ink);
      }
      output {
        font-family: var(--mono);
        min-width: 5ch;
      }
      input {
        flex: 1 1 12rem;
        max-width: 24rem;
        min-height: 2.75rem;
        accent-color: var(--accent);
      }
    `,
  ];

  @property({ attribute: false }) setting: Setting | null = null;
  @property({ type: Number }) value = 0;
  /** What is set, as in "Share that only one can do". */
  @property() heading = '';

  override render(): TemplateResult {
    const { setting, value } = this;
    if (!setting) return html``;
    const said = settingWords(value, setting.unit);
    return html`<label
      >${this.heading}:
      <output>${said}</output>
      <input
        type="range"
        aria-valuetext=${said}
        min=${setting.least}
        max=${setting.most}
        step=${setting.step}
        .value=${String(value)}
        @input=${this.#set}
    /></label>`;
  }

  #set(event: Event): void {
    const value = Number((event.target as HTMLInputElement).value);
    this.dispatchEvent(new CustomEvent('lab-set', { detail: value }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-round-setting': LabRoundSetting;
  }
}
