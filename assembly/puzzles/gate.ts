/**
 * The gate alone, the small lock inside every structure of the lab: in and out again.
 */
import { enterGate, leaveGate } from '../sync/gate';

export { enterGate, leaveGate } from '../sync/gate';
export { initThread } from '../sync/thread';

/** Goes through the gate once. */
export function pass(gate: usize, me: usize): void {
  enterGate(gate, me);
  leaveGate(gate);
}
