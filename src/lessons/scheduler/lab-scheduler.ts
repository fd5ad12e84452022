/**
 * You are the scheduler: a puzzle at a time, played by keys or buttons over the real code of the lab's locks. Keeps the schedule in the
 * address and what was solved on the device.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { queryIn, viewIn } from '../../ui/route-controller.ts';
import { controlStyles, textStyles } from '../../ui/shared-styles.ts';
import { addressOf, readAddress, type Asked } from './address.ts';
import { PUZZLES } from './catalogue.ts';
import { Game, type Mended } from './game.ts';
import { counted, hints, STAGES } from './hints.ts';
import './lab-scheduler-board.ts';
import type { Shown } from './lab-scheduler-board.ts';
import './lab-scheduler-outcome.ts';
import { NotItsTurn, turnsIn } from './play.ts';
import { Progress } from './progress.ts';
import { ReplayController } from './replay-controller.ts';
import { schedulerStyles } from './scheduler-styles.ts';
import { hasDone } from './step-words.ts';

@customElement('lab-scheduler')
export class LabScheduler extends LitElement {
  static override styles = [textStyles, controlStyles, schedulerStyles];

  @state() private game: Game | null = null;
  @state() private fault = '';
  @state() private seen = 0;
  @state() private stage = 0;
  @state() private said = '';
  @state() private mended: Mended | null = null;
  readonly #progress = new Progress();
  readonly #replay = new ReplayController(this, () => this.game?.play.steps.length ?? 0);

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#follow);
    document.addEventListener('keydown', this.#key);
    void this.#open(readAddress(queryIn(location.hash)));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#follow);
    document.removeEventListener('keydown', this.#key);
    this.game?.close();
  }

  override render(): TemplateResult {
    return html`<h1>You are the scheduler</h1>
      <p>
        Threads run one step at a time here, and you say whose step is next. The code is that of this lab’s own locks,
        compiled from the lines you see, some of it with a fault put in on purpose. What you find by hand, a search over
        every order finds too: that is how the locks are tested.
      </p>
      ${this.fault ? html`<p role="alert">${this.fault}</p>` : nothing}
      ${this.game ? this.#puzzle(this.game) : this.fault ? nothing : html`<p>The code is being fetched.</p>`}`;
  }

  #puzzle(game: Game): TemplateResult {
    const { puzzle } = game;
    return html`<div class="choice">
        <label
          >Puzzle
          <select @change=${this.#choose}>
            ${PUZZLES.map(
              ({ id, title }, index) =>
                html`<option value=${id} ?selected=${id === puzzle.id}>
                  ${index + 1}. ${title}${this.#progress.of(id) ? ', solved' : ''}
                </option>`,
            )}
          </select></label
        >
        <span class="note"
          >${PUZZLES.filter(({ id }) => this.#progress.of(id)).length} of ${PUZZLES.length} solved</span
        >
      </div>
      <h2>${puzzle.title}</h2>
      <p>${puzzle.about}</p>
      <div class="task">${puzzle.task}</div>
      <p class="note">${this.#par(game)}</p>
      <p aria-live="polite" class="told">${this.#news(game)}</p>
      <lab-scheduler-board
        .shown=${this.#shown(game)}
        @lab-turn=${(event: CustomEvent<number>) => this.#give(event.detail)}
      ></lab-scheduler-board>
      <div class="controls">
        <button type="button" aria-keyshortcuts="u" ?disabled=${game.play.steps.length === 0} @click=${this.#undo}>
          Undo
        </button>
        <button type="button" aria-keyshortcuts="s" ?disabled=${game.play.steps.length === 0} @click=${this.#startOver}>
          Start over
        </button>
        <button type="button" aria-keyshortcuts="h" ?disabled=${!game.graph} @click=${this.#hint}>Hint</button>
        <button type="button" aria-keyshortcuts="c" ?disabled=${!game.graph} @click=${this.#cannot}>
          It cannot be done
        </button>
        <button
          type="button"
          aria-keyshortcuts="r"
          ?disabled=${game.play.steps.length === 0}
          @click=${() => this.#replay.toggle()}
        >
          ${this.#replay.at === null ? 'Replay' : 'Stop the replay'}
        </button>
        <a href=${this.#address(game)}>Link to this schedule</a>
      </div>
      <p class="note keys">
        Keys: <kbd>1</kbd>–<kbd>${puzzle.threads}</kbd> a step, <kbd>U</kbd> undo, <kbd>S</kbd> start over,
        <kbd>H</kbd> hint, <kbd>C</kbd> it cannot be done, <kbd>R</kbd> replay.
      </p>
      <div aria-live="polite">
        ${game.graph ? hints(this.stage, game.play, game.graph, game.naming).map((text) => html`<p>${text}</p>`) : nothing}
        ${this.said ? html`<p>${this.said}</p>` : nothing}
      </div>
      ${
        game.play.steps.length > 0
          ? html`<lab-scheduler-outcome
              .game=${game}
              .mended=${this.mended}
              .steps=${game.play.steps.length}
              @lab-show-way=${this.#showWay}
            ></lab-scheduler-outcome>`
          : this.mended
            ? html`<lab-scheduler-outcome .game=${game} .mended=${this.mended}></lab-scheduler-outcome>`
            : nothing
      }`;
  }

  #par({ graph, par, puzzle }: Game): string {
    if (!graph) return this.seen > 0 ? `Looking at all positions: ${counted(this.seen, 'position')} so far.` : '';
    const best = this.#progress.of(puzzle.id);
    const own =
      best && best.turns > 0 ? ` Your best: ${counted(best.turns, 'turn')}, ${counted(best.steps, 'step')}.` : '';
    // Whether it can be done at all is the visitor's to find out.
    return par && best
      ? `The shortest way takes ${counted(par.turns, 'turn')}, ${counted(par.steps, 'step')} in all.${own}`
      : `There are ${counted(graph.positions, 'position')} that the threads can get into.`;
  }

  #shown({ play, naming, code }: Game): Shown {
    const at = this.#replay.at ?? play.steps.length;
    const position = play.positions[at] ?? play.position;
    const before = play.positions[Math.max(0, at - 1)] ?? position;
    const able = this.#replay.at === null && !play.isReached ? play.able : [];
    return { naming, code, position, before, last: play.steps[at - 1]?.thread ?? -1, able };
  }

  #news({ play, naming, puzzle }: Game): string {
    const at = this.#replay.at ?? play.steps.length;
    const step = play.steps[at - 1];
    if (!step) return 'Nobody has had a turn yet.';
    const done = `Step ${at}: thread ${step.thread + 1} ${hasDone(naming, step)}.`;
    if (this.#replay.at !== null) return done;
    if (play.isReached) return `${done} ${puzzle.reached}`;
    if (play.ending === 'ended') return `${done} All have ended, and it has not happened.`;
    if (play.ending === 'stuck') return `${done} Nobody can run any more, and it is not what you were after.`;
    return done;
  }

  #address({ puzzle, play }: Game): string {
    return addressOf(
      puzzle.id,
      play.steps.map(({ thread }) => thread),
    );
  }

  readonly #follow = (): void => {
    if (viewIn(location.hash, '') !== 'scheduler') return this.#replay.stop();
    const query = queryIn(location.hash);
    // The address of the view alone: what was played last stays.
    if (query === '' && this.game) return;
    if (this.game && location.hash === this.#address(this.game)) return;
    void this.#open(readAddress(query));
  };

  async #open({ puzzle, turns, fault }: Asked): Promise<void> {
    this.#replay.stop();
    this.game?.close();
    [this.fault, this.seen, this.stage, this.said, this.mended] = [fault ?? '', 0, 0, '', null];
    try {
      const game = await Game.open(puzzle);
      this.game = game;
      this.#retrace(game, turns);
      await game.explore((positions) => (this.seen = positions));
      if (this.game !== game) return;
      this.requestUpdate();
      if (game.play.isReached) await this.#solved(game);
    } catch {
      this.fault = 'The code of this puzzle could not be loaded. Check the connection and choose it again.';
    }
  }

  /** Plays a link's schedule; one that cannot have been played is refused whole. */
  #retrace(game: Game, turns: readonly number[]): void {
    try {
      for (const thread of turns) game.play.give(thread);
    } catch (error) {
      if (!(error instanceof NotItsTurn)) throw error;
      this.fault = `The link’s step ${game.play.steps.length + 1} cannot be: ${error.message} there. The puzzle begins at its start.`;
      game.play.startOver();
    }
  }

  #choose(event: Event): void {
    location.hash = addressOf((event.target as HTMLSelectElement).value, []);
  }

  #give(thread: number): void {
    const { game } = this;
    if (!game || this.#replay.at !== null || game.play.isReached || !game.play.able.includes(thread)) return;
    game.play.give(thread);
    this.#moved(game);
    if (game.play.isReached) void this.#solved(game);
  }

  /** After any step forward or back. */
  #moved(game: Game): void {
    [this.stage, this.said, this.fault] = [0, '', ''];
    history.replaceState(null, '', this.#address(game));
    this.requestUpdate();
  }

  readonly #undo = (): void => {
    this.#replay.stop();
    if (this.game?.play.undo()) this.#moved(this.game);
  };

  readonly #startOver = (): void => {
    this.#replay.stop();
    this.game?.play.startOver();
    if (this.game) this.#moved(this.game);
  };

  readonly #hint = (): void => {
    this.stage = Math.min(STAGES, this.stage + 1);
  };

  readonly #cannot = (): void => {
    const { game } = this;
    if (!game?.graph) return;
    if (game.par) {
      const way = `it takes ${counted(game.par.turns, 'turn')} from the start`;
      this.said = `It can be done: ${way}.${game.play.distance(game.graph) ? '' : ' Only not from here any more.'}`;
    } else {
      this.said = 'You are right.';
      void this.#solved(game);
    }
  };

  async #solved(game: Game): Promise<void> {
    const { steps } = game.play;
    this.#progress.note(
      game.puzzle.id,
      game.par ? { turns: turnsIn(steps), steps: steps.length } : { turns: 0, steps: 0 },
    );
    this.requestUpdate();
    const mended = await game.mended().catch(() => null);
    if (this.game === game) this.mended = mended;
  }

  readonly #showWay = (): void => {
    const { game } = this;
    if (!game?.par) return;
    game.play.startOver();
    for (const thread of game.par.way) game.play.give(thread);
    this.#moved(game);
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.checkVisibility()) return;
    const [target] = event.composedPath();
    if (target instanceof HTMLSelectElement || target instanceof HTMLInputElement) return;
    if (/^[1-9]$/.test(event.key)) return this.#give(Number(event.key) - 1);
    this.#keys[event.key.toLowerCase()]?.();
  };

  readonly #keys: Readonly<Record<string, () => void>> = {
    u: this.#undo,
    s: this.#startOver,
    h: this.#hint,
    c: this.#cannot,
    r: () => this.#replay.toggle(),
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-scheduler': LabScheduler;
  }
}
