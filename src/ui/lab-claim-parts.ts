/**
 * The parts of a claim, or of its control: each with its number, its strip, when it holds and whether it does. Shows what was judged.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { holdsWhere } from '../charts/claim-numbers.ts';
import { drawStrip, STRIP_HEIGHT, STRIP_WIDTH, stripOf, stripWords } from '../charts/claim-strip.ts';
import type { JudgedPart } from '../measure/claims/claim-report.ts';
import { boundWords, controlWord, partFigure } from './claims-words.ts';
import { textStyles } from './shared-styles.ts';
import { stripStyles } from './strip-styles.ts';
import { verdictMark } from './verdict-mark.ts';

@customElement('lab-claim-parts')
export class LabClaimParts extends LitElement {
  static override styles = [
    textStyles,
    stripStyles,
    css`
      :host {
        display: block;
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 12rem 12rem;
        gap: 0.1rem 1.5rem;
        align-items: start;
        padding-block: 0.6rem;
        border-top: 1px solid var(--rule);
      }
      .what small {
        display: block;
        color: var(--soft);
        font-size: var(--size-small);
      }
      .figure {
        font: var(--size-small) / 1.5 var(--mono);
      }
      .verdict {
        display: flex;
        align-items: baseline;
        gap: 0.45rem;
        margin-top: 0.15rem;
        font: 600 var(--size-small) / 1.5 var(--sans);
      }
      .verdict-mark {
        flex: none;
        translate: 0 0.08em;
      }
      .examples {
        grid-column: 1 / -1;
        margin: 0;
        color: var(--soft);
        font-size: var(--size-small);
        overflow-wrap: anywhere;
      }
      @media (max-width: 44rem) {
        li {
          grid-template-columns: minmax(0, 1fr);
          gap: 0.35rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) parts: readonly JudgedPart[] = [];
  /** Drawn beside the parts; none where the parts are the control's own. */
  @property({ attribute: false }) control: readonly JudgedPart[] = [];
  /** What each part has to come out as, where these are a control's. */
  @property({ attribute: false }) expected: 'holds' | 'refuted' | null = null;

  override render(): TemplateResult {
    return html`<ul>
      ${this.parts.map((part) => this.#part(part))}
    </ul>`;
  }

  #part(part: JudgedPart): TemplateResult {
    const bound = part.kind === 'counted' ? boundWords(part) : null;
    const word = this.expected === null ? part.verdict : controlWord(part, this.expected);
    return html`<li>
      <div class="what">
        ${part.title}
        <small>${holdsWhere(part)}${bound === null ? nothing : html`; ${bound}`}</small>
      </div>
      <div>
        <div class="figure">${partFigure(part)}</div>
        <div class="verdict">${verdictMark(part.verdict)} ${word}</div>
      </div>
      ${stripView(part, this.control)}
      ${
        part.kind === 'counted' && part.examples.length > 0
          ? html`<p class="examples">
              ${part.expects === 'always' ? 'Otherwise' : 'So'}, for example: ${part.examples.join('; ')}.
            </p>`
          : nothing
      }
    </li>`;
  }
}

export function stripView(part: JudgedPart, control: readonly JudgedPart[]): TemplateResult {
  return html`<svg
    class="strip"
    width=${STRIP_WIDTH}
    height=${STRIP_HEIGHT}
    role="img"
    aria-label=${stripWords(part, control)}
  >
    ${drawStrip(stripOf(part, control))}
  </svg>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-claim-parts': LabClaimParts;
  }
}
