/**
 * One claim in the list: its verdict, its statement with where it was taught and who takes part, its telling number with the strip, and
 * a button that tests it alone. Opens to everything. Emits `lab-test` (the claim's id) and `lab-open` (whether it is open now).
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { modelColours } from '../charts/chart-styles.ts';
import { modelName } from '../charts/model-names.ts';
import type { ClaimEntry, ClaimsReport, JudgedPart } from '../measure/claims/claim-report.ts';
import { outcomeOf } from '../results/claims-link.ts';
import type { ListedClaim } from './claims-catalogue.ts';
import type { Standing } from './claims-ledger.ts';
import { NOTES, partFigure, tellingPart, verdictWord } from './claims-words.ts';
import { claimStyles } from './claim-styles.ts';
import './lab-claim-detail.ts';
import { stripView } from './lab-claim-parts.ts';
import { controlStyles, textStyles } from './shared-styles.ts';
import { stripStyles } from './strip-styles.ts';
import { verdictMark } from './verdict-mark.ts';

@customElement('lab-claim')
export class LabClaim extends LitElement {
  static override styles = [textStyles, controlStyles, modelColours, stripStyles, claimStyles];

  @property({ attribute: false }) claim: ListedClaim | null = null;
  @property({ attribute: false }) entry: ClaimEntry | null = null;
  @property({ attribute: false }) about: ClaimsReport | null = null;
  @property() standing: Standing = 'idle';
  @property({ type: Boolean }) open = false;
  /** It can be tested now. */
  @property({ type: Boolean }) able = false;

  override render(): TemplateResult {
    const { claim, entry, standing } = this;
    if (!claim) return html``;
    const outcome = standing === 'idle' ? outcomeOf(entry) : 'untested';
    return html`<details .open=${this.open} @toggle=${this.#toggle}>
        <summary>
          <span class="verdict ${outcome} ${standing}">${verdictMark(outcome)} ${verdictWord(entry, standing)}</span>
          <span class="what">
            <h3>${claim.statement}</h3>
            ${this.#origin(claim)}
          </span>
          ${this.#figure(entry)}
        </summary>
        ${
          this.open
            ? html`<lab-claim-detail .claim=${claim} .entry=${entry} .about=${this.about}></lab-claim-detail>`
            : nothing
        }
      </details>
      ${
        this.able
          ? html`<button
              type="button"
              class="test"
              aria-label="${entry ? 'Again' : 'Test'}: ${claim.statement}"
              @click=${this.#test}
            >
              ${entry ? 'Again' : 'Test'}
            </button>`
          : nothing
      }`;
  }

  /** Brings the keyboard to the button that tests it. */
  async focusTest(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('button.test')?.focus({ preventScroll: true });
  }

  #origin({ from, models }: ListedClaim): TemplateResult {
    return html`<span class="origin">
      <span title=${from.map((note) => `${note}: ${NOTES[note]}`).join('\n')}
        >${from.length === 1 ? 'note' : 'notes'} ${from.join(' ')}</span
      >
      ${models.map((model) => html`<span class="model ${model}">${modelName(model)}</span>`)}
    </span>`;
  }

  #figure(entry: ClaimEntry | null): TemplateResult {
    const part = entry && tellingPart(entry.parts);
    if (!entry || !part) return html`<span class="figure"></span>`;
    const more = entry.parts.length - 1;
    return html`<span class="figure">
      <span class="number">${partFigure(part)}</span>
      ${stripView(part, entry.control)}
      <small
        >${part.title}${more > 0 ? html`, and ${more} more` : nothing}${isOpenByControl(entry, part) ? html`; the control leaves it open` : nothing}</small
      >
    </span>`;
  }

  #toggle(event: Event): void {
    const { open } = event.currentTarget as HTMLDetailsElement;
    if (open !== this.open) this.dispatchEvent(new CustomEvent<boolean>('lab-open', { detail: open }));
  }

  #test(): void {
    this.dispatchEvent(new CustomEvent<string>('lab-test', { detail: this.claim?.id ?? '' }));
  }
}

/** The number by itself would be a verdict: without a word the strip would seem to contradict it. */
function isOpenByControl({ verdict }: ClaimEntry, part: JudgedPart): boolean {
  return verdict === 'undecided' && part.verdict !== 'undecided';
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-claim': LabClaim;
  }
}
