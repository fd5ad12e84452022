/**
 * The open kernels and the address, kept as one: what the fragment says is taken when the view is opened or the address changes, and every change
 * is written there without a new entry in the history.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { kernelsFragment, readKernelsFragment } from '../results/kernels-link.ts';
import { queryIn, viewIn } from './route-controller.ts';

const VIEW = 'kernels';

function isHere(): boolean {
  return viewIn(location.hash, '') === VIEW;
}

export class KernelsLinkController implements ReactiveController {
  open: readonly string[] = [];
  /** What in the link could not be taken, a sentence each. */
  faults: readonly string[] = [];
  /** A kernel that a link has just opened, to be brought into sight once. */
  toShow: string | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #kernels: readonly string[];
  readonly #follow = (): void => {
    if (isHere()) this.read();
  };

  constructor(host: ReactiveControllerHost, kernels: readonly string[]) {
    this.#host = host;
    this.#kernels = kernels;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('hashchange', this.#follow);
    this.read();
  }

  hostDisconnected(): void {
    removeEventListener('hashchange', this.#follow);
  }

  /** Opens or closes one. */
  set(kernel: string, isOpen: boolean): void {
    if (this.open.includes(kernel) === isOpen) return;
    this.open = isOpen ? [...this.open, kernel] : this.open.filter((one) => one !== kernel);
    this.faults = [];
    if (isHere()) history.replaceState(history.state, '', this.link);
    this.#host.requestUpdate();
  }

  /** The address of what is shown, whole. */
  get link(): string {
    const query = kernelsFragment(this.open);
    return new URL(`#/${VIEW}${query === '' ? '' : `?${query}`}`, location.href).href;
  }

  read(): void {
    const query = isHere() ? queryIn(location.hash) : '';
    // The plain address is how one comes back to what was shown.
    if (query === '') return;
    const { open, faults } = readKernelsFragment(query, this.#kernels);
    this.open = open;
    this.faults = faults;
    this.toShow = open.at(-1) ?? null;
    this.#host.requestUpdate();
  }
}
