/**
 * Where the missing speed-up went: the shares of one account as bars in a table, and the side notes
 * that explain its surroundings. Adds nothing up: `measure` did.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { chartStyles } from '../charts/chart-styles.ts';
import { barsOf, lossBar, signed } from '../charts/losses.ts';
import { workersOf } from '../charts/model-names.ts';
import { duration, factor } from '../charts/number-format.ts';
import type { Account, SideNote } from '../measure/report.ts';
import { tableStyles, textStyles } from './shared-styles.ts';

/** Gaps below this are not worth a heading. */
const NOTICEABLE = 0.005;

export function lossHeading({ ideal, measured }: Account): string {
  const gap = ideal - measured;
  if (Math.abs(gap) < NOTICEABLE) return 'Nothing is missing';
  return gap > 0 ? `Where the missing ${factor(gap)} went` : `Where the extra ${factor(-gap)} came from`;
}

@customElement('lab-losses')
export class LabLosses extends LitElement {
  static override styles = [
    textStyles,
    tableStyles,
    chartStyles,
    css`
      :host {
        display: block;
      }
      table {
        font-size: 0.95rem;
        table-layout: fixed;
      }
      td,
      th {
        vertical-align: middle;
      }
      .bars {
        width: 42%;
        padding-inline: 0.6rem;
      }
      .number {
        width: 4.2rem;
      }
      .bars svg {
        width: 100%;
        height: 9px;
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
      @media (max-width: 30rem) {
        .bars {
          width: 30%;
        }
      }
    `,
  ];

  @property({ attribute: false }) account: Account | null = null;

  override render(): TemplateResult {
    const { account } = this;
    if (!account) return html``;
    const { zero, bars } = barsOf(account);
    const from = `${workersOf(account.model, account.workers)}: ideal ${factor(account.ideal)}, measured ${factor(account.measured)}`;
    return html`<h2>${lossHeading(account)}</h2>
      <table>
        <caption>
          ${from}
        </caption>
        <thead hidden>
          <tr>
            <th scope="col">Share</th>
            <th scope="col" class="bars">Bar</th>
            <th scope="col" class="number">Speed-up lost</th>
          </tr>
        </thead>
        <tbody>
          ${bars.map(
            (bar) =>
              html`<tr>
                <th scope="row">${bar.share.text}</th>
                <td class="bars"><svg aria-hidden="true">${lossBar(bar, zero)}</svg></td>
                <td class="n number">${signed(bar.share.speedup, account)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${
        account.notes.length > 0
          ? html`<ul class="note">
              ${account.notes.map(sideNote)}
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
