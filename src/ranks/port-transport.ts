/**
 * Messages by message ports, one a pair of ranks, where there is no shared memory or none is wanted. A send never waits: the
 * browser keeps what nobody has asked for. A receive is a promise, so the rank's script is followed promise by promise.
 * The payload is copied once, and its memory moved; or only moved, where the sender gives it away.
 */
import { nextTurn } from '../base/turn.ts';
import type { Milliseconds } from '../base/units.ts';
import { WaitStopped } from '../sync/errors.ts';
import { demandFewReaders } from '../sync/read-limit.ts';
import { valueOf, type Script } from '../sync/thread.ts';
import { bytesOf, totalBytes, type Elements } from './elements.ts';
import { deliver } from './landing.ts';
import {
  describeWaiting,
  matches,
  type Arrival,
  type Envelope,
  type Incoming,
  type Outgoing,
  type Transport,
  type Waiting,
} from './transport.ts';
import { Unexpected } from './unexpected.ts';

/** A stop is heard after at most so long. */
const PAUSE_MS: Milliseconds = 25;

/** What is posted. */
interface Posting {
  readonly envelope: Envelope;
  readonly buffer: ArrayBuffer;
}

interface Receive {
  readonly incoming: Incoming;
  settle(arrival: Arrival): void;
  fail(reason: unknown): void;
}

/** Memory of its own with the parts one behind the other; the part's own memory where it may be moved. */
function bufferOf({ parts, hand }: Outgoing): ArrayBuffer {
  const [only] = parts;
  if (hand === 'transfer' && parts.length === 1 && only && isWhole(only)) return only.buffer;
  const bytes = new Uint8Array(totalBytes(parts));
  let at = 0;
  for (const part of parts) {
    bytes.set(bytesOf(part), at);
    at += part.byteLength;
  }
  return bytes.buffer;
}

function isWhole(part: Elements): part is Elements & { buffer: ArrayBuffer } {
  return part.buffer instanceof ArrayBuffer && part.byteLength === part.buffer.byteLength;
}

export class PortTransport implements Transport {
  readonly rank: number;
  readonly size: number;
  readonly #ports: readonly (MessagePort | null)[];
  readonly #unexpected = new Unexpected();
  #receive: Receive | null = null;
  #waiting: Waiting | null = null;
  #stopped = false;

  /** `ports`: by rank; null for this one. They are closed by `close`. */
  constructor(rank: number, ports: readonly (MessagePort | null)[]) {
    this.rank = rank;
    this.size = ports.length;
    this.#ports = ports;
    for (const port of ports) {
      if (port) port.onmessage = ({ data }: MessageEvent<Posting>) => this.#hear(data);
    }
  }

  get waiting(): Waiting | null {
    return this.#waiting;
  }

  allocate(): null {
    return null;
  }

  *exchange(outgoing: Outgoing | null, incoming: Incoming | null): Script<Arrival | null> {
    this.#demandRunning();
    if (outgoing) this.#post(outgoing);
    if (!incoming) return null;
    return this.#unexpected.take(incoming) ?? (yield* valueOf<'page', Arrival>(this.#arrival(incoming)));
  }

  *poll(incoming: Incoming): Script<Arrival | null> {
    yield* this.checkpoint();
    return this.#unexpected.take(incoming);
  }

  /** The stop comes as a message, which needs a turn of the worker's event loop to be heard. */
  *checkpoint(): Script<void> {
    yield nextTurn();
    this.#demandRunning();
  }

  *pause(ms: Milliseconds): Script<void> {
    yield new Promise((resume) => setTimeout(resume, Math.min(ms, PAUSE_MS)));
    this.#demandRunning();
  }

  /** Rank 0, which runs `main`, is one of those that may. */
  *reading<T>(read: () => T): Script<T> {
    yield* this.checkpoint();
    demandFewReaders(this.size);
    return read();
  }

  /** Ends the wait under way and every later one. */
  stop(): void {
    this.#stopped = true;
    if (this.#waiting) this.#receive?.fail(new WaitStopped(describeWaiting(this.#waiting)));
  }

  close(): void {
    for (const port of this.#ports) port?.close();
  }

  #demandRunning(): void {
    if (this.#stopped) throw new WaitStopped('its turn');
  }

  #post(outgoing: Outgoing): void {
    const { to, tag, payload, round } = outgoing;
    const buffer = bufferOf(outgoing);
    const envelope: Envelope = { source: this.rank, tag, payload, bytes: buffer.byteLength, round };
    if (to === this.rank) this.#unexpected.keep(envelope, new Uint8Array(buffer));
    else this.#ports[to]?.postMessage({ envelope, buffer } satisfies Posting, [buffer]);
  }

  #arrival(incoming: Incoming): Promise<Arrival> {
    this.#waiting = { for: 'message', from: incoming.from, tag: incoming.tag };
    return new Promise((resolve, reject) => {
      const settle = (arrival: Arrival): void => {
        this.#waiting = null;
        resolve(arrival);
      };
      this.#receive = { incoming, settle, fail: reject };
    });
  }

  #hear({ envelope, buffer }: Posting): void {
    const bytes = new Uint8Array(buffer);
    const receive = this.#receive;
    if (!receive || !matches(receive.incoming, envelope)) {
      this.#unexpected.keep(envelope, bytes);
      return;
    }
    this.#receive = null;
    try {
      receive.settle(deliver(receive.incoming, envelope, bytes));
    } catch (error) {
      this.#unexpected.keep(envelope, bytes);
      this.#waiting = null;
      receive.fail(error);
    }
  }
}
