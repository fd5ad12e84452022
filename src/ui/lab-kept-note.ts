/**
 * A bar at the foot of the page that says why runs are not being kept, once for each reason. Loaded when that happens; the run goes on.
 */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { StoreFault } from '../results/store/store-fault.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

@customElement('lab-kept-note')
export class LabKeptNote extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    css`
      aside {
        position: fixed;
        inset: auto 0 0;
        display: flex;
        flex-wrap: wrap;
        gap: 0 1.5rem;
        align-items: baseline;
        padding: 0.6rem max(var(--gutter), calc((100% - 70rem) / 2 + var(--gutter)));
        background: var(--paper);
        border-top: 1px solid var(--quiet);
        font-size: var(--size-small);
      }
      p {
        margin: 0;
        max-width: 80ch;
      }
      button {
        font-size: var(--size-small);
        padding-block: 0.4rem;
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  @property() text = '';

  override render(): TemplateResult {
    return html`<aside aria-label="What is kept">
      <p role="alert">${this.text}</p>
      <span>
        <a href="#/history">History</a>
        <button type="button" @click=${() => this.remove()}>Dismiss</button>
      </span>
    </aside>`;
  }
}

const told = new Set<string>();

/** Each reason once a page: it holds for every run that follows. */
export function showKeptNote({ message, trouble }: StoreFault): void {
  if (told.has(trouble)) return;
  told.add(trouble);
  const note = document.querySelector('lab-kept-note') ?? document.body.appendChild(new LabKeptNote());
  note.text = message;
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-kept-note': LabKeptNote;
  }
}
