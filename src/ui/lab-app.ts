/**
 * The house: header, navigation, and one view at a time by fragment. A view is loaded when first
 * visited and then stays, hidden, so that a run goes on while something else is read.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { version } from '../../package.json';
import { nextTurn } from '../base/turn.ts';
import { appStyles } from './app-styles.ts';
import { RouteController } from './route-controller.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

interface View {
  readonly title: string;
  /** Stands in the navigation; the others are where links lead. */
  readonly listed?: false;
  load(): Promise<unknown>;
  render(): TemplateResult;
}

const VIEWS: ReadonlyMap<string, View> = new Map<string, View>([
  [
    'measure',
    { title: 'Measure', load: () => import('./lab-measure.ts'), render: () => html`<lab-measure></lab-measure>` },
  ],
  ['models', { title: 'Models', load: () => import('./lab-models.ts'), render: () => html`<lab-models></lab-models>` }],
  [
    'lessons',
    {
      title: 'Lessons',
      load: () => import('../lessons/lab-lessons.ts'),
      render: () => html`<lab-lessons></lab-lessons>`,
    },
  ],
  ['claims', { title: 'Claims', load: () => import('./lab-claims.ts'), render: () => html`<lab-claims></lab-claims>` }],
  [
    'kernels',
    { title: 'Kernels', load: () => import('./lab-kernels.ts'), render: () => html`<lab-kernels></lab-kernels>` },
  ],
  [
    'advisor',
    {
      title: 'Advisor',
      load: () => import('./lab-advisor.ts'),
      render: () => html`<lab-advisor></lab-advisor>`,
    },
  ],
  [
    'sustained',
    {
      title: 'Pace',
      load: () => import('./lab-sustained.ts'),
      render: () => html`<lab-sustained></lab-sustained>`,
    },
  ],
  [
    'compare',
    { title: 'Compare', load: () => import('./lab-compare.ts'), render: () => html`<lab-compare></lab-compare>` },
  ],
  [
    'history',
    { title: 'History', load: () => import('./lab-history.ts'), render: () => html`<lab-history></lab-history>` },
  ],
  [
    'result',
    {
      title: 'A result',
      listed: false,
      load: () => import('./lab-result.ts'),
      render: () => html`<lab-result></lab-result>`,
    },
  ],
  [
    'scheduler',
    {
      title: 'You are the scheduler',
      listed: false,
      load: () => import('../lessons/scheduler/lab-scheduler.ts'),
      render: () => html`<lab-scheduler></lab-scheduler>`,
    },
  ],
  ['method', { title: 'Method', load: () => import('./lab-method.ts'), render: () => html`<lab-method></lab-method>` }],
]);

const FIRST = 'measure';
/** Characters of a view's name that there is none of. */
const MOST_SHOWN = 40;
/** Of an address on paper, characters; a whole result in one has thousands. */
const LONGEST_PRINTED = 160;

@customElement('lab-app')
export class LabApp extends LitElement {
  static override styles = [textStyles, controlStyles, appStyles];

  @state() private loaded: ReadonlySet<string> = new Set();
  /** The view whose code did not come. */
  @state() private failed = '';
  /** At the head of paper: where it is from. Written when something is printed, since views change the address. */
  @state() private printed = '';
  readonly #route = new RouteController(this, FIRST);
  #shown = '';

  override connectedCallback(): void {
    super.connectedCallback();
    // Its code is asked for before the house is drawn around it.
    void this.#load(this.#route.view);
    addEventListener('beforeprint', this.#sign);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('beforeprint', this.#sign);
  }

  override render(): TemplateResult {
    const current = this.#route.view;
    return html`<button type="button" class="skip" @click=${this.#toHeading}>Skip the navigation</button>
      <header>
        <a class="name" href="#/measure">Overlap</a>
        <nav aria-label="Views">
          ${[...VIEWS].map(([id, { title, listed = true }]) =>
            listed ? html`<a href="#/${id}" aria-current=${id === current ? 'page' : nothing}>${title}</a>` : nothing,
          )}
        </nav>
        <p class="printed" aria-hidden="true">${this.printed}</p>
      </header>
      <main tabindex="-1" aria-label=${VIEWS.get(current)?.title ?? 'Unknown view'}>
        ${[...VIEWS].map(([id, view]) =>
          this.loaded.has(id) ? html`<div ?hidden=${id !== current}>${view.render()}</div>` : nothing,
        )}
        ${VIEWS.has(current) ? nothing : this.#unknown(current)}
        ${this.failed === current ? this.#notLoaded(current) : nothing}
      </main>`;
  }

  #unknown(view: string): TemplateResult {
    return html`<h1>
        There is no view called “${view.length <= MOST_SHOWN ? view : `${view.slice(0, MOST_SHOWN)}…`}” here.
      </h1>
      <p><a href="#/measure">Measure this device</a></p>`;
  }

  #notLoaded(view: string): TemplateResult {
    return html`<h1>${VIEWS.get(view)?.title} could not be loaded.</h1>
      <p role="alert">
        Its code did not come: check the connection and try again. Some browsers ask only once; they need the page
        reloaded, which ends a run that is under way.
      </p>
      <p>
        <button type="button" @click=${() => this.#load(view)}>Try again</button>
        <button type="button" @click=${() => location.reload()}>Reload</button>
      </p>`;
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    const current = this.#route.view;
    if (current === this.#shown) return;
    const moved = this.#shown !== '';
    this.#shown = current;
    this.renderRoot.querySelector('nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    document.title = `${VIEWS.get(current)?.title ?? 'Unknown view'} · Overlap`;
    if (moved) void this.#arrive(this.#load(current));
  }

  /** Rendered at once: a printer does not wait. */
  readonly #sign = (): void => {
    const { origin, pathname, hash } = location;
    const whole = `${origin}${pathname}${hash}`;
    this.printed = `Overlap ${version}, ${whole.length <= LONGEST_PRINTED ? whole : whole.replace(/\?.*$/, '?…')}`;
    this.performUpdate();
  };

  /** A new view is read from its top, by eye and by ear: the keyboard goes to its heading, or waits where it will be. */
  async #arrive(loaded: Promise<void>): Promise<void> {
    scrollTo(0, 0);
    const main = this.renderRoot.querySelector('main');
    main?.focus({ preventScroll: true });
    await loaded;
    await this.updateComplete;
    // Meanwhile the visitor may have gone on.
    if (this.shadowRoot?.activeElement === main) this.#toHeading();
  }

  readonly #toHeading = (): void => {
    const main = this.renderRoot.querySelector('main');
    if (!main) return;
    import('./focus-heading.ts').then(
      ({ focusHeading }) => focusHeading(main),
      () => main.focus(),
    );
  };

  async #load(id: string): Promise<void> {
    this.failed = '';
    try {
      await VIEWS.get(id)?.load();
      // Reading its code and drawing it are two tasks: what was pressed meanwhile is answered between them.
      await nextTurn();
      if (VIEWS.has(id)) this.loaded = new Set([...this.loaded, id]);
    } catch {
      this.failed = id;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-app': LabApp;
  }
}
