/**
 * A mailbox with its two sides: the worker's is the lab's own, the page's is what src/sync/mailbox.ts does with the same word.
 */
export { awaitOrder } from '../sync/mailbox';
export { initThread } from '../sync/thread';

/** Posts the next order and wakes the worker. */
export function postOrder(mailbox: usize): void {
  atomic.add<i32>(mailbox, 1);
  atomic.notify(mailbox, 1);
}
