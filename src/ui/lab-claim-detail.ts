/**
 * Everything about one claim: how it is tested, what came of it part by part, the control, the pictures, what the introductions say
 * otherwise, the sources, the samples. A function of the claim and its entry.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { compact } from '../charts/claim-numbers.ts';
import { counted, THIN } from '../charts/number-format.ts';
import type { ClaimEntry, ClaimsReport, MeasuredPart } from '../measure/claims/claim-report.ts';
import type { ListedClaim } from './claims-catalogue.ts';
import { partFigure, tellingPart } from './claims-words.ts';
import './lab-claim-parts.ts';
import './lab-claim-pictures.ts';
import './lab-claim-sources.ts';
import { textStyles } from './shared-styles.ts';

/** Samples of a part that are listed; the JSON has more. */
const MOST_LISTED = 200;

@customElement('lab-claim-detail')
export class LabClaimDetail extends LitElement {
  static override styles = [
    textStyles,
    css`
      :host {
        display: block;
      }
      section {
        margin-bottom: 1.6rem;
      }
      h4 {
        font: 600 var(--size-text) / 1.55 var(--sans);
        margin: 0 0 0.3rem;
      }
      p {
        margin-bottom: 0.5rem;
        text-wrap: pretty;
      }
      .reason {
        font: 400 var(--size-heading) / 1.5 var(--serif);
        margin-bottom: 1.2rem;
      }
      .how {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: 0.8rem 2.5rem;
      }
      .notice {
        font: 400 var(--size-heading) / 1.5 var(--serif);
      }
      ul {
        margin: 0;
        padding-left: 1.1rem;
        max-width: 62ch;
      }
      summary {
        cursor: pointer;
        color: var(--accent);
        width: fit-content;
        padding-block: 0.3rem;
      }
      dl {
        margin: 0.3rem 0 0;
      }
      dt {
        font-size: var(--size-small);
      }
      dd {
        margin: 0 0 0.6rem;
        color: var(--soft);
        font: 0.8125rem / 1.5 var(--mono);
        overflow-wrap: anywhere;
      }
      @media (max-width: 44rem) {
        .how {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) claim: ListedClaim | null = null;
  @property({ attribute: false }) entry: ClaimEntry | null = null;
  /** Where and when it was tested. */
  @property({ attribute: false }) about: ClaimsReport | null = null;

  override render(): TemplateResult {
    const { claim, entry } = this;
    if (!claim) return html``;
    return html`${entry?.reason ? html`<p class="reason">${entry.reason}</p>` : nothing}
      <section class="how">
        <div>
          <h4>How it is tested</h4>
          <p>${claim.experiment}</p>
          ${claim.regionNote ? html`<p class="note">${claim.regionNote}</p>` : nothing}
        </div>
        <div>
          <h4>The control</h4>
          <p>${claim.control}</p>
          <p class="note">
            It must come out ${claim.controlExpected === 'refuted' ? 'refuted' : 'as holding'}: a run in which it does
            not shows nothing.
          </p>
        </div>
      </section>
      ${entry && entry.parts.length > 0 ? this.#found(claim, entry) : this.#nothingYet(entry)}
      ${this.#corrections(claim, entry)}
      <section>
        <lab-claim-sources .claim=${claim}></lab-claim-sources>
        ${entry ? samplesOf(entry) : nothing}
      </section>`;
  }

  #nothingYet(entry: ClaimEntry | null): TemplateResult | typeof nothing {
    if (entry) return nothing;
    return html`<p class="note">
      It has not been tested yet. Its region stands in its file, below, and does not move.
    </p>`;
  }

  #found(claim: ListedClaim, { parts, control, pictures, beside, tookMs }: ClaimEntry): TemplateResult {
    const { about } = this;
    return html`<section>
        <h4>What came of it</h4>
        <lab-claim-parts .parts=${parts} .control=${control}></lab-claim-parts>
      </section>
      <section>
        <h4>And of its control</h4>
        <lab-claim-parts .parts=${control} .expected=${claim.controlExpected}></lab-claim-parts>
      </section>
      ${
        pictures.length > 0 && about
          ? html`<section>
              <lab-claim-pictures .pictures=${pictures} claim=${claim.id} .about=${about}></lab-claim-pictures>
              <h4>What to notice</h4>
              <p class="notice">${claim.notice}</p>
            </section>`
          : nothing
      }
      ${
        beside.length > 0 || tookMs !== null
          ? html`<section>
              <h4>Measured beside it</h4>
              <ul>
                ${beside.map((sentence) => html`<li>${sentence}</li>`)}
                ${tookMs === null ? nothing : html`<li>Testing it took ${(tookMs / 1000).toFixed(1)}${THIN}s.</li>`}
              </ul>
            </section>`
          : nothing
      }`;
  }

  #corrections({ corrections = [] }: ListedClaim, entry: ClaimEntry | null): TemplateResult | typeof nothing {
    if (corrections.length === 0) return nothing;
    const part = entry && tellingPart(entry.parts);
    return html`<section>
      <h4>What the introductions say otherwise</h4>
      ${corrections.map(
        ({ note, said, now }) =>
          html`<p><b>Note ${note} says:</b> ${said}</p>
            <p><b>It is so:</b> ${now}</p>`,
      )}
      ${part ? html`<p class="note">Measured here: ${part.title}, ${partFigure(part)}.</p>` : nothing}
    </section>`;
  }
}

function samplesOf({ parts, control }: ClaimEntry): TemplateResult | typeof nothing {
  const measured = [...parts, ...control].filter(
    (part): part is typeof part & MeasuredPart => part.kind === 'measured',
  );
  if (measured.length === 0) return nothing;
  return html`<details>
    <summary>Samples</summary>
    <dl>
      ${measured.map(
        ({ title, unit, samples }) =>
          html`<dt>${title}: ${counted(samples.length, 'sample')}${unit === '' ? '' : `, ${unit}`}</dt>
            <dd>
              ${samples.slice(0, MOST_LISTED).map(compact).join(' ')}
              ${samples.length > MOST_LISTED ? html` and ${samples.length - MOST_LISTED} more, in the JSON` : nothing}
            </dd>`,
      )}
    </dl>
  </details>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-claim-detail': LabClaimDetail;
  }
}
