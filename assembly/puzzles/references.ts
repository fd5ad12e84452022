/**
 * An object that threads share by counting references: whoever gives the last one back has to free it, once.
 */
import { releaseAtomic } from '../sync/refcount';

export { initObject, retainAtomic } from '../sync/refcount';
export { initThread } from '../sync/thread';

/** Gives one reference back and frees the object where it was the last; here freeing is counted. */
export function drop(object: usize, freed: usize): void {
  if (releaseAtomic(object)) atomic.add<i32>(freed, 1);
}
