/**
 * The filters and open claims, and the address, kept as one: what the fragment says is taken when the view is opened or the address
 * changes, and every change is written there without a new entry in the history.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { MODEL_IDS } from '../models/index.ts';
import { type ClaimsChoice, claimsFragment, EVERY_CLAIM, readClaimsFragment } from '../results/claims-link.ts';
import { queryIn, viewIn } from './route-controller.ts';

const VIEW = 'claims';

function isHere(): boolean {
  return viewIn(location.hash, '') === VIEW;
}

export class ClaimsLinkController implements ReactiveController {
  choice: ClaimsChoice = EVERY_CLAIM;
  /** What in the link could not be taken, a sentence each. */
  faults: readonly string[] = [];
  /** A claim that a link has just opened, to be brought into sight once. */
  toShow: string | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #claims: readonly string[];
  readonly #follow = (): void => {
    if (isHere()) this.read();
  };

  constructor(host: ReactiveControllerHost, claims: readonly string[]) {
    this.#host = host;
    this.#claims = claims;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('hashchange', this.#follow);
    this.read();
  }

  hostDisconnected(): void {
    removeEventListener('hashchange', this.#follow);
  }

  choose(changed: Partial<ClaimsChoice>): void {
    this.choice = { ...this.choice, ...changed };
    this.faults = [];
    if (isHere()) history.replaceState(history.state, '', this.link);
    this.#host.requestUpdate();
  }

  /** Opens or closes one claim. */
  open(claim: string, isOpen: boolean): void {
    const { open } = this.choice;
    if (open.includes(claim) === isOpen) return;
    this.choose({ open: isOpen ? [...open, claim] : open.filter((one) => one !== claim) });
  }

  /** The address of what is shown, whole. */
  get link(): string {
    const query = claimsFragment(this.choice);
    return new URL(`#/${VIEW}${query === '' ? '' : `?${query}`}`, location.href).href;
  }

  read(): void {
    const query = isHere() ? queryIn(location.hash) : '';
    // The plain address is how one comes back to what was shown.
    if (query === '') return;
    const { choice, faults } = readClaimsFragment(query, { claims: this.#claims, models: MODEL_IDS });
    this.choice = choice;
    this.faults = faults;
    this.toShow = choice.open.at(-1) ?? null;
    this.#host.requestUpdate();
  }
}
