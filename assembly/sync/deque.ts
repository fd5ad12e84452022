/**
 * A work-stealing deque of numbers ≥ 0: its owner pushes and pops at the bottom, anybody steals at the top. Nobody waits
 * and nobody holds a lock; a steal may lose a race and is told so.
 * D. Chase and Y. Lev, "Dynamic Circular Work-Stealing Deque" (SPAA 2005), of a fixed size, with sequentially consistent
 * accesses throughout as in §2 there (N. M. Lê et al., PPoPP 2013, tell which could be weaker on other machines).
 *
 *   word      who writes                      what it means
 *   TOP       thieves, and the owner for the  the oldest item is slot TOP; only ever grows, by exchange
 *             last item
 *   BOTTOM    owner                           the next item goes to slot BOTTOM
 *   slots     owner                           items TOP … BOTTOM - 1, modulo the size
 *
 *   owner                              thief                           outcome
 *   pop: BOTTOM - 1, then looks at TOP steal: TOP, then BOTTOM         each sees the other's write or was seen itself: never both
 *                                                                      take an item that is not the last
 *   pops the last: TOP → TOP + 1       steals it: TOP → TOP + 1        exactly one exchange succeeds
 *   pushes over a slot long stolen     has read that slot with an      its exchange fails: TOP has moved on
 *                                      old TOP
 *
 * TOP and BOTTOM wrap; they are compared by their difference.
 */
export const DEQUE_BYTES: u32 = 192;
export const DEQUE_ALIGN: u32 = 64;

// On lines of their own: thieves write one, the owner the other.
const TOP: usize = 0;
const BOTTOM: usize = 64;
const MASK: usize = 128;
/** Slots follow the header. */
const SLOTS: usize = 192;

/** There was nothing to take. */
export const DEQUE_EMPTY: i32 = -1;
/** Somebody else took it first; there may be more. */
export const DEQUE_LOST: i32 = -2;

/** `capacity` is a power of two; `first` is 0 but in tests of the wrap. */
export function initDeque(deque: usize, capacity: u32, first: u32): void {
  memory.fill(deque, 0, DEQUE_BYTES);
  store<u32>(deque, capacity - 1, MASK);
  atomic.store<u32>(deque, first, TOP);
  atomic.store<u32>(deque, first, BOTTOM);
}

function slot(deque: usize, index: u32): usize {
  return deque + SLOTS + 4 * (index & load<u32>(deque, MASK));
}

/** The owner puts an item at the bottom. False where it is full. */
export function pushDeque(deque: usize, item: i32): bool {
  const bottom = load<u32>(deque, BOTTOM);
  // Atomic: a TOP that is too old only makes the deque look fuller than it is.
  const size = <i32>(bottom - atomic.load<u32>(deque, TOP));
  if (size > <i32>load<u32>(deque, MASK)) return false;
  // Atomic: a thief with an old TOP may be reading the slot, in vain.
  atomic.store<i32>(slot(deque, bottom), item);
  // After the item: who sees the new bottom sees the item.
  atomic.store<u32>(deque, bottom + 1, BOTTOM);
  return true;
}

/** The owner takes the youngest item; DEQUE_EMPTY where there is none. */
export function popDeque(deque: usize): i32 {
  const bottom = load<u32>(deque, BOTTOM) - 1;
  // Announced before TOP is looked at: a thief that comes later sees it, one that came before has moved TOP.
  atomic.store<u32>(deque, bottom, BOTTOM);
  const top = atomic.load<u32>(deque, TOP);
  const left = <i32>(bottom - top);
  if (left > 0) return atomic.load<i32>(slot(deque, bottom));
  // The last one, or none: thieves may want it too. Exchange: exactly one gets it.
  const mine = left == 0 && atomic.cmpxchg<u32>(deque, top, top + 1, TOP) == top;
  const item = mine ? atomic.load<i32>(slot(deque, bottom)) : DEQUE_EMPTY;
  atomic.store<u32>(deque, bottom + 1, BOTTOM);
  return item;
}

/** Anybody takes the oldest item; DEQUE_EMPTY, or DEQUE_LOST where another was faster. */
export function stealDeque(deque: usize): i32 {
  // TOP before BOTTOM: the other way round the owner could pop in between and both would have the last item.
  const top = atomic.load<u32>(deque, TOP);
  const bottom = atomic.load<u32>(deque, BOTTOM);
  if (<i32>(bottom - top) <= 0) return DEQUE_EMPTY;
  // Before the exchange: afterwards the owner may reuse the slot.
  const item = atomic.load<i32>(slot(deque, top));
  // Exchange: of all who saw this top one takes its item.
  return atomic.cmpxchg<u32>(deque, top, top + 1, TOP) == top ? item : DEQUE_LOST;
}

/** Items in it; for others than the owner the answer is old when it comes. */
export function dequeSize(deque: usize): u32 {
  return <u32>max<i32>(0, <i32>(atomic.load<u32>(deque, BOTTOM) - atomic.load<u32>(deque, TOP)));
}
