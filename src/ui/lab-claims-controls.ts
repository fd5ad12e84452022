/**
 * What a visitor does with a run of claims: start those shown or all, pause, go on, stop. Emits `lab-start` (`'shown'` or `'all'`),
 * `lab-pause` (whether to hold it) and `lab-stop`; starts and keeps nothing itself. Stays in sight while claims are tested.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controlStyles, textStyles } from './shared-styles.ts';

export type WhichClaims = 'shown' | 'all';

@customElement('lab-claims-controls')
export class LabClaimsControls extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    css`
      :host {
        display: block;
        margin: 0.6rem 0 0.9rem;
      }
      :host([running]) {
        position: sticky;
        top: 0;
        z-index: 1;
        background: var(--paper);
        padding-bottom: 0.6rem;
        border-bottom: 1px solid var(--rule);
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.2rem 1.5rem;
        padding-block: 0.5rem;
      }
      @media (max-width: 30rem) {
        .bar {
          column-gap: 0.9rem;
        }
        button.primary {
          min-width: 0;
          padding-inline: 1rem;
        }
      }
    `,
  ];

  @property() state: 'idle' | 'running' | 'stopping' = 'idle';
  /** Nothing can be tested. */
  @property({ type: Boolean }) disabled = false;
  @property({ type: Boolean }) paused = false;
  /** There are verdicts already. */
  @property({ type: Boolean }) again = false;
  @property({ type: Number }) all = 0;
  /** How many the filters leave. */
  @property({ type: Number }) shown = 0;

  override updated(): void {
    this.toggleAttribute('running', this.state !== 'idle');
  }

  override render(): TemplateResult {
    const isIdle = this.state === 'idle';
    return html`<div class="bar">${this.#first(isIdle)} ${isIdle ? this.#others() : this.#pausing()}</div>
      <slot name="under"></slot>`;
  }

  /** Whether the keyboard is here. */
  get isFocused(): boolean {
    return this.shadowRoot?.activeElement !== null;
  }

  /** Brings the keyboard to the button that stops, once it is there. */
  async focusStop(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('button.primary')?.focus({ preventScroll: true });
  }

  get #isFiltered(): boolean {
    return this.shown < this.all;
  }

  /** One button that starts and stops, so that the keyboard stays on it. */
  #first(isIdle: boolean): TemplateResult {
    const { all, shown, state } = this;
    const invitation = this.#isFiltered ? `Test the ${shown} shown` : `Test all ${all}${this.again ? ' again' : ''}`;
    return html`<button
      class="primary ${isIdle ? '' : 'stop'}"
      type="button"
      ?disabled=${isIdle && (this.disabled || shown === 0)}
      aria-disabled=${state === 'stopping' ? 'true' : nothing}
      @click=${(event: MouseEvent) => this.#press(event, this.#isFiltered ? 'shown' : 'all')}
    >
      ${isIdle ? invitation : state === 'stopping' ? 'Stopping' : 'Stop'}
    </button>`;
  }

  #others(): TemplateResult {
    return html`${
        this.#isFiltered
          ? html`<button
              type="button"
              ?disabled=${this.disabled}
              @click=${(event: MouseEvent) => this.#press(event, 'all')}
            >
              Test all ${this.all}
            </button>`
          : nothing
      } <slot></slot>`;
  }

  #pausing(): TemplateResult {
    return html`<button
      type="button"
      aria-disabled=${this.state === 'stopping' ? 'true' : nothing}
      @click=${this.#pause}
    >
      ${this.paused ? 'Resume' : 'Pause'}
    </button>`;
  }

  /** The second press of a double click is not another wish. */
  #press(event: MouseEvent, which: WhichClaims): void {
    if (event.detail > 1 || this.state === 'stopping') return;
    if (this.state === 'running') this.dispatchEvent(new Event('lab-stop'));
    else this.dispatchEvent(new CustomEvent<WhichClaims>('lab-start', { detail: which }));
  }

  #pause(): void {
    if (this.state === 'running') this.dispatchEvent(new CustomEvent<boolean>('lab-pause', { detail: !this.paused }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-claims-controls': LabClaimsControls;
  }
}
