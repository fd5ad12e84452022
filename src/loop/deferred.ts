/**
 * A result that comes later, in the style of callbacks: stages that are added to it, each given what the one before made of it. Stages
 * run as soon as there is a result, inside the call that brings it, not on a turn of their own. Knows the loop only for telling of
 * failures that nobody handled.
 * Source: Twisted's documentation, "Deferred Reference" and "Introducing Deferreds".
 *
 *   waiting → fired, running its stages ⇄ paused (a stage gave a Deferred: waits for that one's result)
 */
import type { Milliseconds } from '../base/units.ts';
import { CancelledError, InvalidState, LoopExit, MisusedLoop, TimeoutError } from './errors.ts';
import type { EventLoop } from './event-loop.ts';
import { Failure } from './failure.ts';
import type { AtClose, LoopFault } from './faults.ts';
import type { LoopFuture } from './loop-future.ts';

/** What a stage may give: a value, a failure that goes to the next errback, or a Deferred that is waited for. */
export type StageResult<T> = T | Failure | Deferred<T>;

interface Stage {
  readonly onValue: ((value: never) => unknown) | null;
  readonly onFailure: ((failure: Failure) => unknown) | null;
}

/** Fires the Deferred it is given, or at least stops the work; then it is fired with `CancelledError`. */
export type Canceller<T> = (deferred: Deferred<T>) => void;

export class Deferred<T> implements AtClose {
  /** Another Deferred among the stages takes the result over when its turn comes. */
  readonly #stages: (Stage | Deferred<unknown>)[] = [];
  #result: unknown;
  #isFired = false;
  #isRunningStage = false;
  #ignoresNext = false;
  #waitsFor: Deferred<unknown> | null = null;
  readonly #canceller: Canceller<never> | null;

  constructor(
    readonly loop: EventLoop,
    canceller: Canceller<T> | null = null,
  ) {
    this.#canceller = canceller;
  }

  /** It has got its result, whatever the stages have made of it since. */
  get isFired(): boolean {
    return this.#isFired;
  }

  /** Gives it its value. Throws `InvalidState` the second time, `TypeError` for a Deferred. */
  callback(value: T): void {
    if (value instanceof Deferred) throw new TypeError('a Deferred is no value: give it back from a callback');
    this.#fire(value);
  }

  /** Gives it its failure. Throws `InvalidState` the second time. */
  errback(error: unknown): void {
    this.#fire(error instanceof Failure ? error : new Failure(error));
  }

  /** The next stage for a value; a failure goes past it. What it throws is a failure. Gives the Deferred itself. */
  addCallback<U>(onValue: (value: T) => StageResult<U>): Deferred<U> {
    return this.#add({ onValue, onFailure: null });
  }

  /** The next stage for a failure; a value goes past it. What it gives back is a value again. */
  addErrback<U>(onFailure: (failure: Failure) => StageResult<U>): Deferred<T | U> {
    return this.#add({ onValue: null, onFailure });
  }

  /** One stage for both: the errback does not get what the callback throws. */
  addCallbacks<U, V>(
    onValue: (value: T) => StageResult<U>,
    onFailure: (failure: Failure) => StageResult<V>,
  ): Deferred<U | V> {
    return this.#add({ onValue, onFailure });
  }

  /** The next stage whatever comes. */
  addBoth<U>(onEither: (result: T | Failure) => StageResult<U>): Deferred<U> {
    return this.#add({ onValue: onEither, onFailure: onEither });
  }

