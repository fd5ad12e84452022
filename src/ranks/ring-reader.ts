/**
 * The receiving end of a ring (ring-form.ts): a message that somebody asked for goes where it is wanted, piece by piece; one that
 * nobody asked for yet is kept. Never waits.
 */
import { LandingFiller } from './landing-filler.ts';
import { HEAD_BYTES, padded, readHead } from './ring-form.ts';
import type { Segment } from './segment.ts';
import { matches, type Arrival, type Envelope, type Incoming } from './transport.ts';
import type { Unexpected } from './unexpected.ts';

/** A receive under way. */
export interface Posted {
  readonly incoming: Incoming;
  /** The ring whose message it is receiving, once there is one. */
  reader: RingReader | null;
  arrival: Arrival | null;
}

/** A message that is coming through the ring. */
interface Message {
  readonly envelope: Envelope;
  readonly filler: LandingFiller;
  /** Where it is kept; null where it goes to a landing. */
  readonly bytes: Uint8Array<ArrayBuffer> | null;
  /** null where nobody has asked for it. */
  readonly posted: Posted | null;
  /** Bytes of payload that have been read. */
  done: number;
}

export interface RingEnd {
  readonly ring: number;
  /** Where the ring's bytes begin. */
  readonly data: number;
  readonly writerEvents: number;
}

export class RingReader {
  readonly #segment: Segment;
  readonly #source: number;
  readonly #unexpected: Unexpected;
  readonly #end: RingEnd;
  #position = 0;
  #message: Message | null = null;

  constructor(segment: Segment, source: number, unexpected: Unexpected, end: RingEnd) {
    this.#segment = segment;
    this.#source = source;
    this.#unexpected = unexpected;
    this.#end = end;
  }

  /** Reads what is there; false where nothing is. Throws what the receive throws that a message belongs to. */
  pump(posted: Posted): boolean {
    const { sync } = this.#segment;
    const { ring, writerEvents } = this.#end;
    const filled = sync.ringFilled(ring);
    if (filled === 0) return false;
    let read = this.#message ? 0 : this.#open(posted);
    if (this.#message) read += this.#take(this.#message, filled - read);
    sync.consumeRing(ring, read, writerEvents);
    return true;
  }

  get #at(): number {
    return this.#end.data + this.#position;
  }

  /** Asks the receive before anything is read: where that throws the message stays. */
  #open(posted: Posted): number {
    const envelope = readHead(this.#segment.words, this.#at, this.#source);
    const wanted = posted.reader === null && matches(posted.incoming, envelope);
    const landing = wanted ? posted.incoming.accept(envelope) : null;
    const bytes = landing ? null : new Uint8Array(envelope.bytes);
    const filler = new LandingFiller(this.#segment, landing ?? { parts: bytes ? [bytes] : [], operation: null });
    if (wanted) posted.reader = this;
    this.#message = { envelope, filler, bytes, posted: wanted ? posted : null, done: 0 };
    return this.#forward(HEAD_BYTES);
  }

  /** As much of the message as is there: a multiple of the head's size, as the writer publishes. */
  #take(message: Message, there: number): number {
    const { bytes } = message.envelope;
    const payload = Math.min(there, bytes - message.done);
    for (let left = payload; left > 0;) {
      const straight = Math.min(left, this.#segment.plan.ringBytes - this.#position);
      message.filler.fill(this.#at, straight);
      left -= this.#forward(straight);
    }
    message.done += payload;
    if (message.done < bytes) return payload;
    this.#finish(message);
    return payload + this.#forward(padded(bytes) - bytes);
  }

  #finish({ envelope, bytes, posted }: Message): void {
    this.#message = null;
    if (posted) posted.arrival = { envelope, bytes };
    else if (bytes) this.#unexpected.keep(envelope, bytes);
  }

  #forward(bytes: number): number {
    this.#position = (this.#position + bytes) % this.#segment.plan.ringBytes;
    return bytes;
  }
}
