/**
 * Lets long work on the page's own thread give way: after a short stretch the event loop has its turn, so that the page paints and
 * answers, and a wish to stop is heard. Does no work itself.
 */
import { clockFrom, type Clock } from '../base/clock.ts';
import { nextTurn } from '../base/turn.ts';
import type { Milliseconds } from '../base/units.ts';

/** Two frames at 60 a second, less what one more step may take. */
const STRETCH_MS = 20;

export class Pace {
  private since: Milliseconds;

  constructor(
    private readonly signal?: AbortSignal,
    private readonly clock: Clock = clockFrom(),
  ) {
    this.since = clock.now();
  }

  /** Whether it is time to give way. */
  get due(): boolean {
    return this.clock.now() - this.since > STRETCH_MS;
  }

  /** @throws the signal's reason, where it has been aborted. */
  async giveWay(): Promise<void> {
    this.signal?.throwIfAborted();
    await nextTurn();
    this.signal?.throwIfAborted();
    this.since = this.clock.now();
  }
}