  /**
   * Not wanted any more: fires it with `CancelledError`, unless the canceller fires it otherwise. Where a stage waits for another Deferred
   * that one is cancelled. Nothing happens where there is nothing left to wait for.
   */
  cancel(): void {
    if (this.#isFired) return this.#waitsFor?.cancel();
    if (this.#canceller) this.#canceller(this as Deferred<unknown> as Deferred<never>);
    // Whoever was to fire it does not know, and may still try, once.
    else this.#ignoresNext = true;
    if (!this.#isFired) this.errback(new CancelledError());
  }

  /** Cancels it where its stages so far are not through after `delayMs`; the cancellation then goes on as what `timedOut` makes. */
  addTimeout(
    delayMs: Milliseconds,
    timedOut = (): Error => new TimeoutError(`the Deferred had no result within ${delayMs} ms`),
  ): this {
    let isLate = false;
    const timer = this.loop.callLater(delayMs, () => {
      isLate = true;
      this.cancel();
    });
    this.#add({
      onValue: (value: unknown) => {
        timer.cancel();
        return value;
      },
      onFailure: (failure) => {
        timer.cancel();
        return isLate && failure.check(CancelledError) ? new Failure(timedOut()) : failure;
      },
    });
    return this;
  }

  /** A future with its result, for `yield*`; cancelling the future cancels it. The result is the future's from then on. */
  asFuture(): LoopFuture<T> {
    const future = this.loop.createFuture<T>();
    this.addCallbacks(
      (value) => {
        if (!future.isDone) future.setResult(value);
      },
      ({ thrown }) => {
        if (future.isDone) return;
        if (thrown instanceof CancelledError) future.cancel(thrown.reason);
        else future.setException(thrown);
      },
    );
    future.addDoneCallback(() => {
      if (future.isCancelled) this.cancel();
    });
    return future;
  }

  /** The loop's, when it is closed. */
  faultAtClose(): LoopFault | null {
    if (!(this.#result instanceof Failure)) return null;
    return { message: 'Unhandled error in Deferred', error: this.#result.thrown, source: this };
  }

  #fire(result: unknown): void {
    if (this.#isFired) {
      if (!this.#ignoresNext) throw new InvalidState('the Deferred has been fired already and keeps what it has');
      this.#ignoresNext = false;
      return;
    }
    this.#isFired = true;
    this.#result = result;
    this.#run();
  }

  #add(stage: Stage): Deferred<never> {
    this.#stages.push(stage);
    if (this.#isFired) this.#run();
    return this as Deferred<unknown> as Deferred<never>;
  }

  /** A stack of its own: Deferreds that wait for each other in a row would use up the engine's. */
  #run(): void {
    const stack: Deferred<unknown>[] = [this];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const resumed = top.#advance();
      if (resumed === null) stack.pop();
      else stack.push(resumed);
    }
  }

  /** Runs stages up to one that waits, the end, or one that takes the result over: that Deferred has to go on first. */
  #advance(): Deferred<unknown> | null {
    // A stage that adds another to its own Deferred: that one comes when it is over.
    if (this.#isRunningStage) return null;
    while (this.#waitsFor === null) {
      const stage = this.#stages.shift();
      if (stage === undefined) break;
      if (stage instanceof Deferred) return this.#handOver(stage);
      this.#play(stage);
    }
    if (this.#result instanceof Failure && this.#waitsFor === null) this.loop.faults.watch(this);
    else this.loop.faults.dismiss(this);
    return null;
  }

  #play({ onValue, onFailure }: Stage): void {
    const before = this.#result;
    const stage = (before instanceof Failure ? onFailure : onValue) as ((result: unknown) => unknown) | null;
    if (stage === null) return;
    this.#isRunningStage = true;
    try {
      this.#take(stage(before));
    } catch (error) {
      if (error instanceof LoopExit) throw error;
      this.#result = new Failure(error);
    } finally {
      this.#isRunningStage = false;
    }
  }

  /** What a stage has given. */
  #take(given: unknown): void {
    if (!(given instanceof Deferred)) {
      this.#result = given;
      return;
    }
    const inner = given as Deferred<unknown>;
    if (inner === this) throw new MisusedLoop('a callback gave its own Deferred back, which would wait for itself');
    this.#result = undefined;
    this.#waitsFor = inner;
    inner.#stages.push(this);
    if (inner.#isFired) inner.#run();
  }

  /** The result belongs to `outer` from here on; what comes behind has nothing left of it. */
  #handOver(outer: Deferred<unknown>): Deferred<unknown> {
    outer.#result = this.#result;
    outer.#waitsFor = null;
    this.#result = undefined;
    return outer;
  }
}

/** One that has its value already. */
export function succeed<T>(loop: EventLoop, value: T): Deferred<T> {
  const deferred = new Deferred<T>(loop);
  deferred.callback(value);
  return deferred;
}

/** One that has failed already. */
export function fail(loop: EventLoop, error: unknown): Deferred<never> {
  const deferred = new Deferred<never>(loop);
  deferred.errback(error);
  return deferred;
}

/** Fired after `delayMs` with what `call` gives or throws; cancelled before, it is never called. */
export function deferLater<T>(loop: EventLoop, delayMs: Milliseconds, call: () => StageResult<T>): Deferred<T> {
  const deferred = new Deferred<void>(loop, () => timer.cancel());
  const timer = loop.callLater(delayMs, () => deferred.callback());
  return deferred.addCallback(call);
}

/** Fired when the future, or task, is done. Cancelling it cancels the future. */
export function fromFuture<T>(future: LoopFuture<T>): Deferred<T> {
  const deferred = new Deferred<T>(future.loop, () => future.cancel());
  future.addDoneCallback(() => {
    if (deferred.isFired) return future.markSeen();
    let value: T;
    try {
      value = future.result();
    } catch (error) {
      return deferred.errback(error);
    }
    deferred.callback(value);
  });
  return deferred;
}
