/**
 * The builds of one kernel as bars: each one's share of the fastest build's pace, and in full its own pace with interval. Shows what was judged.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { duration } from '../charts/number-format.ts';
import type { WorkAmount } from '../kernels/index.ts';
import type { BuildSpeed, KernelSpeed } from '../measure/kernels/kernel-speed-report.ts';
import type { Interval } from '../measure/stats/interval.ts';
import { rateParts, rateRange } from './kernel-rate.ts';
import { BUILD_NAMES, BUILD_NOTES, paceWords } from './kernels-words.ts';
import { textStyles } from './shared-styles.ts';

@customElement('lab-kernel-builds')
export class LabKernelBuilds extends LitElement {
  static override styles = [
    textStyles,
    css`
      :host {
        display: block;
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      svg {
        display: block;
        width: 100%;
        height: 5px;
      }
      rect {
        fill: var(--soft);
        opacity: 0.6;
      }
      .fastest rect {
        fill: var(--ink);
        opacity: 1;
      }
      .brief {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 0 0.7rem;
        align-items: center;
        color: var(--soft);
        font-size: 0.75rem;
        line-height: 1.3;
      }
      .brief svg {
        height: 3px;
      }
      .whole li {
        display: grid;
        grid-template-columns: minmax(9rem, 14rem) minmax(0, 1fr) minmax(0, 19rem);
        gap: 0.1rem 1.5rem;
        align-items: center;
        padding-block: 0.55rem;
        border-top: 1px solid var(--rule);
      }
      small {
        display: block;
        color: var(--soft);
        font-size: var(--size-small);
      }
      .figure {
        font: var(--size-small) / 1.5 var(--mono);
      }
      @media (max-width: 44rem) {
        .whole li {
          grid-template-columns: minmax(0, 1fr);
          gap: 0.35rem;
        }
      }
      @media (forced-colors: active) {
        rect {
          fill: CanvasText;
        }
      }
    `,
  ];

  @property({ attribute: false }) speed: KernelSpeed | null = null;
  /** Bars only, for a line of the list. */
  @property({ type: Boolean }) brief = false;

  override render(): TemplateResult | typeof nothing {
    const { speed } = this;
    if (!speed || speed.builds.every(({ pace }) => pace === null)) return nothing;
    return this.brief
      ? html`<div class="brief" aria-hidden="true">${speed.builds.map((one) => this.#brief(one, speed))}</div>`
      : html`<ul class="whole">
          ${speed.builds.map((one) => this.#whole(one, speed))}
        </ul>`;
  }

  #brief({ build, pace }: BuildSpeed, { fastest }: KernelSpeed): TemplateResult {
    return html`<span>${BUILD_NAMES[build]}</span>
      <span class=${build === fastest ? 'fastest' : ''}>${bar(pace?.estimate ?? 0)}</span>`;
  }

  #whole(one: BuildSpeed, { fastest, work }: KernelSpeed): TemplateResult {
    const { build, ms, pace, fault } = one;
    const isFastest = build === fastest;
    return html`<li class=${isFastest ? 'fastest' : ''}>
      <div>${BUILD_NAMES[build]} <small>${BUILD_NOTES[build]}</small></div>
      <div>${bar(pace?.estimate ?? 0)}</div>
      <div>
        ${ms && work ? paceOf(work, ms) : nothing}
        <small>${paceWords(one, isFastest)}${ms ? `; ${duration(ms.estimate)}` : nothing}</small>
        ${fault === null ? nothing : html`<small>${fault}</small>`}
      </div>
    </li>`;
  }
}

/** "45.2 Gflop/s (44.6–45.3)", and what is counted under it. */
function paceOf(work: WorkAmount, ms: Interval): TemplateResult {
  const { figure, counts } = rateParts(work, ms.estimate);
  return html`<div class="figure">${figure} (${rateRange(work, ms)})</div>
    ${counts === '' ? nothing : html`<small>${counts}</small>`}`;
}

/** The lengths are told beside them in words. Paired with the fastest by median, noise may put another a little before it. */
function bar(share: number): TemplateResult {
  return html`<svg aria-hidden="true"><rect width="${(100 * Math.min(1, share)).toFixed(1)}%" height="100%" /></svg>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-kernel-builds': LabKernelBuilds;
  }
}
