/**
 * What the laws say of one measured curve: a sentence each with its interval, the serial fraction by
 * number of workers, work and span. Laws are models, and it is said how far they may be trusted.
 * Fits nothing; loaded with the first report.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { chartStyles } from '../charts/chart-styles.ts';
import { lawName } from '../charts/law-curves.ts';
import { modelName } from '../charts/model-names.ts';
import { percentRange } from '../charts/number-format.ts';
import { serialFraction } from '../charts/serial-fractions.ts';
import type { Bend, FittedLaw, SerialFractions, WorkAndSpan } from '../measure/report.ts';
import './lab-figure.ts';
import type { LawFindings } from './law-findings.ts';
import {
  bendSentence,
  fitWords,
  fractionSentence,
  lawSentence,
  offBy,
  parameterName,
  trustSentence,
  workAndSpanSentence,
} from './law-sentences.ts';
import { pairedStyles } from './paired-styles.ts';
import { tableStyles, textStyles } from './shared-styles.ts';
import { tableView } from './table-view.ts';

@customElement('lab-laws')
export class LabLaws extends LitElement {
  static override styles = [
    textStyles,
    tableStyles,
    chartStyles,
    pairedStyles,
    css`
      dl {
        margin: 0;
      }
      dt {
        font-weight: 600;
        margin-top: 0.9rem;
      }
      dt:first-child {
        margin-top: 0;
      }
      dd {
        margin: 0;
        max-width: 62ch;
      }
      .fit {
        display: block;
        color: var(--soft);
        font-size: var(--size-small);
      }
      summary {
        cursor: pointer;
        color: var(--accent);
        font-size: var(--size-small);
        margin-top: 0.8rem;
      }
    `,
  ];

  @property({ attribute: false }) findings: LawFindings | null = null;

  override render(): TemplateResult {
    const { findings } = this;
    if (!findings) return html``;
    const { model, counts, laws, fractions, workAndSpan, bend, all } = findings;
    return html`<h2>What the laws say of ${modelName(model)}</h2>
      ${laws.length > 0 && counts.length > 0 ? html`<p class="note">${trustSentence(counts)}</p>` : nothing}
      <div class="pictures">
        ${
          laws.length > 0 || workAndSpan || bend
            ? html`<dl>
                ${laws.map(lawEntry)} ${bend ? bendEntry(bend) : nothing}
                ${workAndSpan ? workEntry(workAndSpan) : nothing}
              </dl>`
            : nothing
        }
        ${fractions ? fractionsFigure(fractions) : nothing}
      </div>
      ${all.length > 0 ? numbers(all) : nothing}`;
  }
}

const TITLES = {
  amdahl: 'Amdahl: the same work, more workers',
  usl: 'Universal scalability law: queues and agreement',
  gustafson: 'Gustafson: the same time, more work',
} as const satisfies Record<FittedLaw['id'], string>;

function lawEntry(law: FittedLaw): TemplateResult {
  return html`<dt>${TITLES[law.id]}</dt>
    <dd>${lawSentence(law)} <span class="fit">${fitWords(law)}</span></dd>`;
}

function bendEntry(bend: Bend): TemplateResult {
  return html`<dt>Where the curve bends</dt>
    <dd>${bendSentence(bend)} <span class="fit">Two straight lines through the measured points.</span></dd>`;
}

function workEntry(found: WorkAndSpan): TemplateResult {
  return html`<dt>Work and span: the longest chain</dt>
    <dd>${workAndSpanSentence(found)}</dd>`;
}

function fractionsFigure(fractions: SerialFractions): TemplateResult {
  const sentence = fractionSentence(fractions);
  if (fractions.points.length < 2) {
    return html`<div>
      <h3>Serial fraction</h3>
      <p class="note">${sentence}</p>
    </div>`;
  }
  return html`<lab-figure
    heading="Serial fraction by number of workers"
    note="after Karp and Flatt. ${sentence}"
    .picture=${serialFraction(fractions)}
  ></lab-figure>`;
}

function numbers(laws: readonly FittedLaw[]): TemplateResult {
  const rows = laws.flatMap((law) =>
    law.parameters.map(({ id, value }) => [
      lawName(law),
      modelName(law.model),
      parameterName(id),
      percentRange(value),
      offBy(law),
    ]),
  );
  return html`<details>
    <summary>All fitted parameters</summary>
    ${tableView({
      caption: 'Parameters of the fitted laws, with 95 % intervals',
      headers: ['Law', 'Model', 'Parameter', 'Value', 'Off by'],
      rows,
    })}
  </details>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-laws': LabLaws;
  }
}
