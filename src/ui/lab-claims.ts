/**
 * The view of the claims: the count of verdicts as its answer, run and filters, and the list, each claim with its verdict. Every state
 * (empty, unable, running, paused, whole, stopped, failed) is a sentence that says what is and what to do.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ClaimsOptions, ClaimsRun } from '../experiments/decide-claims.ts';
import type { ClaimsProgress, ClaimsReport } from '../measure/claims/claim-report.ts';
import { MODEL_IDS } from '../models/index.ts';
import type { ClaimsChoice } from '../results/claims-link.ts';
import { plainText } from './answer-sentence.ts';
import { chosen, claimCatalogue, claimIds, inGroups, type ListedClaim } from './claims-catalogue.ts';
import { ClaimsLedger } from './claims-ledger.ts';
import { ClaimsLinkController } from './claims-link-controller.ts';
import { claimsForecast, claimsNotice } from './claims-places.ts';
import { claimsOptions } from './claims-options.ts';
import { claimsStyles } from './claims-styles.ts';
import * as words from './claims-words.ts';
import { copyText } from './copy-text.ts';
import { dateLine } from './date-line.ts';
import { downloadClaims } from './download-claims.ts';
import { answerSource } from './figure-source.ts';
import './lab-answer.ts';
import './lab-claim.ts';
import type { LabClaim } from './lab-claim.ts';
import './lab-claims-controls.ts';
import type { LabClaimsControls, WhichClaims } from './lab-claims-controls.ts';
import './lab-claims-filters.ts';
import './lab-progress.ts';
import './lab-warnings.ts';
import { measureStyles } from './measure-styles.ts';
import { doubtsOf, environment, type Environment, type Notice, obstacle } from './mode-notice.ts';
import { RunController } from './run-controller.ts';
import { controlStyles, textStyles } from './shared-styles.ts';
import { startClaimsRun, type StartClaims } from './start-run.ts';

@customElement('lab-claims')
export class LabClaims extends LitElement {
  static override styles = [textStyles, controlStyles, measureStyles, claimsStyles];

  /** How claims are put to the test; tests and the gallery put their own here. */
  @property({ attribute: false }) start: StartClaims = startClaimsRun;
  @property({ attribute: false }) environment: Environment = environment();
  @property({ attribute: false }) catalogue: readonly ListedClaim[] = claimCatalogue();
  /** What was done last with the result or the link, or why it could not be. */
  @state() private told = '';
  readonly #run = new RunController<ClaimsOptions, ClaimsReport, ClaimsProgress>(this);
  readonly #ledger = new ClaimsLedger();
  readonly #link = new ClaimsLinkController(this, claimIds);
  /** The run under way, for who pauses it. */
  #begun: ClaimsRun | null = null;

  constructor() {
    super();
    answerSource(this, () => this.#ledger.merged(this.catalogue.map(({ id }) => id)));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#escape);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#escape);
  }

  override willUpdate(): void {
    if (this.#run.report) this.#ledger.take(this.#run.report);
  }

  override updated(_: PropertyValues<this>): void {
    const { toShow } = this.#link;
    if (toShow === null) return;
    const found = this.renderRoot.querySelector(`#${toShow}`);
    if (!found) return;
    this.#link.toShow = null;
    requestAnimationFrame(() => found.scrollIntoView({ block: 'start' }));
  }

  override render(): TemplateResult {
    const { state: phase, progress } = this.#run;
    const barred = obstacle(this.environment);
    const report = this.#ledger.merged(this.catalogue.map(({ id }) => id));
    const shown = this.#shown();
    const isIdle = phase === 'idle';
    return html`${report ? answerOf(report, this.catalogue.length) : this.#opening(barred)}
      <lab-claims-controls
        .state=${phase}
        ?disabled=${barred !== null}
        ?paused=${progress?.isPaused ?? false}
        ?again=${(report?.entries.length ?? 0) > 0}
        .all=${this.catalogue.length}
        .shown=${shown.length}
        @lab-start=${(event: CustomEvent<WhichClaims>) => void this.#begin((event.detail === 'all' ? this.catalogue : shown).map(({ id }) => id))}
        @lab-pause=${(event: CustomEvent<boolean>) => this.#hold(event.detail)}
        @lab-stop=${() => this.#run.stop()}
      >
        ${isIdle && !barred ? this.#takeAway(report) : nothing}
        <div slot="under">${isIdle ? this.#notes(barred, report) : this.#meanwhile(progress)}</div>
      </lab-claims-controls>
      ${isIdle ? nothing : html`<p class="note">${words.MEANWHILE}</p>`}
      <p class="unseen" aria-live="polite">${this.#announcement(report)}</p>
      ${this.#list(shown)} ${report && isIdle ? this.#doubts(report) : nothing}`;
  }

  #opening(barred: Notice | null): TemplateResult {
    const heading = barred ? barred.text : this.#run.state === 'idle' ? words.promise(claimIds.length) : words.TESTING;
    return html`<p class="kicker">${words.KICKER}</p>
      <h1>${heading}</h1>`;
  }

  #takeAway(report: ClaimsReport | null): TemplateResult {
    return html`<button type="button" @click=${this.#copy}>Copy link</button> ${
        report && report.entries.length > 0
          ? html`<button type="button" @click=${() => this.#save(report)}>Download JSON</button>`
          : nothing
      }`;
  }

  /** What stands under the button while nothing runs. */
  #notes(barred: Notice | null, report: ClaimsReport | null): TemplateResult {
    const { fault } = this.#run;
    const missing = report ? claimsNotice(report.mode, this.environment) : claimsForecast(this.environment);
    const { faults } = this.#link;
    return html`${fault === null ? nothing : html`<p role="alert">The claims could not be tested. ${fault}</p>`}
      ${faults.length > 0 ? html`<div role="alert">${faults.map((sentence) => html`<p>${sentence}</p>`)}</div>` : nothing}
      <p role="status">${this.told}</p>
      ${barred ? html`<p>${barred.remedy}</p>` : missing ? html`<p class="notice">${missing.text} <span>${missing.remedy}</span></p>` : nothing}
      ${
        report || barred || this.catalogue.length === 0
          ? nothing
          : html`<p class="note">
              ${words.course(this.catalogue.map(({ usualMs }) => usualMs))} <a href="#/method">How it is measured</a>
            </p>`
      }`;
  }

  #meanwhile(progress: ClaimsProgress | null): TemplateResult {
    const told = progress && {
      activity: [progress.isPaused ? 'Paused' : null, words.placeWords(progress.report), progress.activity]
        .filter((word) => word !== null)
        .join(' · '),
      elapsedMs: progress.elapsedMs,
      remainingMs: words.timeLeft(progress.report, (id) => this.#usualMs(id), progress.elapsedMs),
    };
    return html`<lab-progress .progress=${told} .worded=${left}></lab-progress>`;
  }

  #announcement(report: ClaimsReport | null): string {
    const { state: phase, progress, fault } = this.#run;
    if (phase !== 'idle') return progress?.isPaused ? 'Paused.' : words.TESTING;
    return report && fault === null ? plainText(words.claimsAnswer(report)) : '';
  }

  #list(shown: readonly ListedClaim[]): TemplateResult {
    const models = MODEL_IDS.filter((model) => this.catalogue.some((claim) => claim.models.includes(model)));
    return html`<lab-claims-filters
        .choice=${this.#link.choice}
        .models=${models}
        .all=${this.catalogue.length}
        .shown=${shown.length}
        @lab-choice=${(event: CustomEvent<Partial<ClaimsChoice>>) => this.#choose(event.detail)}
      ></lab-claims-filters>
      ${shown.length === 0 ? html`<p class="nothing">No claim is left by these filters.</p>` : nothing}
      ${inGroups(shown).map(
        ({ group, claims }) =>
          html`<section>
            <h2>${group.charAt(0).toUpperCase() + group.slice(1)}</h2>
            <ul>
              ${repeat(
                claims,
                ({ id }) => id,
                (claim) => html`<li>${this.#claim(claim)}</li>`,
              )}
            </ul>
          </section>`,
      )}`;
  }

  #claim(claim: ListedClaim): TemplateResult {
    const isOpen = this.#link.choice.open.includes(claim.id);
    return html`<lab-claim
      id=${claim.id}
      .claim=${claim}
      .entry=${this.#ledger.entryOf(claim.id)}
      .about=${isOpen ? this.#ledger.latest : null}
      .standing=${this.#run.state === 'idle' ? 'idle' : this.#ledger.standingOf(claim.id)}
      ?open=${isOpen}
      ?able=${this.#run.state === 'idle' && obstacle(this.environment) === null}
      @lab-open=${(event: CustomEvent<boolean>) => this.#link.open(claim.id, event.detail)}
      @lab-test=${() => this.#testOne(claim)}
    ></lab-claim>`;
  }

  #doubts(report: ClaimsReport): TemplateResult | typeof nothing {
    const warnings = doubtsOf(report);
    return warnings.length === 0
      ? nothing
      : html`<section class="doubts"><lab-warnings .warnings=${warnings}></lab-warnings></section>`;
  }

  #shown(): readonly ListedClaim[] {
    return chosen(this.catalogue, this.#link.choice, (id) => this.#ledger.entryOf(id));
  }

  #usualMs(id: string): number {
    return this.catalogue.find((claim) => claim.id === id)?.usualMs ?? 0;
  }

  #choose(changed: Partial<ClaimsChoice>): void {
    this.told = '';
    this.#link.choose(changed);
  }

  #begin(ids: readonly string[]): Promise<void> {
    this.told = '';
    const begin: StartClaims = async (options, onProgress, signal) => {
      this.#begun = await this.start(options, onProgress, signal);
      return this.#begun;
    };
    return this.#run.start(begin, claimsOptions({ claims: ids }));
  }

  /** Its button is gone while a run is under way: the keyboard goes on at the one that stops, and comes back from there. */
  async #testOne({ id }: ListedClaim): Promise<void> {
    const over = this.#begin([id]);
    await this.updateComplete;
    const controls = this.renderRoot.querySelector<LabClaimsControls>('lab-claims-controls');
    await controls?.focusStop();
    await over;
    await this.updateComplete;
    if (controls?.isFocused) await this.renderRoot.querySelector<LabClaim>(`#${id}`)?.focusTest();
  }

  #hold(isHeld: boolean): void {
    if (isHeld) this.#begun?.pause();
    else this.#begun?.resume();
  }

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#run.stop();
  };

  async #copy(): Promise<void> {
    this.told = (await copyText(this.#link.link)) ? words.COPIED : words.NOT_COPIED;
  }

  #save(report: ClaimsReport): void {
    this.told = '';
    try {
      downloadClaims(report);
    } catch (error) {
      this.told = `The file could not be made: ${error instanceof Error ? error.message : String(error)}.`;
    }
  }
}

const left = (ms: number): string => `${words.roughTime(ms)} left`;

function answerOf(report: ClaimsReport, all: number): TemplateResult {
  return html`<p class="kicker">${dateLine(report)}</p>
    <lab-answer
      .sentence=${words.claimsAnswer(report)}
      .evidence=${words.claimsEvidence(report, all)}
      .failure=${report.failure}
    ></lab-answer>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-claims': LabClaims;
  }
}
