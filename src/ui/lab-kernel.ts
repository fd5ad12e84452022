/**
 * One kernel in the list: what it computes, its pace with the builds beside each other, and a button that runs it alone. Opens to everything. Emits
 * `lab-run` (the kernel's id), `lab-open` (whether it is open now) and what its detail does.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Kernel } from '../kernels/index.ts';
import type { KernelSpeed } from '../measure/kernels/kernel-speed-report.ts';
import type { Standing } from './claims-ledger.ts';
import { rateParts } from './kernel-rate.ts';
import { kernelStyles } from './kernel-styles.ts';
import './lab-kernel-builds.ts';
import './lab-kernel-detail.ts';
import type { Curve } from './lab-kernel-curve.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

@customElement('lab-kernel')
export class LabKernel extends LitElement {
  static override styles = [textStyles, controlStyles, kernelStyles];

  @property({ attribute: false }) kernel: Kernel | null = null;
  @property({ attribute: false }) speed: KernelSpeed | null = null;
  @property({ attribute: false }) curve: Curve | null = null;
  @property() standing: Standing = 'idle';
  @property({ type: Boolean }) open = false;
  /** It can be run now. */
  @property({ type: Boolean }) able = false;
  /** Something is being timed. */
  @property({ type: Boolean }) busy = false;

  override render(): TemplateResult {
    const { kernel, speed, open, able } = this;
    if (!kernel) return html``;
    const verb = speed ? 'Again' : 'Run';
    return html`<details .open=${open} @toggle=${this.#toggle}>
        <summary>
          <span>
            <h2>${kernel.title}</h2>
            <span class="computes">${kernel.computes}</span>
          </span>
          <span class="figure">${this.#figure(speed)}</span>
        </summary>
        ${
          open
            ? html`<lab-kernel-detail
                .kernel=${kernel}
                .speed=${speed}
                .curve=${this.curve}
                ?able=${able}
                ?busy=${this.busy}
              ></lab-kernel-detail>`
            : nothing
        }
      </details>
      ${
        able
          ? html`<button type="button" class="run" aria-label="${verb}: ${kernel.title}" @click=${this.#run}>
              ${verb}
            </button>`
          : nothing
      }`;
  }

  /** Brings the keyboard to the button that runs it. */
  async focusRun(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('button.run')?.focus({ preventScroll: true });
  }

  #figure(speed: KernelSpeed | null): TemplateResult | typeof nothing {
    const { standing } = this;
    if (standing === 'queued') return html`<span class="standing">in the queue</span>`;
    const ms = speed?.builds.find(({ build }) => build === speed.fastest)?.ms;
    if (speed?.state === 'failed')
      return html`<span class="standing running">not timed: ${lowered(speed.failure)}</span>`;
    if (!speed?.work || !ms)
      return standing === 'running' ? html`<span class="standing running">being run</span>` : nothing;
    const { figure, counts } = rateParts(speed.work, ms.estimate);
    return html`<span class="number">${figure}${counts === '' ? nothing : html` <small>${counts}</small>`}</span>
      <lab-kernel-builds .speed=${speed} brief></lab-kernel-builds>`;
  }

  #toggle(event: Event): void {
    const { open } = event.currentTarget as HTMLDetailsElement;
    if (open !== this.open) this.dispatchEvent(new CustomEvent<boolean>('lab-open', { detail: open }));
  }

  #run(): void {
    this.dispatchEvent(new CustomEvent<string>('lab-run', { detail: this.kernel?.id ?? '' }));
  }
}

function lowered(text: string | null): string {
  return text === null ? 'nobody knows why' : `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-kernel': LabKernel;
  }
}
