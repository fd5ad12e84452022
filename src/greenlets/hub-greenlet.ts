/**
 * A greenlet under a hub: started by the loop, with a result that others can wait for. It never troubles its parent with an error:
 * that is in the outcome, and the loop's exception handler is told of one that nobody asked for.
 * Source: gevent, src/gevent/greenlet.py (`Greenlet`).
 */
import type { Milliseconds } from '../base/units.ts';
import { currentContext } from '../loop/context.ts';
import type { LoopFuture } from '../loop/loop-future.ts';
import { GreenletExit } from './errors.ts';
import type { GreenletBody } from './generator-strand.ts';
import { currentGreenlet, Greenlet, mainGreenlet } from './greenlet.ts';
import type { Cancellable, Hub } from './hub.ts';
import { withTimeout } from './greenlet-timeout.ts';
import type { Strand, Switching } from './strand.ts';
import type { Transfer } from './transfer.ts';

export type SpawnBody<T> = (value: never) => Switching<T>;

export type Link<T> = (greenlet: HubGreenlet<T>) => void;

export class HubGreenlet<T> extends Greenlet {
  /**
   * What it returned or threw. A greenlet that was killed has its `GreenletExit` for a value. To cancel the future ends nobody's work:
   * the greenlet goes on, and nobody hears of it.
   */
  readonly outcome: LoopFuture<T | GreenletExit>;
  /** Of its own, a copy of the one it was spawned in. Bodies in WebAssembly have it only in operations that have waited before. */
  readonly context = currentContext().copy();
  readonly #hub: Hub;
  readonly #links = new Map<Link<T>, Cancellable>();
  #start: Cancellable | null = null;

  /** Only `Hub.spawn` makes one. */
  constructor(hub: Hub, body: GreenletBody | Strand) {
    super(body, mainGreenlet());
    this.#hub = hub;
    this.outcome = hub.loop.createFuture();
  }

  /** It ended, and not with an error. */
  get isSuccessful(): boolean {
    return this.outcome.isDone && this.outcome.exception() === null;
  }

  /** The hub's. */
  start(value: unknown): void {
    this.#start = this.#hub.soon(() => {
      if (!this.isDead) this.#hub.enter(this, 'value', value);
    });
  }

  /**
   * Throws `error` into it where it waits, on a coming turn; before its start, it never runs. Does not wait for its end: `join` does. Of
   * a greenlet by itself: throws at once.
   */
  kill(error: unknown = new GreenletExit()): void {
    if (currentGreenlet() === this) throw error;
    if (!this.isActive) this.#start?.cancel();
    this.#hub.soon(() => {
      if (!this.isDead) this.#hub.enter(this, 'error', error);
    });
  }

  /** Waits until it has ended, whatever came of it; false where the time was up before. */
  *join(timeoutMs: Milliseconds = Infinity): Switching<boolean> {
    const { outcome } = this;
    const hub = this.#hub;
    if (timeoutMs === Infinity) yield* hub.waitDone(outcome);
    else
      yield* withTimeout(
        hub,
        timeoutMs,
        () => hub.waitDone(outcome),
        () => undefined,
      );
    return outcome.isDone;
  }

  /** Waits for what it returns. Throws what it threw, and `GreenletTimeout`. */
  *get(timeoutMs: Milliseconds = Infinity): Switching<T | GreenletExit> {
    return yield* withTimeout(this.#hub, timeoutMs, () => this.#hub.wait(this.outcome));
  }

  /** Calls back in the hub once it has ended, in the order of asking; on the next turn where it has already. */
  link(callback: Link<T>): void {
    this.unlink(callback);
    this.#links.set(
      callback,
      this.#hub.whenDone(this.outcome, () => callback(this)),
    );
  }

  unlink(callback: Link<T>): void {
    this.#links.get(callback)?.cancel();
    this.#links.delete(callback);
  }

  protected override concluded(end: Transfer): void {
    // Somebody may have cancelled it meanwhile.
    if (!this.outcome.isDone) this.#settle(end);
    end.kind = 'value';
    end.payload = undefined;
  }

  #settle({ kind, payload }: Transfer): void {
    if (kind === 'error') this.outcome.setException(payload);
    else this.outcome.setResult(payload as T | GreenletExit);
  }
}
