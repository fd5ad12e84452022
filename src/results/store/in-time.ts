/** A promise that is waited for no longer than a given time: a database that never answers must not hang the page. */
import type { Milliseconds } from '../../base/units.ts';

/** Settles as `promise` does, or rejects with what `late` gives when `ms` have passed. Leaves no timer behind. */
export function inTime<Value>(promise: Promise<Value>, ms: Milliseconds, late: () => Error): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(late()), ms);
    promise.finally(() => clearTimeout(timer)).then(resolve, reject);
  });
}
