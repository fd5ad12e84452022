/**
 * Everything about one kernel: what it teaches, its picture, what it is checked against, how it is cut into chunks, its builds beside each other, its
 * speed-up, its source. A function of the kernel and what was measured of it.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { counted, duration } from '../charts/number-format.ts';
import type { Kernel } from '../kernels/index.ts';
import type { KernelSpeed } from '../measure/kernels/kernel-speed-report.ts';
import { agreementWords, grainWords, sizeWords } from './kernels-words.ts';
import './lab-kernel-builds.ts';
import './lab-kernel-curve.ts';
import type { Curve } from './lab-kernel-curve.ts';
import { hasPicture } from './lab-kernel-picture.ts';
import './lab-kernel-source.ts';
import { textStyles } from './shared-styles.ts';

@customElement('lab-kernel-detail')
export class LabKernelDetail extends LitElement {
  static override styles = [
    textStyles,
    css`
      :host {
        display: block;
      }
      section {
        margin-bottom: 1.8rem;
      }
      h3 {
        font: 600 var(--size-text) / 1.55 var(--sans);
        margin: 0 0 0.3rem;
      }
      p {
        margin-bottom: 0.5rem;
        text-wrap: pretty;
      }
      .teaches {
        font: 400 var(--size-heading) / 1.5 var(--serif);
        margin-bottom: 1.4rem;
      }
      .about {
        display: grid;
        grid-template-columns: minmax(0, 20rem) minmax(0, 1fr);
        gap: 1.2rem 2.5rem;
        align-items: start;
      }
      .about.plain {
        grid-template-columns: minmax(0, 1fr);
      }
      .facts {
        display: grid;
        gap: 1.1rem 2.5rem;
      }
      .plain .facts {
        grid-template-columns: repeat(2, minmax(0, 1fr));
      }
      .facts p:last-child {
        margin-bottom: 0;
      }
      ul {
        margin: 0;
        padding-left: 1.1rem;
        max-width: 62ch;
      }
      li {
        overflow-wrap: anywhere;
        margin-bottom: 0.4rem;
      }
      small {
        display: block;
        color: var(--soft);
        font-size: var(--size-small);
        line-height: 1.45;
      }
      @media (max-width: 46rem) {
        .about,
        .plain .facts {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) kernel: Kernel | null = null;
  @property({ attribute: false }) speed: KernelSpeed | null = null;
  @property({ attribute: false }) curve: Curve | null = null;
  /** Its speed-up can be measured now. */
  @property({ type: Boolean }) able = false;
  /** Something is being timed. */
  @property({ type: Boolean }) busy = false;

  override render(): TemplateResult {
    const { kernel, speed } = this;
    if (!kernel) return html``;
    const isPictured = hasPicture(kernel.id);
    return html`<p class="teaches">${kernel.teaches}</p>
      <section class="about ${isPictured ? '' : 'plain'}">
        ${isPictured ? html`<lab-kernel-picture .kernel=${kernel.id} ?held=${this.busy}></lab-kernel-picture>` : nothing}
        <div class="facts">${this.#checks(kernel)} ${this.#grain(kernel, speed)}</div>
      </section>
      <section>
        <h3>Its builds, on one thread</h3>
        <p>${agreementWords(kernel, speed)}</p>
        <lab-kernel-builds .speed=${speed}></lab-kernel-builds>
      </section>
      <section>
        <h3>Its speed-up</h3>
        <lab-kernel-curve
          .kernel=${kernel.id}
          .named=${kernel.title}
          .curve=${this.curve}
          ?able=${this.able}
        ></lab-kernel-curve>
      </section>
      <lab-kernel-source .kernel=${kernel.id}></lab-kernel-source>`;
  }

  #checks({ published }: Kernel): TemplateResult {
    return html`<div>
      <h3>What it is checked against</h3>
      <ul>
        ${published.map(({ statement, source }) => html`<li>${statement} <small>${source}</small></li>`)}
      </ul>
    </div>`;
  }

  #grain(kernel: Kernel, speed: KernelSpeed | null): TemplateResult {
    return html`<div>
      <h3>How it is cut</h3>
      <p>${grainWords(kernel)}</p>
      ${
        speed && speed.size > 0
          ? html`<p class="note">
              Timed here: ${sizeWords(kernel, speed.size)},
              ${counted(speed.rounds, 'round')}${speed.tookMs === null ? nothing : ` in ${duration(speed.tookMs)}`}.
            </p>`
          : html`<p class="note">At its smallest: ${sizeWords(kernel, kernel.tinySize)}.</p>`
      }
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-kernel-detail': LabKernelDetail;
  }
}
