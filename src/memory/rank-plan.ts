/**
 * Where the messages and arrays of ranks stand in their part of a pool's memory: the limit of reads, an event count a rank, a ring for each
 * ordered pair of ranks, and a room for arrays that each rank has to itself. Half of it is rings, at the most.
 */
import type { Bytes } from '../base/units.ts';
import { LINE, MemoryTooSmall, type Region } from './layout.ts';
import { EVENT_COUNT, RING, SEMAPHORE } from './structures.ts';

/** An allreduce of 1 MB by two ranks took 107 µs with 128 KiB, 50 with 512 KiB and 48 with 1 MiB. */
const MOST_RING_BYTES: Bytes = 524_288;
/** Room for a message's head and a few lines. */
const LEAST_RING_BYTES: Bytes = 256;
/** The least a rank has to itself: messages from other memory are staged there. */
const LEAST_OWN_BYTES: Bytes = 1_024;
/** Of the whole; the rest is the ranks' own. */
const RINGS_SHARE = 1 / 2;

export interface RankPlan {
  readonly size: number;
  /** What a ring holds: a power of two. */
  readonly ringBytes: Bytes;
  /** Address of the semaphore of reads. */
  readonly reads: number;
  /** One a rank. */
  readonly events: readonly number[];
  /** Address of the ring from one rank to another: `rings[from][to]`; 0 from a rank to itself. */
  readonly rings: readonly (readonly number[])[];
  /** What each rank has for arrays. */
  readonly own: readonly Region[];
}

function ringBytesFor(room: Bytes, pairs: number): Bytes {
  let bytes = MOST_RING_BYTES;
  while (bytes > LEAST_RING_BYTES && pairs * (RING.BYTES + bytes) > room) bytes /= 2;
  return bytes;
}

/** Throws `MemoryTooSmall` where there is no room for so many ranks. */
export function rankPlan(region: Region, size: number): RankPlan {
  const pairs = size * (size - 1);
  const ringBytes = ringBytesFor(region.bytes * RINGS_SHARE, pairs);
  const firstEvent = region.at + SEMAPHORE.BYTES;
  const firstRing = firstEvent + size * EVENT_COUNT.BYTES;
  const firstOwn = firstRing + pairs * (RING.BYTES + ringBytes);
  const left = region.at + region.bytes - firstOwn;
  if (left < size * LEAST_OWN_BYTES) {
    const wanted = region.bytes - left + size * LEAST_OWN_BYTES;
    throw new MemoryTooSmall(wanted, region.bytes, `the messages of ${size} ranks`);
  }
  const ownBytes = Math.floor(left / size / LINE) * LINE;
  const ranks = Array.from({ length: size }, (_, rank) => rank);
  // Without the pairs of a rank with itself.
  const pair = (from: number, to: number): number => from * (size - 1) + (to < from ? to : to - 1);
  return {
    size,
    ringBytes,
    reads: region.at,
    events: ranks.map((rank) => firstEvent + rank * EVENT_COUNT.BYTES),
    rings: ranks.map((from) =>
      ranks.map((to) => (from === to ? 0 : firstRing + pair(from, to) * (RING.BYTES + ringBytes))),
    ),
    own: ranks.map((rank) => ({ at: firstOwn + rank * ownBytes, bytes: ownBytes })),
  };
}
