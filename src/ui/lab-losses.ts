/**
 * Where the missing speed-up went: the shares of one account as bars in a table, and the side notes
 * that explain its surroundings. Adds nothing up: `measure` did.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { chartStyles } from '../charts/chart-styles.ts';
import { portionsOf } from '../charts/losses.ts';
import { workersOf } from '../charts/model-names.ts';
import { duration, factor } from '../charts/number-format.ts';
import type { Account, SideNote } from '../measure/report.ts';
import { barsTable, barStyles } from './bars-table.ts';
import { tableStyles, textStyles } from './shared-styles.ts';

/** Gaps below this are not worth a heading. */
const NOTICEABLE = 0.005;

export function lossHeading({ ideal, measured }: Account): string {
  const gap = ideal - measured;
  if (Math.abs(gap) < NOTICEABLE) return 'Nothing is missing';
  return gap > 0 ? `Where the missing ${factor(gap)} went` : `Where the extra ${factor(-gap)} came from`;
}

/** A share that rounds to 0.000 is left out; the sum loses nothing that could be read. */
const SEEN = 0.0005;

@customElement('lab-losses')
export class LabLosses extends LitElement {
  static override styles = [
    textStyles,
    tableStyles,
    chartStyles,
    barStyles,
    css`
      :host {
        display: block;
      }
      ul {
        list-style: none;
        margin: 0.9rem 0 0;
        padding: 0;
      }
      li {
        max-width: 62ch;
      }
      b {
        font: var(--size-small) var(--mono);
        color: var(--ink);
      }
    `,
  ];

  @property({ attribute: false }) account: Account | null = null;

  override render(): TemplateResult {
    const { account } = this;
    if (!account) return html``;
    const { model, workers, ideal, measured, notes } = account;
    const portions = portionsOf(account).filter(({ id, amount }) => id === 'unexplained' || Math.abs(amount) >= SEEN);
    const from = `${workersOf(model, workers)}: ideal ${factor(ideal)}, measured ${factor(measured)}`;
    return html`<h2>${lossHeading(account)}</h2>
      ${barsTable(portions, from, 'Speed-up lost')}
      ${
        notes.length > 0
          ? html`<ul class="note">
              ${notes.map(sideNote)}
            </ul>`
          : nothing
      }`;
  }
}

function sideNote({ text, value, unit }: SideNote): TemplateResult {
  return html`<li>${text}: <b>${unit === 'ms' ? duration(value) : factor(value)}</b></li>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-losses': LabLosses;
  }
}
