/**
 * Messages through shared memory: a ring for each ordered pair of ranks, one event count a rank. The rank's thread blocks:
 * it spins for about as long as a wake-up takes, then sleeps until somebody has filled or emptied one of its rings. It may send
 * more than a ring holds only while the other receives, which MPI calls a standard send.
 */
import type { Milliseconds } from '../base/units.ts';
import type { RankPlan } from '../memory/rank-plan.ts';
import { RING } from '../memory/structures.ts';
import { blockingThread } from '../sync/blocking-thread.ts';
import { WaitStopped } from '../sync/errors.ts';
import { OUTCOME } from '../sync/outcome.ts';
import { makeReadLimit } from '../sync/read-limit.ts';
import { Semaphore } from '../sync/semaphore.ts';
import type { SyncExports } from '../sync/sync-exports.ts';
import type { Script } from '../sync/thread.ts';
import { bytesOf, totalBytes, type ElementKind, type Elements } from './elements.ts';
import { RingReader, type Posted } from './ring-reader.ts';
import { RingWriter } from './ring-writer.ts';
import { Segment } from './segment.ts';
import {
  ANY_SOURCE,
  describeWaiting,
  type Arrival,
  type Incoming,
  type Outgoing,
  type Transport,
  type Waiting,
} from './transport.ts';
import { Unexpected } from './unexpected.ts';

export interface SegmentParts {
  readonly sync: SyncExports;
  readonly memory: WebAssembly.Memory;
  readonly plan: RankPlan;
  readonly rank: number;
  /** The record of this rank's thread, which may block. */
  readonly thread: number;
  /** How often it looks before it sleeps; 0 where there are more ranks than processors. */
  readonly spins: number;
}

/** Makes the limit of reads, the rings and counts ready, on whichever thread; no rank may run. `threads`: the record of each rank's thread. */
export function openSegment(sync: SyncExports, plan: RankPlan, threads: readonly number[]): void {
  makeReadLimit(sync, plan.reads);
  plan.events.forEach((events, rank) => sync.initEventCount(events, threads[rank] ?? 0));
  for (const ring of plan.rings.flat()) if (ring !== 0) sync.initRing(ring);
}

class SegmentTransport implements Transport {
  readonly rank: number;
  readonly size: number;
  readonly #parts: SegmentParts;
  readonly #segment: Segment;
  readonly #events: number;
  readonly #writers: readonly RingWriter[];
  readonly #readers: readonly RingReader[];
  readonly #unexpected = new Unexpected();
  readonly #reads: Semaphore<'blocking'>;
  #waiting: Waiting | null = null;
  /** Where the next look for a message from anybody begins, so that nobody is always first. */
  #turn = 0;

