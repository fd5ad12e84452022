/**
 * How many cores: proven, worth and reported, where the rest went, how fast each worker was, what a
 * given time buys, how long two workers take to meet. Shows what was seen; loaded with the first report.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { chartStyles } from '../charts/chart-styles.ts';
import { fixedTime } from '../charts/fixed-time.ts';
import { handshake } from '../charts/handshake.ts';
import { coresLost, sumOf } from '../charts/losses.ts';
import { paces } from '../charts/paces.ts';
import { pairLatency } from '../charts/pair-latency.ts';
import type { Cores, FittedLaw, PairLatency, Surroundings, Worth } from '../measure/report.ts';
import { barsTable, barStyles } from './bars-table.ts';
import {
  aloneSentence,
  coresSentence,
  lossOfCores,
  LOST_CAVEAT,
  pacesNote,
  pairSentence,
  surroundingsLine,
  trafficSentence,
} from './core-sentences.ts';
import './lab-figure.ts';
import { pairedStyles } from './paired-styles.ts';
import { handshakeNote } from './picture-notes.ts';
import { tableStyles, textStyles } from './shared-styles.ts';

/** A gap that rounds to less than this many cores needs no account. */
const NOTICEABLE = 0.02;

@customElement('lab-cores')
export class LabCores extends LitElement {
  static override styles = [
    textStyles,
    tableStyles,
    chartStyles,
    barStyles,
    pairedStyles,
    css`
      .bars .bar-cell {
        width: 28%;
      }
      .bars {
        margin-bottom: 0.8rem;
      }
    `,
  ];

  @property({ attribute: false }) cores: Cores | null = null;
  @property({ attribute: false }) surroundings: Surroundings | null = null;
  /** Gustafson's, fitted to the work done in a given time. */
  @property({ attribute: false }) law: FittedLaw | null = null;

  override render(): TemplateResult {
    const { cores } = this;
    if (!cores) return html``;
    const around = surroundingsLine(this.surroundings);
    return html`<h2>How many cores</h2>
      <p>${coresSentence(cores)}</p>
      ${cores.traffic ? html`<p>${trafficSentence(cores.traffic)}</p>` : nothing}
      <div class="pictures">
        ${cores.handshake.length > 0 ? handshakeFigure(cores) : nothing}
        ${cores.worth ? lostTable(cores.worth) : nothing}
        ${cores.worth && cores.worth.curve.length > 1 ? this.#fixedTime(cores, cores.worth) : nothing}
        ${cores.worth && cores.worth.paces.length > 1 ? pacesFigure(cores.worth) : nothing}
        ${cores.pairs.length > 0 ? pairsFigure(cores.pairs) : nothing}
      </div>
      ${around ? html`<p class="note">${around}</p>` : nothing}`;
  }

  #fixedTime({ proven }: Cores, worth: Worth): TemplateResult {
    const { curve } = worth;
    return html`<lab-figure
      heading="What a given time buys"
      note="what so many workers at once get done, in units of one alone"
      .picture=${fixedTime({ curve, proven, law: this.law })}
    ></lab-figure>`;
  }
}

function handshakeFigure(cores: Cores): TemplateResult {
  return html`<lab-figure
    heading="The handshake"
    note=${handshakeNote(cores)}
    .picture=${handshake(cores.handshake)}
  ></lab-figure>`;
}

function lostTable(worth: Worth): TemplateResult | typeof nothing {
  const portions = coresLost(worth.lost);
  const alone = aloneSentence(worth);
  if (Math.abs(sumOf(portions)) < NOTICEABLE) return nothing;
  return html`<div>
    <h3>${lossOfCores(sumOf(portions))}</h3>
    ${barsTable(portions, 'in units of one worker alone', 'Workers lost')}
    <p class="note">${worth.lost.slower >= NOTICEABLE ? LOST_CAVEAT : nothing} ${alone ?? nothing}</p>
  </div>`;
}

function pacesFigure(worth: Worth): TemplateResult {
  return html`<lab-figure
    heading="Each worker while all ran"
    note=${pacesNote(worth)}
    .picture=${paces(worth)}
  ></lab-figure>`;
}

/** A single pair has nothing to be compared with: a sentence says it all. */
function pairsFigure(pairs: readonly PairLatency[]): TemplateResult {
  const sentence = pairSentence(pairs);
  if (pairs.length < 2) {
    return html`<div>
      <h3>Two workers at a time</h3>
      <p class="note">${sentence}</p>
    </div>`;
  }
  return html`<lab-figure
    heading="Two workers at a time"
    note=${sentence}
    .picture=${pairLatency(pairs)}
  ></lab-figure>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-cores': LabCores;
  }
}
