/**
 * Sharing a result: in which form, under which name, what exactly goes out, and only then the link or the file. Sends nothing by itself: a link
 * carries its result behind the #, and every way out of the page is a press of the visitor's. Loaded when sharing is asked for.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { grouped } from '../charts/number-format.ts';
import type { Report } from '../measure/report.ts';
import { LIMITS } from '../results/limits.ts';
import { summaryOf } from '../results/summary.ts';
import { CopyController } from './copy-controller.ts';
import './lab-citation.ts';
import './lab-qr.ts';
import { baseAddress } from './base-address.ts';
import { filesOf, type ResultFile, resultFileName } from './result-files.ts';
import { saveFile } from './save-file.ts';
import { documentFields, omittedWords, type SharedField, summaryFields } from './share-fields.ts';
import { type FullLink, fullLink, isThinned, type ShortLink, shortLink } from './share-links.ts';
import { shareStyles } from './share-styles.ts';
import { citedOf, type Subject, subjectOfReport, withName } from './share-subject.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

type Form = 'short' | 'full' | 'file';

const NOT_SENT =
  'Nothing is sent to a server: a link carries the result itself behind the #, which browsers keep to themselves, and nothing leaves this device before you pass the link or the file on.';

@customElement('lab-share')
export class LabShare extends LitElement {
  static override styles = [textStyles, controlStyles, shareStyles];

  /** A run of this page, or else what was received. */
  @property({ attribute: false }) report: Report | null = null;
  @property({ attribute: false }) subject: Subject | null = null;
  /** What a kernel is called; a summary knows only ids. */
  @property({ attribute: false }) titleOf: (kernel: string) => string = (kernel) => kernel;
  @state() private form: Form = 'short';
  @state() private name = '';
  @state() private full: FullLink | null = null;
  @state() private fault = '';
  readonly #copy = new CopyController(this);
  #asked = 0;

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('report') && this.report) this.subject = subjectOfReport(this.report);
    if (changed.has('subject')) this.name = this.subject?.summary.name ?? '';
    if (changed.has('subject') || changed.has('name')) void this.#packFull();
  }

  override render(): TemplateResult {
    if (!this.subject) return html``;
    const subject = withName(this.subject, this.name);
    const short = shortLink(subject.summary, baseAddress());
    return html`<h2 tabindex="-1">Share this result</h2>
      <p class="note">${NOT_SENT}</p>
      <div class="columns">
        <form @submit=${(event: Event) => event.preventDefault()}>
          ${this.#forms(subject, short)} ${this.#naming()}
        </form>
        <section class="out" aria-label="What goes out">${this.#goesOut(subject, short)}</section>
        <section aria-label="Passing it on">
          ${this.form === 'file' ? this.#files(subject) : this.#link(short.link)}
          <p class="said note" role="status">${this.#copy.said}</p>
          ${this.fault ? html`<p role="alert">${this.fault}</p>` : nothing}
          <lab-citation .cited=${citedOf(subject, this.titleOf)} .link=${short.link}></lab-citation>
        </section>
      </div>`;
  }

  #forms({ document }: Subject, { link: short }: ShortLink): TemplateResult {
    const full = this.full?.link;
    const size = full ? `${grouped(full.length)} characters` : 'being packed';
    return html`<fieldset>
      <legend>Share as</legend>
      ${this.#choice('short', 'a short link', `the summary, ${short.length} characters, with a QR code`)}
      ${document ? this.#choice('full', 'a full link', `the numbers behind it, ${size}`) : nothing}
      ${this.#choice('file', 'a file', document ? 'everything, as JSON, CSV or NDJSON' : 'the summary, as JSON, CSV or NDJSON')}
    </fieldset>`;
  }

  #choice(form: Form, title: string, note: string): TemplateResult {
    return html`<label
      ><input
        type="radio"
        name="form"
        value=${form}
        .checked=${this.form === form}
        @change=${() => this.#choose(form)}
      />${title} <small>${note}</small></label
    >`;
  }

  #naming(): TemplateResult {
    return html`<div class="name">
      <label for="name">Name of the machine <small>optional; goes out with it</small></label>
      <input
        id="name"
        type="text"
        maxlength=${LIMITS.label}
        autocomplete="off"
        .value=${this.name}
        @input=${(event: Event) => this.#rename((event.target as HTMLInputElement).value)}
      />
    </div>`;
  }

  #goesOut(subject: Subject, short: ShortLink): TemplateResult {
    return html`<h3>What goes out</h3>
      ${this.#leftBehind(subject, short)}
      <dl>${this.#fields(subject, short).map(entry)}</dl>
      <p class="note">Nothing else: no address, no account, no mark of you or of this device.</p>`;
  }

  /** Of what is really carried, not of what it was made from. */
  #fields({ summary, document }: Subject, short: ShortLink): SharedField[] {
    if (this.form === 'short') return summaryFields(short.summary);
    const carried = this.form === 'full' ? (this.full?.document ?? document) : document;
    return carried ? documentFields(carried, summaryOf(carried)) : summaryFields(summary);
  }

  #leftBehind({ summary }: Subject, short: ShortLink): TemplateResult | typeof nothing {
    const isShort = this.form === 'short';
    if (isShort && !isThinned(short, summary)) return nothing;
    const lacks = isShort
      ? 'all numbers of workers'
      : this.form === 'full' && this.full
        ? omittedWords(this.full.document)
        : '';
    if (lacks === '') return nothing;
    return html`<p class="note">
      This link had no room for ${lacks}; ${isShort ? 'the list is what it carries' : 'a file has'}.
    </p>`;
  }

  #link(short: string): TemplateResult {
    const link = this.form === 'short' ? short : (this.full?.link ?? '');
    if (link === '') return html`<p>The link is being packed.</p>`;
    const text = this.#shareText();
    return html`<textarea
        id="link"
        readonly
        rows=${this.form === 'short' ? 3 : 6}
        aria-label="The link"
        .value=${link}
      ></textarea>
      <div class="buttons">
        <button type="button" @click=${() => this.#copyLink(link)}>Copy link</button>
        ${
          canShare({ text, url: link })
            ? html`<button type="button" @click=${() => this.#send({ text, url: link })}>Share…</button>`
            : nothing
        }
      </div>
      ${this.form === 'short' ? html`<lab-qr .text=${link} label="QR code of the short link"></lab-qr>` : nothing}`;
  }

  #files(subject: Subject): TemplateResult {
    return html`<ul>
      ${filesOf(subject).map(
        (file) =>
          html`<li>
            <button type="button" @click=${() => this.#save(subject, file)}>${file.title}</button>
            <span class="note">${file.note}</span>
          </li>`,
      )}
    </ul>`;
  }

  #shareText(): string {
    const name = this.name.trim();
    return name === '' ? 'A result of Overlap' : `A result of Overlap: ${name}`;
  }

  #choose(form: Form): void {
    this.form = form;
    this.#clear();
  }

  #rename(name: string): void {
    this.name = name;
    this.#clear();
  }

  #clear(): void {
    this.fault = '';
    this.#copy.forget();
  }

  /** The last one asked for wins: a name is typed faster than links are packed. */
  async #packFull(): Promise<void> {
    const asked = ++this.#asked;
    // Nobody shall copy it with the name it had.
    this.full = null;
    if (!this.subject) return;
    try {
      const full = await fullLink(withName(this.subject, this.name), baseAddress());
      if (asked === this.#asked) this.full = full;
    } catch (error) {
      if (asked === this.#asked) this.fault = `The full link could not be made: ${wordsOf(error)}. A file can.`;
    }
  }

  async #copyLink(link: string): Promise<void> {
    this.fault = '';
    await this.#copy.copy(link, 'The link', this.renderRoot.querySelector<HTMLTextAreaElement>('#link'));
  }

  async #send(data: ShareData): Promise<void> {
    this.#clear();
    try {
      await navigator.share(data);
    } catch (error) {
      // Closing the system's sheet is no fault.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      this.fault = `The system did not take it: ${wordsOf(error)}. Copy the link instead.`;
    }
  }

  async #save(subject: Subject, file: ResultFile): Promise<void> {
    this.#clear();
    try {
      saveFile(resultFileName(subject, file), await file.content());
    } catch (error) {
      this.fault = `The file could not be made: ${wordsOf(error)}.`;
    }
  }
}

function entry({ name, value }: SharedField): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

function wordsOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}

/** Browsers without the Web Share API lack both; some have the first without the second. */
function canShare(data: ShareData): boolean {
  const { share, canShare: asks } = navigator as Partial<Pick<Navigator, 'share' | 'canShare'>>;
  return typeof share === 'function' && (typeof asks !== 'function' || navigator.canShare(data));
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-share': LabShare;
  }
}
