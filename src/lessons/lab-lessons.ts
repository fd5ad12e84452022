/** The view of the course: its list, with how far the visitor is, or the lesson that the address names. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { viewIn } from '../ui/route-controller.ts';
import { textStyles } from '../ui/shared-styles.ts';
import { course, type ToldLesson } from './index.ts';
import './lab-lesson.ts';
import { lessonStyles } from './lesson-styles.ts';
import { lessonAddress, lessonIn } from './lessons-link.ts';
import { progressWords } from './lessons-words.ts';
import { notebook, type Notebook } from './notebook.ts';
import { entriesOf } from './setting.ts';

const MOST_SHOWN = 40;

@customElement('lab-lessons')
export class LabLessons extends LitElement {
  static override styles = [
    textStyles,
    lessonStyles,
    css`
      ol {
        list-style: none;
        margin: 1.6rem 0 0;
        padding: 0;
        max-width: 46rem;
      }
      li {
        display: grid;
        grid-template-columns: 2ch minmax(0, 1fr) auto;
        gap: 0 1rem;
        align-items: baseline;
        border-top: 1px solid var(--rule);
        padding: 0.8rem 0;
      }
      li a {
        font: 400 1.25rem / 1.3 var(--serif);
      }
      li p {
        grid-column: 2 / -1;
        margin: 0.2rem 0 0;
      }
      .place {
        color: var(--soft);
      }
      @media (max-width: 30rem) {
        li {
          grid-template-columns: 2ch minmax(0, 1fr);
        }
        li > span.note {
          grid-column: 2;
        }
      }
    `,
  ];

  @property({ attribute: false }) notebook: Notebook = notebook();
  @property({ attribute: false }) load: () => Promise<readonly ToldLesson[]> = course;
  @state() private told: readonly ToldLesson[] | null = null;
  @state() private fault = '';
  @state() private asked: string | null = lessonIn(location.hash);
  #unwatch = (): void => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#follow);
    this.#unwatch = this.notebook.watch(() => this.requestUpdate());
    this.#follow();
    void this.#read();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#follow);
    this.#unwatch();
  }

  override render(): TemplateResult {
    if (this.fault)
      return html`<h1>Lessons</h1>
        <p role="alert">${this.fault}</p>`;
    const { told, asked } = this;
    if (!told)
      return html`<h1>Lessons</h1>
        <p class="note">The lessons are being loaded.</p>`;
    if (asked === null) return this.#list(told);
    const place = told.findIndex(({ lesson }) => lesson.id === asked);
    return place < 0
      ? html`<h1>
            There is no lesson called “${asked.length <= MOST_SHOWN ? asked : `${asked.slice(0, MOST_SHOWN)}…`}”.
          </h1>
          <p><a href=${lessonAddress(null)}>All lessons</a></p>`
      : html`<lab-lesson
          .told=${told[place] ?? null}
          .next=${told[place + 1] ?? null}
          .notebook=${this.notebook}
        ></lab-lesson>`;
  }

  #list(told: readonly ToldLesson[]): TemplateResult {
    return html`<p class="kicker">Say what you think, run it on your own cores, explain what came out.</p>
      <h1>Lessons on doing many things at once.</h1>
      <ol>
        ${told.map(({ lesson, text }) => {
          const entries = entriesOf(lesson, this.notebook.entries(lesson.id));
          const done = lesson.rounds.filter(({ id }) => Boolean(entries[id]?.finding)).length;
          return html`<li>
            <span class="place">${lesson.place}</span>
            <a href=${lessonAddress(lesson.id)}>${text.title}</a>
            <span class="note">${lesson.minutes} min · ${progressWords(done, lesson.rounds.length)}</span>
            <p class="note">${text.lists['goals']?.[0]?.text ?? nothing}</p>
          </li>`;
        })}
      </ol>
      <p>
        And a game: <a href="#/scheduler">you are the scheduler</a> of real lock code, and look for the order of steps
        that breaks it.
      </p>`;
  }

  readonly #follow = (): void => {
    if (viewIn(location.hash, '') !== 'lessons') return;
    const asked = lessonIn(location.hash);
    if (asked !== this.asked) scrollTo(0, 0);
    this.asked = asked;
  };

  async #read(): Promise<void> {
    if (this.told) return;
    try {
      this.told = await this.load();
    } catch {
      this.fault = 'The lessons could not be loaded. Check the connection and reload the page.';
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-lessons': LabLessons;
  }
}
