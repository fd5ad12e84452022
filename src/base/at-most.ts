/** Waits with an end: for a promise, but no longer than a given time. Leaves no timer behind. */
import type { Milliseconds } from './units.ts';

/** Resolves when `promise` has settled, however, or when `ms` have passed; never rejects. */
export function atMost(promise: Promise<unknown>, ms: Milliseconds): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const settled = (): void => {
      clearTimeout(timer);
      resolve();
    };
    promise.then(settled, settled);
  });
}
