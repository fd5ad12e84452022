/**
 * The mailbox of one worker: the page posts orders, the worker parks until one arrives.
 * One writer (the page), one reader (the worker), so no lock: the order number is the hand-over.
 *
 *   word   order number        who writes            what it means
 *   ORDER  n                   page, by 1            n orders have been posted; the body of order n is whole
 *   KIND…  body of order n     page, before ORDER    read by the worker after it has seen ORDER = n
 *   STATE  0 away              worker                not in its serve loop: reach it by message
 *          1 parked            worker                waits for an order
 *          2 working           worker                carries one out
 *
 *   worker at ORDER = seen     page                        outcome
 *   not there yet              body, ORDER = seen+1        the first load sees it
 *   about to wait              body, ORDER = seen+1        wait32 compares under the engine's lock: returns at once
 *   waiting                    body, ORDER = seen+1        notify wakes it
 *
 * The page posts the next order only after the last one was answered (sync/batch, sync/handshake), so a body is never
 * overwritten while it is read. Every wait is a bounded slice: a lost wake-up costs one slice, never a hang.
 * The page's side is src/sync/mailbox.ts; it does not block.
 */
export const MAILBOX_BYTES: u32 = 64;
export const MAILBOX_ALIGN: u32 = 64;

const ORDER: usize = 0;
const STATE: usize = 4;

const PARKED: i32 = 1;
const WORKING: i32 = 2;

const NS_PER_MS: i64 = 1_000_000;

/**
 * Sleeps until the order number differs from `seen`, at most `sliceMs`. Returns the order number, which equals `seen`
 * when the slice passed without an order.
 *
 * Does not spin first: on as many cores as workers a spinning worker keeps the page's thread, which it waits for, off
 * its core. On two cores an empty batch back to back took 30 µs with no spin, 50 with 20 µs and 150 with 60 µs of it.
 */
export function awaitOrder(mailbox: usize, seen: i32, sliceMs: i32): i32 {
  // Sequentially consistent, as every wasm atomic: the page waits for PARKED before it times a batch.
  atomic.store<i32>(mailbox, PARKED, STATE);
  // Atomic load: it must not see the number before the body.
  let order = atomic.load<i32>(mailbox, ORDER);
  if (order == seen) {
    // Compares and sleeps in one step, so an order posted since the load is not slept through.
    atomic.wait<i32>(mailbox + ORDER, seen, <i64>sliceMs * NS_PER_MS);
    order = atomic.load<i32>(mailbox, ORDER);
  }
  if (order != seen) atomic.store<i32>(mailbox, WORKING, STATE);
  return order;
}

/** Marks the worker as away: it returns to its event loop, orders posted from now on wait there. */
export function leaveMailbox(mailbox: usize): void {
  // Last write of the serve loop: whoever sees it may send messages instead.
  atomic.store<i32>(mailbox, 0, STATE);
}
