/**
 * Lines of the real sources around the one at which a thread stands, that one marked. A few lines only, always as many: so nothing
 * jumps from step to step.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Place } from './puzzle-code.ts';

const AROUND = 4;
const LINES = 2 * AROUND + 1;

@customElement('lab-scheduler-source')
export class LabSchedulerSource extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
    p {
      margin: 0 0 0.2rem;
      color: var(--soft);
      font: var(--size-small) / 1.4 var(--mono);
      overflow-wrap: anywhere;
    }
    ol {
      list-style: none;
      margin: 0;
      padding: 0;
      border-block: 1px solid var(--rule);
      font: var(--size-small) / 1.5 var(--mono);
    }
    li {
      display: grid;
      grid-template-columns: 3.2ch minmax(0, 1fr);
      gap: 1ch;
      padding-inline-start: 0.5rem;
      border-inline-start: 3px solid transparent;
    }
    li.here {
      border-color: var(--free-threads);
      background: color-mix(in srgb, var(--free-threads) 12%, var(--paper));
    }
    span {
      color: var(--soft);
      text-align: right;
    }
    code {
      font: inherit;
      white-space: pre-wrap;
      overflow-wrap: anywhere;
      min-height: 1.5em;
    }
    @media (forced-colors: active) {
      li.here {
        outline: 1px solid CanvasText;
      }
    }
  `;

  @property({ attribute: false }) place: Place | null = null;

  override render(): TemplateResult | typeof nothing {
    if (!this.place) return nothing;
    const { excerpt, line } = this.place;
    const lines = excerpt.text.split('\n');
    const at = line - excerpt.from;
    const first = Math.max(0, Math.min(at - AROUND, lines.length - LINES));
    return html`<p>assembly/${excerpt.file}, line ${line}</p>
      <ol>
        ${lines.slice(first, first + LINES).map((text, index) => {
          const isHere = first + index === at;
          return html`<li class=${isHere ? 'here' : ''} aria-current=${isHere ? 'step' : nothing}>
            <span aria-hidden="true">${excerpt.from + first + index}</span><code>${text}</code>
          </li>`;
        })}
      </ol>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-scheduler-source': LabSchedulerSource;
  }
}
