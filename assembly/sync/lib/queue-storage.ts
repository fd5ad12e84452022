/**
 * Where the items of a queue stand: a ring for first in first out, a stack for last in first out, a binary heap for smallest
 * first (J. W. J. Williams, CACM 7(6), 1964). Called under the queue's gate; knows nothing of waiting. COUNT is stored
 * atomically for those who look without the gate; loads under it are plain.
 */

/** The header of a queue; items, 64-bit floats, follow it. */
export const HEADER_BYTES: usize = 128;
export const ORDER: usize = 32;
export const CAPACITY: usize = 36;
export const COUNT: usize = 44;
/** Where the ring begins. */
const FIRST: usize = 48;

export const FIRST_IN_FIRST_OUT: i32 = 0;
export const LAST_IN_FIRST_OUT: i32 = 1;
export const SMALLEST_FIRST: i32 = 2;

function slot(queue: usize, index: u32): usize {
  return queue + HEADER_BYTES + 8 * index;
}

/** Puts an item in; there is room. */
export function takeIn(queue: usize, item: f64): void {
  const count = load<u32>(queue, COUNT);
  atomic.store<u32>(queue, count + 1, COUNT);
  if (load<i32>(queue, ORDER) == SMALLEST_FIRST) return siftUp(queue, count, item);
  const behind = load<u32>(queue, FIRST) + count;
  const capacity = load<u32>(queue, CAPACITY);
  store<f64>(slot(queue, behind < capacity ? behind : behind - capacity), item);
}

/** Takes the next item out; there is one. */
export function takeOut(queue: usize): f64 {
  const count = load<u32>(queue, COUNT) - 1;
  const order = load<i32>(queue, ORDER);
  const first = load<u32>(queue, FIRST);
  atomic.store<u32>(queue, count, COUNT);
  if (order == SMALLEST_FIRST) return takeSmallest(queue, count);
  if (order == LAST_IN_FIRST_OUT) return lift(slot(queue, count));
  const item = lift(slot(queue, first));
  store<u32>(queue, first + 1 < load<u32>(queue, CAPACITY) ? first + 1 : 0, FIRST);
  return item;
}

/** Takes an item out of its slot and leaves nothing of it there. */
function lift(at: usize): f64 {
  const item = load<f64>(at);
  store<f64>(at, 0);
  return item;
}

function siftUp(queue: usize, hole: u32, item: f64): void {
  while (hole > 0) {
    const parent = (hole - 1) >> 1;
    const above = load<f64>(slot(queue, parent));
    if (above <= item) break;
    store<f64>(slot(queue, hole), above);
    hole = parent;
  }
  store<f64>(slot(queue, hole), item);
}

/** The smallest of `count` + 1 items; the last fills its place. */
function takeSmallest(queue: usize, count: u32): f64 {
  const smallest = load<f64>(slot(queue, 0));
  const item = lift(slot(queue, count));
  let hole: u32 = 0;
  while (true) {
    let child: u32 = 2 * hole + 1;
    if (child >= count) break;
    if (child + 1 < count && load<f64>(slot(queue, child + 1)) < load<f64>(slot(queue, child))) ++child;
    const below = load<f64>(slot(queue, child));
    if (item <= below) break;
    store<f64>(slot(queue, hole), below);
    hole = child;
  }
  // The last one was the smallest: nothing is left to stand at the top.
  if (count > 0) store<f64>(slot(queue, hole), item);
  return smallest;
}
