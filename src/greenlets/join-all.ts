/** Waiting for many greenlets at once, and ending many. Source: gevent, `joinall` and `killall` of src/gevent/greenlet.py. */
import type { Milliseconds } from '../base/units.ts';
import { withTimeout } from './greenlet-timeout.ts';
import type { HubGreenlet } from './hub-greenlet.ts';
import type { Hub } from './hub.ts';
import type { Switching } from './strand.ts';
import { Waiter } from './waiter.ts';

export interface JoinOptions {
  readonly timeoutMs?: Milliseconds;
  /** How many have to end; all where none is given. */
  readonly count?: number;
  /** `throw`: the first that fails ends the waiting with its error. `keep`: errors stay in the outcomes. */
  readonly errors?: 'throw' | 'keep';
}

/** Waits until they have ended, or the time is up; those that have, in the order of their ends. */
export function* joinAll<T>(
  hub: Hub,
  greenlets: Iterable<HubGreenlet<T>>,
  { timeoutMs = Infinity, count = Infinity, errors = 'keep' }: JoinOptions = {},
): Switching<HubGreenlet<T>[]> {
  const all = new Set(greenlets);
  const ended: HubGreenlet<T>[] = [];
  const waiter = new Waiter<void>(hub);
  const link = (greenlet: HubGreenlet<T>): void => {
    ended.push(greenlet);
    if (ended.length >= Math.min(count, all.size) || (errors === 'throw' && !greenlet.isSuccessful)) waiter.go();
  };
  for (const greenlet of all) greenlet.link(link);
  try {
    if (count > 0 && all.size > 0)
      yield* withTimeout(
        hub,
        timeoutMs,
        () => waiter.wait(),
        () => undefined,
      );
  } finally {
    for (const greenlet of all) greenlet.unlink(link);
  }
  if (errors === 'throw') for (const greenlet of ended) greenlet.outcome.result();
  return ended;
}

/** Kills them all, then waits until they have ended; false where the time was up before. */
export function* killAll<T>(
  hub: Hub,
  greenlets: readonly HubGreenlet<T>[],
  timeoutMs: Milliseconds = Infinity,
): Switching<boolean> {
  for (const greenlet of greenlets) greenlet.kill();
  const ended = yield* joinAll(hub, greenlets, { timeoutMs });
  return ended.length === greenlets.length;
}
