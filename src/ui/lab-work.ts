/**
 * What was computed: the work each kernel was given here, and the published value its build was checked against.
 */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { counted, duration, grouped, percent } from '../charts/number-format.ts';
import type { Report, Work } from '../measure/report.ts';
import { textStyles } from './shared-styles.ts';

@customElement('lab-work')
export class LabWork extends LitElement {
  static override styles = [
    textStyles,
    css`
      :host {
        display: block;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) report: Report | null = null;
  @property() kernel = '';

  override render(): TemplateResult {
    const { report } = this;
    const work = report?.work.find((one) => one.kernel === this.kernel);
    if (!report || !work) return html``;
    return html`<h2>What was computed</h2>
      <p>${sizeSentence(work)}</p>
      <p>
        The same build first had to reproduce a published value: ${work.published.replace(/\.$/, '')}. Every timed run
        then had to give the same bytes as the first. Speed-up is counted against the faster serial form, here
        ${work.serialForm === 'main-thread' ? 'the main thread' : 'one worker'}.
      </p>
      <p class="note">${conditions(report)}</p>`;
  }
}

function sizeSentence({ title, size, sizeName, items, chunkItems, tasks }: Work): string {
  const share = tasks > 1 ? `, dealt out in ${counted(tasks, 'task')} of ${counted(chunkItems, 'item')}` : '';
  return `${title}: ${grouped(size)} ${sizeName}, ${counted(items, 'item')}${share}.`;
}

function conditions({ browser, noiseFloor, clock, startupMs, seed }: Report): string {
  const noise = noiseFloor === null ? '' : ` The baseline against itself varied by ±${percent(noiseFloor)}.`;
  const slowest =
    startupMs.length > 0
      ? ` The slowest of ${counted(startupMs.length, 'worker')} was ready after ${duration(Math.max(...startupMs))}.`
      : '';
  return `${browser.name} ${browser.version} on ${browser.platform}; ${Number.isFinite(clock.resolutionMs) ? `the clock ticks every ${duration(clock.resolutionMs)}` : 'the clock stood still'}.${noise}${slowest} Seed ${seed}.`;
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-work': LabWork;
  }
}
