/** Waits of the page for what it can only look at, a turn of the event loop after the other. */
import type { Clock } from '../base/clock.ts';
import { nextTurn } from '../base/turn.ts';
import type { Milliseconds } from '../base/units.ts';
import { Overdue } from './errors.ts';

const DEADLINE_MS: Milliseconds = 5_000;

/** Resolves once it holds. Rejects with `Overdue` after five seconds. */
export async function until(clock: Clock, what: string, holds: () => boolean): Promise<void> {
  const deadline = clock.now() + DEADLINE_MS;
  while (!holds()) {
    if (clock.now() > deadline) throw new Overdue(what, DEADLINE_MS);
    await nextTurn();
  }
}
