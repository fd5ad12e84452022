/**
 * Shares of a gap as a table: what, a bar, how much, and their sum. Adds nothing to what it is given.
 */
import { css, html, type TemplateResult } from 'lit';
import { barsOf, lossBar, placesOf, type Portion, sumOf } from '../charts/losses.ts';
import { signed } from '../charts/number-format.ts';

export const barStyles = css`
  table.bars {
    font-size: 0.95rem;
    table-layout: fixed;
  }
  .bars caption {
    font-size: var(--size-small);
  }
  .bars td,
  .bars th {
    vertical-align: middle;
  }
  .bars .bar-cell {
    width: 42%;
    padding-inline: 0.6rem;
  }
  .bars .number {
    width: 4.2rem;
  }
  .bar-cell svg {
    width: 100%;
    height: 9px;
  }
  tfoot th,
  tfoot td {
    border-bottom: 0;
    color: var(--soft);
  }
  @media (max-width: 30rem) {
    .bars .bar-cell {
      width: 30%;
    }
  }
`;

/** `unit` names the numbers for who hears the table read. */
export function barsTable(portions: readonly Portion[], caption: string, unit: string): TemplateResult {
  const { zero, bars } = barsOf(portions);
  const places = placesOf(portions);
  return html`<table class="bars">
    <caption>
      ${caption}
    </caption>
    <thead hidden>
      <tr>
        <th scope="col">Share</th>
        <th scope="col" class="bar-cell">Bar</th>
        <th scope="col" class="number">${unit}</th>
      </tr>
    </thead>
    <tbody>
      ${bars.map(
        (bar) =>
          html`<tr>
            <th scope="row">${bar.portion.text}</th>
            <td class="bar-cell"><svg aria-hidden="true">${lossBar(bar, zero)}</svg></td>
            <td class="n number">${signed(bar.portion.amount, places)}</td>
          </tr>`,
      )}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row">Together</th>
        <td class="bar-cell"></td>
        <td class="n number">${signed(sumOf(portions), places)}</td>
      </tr>
    </tfoot>
  </table>`;
}
