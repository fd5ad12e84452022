/** An event as a thread sees it: assembly/sync/event.ts at an address. */
import { demandDone, gotten } from './errors.ts';
import type { Answer, Style, Thread, WaitOperation } from './thread.ts';
import { limitMs, type WaitLimit } from './wait-limit.ts';

const WHAT = 'the event';

export class Event<S extends Style> {
  readonly #wait: WaitOperation;

  constructor(
    readonly thread: Thread<S>,
    readonly at: number,
  ) {
    const { sync, at: me } = thread;
    this.#wait = {
      whole: (ms) => sync.waitEvent(at, me, ms),
      begin: () => sync.beginEvent(at, me),
      resume: (reason) => sync.resumeEvent(at, me, reason),
    };
  }

  /** True once it is set, or was while this thread waited; false where the time ran out. Throws `WaitStopped`. */
  wait(limit: WaitLimit = {}): Answer<S, boolean> {
    return this.thread.wait(this.#wait, limitMs(limit), (outcome) => gotten(outcome, WHAT));
  }

  /** Lets everybody go who waits, and everybody who comes until it is cleared. */
  set(): Answer<S, void> {
    const { sync, at: me } = this.thread;
    return this.thread.step(
      () => sync.setEvent(this.at, me),
      (outcome) => demandDone(outcome, WHAT),
    );
  }

  clear(): void {
    this.thread.sync.clearEvent(this.at);
  }

  get isSet(): boolean {
    return this.thread.sync.isEventSet(this.at) !== 0;
  }

  toString(): string {
    return `event (${this.isSet ? 'set' : 'unset'})`;
  }
}
