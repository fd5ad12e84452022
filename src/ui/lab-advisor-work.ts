/**
 * A visitor's own work in three numbers, as a sentence with fields. Emits `lab-work` with the whole work; a number outside its limits is not
 * taken over and said.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { type Work, WORK_LIMITS, workFault } from '../measure/advisor/work.ts';
import { USUAL_WORK } from './advisor-options.ts';
import { raceStyles } from './race-styles.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

@customElement('lab-advisor-work')
export class LabAdvisorWork extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    raceStyles,
    css`
      .sentence {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0.5rem 1.6rem;
      }
      label {
        font-size: var(--size-text);
        color: var(--ink);
      }
      input[type='number'] {
        font-size: var(--size-text);
        width: 5rem;
        text-align: right;
        margin-inline: 0.15rem;
      }
      @media print {
        label {
          display: inline;
        }
      }
    `,
  ];

  @property({ attribute: false }) work: Work = USUAL_WORK;
  @property({ type: Boolean }) disabled = false;
  @state() private fault = '';

  override render(): TemplateResult {
    return html`<fieldset ?disabled=${this.disabled}>
        <legend>Your work</legend>
        <div class="sentence">
          <label>${this.#field('tasks')} tasks</label>
          <label>each computes for ${this.#field('computeMs')} ms</label>
          <label>and waits for ${this.#field('waitMs')} ms</label>
        </div>
      </fieldset>
      ${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}`;
  }

  #field(key: keyof Work): TemplateResult {
    const { least, most } = WORK_LIMITS[key];
    return html`<input
      type="number"
      name=${key}
      min=${least}
      max=${most}
      step=${key === 'computeMs' ? 0.1 : 1}
      .value=${live(String(this.work[key]))}
      @change=${(event: Event) => this.#set(key, (event.target as HTMLInputElement).valueAsNumber)}
    />`;
  }

  #set(key: keyof Work, value: number): void {
    const detail: Work = { ...this.work, [key]: value };
    const fault = workFault(detail);
    this.fault = fault === null ? '' : `${fault} The number before is kept.`;
    // The next rendering puts the kept number back into the field.
    if (fault !== null) return this.requestUpdate();
    this.dispatchEvent(new CustomEvent<Work>('lab-work', { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-advisor-work': LabAdvisorWork;
  }
}
