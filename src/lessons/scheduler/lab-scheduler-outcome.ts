/**
 * What a puzzle came to: the schedule as a timeline, and once it is solved what went wrong, the line of the real code that
 * makes the difference, and what trying everything with that code has shown.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { scheduleLanes, type Schedule } from '../../charts/schedule-lanes.ts';
import '../../ui/lab-figure.ts';
import { controlStyles, textStyles } from '../../ui/shared-styles.ts';
import type { Game, Mended } from './game.ts';
import { counted } from './hints.ts';
import './lab-scheduler-source.ts';
import { turnsIn } from './play.ts';
import { proofText } from './proof.ts';
import { placeOfLine } from './puzzle-code.ts';
import { hasDone } from './step-words.ts';

/** A schedule for its picture. */
export function scheduleOf({ play, naming, puzzle }: Game): Schedule {
  const withStatus = (step: number, status: string): number[] =>
    (play.positions[step + 1]?.threads ?? []).flatMap((thread, number) => (thread.status === status ? [number] : []));
  return {
    threads: puzzle.threads,
    steps: play.steps.map((step, index) => ({
      thread: step.thread,
      text: hasDone(naming, step),
      asleep: withStatus(index, 'waiting'),
      ended: withStatus(index, 'done'),
    })),
    finding: play.isReached ? puzzle.reached : 'It has not happened yet.',
  };
}

@customElement('lab-scheduler-outcome')
export class LabSchedulerOutcome extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    css`
      :host {
        display: block;
        margin-top: 1.2rem;
      }
      h2 {
        margin: 1.4rem 0 0.4rem;
      }
      .answer {
        font: 400 1.35rem / 1.3 var(--serif);
        max-width: 44ch;
        margin: 0 0 0.5rem;
      }
      lab-scheduler-source {
        max-width: 44rem;
        margin-bottom: 0.8rem;
      }
    `,
  ];

  @property({ attribute: false }) game: Game | null = null;
  @property({ attribute: false }) mended: Mended | null = null;
  /** How many were taken: the schedule has changed where this has. */
  @property({ type: Number }) steps = 0;

  override render(): TemplateResult | typeof nothing {
    const { game } = this;
    if (!game) return nothing;
    const isSolved = game.play.isReached || (this.mended !== null && !game.par);
    return html`${isSolved ? this.#why(game) : nothing}
    ${
      game.play.steps.length > 0
        ? html`<lab-figure
            heading="Who had the turn"
            note="one column a step"
            .picture=${scheduleLanes(scheduleOf(game))}
          ></lab-figure>`
        : nothing
    }`;
  }

  #why(game: Game): TemplateResult {
    const { puzzle } = game;
    return html`<h2>${game.par ? 'What went wrong' : 'Why it holds'}</h2>
      ${game.par ? this.#count(game) : nothing} ${puzzle.why.map((text) => html`<p>${text}</p>`)}
      ${this.mended ? this.#real(game, this.mended) : html`<p>The code without the fault is being tried.</p>`}`;
  }

  #count({ play, par }: Game): TemplateResult {
    const [turns, steps] = [turnsIn(play.steps), play.steps.length];
    const isShortest = par !== null && turns === par.turns && steps === par.steps;
    return html`<p class="answer">
      ${counted(turns, 'turn')}, ${counted(steps, 'step')}.
      ${
        isShortest
          ? 'No schedule is shorter.'
          : html`The shortest takes ${counted(par?.turns ?? 0, 'turn')} and ${counted(par?.steps ?? 0, 'step')}.
              <button type="button" @click=${() => this.dispatchEvent(new CustomEvent('lab-show-way'))}>
                Show it
              </button>`
      }
    </p>`;
  }

  #real({ puzzle }: Game, { code, proof }: Mended): TemplateResult {
    return html`<lab-scheduler-source
        .place=${placeOfLine(code, puzzle.guard.file, puzzle.guard.line)}
      ></lab-scheduler-source>
      <p>${proofText(puzzle, proof)}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-scheduler-outcome': LabSchedulerOutcome;
  }
}
