/** One run's button and what belongs beside it: start or stop, and, in its slot, what can be taken away. Emits `lab-start` and `lab-stop`. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controlStyles, textStyles } from './shared-styles.ts';

@customElement('lab-advisor-bar')
export class LabAdvisorBar extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.4rem 1.5rem;
        margin: 1rem 0 0.8rem;
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  @property() invitation = '';
  @property() state: 'idle' | 'running' | 'stopping' = 'idle';
  /** It cannot start, or another run is under way. */
  @property({ type: Boolean }) disabled = false;
  /** Not the first thing that the page is for. */
  @property({ type: Boolean }) second = false;

  override render(): TemplateResult {
    const idle = this.state === 'idle';
    return html`<button
        class="primary ${idle && !this.second ? '' : 'stop'}"
        type="button"
        ?disabled=${idle && this.disabled}
        aria-disabled=${this.state === 'stopping' ? 'true' : nothing}
        @click=${this.#press}
      >
        ${idle ? this.invitation : this.state === 'stopping' ? 'Stopping' : 'Stop'}
      </button>
      <slot></slot>`;
  }

  /** Whether the keyboard is here. */
  get isFocused(): boolean {
    return this.shadowRoot?.activeElement !== null;
  }

  /** Brings the keyboard to its button, once it is drawn. */
  async focusButton(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector('button')?.focus({ preventScroll: true });
  }

  /** The second press of a double click is not a wish to stop. */
  #press(event: MouseEvent): void {
    if (event.detail > 1 || this.state === 'stopping') return;
    this.dispatchEvent(new Event(this.state === 'idle' ? 'lab-start' : 'lab-stop'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-advisor-bar': LabAdvisorBar;
  }
}
