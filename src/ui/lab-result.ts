/**
 * The view of one result that was kept or received, as in `#/result?s=…`: the sender's answer as a sentence, what the address holds of it, and
 * what can be done with it. An address that cannot be opened gives its fault and what to do, and nothing else.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Report } from '../measure/report.ts';
import { compareAddress, readRefs, resultAddress, type ResultRef } from '../results/link/address.ts';
import { reportOf, reportOfSummary } from '../results/report-of.ts';
import { answer, evidence, plainText } from './answer-sentence.ts';
import { answerSource } from './figure-source.ts';
import { kernelChoices } from './kernel-choices.ts';
import './lab-answer.ts';
import './lab-report.ts';
import './lab-result-summary.ts';
import { keepReceived, ownNewest } from './own-result.ts';
import { type OpenedResult, openResult } from './result-opening.ts';
import { resultStyles } from './result-styles.ts';
import { deviceLine, holdsSentence, severalSentence } from './result-words.ts';
import { queryIn, viewIn } from './route-controller.ts';
import { type Subject, subjectOfDocument, subjectOfSummary } from './share-subject.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

interface Shown extends OpenedResult {
  readonly report: Report;
  readonly kernels: readonly string[];
  readonly subject: Subject;
}

const TITLES: ReadonlyMap<string, string> = new Map(kernelChoices().map(({ id, title }) => [id, title]));
const NOTHING_NAMED = 'This address names no result.';

@customElement('lab-result')
export class LabResult extends LitElement {
  static override styles = [textStyles, controlStyles, resultStyles];

  @state() private refs: readonly ResultRef[] = [];
  /** What in the address could not be taken. */
  @state() private faults: readonly string[] = [];
  @state() private shown: Shown | null = null;
  @state() private fault: string | null = null;
  @state() private kernel = '';
  @state() private own: ResultRef | null = null;
  @state() private sharing = false;
  /** What became of keeping or sharing it. */
  @state() private said = '';
  @state() private kept: ResultRef | null = null;
  #query: string | null = null;

  constructor() {
    super();
    answerSource(this, () => this.shown?.summary ?? null);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#follow);
    this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#follow);
  }

  override render(): TemplateResult {
    if (this.fault !== null) return this.#failed(this.fault);
    const { shown } = this;
    if (!shown) return html`<p class="waiting" role="status">Opening the result.</p>`;
    const { ref, summary, document, report } = shown;
    const doubts =
      document || summary.doubts === 0 ? [] : [`${summary.doubts} ${summary.doubts === 1 ? 'doubt' : 'doubts'}`];
    return html`<p class="kicker">${deviceLine(summary, ref.kind)}</p>
      <lab-answer
        .sentence=${answer(report, this.kernel)}
        .evidence=${[...evidence(report, this.kernel), ...doubts]}
        .failure=${report.failure}
      ></lab-answer>
      ${this.#several()} ${this.#actions(shown)}
      <p class="note holds">${holdsSentence(ref.kind, document)}</p>
      <p class="note" role="status">
        ${this.said} ${this.kept ? html`<a href=${resultAddress(this.kept)}>Open what is kept</a>` : nothing}
      </p>
      ${this.sharing ? html`<lab-share .subject=${shown.subject} .titleOf=${this.#titleOf}></lab-share>` : nothing}
      ${this.#kernelChoice(shown)}
      ${
        document
          ? html`<lab-report .report=${report} .kernel=${this.kernel} received></lab-report>`
          : html`<lab-result-summary .summary=${summary} .report=${report} .kernel=${this.kernel}></lab-result-summary>`
      }`;
  }

  #failed(fault: string): TemplateResult {
    return html`<h1>This result cannot be shown.</h1>
      <p role="alert">${fault}</p>
      <p class="onward">
        <a href="#/measure">Measure this device</a> <a href="#/compare">Open a file or another link</a>
        <a href="#/history">Results kept here</a>
      </p>`;
  }

  #several(): TemplateResult | typeof nothing {
    const { refs, faults } = this;
    if (refs.length < 2 && faults.length === 0) return nothing;
    return html`<p class="note">
      ${refs.length > 1 ? html`${severalSentence(refs.length)} <a href=${compareAddress(refs)}>Compare them</a>` : nothing}
      ${faults.map((one) => html`<span>${one}</span> `)}
    </p>`;
  }

  #actions(shown: Shown): TemplateResult {
    const { ref, document } = shown;
    const both = this.own ? [this.own, ref] : [ref];
    return html`<div class="actions">
      <a class="primary" href="#/measure">${ref.kind === 'kept' ? 'Measure again' : 'Measure this device'}</a>
      <a href=${compareAddress(both)}>${this.own ? 'Compare with yours' : 'Compare with others'}</a>
      ${
        document && ref.kind !== 'kept'
          ? html`<button type="button" @click=${() => this.#keep(shown)}>Keep on this device</button>`
          : nothing
      }
      <button type="button" aria-expanded=${this.sharing} @click=${this.#share}>Share</button>
    </div>`;
  }

  #kernelChoice({ kernels }: Shown): TemplateResult | typeof nothing {
    if (kernels.length < 2) return nothing;
    return html`<p>
      <label
        >Kernel
        <select @change=${(event: Event) => (this.kernel = (event.target as HTMLSelectElement).value)}>
          ${kernels.map((id) => html`<option value=${id} ?selected=${id === this.kernel}>${this.#titleOf(id)}</option>`)}
        </select></label
      >
    </p>`;
  }

  readonly #titleOf = (kernel: string): string =>
    this.shown?.document?.work.find((one) => one.kernel === kernel)?.title ?? TITLES.get(kernel) ?? kernel;

  readonly #follow = (): void => {
    if (viewIn(location.hash, '') !== 'result') return;
    const query = queryIn(location.hash);
    if (query === this.#query) return;
    this.#query = query;
    void this.#open(query);
  };

  async #open(query: string): Promise<void> {
    [this.shown, this.fault, this.own, this.kept, this.said, this.sharing] = [null, null, null, null, '', false];
    const { refs, faults } = readRefs(query);
    [this.refs, this.faults] = [refs, faults];
    const [first] = refs;
    if (!first) {
      this.fault = faults[0] ?? NOTHING_NAMED;
      return;
    }
    const opened = await openResult(first);
    // Meanwhile the address may have changed.
    if (query !== this.#query) return;
    if (!opened.ok) {
      this.fault = opened.fault;
      return;
    }
    this.#show(opened.value);
    await this.#lookAround(query, opened.value);
  }

  #show(opened: OpenedResult): void {
    const { document, summary } = opened;
    const named = document ? [...document.work, ...document.series] : summary.kernels;
    const kernels = [...new Set(named.map(({ kernel }) => kernel))];
    this.kernel = kernels[0] ?? '';
    const [report, subject] = document
      ? [reportOf(document), subjectOfDocument(document)]
      : [reportOfSummary(summary), subjectOfSummary(summary)];
    this.shown = { ...opened, report, kernels, subject };
  }

  /** What is nice to have: a result of one's own. Where a browser keeps nothing there is none. */
  async #lookAround(query: string, { ref }: OpenedResult): Promise<void> {
    const own = await ownNewest(ref).catch(() => null);
    if (query === this.#query) this.own = own;
  }

  async #keep({ document, report, summary, ref }: Shown): Promise<void> {
    if (!document) return;
    try {
      const said = plainText(answer(report, this.kernel));
      this.kept = await keepReceived(document, said, deviceLine(summary, ref.kind));
      this.said = 'It is kept on this device, and stands in History.';
    } catch (error) {
      this.said = error instanceof Error ? error.message : String(error);
    }
  }

  async #share(): Promise<void> {
    try {
      await import('./lab-share.ts');
      this.sharing = !this.sharing;
    } catch {
      this.said = 'Sharing could not be loaded. Check the connection and reload the page.';
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-result': LabResult;
  }
}
