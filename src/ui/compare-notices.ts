/** What a comparison has to say beside its result: what is being read, what could not be taken, what was removed. Always in sight; does nothing itself. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Reading } from './compare-intake-controller.ts';

export interface Notices {
  /** Null while nothing is read. */
  readonly reading: Reading | null;
  /** A sentence each. */
  readonly faults: readonly string[];
  /** What was taken away and can be had back. */
  readonly removed: string | null;
  readonly told: string;
}

interface Answers {
  readonly cancel: () => void;
  readonly undo: () => void;
  readonly close: () => void;
}

export function compareNotices(
  { reading, faults, removed, told }: Notices,
  { cancel, undo, close }: Answers,
): TemplateResult {
  const closing = html`<button type="button" @click=${close}>Close</button>`;
  return html`<div class="notices">
    ${
      reading
        ? html`<p>
            <progress .value=${reading.share ?? nothing} aria-label="Reading"></progress> ${reading.words}
            <button type="button" @click=${cancel}>Cancel</button>
          </p>`
        : nothing
    }
    ${
      faults.length > 0
        ? html`<div class="faults" role="alert">
            <ul tabindex="0" aria-label="What could not be taken">
              ${faults.map((fault) => html`<li>${fault}</li>`)}
            </ul>
            ${closing}
          </div>`
        : nothing
    }
    <div role="status">
      ${
        removed === null
          ? nothing
          : html`<p>Removed ${removed}. <button type="button" id="undo" @click=${undo}>Undo</button> ${closing}</p>`
      }
      ${told ? html`<p>${told} ${closing}</p>` : nothing}
    </div>
  </div>`;
}
