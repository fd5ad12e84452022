/**
 * One Deferred for many. They keep their results and their stages: each is looked at in passing.
 * Source: Twisted's documentation, "Deferred Reference", on `DeferredList` and `gatherResults`.
 */
import { Deferred } from './deferred.ts';
import { FirstError } from './errors.ts';
import type { EventLoop } from './event-loop.ts';
import { Failure } from './failure.ts';

export interface DeferredListOptions {
  /** Failures count as handled once the list has seen them. */
  readonly consumeErrors?: boolean;
}

/** A value, or the failure that stands in its place. */
export type DeferredOutcome<T> =
  { readonly succeeded: true; readonly value: T } | { readonly succeeded: false; readonly failure: Failure };

/** Calls `told` with each outcome and its place; what the Deferred's own later stages see of it is up to `consumeErrors`. */
function watchAll<T>(
  deferreds: readonly Deferred<T>[],
  options: DeferredListOptions,
  told: (outcome: DeferredOutcome<T>, at: number) => void,
): void {
  deferreds.forEach((deferred, at) => {
    deferred.addCallbacks(
      (value) => {
        told({ succeeded: true, value }, at);
        return value;
      },
      (failure) => {
        told({ succeeded: false, failure }, at);
        return options.consumeErrors ? undefined : failure;
      },
    );
  });
}

/** Every outcome in the order given, once all are there; it never fails. Cancelling it cancels all. */
export function deferredList<T>(
  loop: EventLoop,
  deferreds: readonly Deferred<T>[],
  options: DeferredListOptions = {},
): Deferred<DeferredOutcome<T>[]> {
  const all = new Deferred<DeferredOutcome<T>[]>(loop, () => deferreds.forEach((deferred) => deferred.cancel()));
  const outcomes = new Array<DeferredOutcome<T>>(deferreds.length);
  let left = deferreds.length;
  if (left === 0) all.callback([]);
  watchAll(deferreds, options, (outcome, at) => {
    outcomes[at] = outcome;
    left -= 1;
    if (left === 0 && !all.isFired) all.callback(outcomes);
  });
  return all;
}

/** The values in the order given; fails with `FirstError` at the first failure, and the others go on. Cancelling it cancels all. */
export function gatherResults<T>(
  loop: EventLoop,
  deferreds: readonly Deferred<T>[],
  options: DeferredListOptions = {},
): Deferred<T[]> {
  const all = new Deferred<T[]>(loop, () => deferreds.forEach((deferred) => deferred.cancel()));
  const values = new Array<T>(deferreds.length);
  let left = deferreds.length;
  if (left === 0) all.callback([]);
  watchAll(deferreds, options, (outcome, at) => {
    if (all.isFired) return;
    if (!outcome.succeeded) return all.errback(new FirstError(at, { cause: outcome.failure.thrown }));
    values[at] = outcome.value;
    left -= 1;
    if (left === 0) all.callback(values);
  });
  return all;
}
