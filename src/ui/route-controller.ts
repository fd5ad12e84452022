/**
 * Which view the fragment names: "#/method" is `method`, nothing is the first; what follows a question mark is the
 * view's own. Follows the address and asks for a new rendering; loads and draws nothing.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** The view a fragment asks for. */
export function viewIn(fragment: string, fallback: string): string {
  return /^#\/([^?]*)/.exec(fragment)?.[1] || fallback;
}

/** What stands behind the view's name: the settings that a link carries, or nothing. */
export function queryIn(fragment: string): string {
  return /^#\/[^?]*\?(.*)/.exec(fragment)?.[1] ?? '';
}

export class RouteController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #fallback: string;
  readonly #follow = (): void => this.#host.requestUpdate();

  constructor(host: ReactiveControllerHost, fallback: string) {
    this.#host = host;
    this.#fallback = fallback;
    host.addController(this);
  }

  get view(): string {
    return viewIn(location.hash, this.#fallback);
  }

  hostConnected(): void {
    addEventListener('hashchange', this.#follow);
  }

  hostDisconnected(): void {
    removeEventListener('hashchange', this.#follow);
  }
}
