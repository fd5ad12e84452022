/**
 * The hub: plain code that runs an event loop and switches to whichever greenlet has got what it waits for. A greenlet that has to
 * wait asks the loop for a call back and switches to the hub; so everything that blocks is a switch, and nothing else is. What
 * gevent makes of greenlets (gevent.org, src/gevent/hub.py and src/gevent/_waiter.py).
 *
 * The hub is the main greenlet: the loop's own callbacks enter greenlets and have control back when these wait. Any driver of
 * src/loop runs it. Where greenlets run in WebAssembly a callback may come while one of them is still on its way; then it is put
 * off until that one waits, so that greenlets run one at a time and in the order of the callbacks, in both forms.
 *
 * What differs from gevent: there is no hub until one is made, and none is found by itself; nothing is patched; waiting with nothing
 * left to happen is an error of the driver (`NothingLeftToRun`), not of a greenlet.
 */
import type { Milliseconds } from '../base/units.ts';
import { currentContext, enterContext } from '../loop/context.ts';
import type { EventLoop } from '../loop/event-loop.ts';
import { TimerHandle } from '../loop/handle.ts';
import type { LoopFuture } from '../loop/loop-future.ts';
import { BadArgument } from '../sync/errors.ts';
import { enterThen, whenAtRest, type Greenlet } from './greenlet.ts';
import { HubGreenlet, type SpawnBody } from './hub-greenlet.ts';
import type { Strand, Switching } from './strand.ts';
import type { TransferKind } from './transfer.ts';
import { Waiter } from './waiter.ts';

/** A call back that need not come. Harmless afterwards. */
export interface Cancellable {
  cancel(): void;
}

export class Hub {
  readonly #context = currentContext().copy();

  constructor(readonly loop: EventLoop) {}

  /** Starts a greenlet on a coming turn of the loop; those spawned first start first. Its body gets `value`. */
  spawn<T>(body: SpawnBody<T> | Strand, value?: unknown): HubGreenlet<T> {
    const greenlet = new HubGreenlet<T>(this, body);
    greenlet.start(value);
    return greenlet;
  }

  /** Waits `delayMs` on the loop's clock; 0 or less lets everybody run who can. Throws `BadArgument` for NaN. */
  *sleep(delayMs: Milliseconds = 0): Switching<void> {
    if (Number.isNaN(delayMs)) throw new BadArgument('a delay cannot be NaN: give it in milliseconds');
    const waiter = new Waiter<void>(this);
    const go = (): void => waiter.go();
    const timer = delayMs > 0 ? this.later(delayMs, go) : this.soon(go);
    try {
      yield* waiter.wait();
    } finally {
      timer.cancel();
    }
  }

  /** Waits until the future, or a task, is done; its value. Throws what it failed with. Does not switch where it is done already. */
  *wait<T>(future: LoopFuture<T>): Switching<T> {
    yield* this.waitDone(future);
    return future.result();
  }

  /** Waits until the future is done, whatever comes of it. */
  *waitDone(future: LoopFuture<unknown>): Switching<void> {
    if (future.isDone) return;
    const waiter = new Waiter<void>(this);
    const telling = this.whenDone(future, () => waiter.go());
    try {
      yield* waiter.wait();
    } finally {
      telling.cancel();
    }
  }

  /** Calls back in the hub: on the next turn of the loop, or as soon after as no greenlet runs. */
  soon(callback: () => void): Cancellable {
    return this.loop.callSoonThreadsafe(this.#atRest(callback), this.#context);
  }

  /** As `soon`, after `delayMs`. */
  later(delayMs: Milliseconds, callback: () => void): Cancellable {
    const { loop } = this;
    // Not by callLater: a greenlet in WebAssembly asks between the loop's turns, where debug mode lets nobody set a timer.
    const timer = new TimerHandle(
      loop.time() + delayMs,
      loop.nextTimerNumber(),
      this.#atRest(callback),
      loop,
      this.#context,
    );
    loop.schedule(timer);
    return timer;
  }

  /** Calls back in the hub once the future is done: on the next turn where it is already. In the order of asking. */
  whenDone(future: LoopFuture<unknown>, callback: () => void): Cancellable {
    const told = this.#atRest(callback);
    future.addDoneCallback(told, this.#context);
    return { cancel: () => void future.removeDoneCallback(told) };
  }

  /** Only in a callback of the hub, as its last act: runs `greenlet` until it waits. An error that reaches the hub is the loop's. */
  enter(greenlet: Greenlet, kind: TransferKind, payload: unknown): void {
    const outer = enterContext(greenlet instanceof HubGreenlet ? greenlet.context : this.#context);
    try {
      enterThen(greenlet, kind, payload, this.#arrived);
    } finally {
      enterContext(outer);
    }
  }

  readonly #arrived = (kind: TransferKind, payload: unknown): void => {
    if (kind === 'error') this.#report(payload);
  };

  #atRest(callback: () => void): () => void {
    const guarded = (): void => {
      try {
        callback();
      } catch (error) {
        this.#report(error);
      }
    };
    return () => whenAtRest(guarded);
  }

  /** Nobody waits for it: a link failed, or a greenlet that nobody spawned and whose parent is the hub. */
  #report(error: unknown): void {
    this.loop.callExceptionHandler({ message: 'an error reached the hub', error, source: this });
  }
}
