/**
 * Everything a report shows below its answer: pictures, account, cores, laws, doubts, work and numbers.
 * A function of the report; which recorded run is looked at is all it keeps. What comes after the
 * first pictures is loaded when the first report is here.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { workersOf } from '../charts/model-names.ts';
import { duration } from '../charts/number-format.ts';
import { timeline } from '../charts/timeline.ts';
import type { Cores, Report, Series, Timeline } from '../measure/report.ts';
import { headline } from './answer-sentence.ts';
import { answerSource } from './figure-source.ts';
import './lab-figure.ts';
import './lab-speed-up.ts';
import './lab-warnings.ts';
import { fixedTimeLaw, lawFindings, recommendedOf } from './law-findings.ts';
import { doubtsOf } from './mode-notice.ts';
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

function hasCores({ handshake, effective, worth, pairs }: Cores): boolean {
  return handshake.length > 0 || effective !== null || worth !== null || pairs.length > 0;
}

@customElement('lab-report')
export class LabReport extends LitElement {
  static override styles = [textStyles, controlStyles, reportStyles];

  @property({ attribute: false }) report: Report | null = null;
  @property() kernel = '';
  /** It was kept or received: no run was recorded on this page, and nothing leads on from here. */
  @property({ type: Boolean }) received = false;
  @state() private chosen = '';
  @state() private fault = '';

  constructor() {
    super();
    answerSource(this, () => this.report);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  override render(): TemplateResult {
    const { report, kernel } = this;
    if (!report) return html``;
    const series = report.series.filter((one) => one.kernel === kernel);
    const best = headline(report, kernel);
    const recorded = [...report.timelines.filter((one) => one.kernel === kernel), ...startupOf(report, kernel)];
    const doubts = doubtsOf(report);
    // A whole run without a timed one was asked about cores only.
    const expectant = report.state === 'running' || series.length > 0 || recorded.length > 0;
    const coresOnly = report.state === 'complete' && series.length === 0;
    return html`<div class="row" ?hidden=${!expectant || coresOnly}>
        ${this.#speedUp(report, series, best)}
        ${this.received ? nothing : this.#timeline(recorded, best ? keyOf(best) : '')}
      </div>
      ${doubts.length > 0 ? html`<section><lab-warnings .warnings=${doubts}></lab-warnings></section>` : nothing}
      ${this.#losses(report, best)}
      ${
        hasCores(report.cores)
          ? html`<section>
              <lab-cores
                .cores=${report.cores}
                .surroundings=${report.surroundings}
                .law=${fixedTimeLaw(report)}
              ></lab-cores>
            </section>`
          : nothing
      }
      ${this.#laws(report, best)} ${this.fault ? html`<section role="alert">${this.fault}</section>` : nothing}
      ${this.#work(report, series)} ${this.#onward(report)}
      ${series.length > 0 ? html`<section><lab-numbers .series=${series}></lab-numbers></section>` : nothing}`;
  }

  #speedUp(report: Report, series: readonly Series[], best: Series | null): TemplateResult {
    const { proven, reported } = report.cores;
    const model = best?.model ?? null;
    const laws = lawFindings(report, this.kernel, model)?.laws.filter(({ id }) => id !== 'gustafson') ?? [];
    const recommended = recommendedOf(report, this.kernel, model);
    return html`<lab-speed-up
      waiting=${report.state === 'running' ? 'The curve begins with the first timed runs.' : 'No run was timed.'}
      .data=${series.length > 0 ? { series, proven, reported, laws, recommended } : null}
    ></lab-speed-up>`;
  }

  #losses(report: Report, best: Series | null): TemplateResult | typeof nothing {
    const accounts = report.accounts.filter((account) => account.kernel === this.kernel);
    const account = accounts.find((one) => best && keyOf(one) === keyOf(best)) ?? accounts[0];
    return account ? html`<section><lab-losses .account=${account}></lab-losses></section>` : nothing;
  }

  #laws(report: Report, best: Series | null): TemplateResult | typeof nothing {
    const findings = lawFindings(report, this.kernel, best?.model ?? null);
    return findings ? html`<section><lab-laws .findings=${findings}></lab-laws></section>` : nothing;
  }

  /** Where a measurement of seconds ends: whether the pace lasts. */
  #onward({ state, mode }: Report): TemplateResult | typeof nothing {
    if (state !== 'complete' || mode !== 'shared' || this.received) return nothing;
    return html`<p class="note onward">Does it keep this up? <a href="#/sustained">Watch it for two minutes</a></p>`;
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

  /** What was computed, and beside it how the page fared meanwhile. */
  #work(report: Report, series: readonly Series[]): TemplateResult | typeof nothing {
    const worked = report.work.some((one) => one.kernel === this.kernel);
    const framed = series.some((one) => one.frameGapMs !== null);
    if (!worked && !framed) return nothing;
    return html`<section class="row">
      ${worked ? html`<lab-work .report=${report} .kernel=${this.kernel}></lab-work>` : nothing}
      ${framed ? html`<lab-frames .series=${series}></lab-frames>` : nothing}
    </section>`;
  }

  async #load(): Promise<void> {
    try {
      await import('./report-details.ts');
    } catch {
      this.fault = 'Part of the result could not be shown. Check the connection and reload the page.';
    }
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
