/**
 * A counter without a lock: what two threads do in the first of the scheduler's puzzles, and what they had better do. The code is that of
 * the lab's own deliberate race.
 */
export { incrementAtomic, incrementRacy } from '../contention/increments';
export { initThread } from '../sync/thread';
