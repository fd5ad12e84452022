/**
 * An event: one waits for it, the other sets it.
 */
export { initEvent, setEvent, waitEvent } from '../sync/event';
export { initThread } from '../sync/thread';
