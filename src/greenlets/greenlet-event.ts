/** A flag that greenlets wait for. Who waits when it is set goes on, even if it is cleared at once. Source: gevent, src/gevent/event.py. */
import type { Milliseconds } from '../base/units.ts';
import { withTimeout } from './greenlet-timeout.ts';
import type { Hub } from './hub.ts';
import type { Switching } from './strand.ts';
import { Waiter } from './waiter.ts';

export class GreenletEvent {
  readonly #hub: Hub;
  readonly #waiting = new Set<Waiter<boolean>>();
  #isSet = false;

  constructor(hub: Hub) {
    this.#hub = hub;
  }

  get isSet(): boolean {
    return this.#isSet;
  }

  /** Greenlets that wait for it, or have not gone on yet. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Lets all that wait go on, on a coming turn, in the order they came. */
  set(): void {
    this.#isSet = true;
    for (const waiter of this.#waiting) this.#hub.soon(() => waiter.go(true));
  }

  clear(): void {
    this.#isSet = false;
  }

  /** Whether it was set; false where the time was up before. Does not switch where it is set. */
  *wait(timeoutMs: Milliseconds = Infinity): Switching<boolean> {
    if (this.#isSet) return true;
    const waiter = new Waiter<boolean>(this.#hub);
    this.#waiting.add(waiter);
    try {
      return yield* withTimeout(
        this.#hub,
        timeoutMs,
        () => waiter.wait(),
        () => this.#isSet,
      );
    } finally {
      this.#waiting.delete(waiter);
    }
  }
}
