/**
 * Everything a report shows below its answer: pictures, account, doubts, work and numbers. A function
 * of the report; which kernel and which recorded run is looked at is all it keeps.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { handshake } from '../charts/handshake.ts';
import { workersOf } from '../charts/model-names.ts';
import { duration } from '../charts/number-format.ts';
import { speedUp } from '../charts/speed-up.ts';
import { timeline } from '../charts/timeline.ts';
import type { Report, Timeline } from '../measure/report.ts';
import { headline } from './answer-sentence.ts';
import './lab-figure.ts';
import './lab-frames.ts';
import './lab-losses.ts';
import './lab-numbers.ts';
import './lab-warnings.ts';
import './lab-work.ts';
import { doubtsOf } from './mode-notice.ts';
import { effectiveSentence, handshakeNote, speedUpNote } from './picture-notes.ts';
import { reportStyles } from './report-styles.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

function keyOf(one: Pick<Timeline, 'model' | 'workers'> & Partial<Timeline>): string {
  return isStartup(one) ? 'startup' : `${one.model} ${one.workers}`;
}

function isStartup({ spans }: Partial<Timeline>): boolean {
  return spans?.[0]?.phase === 'startup';
}

/** The start of the workers as a timeline beside those of the runs. */
function startupOf({ startup }: Report, kernel: string): Timeline[] {
  if (startup.length === 0) return [];
  const makespanMs = Math.max(...startup.map(({ end }) => end));
  return [{ kernel, model: 'free-threads', workers: startup.length, makespanMs, spans: startup }];
}

@customElement('lab-report')
export class LabReport extends LitElement {
  static override styles = [textStyles, controlStyles, reportStyles];

  @property({ attribute: false }) report: Report | null = null;
  @property() kernel = '';
  @state() private chosen = '';

  override render(): TemplateResult {
    const { report, kernel } = this;
    if (!report) return html``;
    const series = report.series.filter((one) => one.kernel === kernel);
    const best = headline(report, kernel);
    const accounts = report.accounts.filter((account) => account.kernel === kernel);
    const account = accounts.find((one) => best && keyOf(one) === keyOf(best)) ?? accounts[0] ?? null;
    const recorded = [...report.timelines.filter((one) => one.kernel === kernel), ...startupOf(report, kernel)];
    const doubts = doubtsOf(report);
    const expectant = report.state === 'running' || series.length > 0 || recorded.length > 0;
    return html`<div class="row" ?hidden=${!expectant}>
        <lab-figure
          heading="Speed-up"
          note=${speedUpNote(series)}
          waiting=${report.state === 'running' ? 'The curve begins with the first timed runs.' : 'No run was timed.'}
          .picture=${series.length > 0 ? speedUp({ ...report.cores, series }) : null}
        ></lab-figure>
        ${this.#timeline(recorded, best ? keyOf(best) : '')}
      </div>
      ${doubts.length > 0 ? html`<section><lab-warnings .warnings=${doubts}></lab-warnings></section>` : nothing}
      ${account ? html`<section><lab-losses .account=${account}></lab-losses></section>` : nothing}
      ${this.#beside(
        report,
        series.some((one) => one.frameGapMs !== null),
      )}
      ${report.work.some((one) => one.kernel === kernel) ? html`<section><lab-work .report=${report} .kernel=${kernel}></lab-work></section>` : nothing}
      ${series.length > 0 ? html`<section><lab-numbers .series=${series}></lab-numbers></section>` : nothing}`;
  }

  #timeline(recorded: readonly Timeline[], preferred: string): TemplateResult {
    const shown =
      recorded.find((one) => keyOf(one) === this.chosen) ??
      recorded.find((one) => keyOf(one) === preferred) ??
      recorded.findLast((one) => !isStartup(one)) ??
      recorded.at(-1);
    return html`<lab-figure
      heading="Who ran when"
      note=${shown ? `one lane each, from recorded spans · ${duration(shown.makespanMs)}` : 'one lane each, from recorded spans'}
      waiting=${this.report?.state === 'running' ? 'Lanes fill when the first runs are recorded.' : 'No run was recorded.'}
      .picture=${shown ? timeline(shown) : null}
    >
      ${
        shown && recorded.length > 1
          ? html`<label slot="controls"
              >Run
              <select @change=${this.#choose}>
                ${recorded.map(
                  (one) =>
                    html`<option value=${keyOf(one)} ?selected=${one === shown}>
                      ${isStartup(one) ? 'starting the workers' : workersOf(one.model, one.workers)}
                    </option>`,
                )}
              </select></label
            >`
          : nothing
      }
    </lab-figure>`;
  }

  #beside({ cores, series }: Report, framed: boolean): TemplateResult | typeof nothing {
    if (cores.handshake.length === 0 && !framed) return nothing;
    return html`<section class="row">
      ${
        cores.handshake.length > 0
          ? html`<div>
              <lab-figure
                heading="The handshake"
                note=${handshakeNote(cores)}
                .picture=${handshake(cores.handshake)}
              ></lab-figure>
              ${cores.effective && cores.proven ? html`<p class="note">${effectiveSentence(cores.proven, cores.effective)}</p>` : nothing}
            </div>`
          : nothing
      }
      ${framed ? html`<lab-frames .series=${series.filter((one) => one.kernel === this.kernel)}></lab-frames>` : nothing}
    </section>`;
  }

  #choose(event: Event): void {
    this.chosen = (event.target as HTMLSelectElement).value;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-report': LabReport;
  }
}
