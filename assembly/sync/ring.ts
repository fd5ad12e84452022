/**
 * A ring of bytes from one thread to one other: the writer fills it, the reader empties it, neither takes a lock. The bytes
 * stand behind the header; both sides copy by themselves and then say how far they have come.
 * Source: L. Lamport, "Specifying Concurrent Program Modules", TOPLAS 5 (1983): with one writer and one reader two counts
 * are enough, each written by one side alone.
 *
 *   READ      bytes the reader is done with     written by the reader   modulo 2³²; the capacity is a power of two,
 *   WRITTEN   bytes the writer has put in       written by the writer   so positions stay right when they wrap
 *
 *   writer                              reader                       outcome
 *   bytes, then WRITTEN + n             WRITTEN, then the bytes      sees the bytes whole: the store orders them
 *   READ, then new bytes over old       done, then READ + n          writes only over what was read
 *
 * Each count has a line of its own. After either changes the other side's event count is advanced (event-count.ts).
 */
import { advanceEventCount } from './event-count';

export const RING_BYTES: u32 = 128;
export const RING_ALIGN: u32 = 64;

const READ: usize = 0;
const WRITTEN: usize = 64;

export function initRing(ring: usize): void {
  memory.fill(ring, 0, RING_BYTES);
}

/** Bytes that are in it. For the writer it may be fewer by now, for the reader more. */
export function ringFilled(ring: usize): u32 {
  // Atomic: each was stored by the other side, after what it did with the bytes.
  return atomic.load<u32>(ring, WRITTEN) - atomic.load<u32>(ring, READ);
}

/** The writer has put `bytes` more in. `events`: of the reader. */
export function publishRing(ring: usize, bytes: u32, events: usize): void {
  // Plain load: nobody else writes it. The atomic store comes after the bytes.
  atomic.store<u32>(ring, load<u32>(ring, WRITTEN) + bytes, WRITTEN);
  advanceEventCount(events);
}

/** The reader is done with the first `bytes`. `events`: of the writer. */
export function consumeRing(ring: usize, bytes: u32, events: usize): void {
  // As above: after the bytes were read, so that the writer does not overwrite them under the reader's eyes.
  atomic.store<u32>(ring, load<u32>(ring, READ) + bytes, READ);
  advanceEventCount(events);
}
