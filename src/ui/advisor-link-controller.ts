/**
 * A visitor's own work and the address, kept as one: what the fragment says is taken when the view is opened or the address changes, and every
 * change is written there without a new entry in the history. Words and form of the link are others'.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Work, WORK_LIMITS, workFault } from '../measure/advisor/work.ts';
import { readWorkFragment, workFragment } from '../results/advisor-link.ts';
import { USUAL_WORK } from './advisor-options.ts';
import { queryIn, viewIn } from './route-controller.ts';

const VIEW = 'advisor';

function isHere(): boolean {
  return viewIn(location.hash, '') === VIEW;
}

export class AdvisorLinkController implements ReactiveController {
  work: Work = USUAL_WORK;
  /** What in the link could not be taken, a sentence each. */
  faults: readonly string[] = [];
  readonly #host: ReactiveControllerHost;
  readonly #onLeave: () => void;
  readonly #follow = (): void => {
    if (isHere()) this.#read();
    else this.#onLeave();
  };

  /** `onLeave`: the address names another view. */
  constructor(host: ReactiveControllerHost, onLeave: () => void) {
    this.#host = host;
    this.#onLeave = onLeave;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('hashchange', this.#follow);
    if (isHere()) this.#read();
  }

  hostDisconnected(): void {
    removeEventListener('hashchange', this.#follow);
  }

  choose(work: Work): void {
    this.work = work;
    this.faults = [];
    if (isHere()) history.replaceState(history.state, '', this.link);
    this.#host.requestUpdate();
  }

  /** The address of the present work, whole. */
  get link(): string {
    return new URL(`#/${VIEW}?${workFragment(this.work)}`, location.href).href;
  }

  #read(): void {
    const query = queryIn(location.hash);
    // The plain address is how one comes back to what was chosen.
    if (query === '') return;
    const known = { limits: WORK_LIMITS, usual: USUAL_WORK, fault: workFault };
    ({ work: this.work, faults: this.faults } = readWorkFragment(query, known));
    this.#host.requestUpdate();
  }
}
