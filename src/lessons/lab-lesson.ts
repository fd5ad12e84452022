/**
 * A lesson: its goals, its rounds one after the other, the code in two languages, and where to go on. A round appears when the one before it
 * was explained or passed over. What the visitor said and found stands in the notebook.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { environment, forecast, type Environment } from '../ui/mode-notice.ts';
import { controlStyles, textStyles } from '../ui/shared-styles.ts';
import { canRun } from './experiment.ts';
import type { ToldLesson } from './index.ts';
import './lab-lesson-sources.ts';
import './lab-round.ts';
import type { Finding, Known, Lesson, Round } from './lesson.ts';
import { lessonStyles, proseStyles } from './lesson-styles.ts';
import { lessonAddress } from './lessons-link.ts';
import * as words from './lessons-words.ts';
import { notebook, type LessonEntries, type Notebook } from './notebook.ts';
import { entriesOf, settingsOf } from './setting.ts';
import type { Values } from './text/lesson-text.ts';

@customElement('lab-lesson')
export class LabLesson extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    lessonStyles,
    proseStyles,
    css`
      .goals {
        padding-left: 1.2rem;
        max-width: 62ch;
      }
      lab-round,
      section {
        display: block;
        border-top: 1px solid var(--rule);
        padding-top: 1.4rem;
        margin-top: 1.6rem;
      }
    `,
  ];

  @property({ attribute: false }) told: ToldLesson | null = null;
  /** The one that follows in the course. */
  @property({ attribute: false }) next: ToldLesson | null = null;
  @property({ attribute: false }) environment: Environment = environment();
  @property({ attribute: false }) notebook: Notebook = notebook();
  @state() private passed: ReadonlySet<string> = new Set();
  /** What starting over took away, while it can be had back. */
  @state() private undo: LessonEntries | null = null;
  #unwatch = (): void => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unwatch = this.notebook.watch(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch();
  }

  override render(): TemplateResult {
    const { told } = this;
    if (!told) return html``;
    const { lesson, text } = told;
    const entries = entriesOf(lesson, this.notebook.entries(lesson.id));
    const open = lesson.rounds.filter((_, place) =>
      lesson.rounds.slice(0, place).every((round) => this.#isOver(round, entries)),
    );
    const isOver = lesson.rounds.every((round) => this.#isOver(round, entries));
    const notice = forecast(this.environment);
    return html`<p class="kicker">
        <a href=${lessonAddress(null)}>Lessons</a> · ${lesson.place} · about ${lesson.minutes} minutes
      </p>
      <h1>${text.title}</h1>
      <ul class="goals">
        ${(text.lists['goals'] ?? []).map((goal) => html`<li>${goal.text}</li>`)}
      </ul>
      ${notice ? html`<p class="notice">${notice.text} <span class="note">${notice.remedy}</span></p>` : nothing}
      <div class="prose">${text.prose['intro']?.({})}</div>
      ${open.map((round) => this.#round(round, entries, told))} ${isOver ? this.#end(told) : nothing}
      ${this.notebook.isKept ? nothing : html`<p class="note">${words.NOT_KEPT}</p>`} ${this.#startOver(told, entries)}`;
  }

  #round(round: Round, entries: LessonEntries, { lesson, text }: ToldLesson): TemplateResult {
    return html`<lab-round
      lesson=${lesson.id}
      .round=${round}
      .text=${text}
      .entry=${entries[round.id] ?? null}
      .known=${this.#known(entries, lesson)}
      .notebook=${this.notebook}
      .able=${canRun(round, this.environment)}
      @lab-pass=${() => (this.passed = new Set([...this.passed, round.id]))}
    ></lab-round>`;
  }

  /** What was found, explained; or what this page cannot run, passed over. */
  #isOver(round: Round, entries: LessonEntries): boolean {
    const entry = entries[round.id];
    const asks = (this.told?.text.lists[`${round.id}/reasons`] ?? []).length > 0;
    return this.passed.has(round.id) || (Boolean(entry?.finding) && (!asks || entry?.reason !== null));
  }

  #known(entries: LessonEntries, lesson: Lesson): Known {
    const found = Object.fromEntries(
      Object.entries(entries).flatMap(([round, { finding }]): [string, Finding][] =>
        finding ? [[round, finding]] : [],
      ),
    );
    return { reported: navigator.hardwareConcurrency || 2, found, settings: settingsOf(lesson, entries) };
  }

  #end({ lesson, text }: ToldLesson): TemplateResult {
    const found = Object.values(this.#known(entriesOf(lesson, this.notebook.entries(lesson.id)), lesson).found);
    const values: Values = Object.fromEntries(found.flatMap((finding) => Object.entries(finding.values)));
    return html`<section>
        <h2>${text.headings['code'] ?? 'In code'}</h2>
        <div class="prose">${text.prose['code']?.(values)}</div>
        <lab-lesson-sources .claims=${lesson.sources}></lab-lesson-sources>
      </section>
      <section>
        <h2>${text.headings['next'] ?? 'What to try next'}</h2>
        <div class="prose">${text.prose['next']?.(values)}</div>
        ${this.next ? html`<p><a href=${lessonAddress(this.next.lesson.id)}>The next lesson: ${this.next.text.title}</a></p>` : nothing}
      </section>`;
  }

  #startOver({ lesson }: ToldLesson, entries: LessonEntries): TemplateResult | typeof nothing {
    if (this.undo)
      return html`<p role="status">
        The answers of this lesson are gone.
        <button type="button" @click=${this.#restore}>Undo</button>
      </p>`;
    if (Object.keys(entries).length === 0) return nothing;
    return html`<p>
      <button type="button" @click=${() => this.#forget(lesson.rounds.map(({ id }) => id))}>${words.OVER}</button>
    </p>`;
  }

  #forget(rounds: readonly string[]): void {
    if (this.told) this.undo = this.notebook.forget(this.told.lesson.id, rounds);
    this.passed = new Set();
  }

  #restore(): void {
    const { undo } = this;
    this.undo = null;
    if (this.told && undo) this.notebook.restore(this.told.lesson.id, undo);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-lesson': LabLesson;
  }
}
