/**
 * What the program printed under each model, side by side: when, which task, what, in the order in which it was printed. A function
 * of the report; the check of the lines is others'.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { modelColours } from '../charts/chart-styles.ts';
import { modelName } from '../charts/model-names.ts';
import { counted, inMs } from '../charts/number-format.ts';
import type { RaceEntry } from '../measure/race/race-report.ts';
import type { Played, PrintedLine } from '../models/play/play.ts';
import { textStyles } from './shared-styles.ts';

/** More lines than anybody reads beside each other; the file has all. */
const MOST_LINES = 200;

/** "main", "worker 3": the body that a task ran and its number. */
export function taskName({ tasks }: Pick<Played, 'tasks'>, task: number): string {
  const body = tasks.find((one) => one.task === task)?.body ?? 'task';
  return task === 0 ? body : `${body} ${task}`;
}

@customElement('lab-race-printed')
export class LabRacePrinted extends LitElement {
  static override styles = [
    textStyles,
    modelColours,
    css`
      :host {
        display: block;
      }
      .columns {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr));
        gap: 1.4rem 2rem;
      }
      section {
        min-width: 0;
        break-inside: avoid;
      }
      h3 {
        font: 600 var(--size-text) / 1.55 var(--sans);
        color: var(--model);
        margin: 0 0 0.3rem;
      }
      .lines {
        max-height: 22rem;
        overflow-y: auto;
        border-left: 2px solid var(--model);
        padding-left: 0.7rem;
      }
      ol {
        list-style: none;
        margin: 0;
        padding: 0;
        font: var(--size-small) / 1.5 var(--mono);
        display: grid;
        grid-template-columns: max-content max-content minmax(0, 1fr);
        gap: 0 0.8rem;
      }
      li {
        display: contents;
      }
      .at {
        text-align: right;
      }
      .at,
      .task {
        color: var(--soft);
      }
      .text {
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      @media print {
        .lines {
          max-height: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) entries: readonly RaceEntry[] = [];

  override render(): TemplateResult {
    const played = this.entries.filter((entry) => entry.played && entry.played.printed.length > 0);
    return html`<h2>What it printed</h2>
      <p class="note">Milliseconds since the start, the task, the line; in the order in which they were printed.</p>
      <div class="columns">${played.map((entry) => guard([entry.model, entry.played], () => column(entry)))}</div>`;
  }
}

function column({ model, played }: RaceEntry): TemplateResult | typeof nothing {
  if (!played) return nothing;
  const { printed } = played;
  const more = printed.length - MOST_LINES;
  const name = modelName(model);
  return html`<section class=${model}>
    <h3>${name}</h3>
    <div class="lines" role="region" aria-label="Printed under ${name}" tabindex="0">
      <ol>
        ${printed.slice(0, MOST_LINES).map((line) => row(played, line))}
      </ol>
      ${more > 0 ? html`<p class="note">${counted(more, 'more line')} in the file.</p>` : nothing}
    </div>
  </section>`;
}

function row(played: Played, { at, task, text }: PrintedLine): TemplateResult {
  return html`<li>
    <span class="at">${inMs(at)}</span> <span class="task">${taskName(played, task)}</span>
    <span class="text">${text}</span>
  </li>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-race-printed': LabRacePrinted;
  }
}
