/**
 * Did the page stay responsive? The longest stretch without an animation frame while each model ran.
 */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { modelColours } from '../charts/chart-styles.ts';
import { modelName } from '../charts/model-names.ts';
import { duration } from '../charts/number-format.ts';
import type { Series } from '../measure/report.ts';
import { MODEL_IDS, type ModelId } from '../models/index.ts';
import { tableStyles, textStyles } from './shared-styles.ts';

export interface FrameGap {
  readonly model: ModelId;
  readonly gapMs: number;
}

/** The worst over all numbers of workers, one a model, in the vocabulary's order. */
export function frameGaps(series: readonly Series[]): FrameGap[] {
  return MODEL_IDS.flatMap((model) => {
    const gaps = series.flatMap((one) => (one.model === model && one.frameGapMs !== null ? [one.frameGapMs] : []));
    return gaps.length > 0 ? [{ model, gapMs: Math.max(...gaps) }] : [];
  });
}

/** What the numbers teach, where they do. */
export function frameLesson(gaps: readonly FrameGap[]): string {
  const main = gaps.find((gap) => gap.model === 'main-thread');
  const aside = gaps.find((gap) => gap.model === 'free-threads') ?? gaps.find((gap) => gap.model === 'processes');
  if (!main || !aside) return 'How long the page drew nothing while each model worked.';
  if (main.gapMs < 1.5 * aside.gapMs) return 'On this device the page drew about as often whoever did the work.';
  return `The same work on the page’s own thread stopped all drawing for ${duration(main.gapMs)}; given to workers, for ${duration(aside.gapMs)} at most.`;
}

@customElement('lab-frames')
export class LabFrames extends LitElement {
  static override styles = [
    textStyles,
    tableStyles,
    modelColours,
    css`
      :host {
        display: block;
      }
      h2 {
        font: 600 var(--size-text) / 1.55 var(--sans);
        margin: 0;
      }
      caption {
        font-size: var(--size-small);
      }
      th[scope='row'] {
        color: var(--model);
      }
      table {
        font-size: 0.95rem;
        margin-bottom: 0.8rem;
      }
    `,
  ];

  @property({ attribute: false }) series: readonly Series[] = [];

  override render(): TemplateResult {
    const gaps = frameGaps(this.series);
    return html`<h2>Did the page stay responsive?</h2>
      <table>
        <caption>
          Longest gap between two frames
        </caption>
        <tbody>
          ${gaps.map(
            ({ model, gapMs }) =>
              html`<tr>
                <th scope="row" class=${model}>${modelName(model)}</th>
                <td class="n">${duration(gapMs)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <p class="note">${frameLesson(gaps)}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-frames': LabFrames;
  }
}
