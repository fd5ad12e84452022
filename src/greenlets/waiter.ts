/**
 * How a greenlet waits in the hub, once: it switches to the hub, and some callback of the hub lets it go on. A callback that comes
 * too late, since an error came before it, does nothing. Source: gevent, src/gevent/_waiter.py.
 */
import { GreenletError } from './errors.ts';
import { currentGreenlet, mainGreenlet, type Greenlet } from './greenlet.ts';
import type { Hub } from './hub.ts';
import type { Switching } from './strand.ts';

export class Waiter<T> {
  readonly #hub: Hub;
  #greenlet: Greenlet | null = null;
  #value: T | undefined;

  constructor(hub: Hub) {
    this.#hub = hub;
  }

  /** Gives what `go` brings. Throws what is thrown into the greenlet, and `GreenletError` where anybody else switches to it. */
  *wait(): Switching<T> {
    this.#greenlet = currentGreenlet();
    try {
      const came = yield* mainGreenlet().switch();
      if (came !== this) throw new GreenletError('a greenlet that waits in the hub was switched to by somebody else');
      return this.#value as T;
    } finally {
      this.#greenlet = null;
    }
  }

  /** Only in a callback of the hub, as its last act. */
  go(value: T): void {
    if (this.#greenlet === null) return;
    this.#value = value;
    this.#hub.enter(this.#greenlet, 'value', this);
  }
}
