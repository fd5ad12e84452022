/**
 * How much room each structure of assembly/sync takes and on which boundary it starts, as the module exports it;
 * `tests/sync/layout` compares the two.
 */
import type { Structure } from './layout.ts';

export const MAILBOX: Structure = { BYTES: 64, ALIGN: 64 };
export const BATCH: Structure = { BYTES: 320, ALIGN: 64 };
export const HANDSHAKE: Structure = { BYTES: 256, ALIGN: 64 };
export const THREAD: Structure = { BYTES: 256, ALIGN: 64 };
export const MUTEX: Structure = { BYTES: 128, ALIGN: 64 };
export const RECURSIVE_MUTEX: Structure = { BYTES: 128, ALIGN: 64 };
export const CONDITION: Structure = { BYTES: 64, ALIGN: 64 };
export const SEMAPHORE: Structure = { BYTES: 64, ALIGN: 64 };
export const EVENT: Structure = { BYTES: 64, ALIGN: 64 };
export const BARRIER: Structure = { BYTES: 64, ALIGN: 64 };
/** The header; `queueBytes` tells what a whole queue takes. */
export const QUEUE: Structure = { BYTES: 128, ALIGN: 64 };
export const READ_WRITE_LOCK: Structure = { BYTES: 64, ALIGN: 64 };
export const GIL: Structure = { BYTES: 256, ALIGN: 64 };
export const OBJECT: Structure = { BYTES: 64, ALIGN: 64 };
export const EVENT_COUNT: Structure = { BYTES: 64, ALIGN: 64 };
/** The header; the bytes of the ring follow. */
export const RING: Structure = { BYTES: 128, ALIGN: 64 };

/** The header; `dequeStructure` tells what a whole deque takes. */
export const DEQUE: Structure = { BYTES: 192, ALIGN: 64 };
/** The header; `callBoardStructure` tells what a whole board takes. */
export const CALL_BOARD: Structure = { BYTES: 256, ALIGN: 64 };
export const CALL: Structure = { BYTES: 64, ALIGN: 64 };
/** The head of a desk; its deque follows. */
export const DESK: Structure = { BYTES: 64, ALIGN: 64 };

const ITEM_BYTES = 8;
/** Of a deque. */
export const SLOT_BYTES = 4;

/** A queue with room for `capacity` items. */
export function queueStructure(capacity: number): Structure {
  return { BYTES: QUEUE.BYTES + capacity * ITEM_BYTES, ALIGN: QUEUE.ALIGN };
}

/** A deque with room for `capacity` items. */
export function dequeStructure(capacity: number): Structure {
  return { BYTES: DEQUE.BYTES + capacity * SLOT_BYTES, ALIGN: DEQUE.ALIGN };
}

/** A worker's share of `count` tasks in a batch of so many workers: a deque with room for its block. */
export function shareStructure(count: number, workers: number): Structure & { readonly slots: number } {
  const slots = 2 ** Math.ceil(Math.log2(Math.max(1, Math.ceil(count / workers))));
  const { BYTES, ALIGN } = dequeStructure(slots);
  return { BYTES: Math.ceil(BYTES / ALIGN) * ALIGN, ALIGN, slots };
}

/** A board for `slots` calls and `desks` workers. */
export function callBoardStructure(slots: number, desks: number): Structure {
  const deskBytes = Math.ceil((DESK.BYTES + dequeStructure(slots).BYTES) / DESK.ALIGN) * DESK.ALIGN;
  return { BYTES: CALL_BOARD.BYTES + slots * CALL.BYTES + desks * deskBytes, ALIGN: CALL_BOARD.ALIGN };
}
