/**
 * Two locks, one held while the other is asked for. They are the lab's gates, the small lock inside every structure: each is right, and
 * whether all is well is up to the order in which they are taken.
 */
import { enterGate, leaveGate } from '../sync/gate';

export { initThread } from '../sync/thread';

/** Takes one, then the other, and gives both back. */
export function lockBoth(first: usize, second: usize, me: usize): void {
  enterGate(first, me);
  enterGate(second, me);
  leaveGate(second);
  leaveGate(first);
}
