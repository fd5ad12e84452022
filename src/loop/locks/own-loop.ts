/**
 * Which loop a lock and its kin belong to: none at first, then the one on which somebody has to wait for it first. What never
 * makes anybody wait is never bound.
 * Source: CPython 3.13, Lib/asyncio/mixins.py (`_LoopBoundMixin`).
 */
import { MisusedLoop } from '../errors.ts';
import type { EventLoop } from '../event-loop.ts';
import { runningLoop } from '../running.ts';

export class OwnLoop {
  #loop: EventLoop | null = null;

  /** The running loop, which it is bound to from now on. Throws `MisusedLoop` where that is another, or where none is running. */
  bound(): EventLoop {
    const running = runningLoop();
    this.#loop ??= running;
    if (this.#loop !== running) {
      throw new MisusedLoop('this is bound to another loop, whose tasks have waited for it: make one for each loop');
    }
    return running;
  }
}
