/** The claims behind a lesson: each with its sentence, a link to its verdict, and its program beside the twin in Python. Loaded when shown. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type Claim, claims } from '../experiments/claims/index.ts';
import '../ui/lab-claim-sources.ts';
import { textStyles } from '../ui/shared-styles.ts';

@customElement('lab-lesson-sources')
export class LabLessonSources extends LitElement {
  static override styles = [textStyles];

  /** Their ids. */
  @property({ attribute: false }) claims: readonly string[] = [];
  @state() private loaded: readonly Claim[] = [];
  @state() private fault = '';

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('claims')) void this.#load(this.claims);
  }

  override render(): TemplateResult {
    return html`${this.fault ? html`<p role="alert">${this.fault}</p>` : nothing}
    ${this.loaded.map(
      (claim) =>
        html`<p>
            ${claim.statement}
            <a
              class="note"
              href=${`#/claims?open=${claim.id}`}
              aria-label="Put this claim to the test: ${claim.statement}"
              >Put this claim to the test</a
            >
          </p>
          <lab-claim-sources .claim=${claim}></lab-claim-sources>`,
    )}`;
  }

  async #load(ids: readonly string[]): Promise<void> {
    try {
      const loaded = await Promise.all(ids.map((id) => claims.load(id)));
      if (ids === this.claims) this.loaded = loaded;
    } catch {
      this.fault = 'The programs could not be loaded. Check the connection and reload the page.';
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-lesson-sources': LabLessonSources;
  }
}