  constructor(parts: SegmentParts) {
    const { sync, memory, plan, rank } = parts;
    const segment = new Segment(sync, memory, plan, rank);
    const eventsOf = (other: number): number => plan.events[other] ?? 0;
    const ringOf = (from: number, to: number): number => plan.rings[from]?.[to] ?? 0;
    const others = Array.from({ length: plan.size }, (_, other) => other);
    this.rank = rank;
    this.size = plan.size;
    this.#parts = parts;
    this.#segment = segment;
    this.#events = eventsOf(rank);
    this.#reads = new Semaphore(blockingThread(sync, parts.thread), plan.reads);
    this.#writers = others.map((to) => {
      const ring = ringOf(rank, to);
      return new RingWriter(segment, ring, ring + RING.BYTES, eventsOf(to));
    });
    this.#readers = others.map((from) => {
      const ring = ringOf(from, rank);
      const end = { ring, data: ring + RING.BYTES, writerEvents: eventsOf(from) };
      return new RingReader(segment, from, this.#unexpected, end);
    });
  }

  get waiting(): Waiting | null {
    return this.#waiting;
  }

  allocate(kind: ElementKind, length: number): Elements | null {
    return this.#segment.allocate(kind, length);
  }

  *poll(incoming: Incoming): Script<Arrival | null> {
    this.#demandRunning();
    const posted: Posted = { incoming, reader: null, arrival: null };
    while (posted.arrival === null) {
      const seen = this.#parts.sync.readEventCount(this.#events);
      if (this.#receive(posted)) continue;
      if (posted.reader === null) return null;
      // Its sender is in the middle of it.
      this.#await(seen, incoming, null);
    }
    return posted.arrival;
  }

  *exchange(outgoing: Outgoing | null, incoming: Incoming | null): Script<Arrival | null> {
    // A rank that never has to wait would never hear of a stop.
    this.#demandRunning();
    const { sync } = this.#parts;
    const writer = outgoing && this.#begun(outgoing);
    const posted: Posted | null = incoming && { incoming, reader: null, arrival: null };
    for (;;) {
      // Before the looks: what happens after this ends the wait.
      const seen = sync.readEventCount(this.#events);
      const wrote = writer?.pump() ?? false;
      const read = posted !== null && posted.arrival === null && this.#receive(posted);
      if ((writer?.isIdle ?? true) && (posted === null || posted.arrival !== null)) break;
      if (!wrote && !read) this.#await(seen, posted?.arrival === null ? incoming : null, outgoing);
    }
    return posted?.arrival ?? null;
  }

  *checkpoint(): Script<void> {
    this.#demandRunning();
  }

  /** At its event count, since a late signal for that would be taken for another structure's; so every message ends it. */
  *pause(ms: Milliseconds): Script<void> {
    const { sync, thread } = this.#parts;
    const seen = sync.readEventCount(this.#events);
    const outcome = sync.awaitEventCount(this.#events, thread, seen, 0, ms);
    if (outcome === OUTCOME.STOPPED) throw new WaitStopped('the end of a sleep');
  }

  /** Who is through advances every rank's count: in the semaphore's list it could not stand, see `pause`. */
  *reading<T>(read: () => T): Script<T> {
    const { sync, thread, plan } = this.#parts;
    for (;;) {
      this.#demandRunning();
      const seen = sync.readEventCount(this.#events);
      if (this.#reads.acquire({ blocking: false })) break;
      const outcome = sync.awaitEventCount(this.#events, thread, seen, 0, Infinity);
      if (outcome === OUTCOME.STOPPED) throw new WaitStopped('its turn to read');
    }
    try {
      return read();
    } finally {
      this.#reads.release();
      for (const events of plan.events) sync.advanceEventCount(events);
    }
  }

  #demandRunning(): void {
    const { sync, thread } = this.#parts;
    if (sync.breaker(thread) !== 0) throw new WaitStopped('its turn');
  }

  /** The writer that sends the message; null where it needs none, being for this rank itself. */
  #begun(outgoing: Outgoing): RingWriter | null {
    if (outgoing.to === this.rank) {
      this.#keepOwn(outgoing);
      return null;
    }
    const writer = this.#writers[outgoing.to] ?? null;
    writer?.begin(outgoing);
    return writer;
  }

  #keepOwn({ tag, payload, parts, round }: Outgoing): void {
    const bytes = new Uint8Array(totalBytes(parts));
    parts.reduce((at, part) => {
      bytes.set(bytesOf(part), at);
      return at + part.byteLength;
    }, 0);
    this.#unexpected.keep({ source: this.rank, tag, payload, bytes: bytes.length, round }, bytes);
  }

  /** True where something has come. */
  #receive(posted: Posted): boolean {
    if (posted.reader) return posted.reader.pump(posted);
    posted.arrival = this.#unexpected.take(posted.incoming);
    if (posted.arrival) return true;
    const { from } = posted.incoming;
    if (from !== ANY_SOURCE) return from !== this.rank && (this.#readers[from]?.pump(posted) ?? false);
    return this.#receiveFromAny(posted);
  }

  #receiveFromAny(posted: Posted): boolean {
    for (let away = 0; away < this.size; away++) {
      const source = (this.#turn + away) % this.size;
      if (source === this.rank || !this.#readers[source]?.pump(posted)) continue;
      this.#turn = source + 1;
      return true;
    }
    return false;
  }

  #await(seen: number, incoming: Incoming | null, outgoing: Outgoing | null): void {
    const { sync, thread, spins } = this.#parts;
    this.#waiting = incoming
      ? { for: 'message', from: incoming.from, tag: incoming.tag }
      : { for: 'room', to: outgoing?.to ?? this.rank };
    const outcome = sync.awaitEventCount(this.#events, thread, seen, spins, Infinity);
    if (outcome === OUTCOME.STOPPED) throw new WaitStopped(describeWaiting(this.#waiting));
    this.#waiting = null;
  }
}

export function segmentTransport(parts: SegmentParts): Transport {
  return new SegmentTransport(parts);
}
