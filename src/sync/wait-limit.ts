/** How long a wait may take, as callers say it, checked and turned into milliseconds. */
import type { Milliseconds } from '../base/units.ts';
import { BadArgument } from './errors.ts';

/** The longest time-out: what a browser's timers take. Longer means for ever; leave the time-out away. */
export const MOST_TIMEOUT_MS: Milliseconds = 2 ** 31 - 1;

export interface WaitLimit {
  /** false: try only. */
  readonly blocking?: boolean;
  /** Leave it away to wait as long as it takes. */
  readonly timeoutMs?: Milliseconds;
}

/** Milliseconds; 0 for a try, Infinity for ever. Throws `BadArgument`, or RangeError above `MOST_TIMEOUT_MS`. */
export function limitMs({ blocking = true, timeoutMs }: WaitLimit): Milliseconds {
  if (!blocking && timeoutMs !== undefined)
    throw new BadArgument('a try does not wait: leave timeoutMs or blocking away');
  if (!blocking) return 0;
  if (timeoutMs === undefined) return Infinity;
  if (!(timeoutMs >= 0)) throw new BadArgument(`a time-out cannot be ${timeoutMs} ms: leave it away to wait for ever`);
  if (timeoutMs > MOST_TIMEOUT_MS) {
    throw new RangeError(
      `a time-out of ${timeoutMs} ms is longer than ${MOST_TIMEOUT_MS} ms: leave it away to wait for ever`,
    );
  }
  return timeoutMs;
}
