/**
 * The choice of a race and the address, kept as one: what the fragment says is taken when the view is opened or the address changes,
 * and every change of the choice is written there without a new entry in the history. Words and form of the link are others'.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { kernels } from '../kernels/index.ts';
import { MODEL_IDS } from '../models/index.ts';
import { type Parameter, programs } from '../programs/index.ts';
import { type RaceChoice, raceFragment, type RaceKnown, readRaceFragment } from '../results/race-link.ts';
import { fittingArgs, USUAL_CHOICE } from './race-choice.ts';
import { queryIn, viewIn } from './route-controller.ts';

const VIEW = 'models';
const KNOWN: RaceKnown = {
  programs: programs.ids,
  models: MODEL_IDS,
  kernels: kernels.ids,
  usual: USUAL_CHOICE,
};

/** The address names this view. */
function isHere(): boolean {
  return viewIn(location.hash, '') === VIEW;
}

interface Surroundings {
  /** The address names another view. */
  onLeave(): void;
  /** Null of a program that the page does not list. */
  parametersOf(program: string): readonly Parameter[] | null;
}

export class RaceLinkController implements ReactiveController {
  choice: RaceChoice = USUAL_CHOICE;
  /** What in the link could not be taken, a sentence each. */
  faults: readonly string[] = [];
  readonly #host: ReactiveControllerHost;
  readonly #around: Surroundings;
  readonly #follow = (): void => {
    if (isHere()) this.read();
    else this.#around.onLeave();
  };

  constructor(host: ReactiveControllerHost, around: Surroundings) {
    this.#host = host;
    this.#around = around;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('hashchange', this.#follow);
    this.read();
  }

  hostDisconnected(): void {
    removeEventListener('hashchange', this.#follow);
  }

  choose(choice: RaceChoice): void {
    this.choice = choice;
    this.faults = [];
    this.#write();
    this.#host.requestUpdate();
  }

  /** The address of the present choice, whole. */
  get link(): string {
    return new URL(`#/${VIEW}?${raceFragment(this.choice)}`, location.href).href;
  }

  /** Takes what the address says. */
  read(): void {
    const query = isHere() ? queryIn(location.hash) : '';
    // The plain address is how one comes back to what was chosen.
    if (query === '') return;
    const { choice, faults } = readRaceFragment(query, KNOWN);
    const parameters = this.#around.parametersOf(choice.program);
    const fitting = parameters ? fittingArgs(parameters, choice.args) : { args: choice.args, faults: [] };
    this.choice = { ...choice, args: fitting.args };
    this.faults = [...faults, ...fitting.faults];
    this.#host.requestUpdate();
  }

  #write(): void {
    if (isHere()) history.replaceState(history.state, '', this.link);
  }
}
