/**
 * A chart's table as markup: scrolls sideways in its own box where it is wider than the page.
 */
import { html, type TemplateResult } from 'lit';
import type { ChartTable } from '../charts/picture.ts';

export function tableView({ caption, headers, rows }: ChartTable): TemplateResult {
  return html`<div class="scroll" role="region" aria-label=${caption} tabindex="0">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${headers.map((header, column) => html`<th scope="col" class=${column > 0 ? 'n' : ''}>${header}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name, ...cells]) =>
            html`<tr>
              <th scope="row">${name}</th>
              ${cells.map((cell) => html`<td class="n">${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
