/**
 * Ranks without threads: their scripts take turns in an order that a seed decides, messages wait in lists. So every order can
 * be repeated, and where no rank can go on it is known at once who waits for whom. Not a test itself.
 */
import { prng, type Prng } from '../../src/base/prng.ts';
import { Communicator } from '../../src/ranks/communicator.ts';
import { bytesOf, totalBytes } from '../../src/ranks/elements.ts';
import { deliver } from '../../src/ranks/landing.ts';
import {
  describeWaiting,
  matches,
  type Arrival,
  type Envelope,
  type Incoming,
  type Outgoing,
  type Transport,
  type Waiting,
} from '../../src/ranks/transport.ts';
import { totalTraffic, type Traffic } from '../../src/ranks/wire.ts';
import type { Script } from '../../src/sync/thread.ts';

/** `buffered`: a send never waits. `rendezvous`: it ends when the message has been received, as MPI's synchronous send. */
export type Sending = 'buffered' | 'rendezvous';

interface Parcel {
  readonly envelope: Envelope;
  readonly bytes: Uint8Array<ArrayBuffer>;
  taken: boolean;
}

/** No rank can go on. */
export class Deadlock extends Error {
  override readonly name = 'Deadlock';
  constructor(ranks: readonly Pick<Transport, 'rank' | 'waiting'>[]) {
    const each = ranks.flatMap(({ rank, waiting }) =>
      waiting ? [`rank ${rank} waits for ${describeWaiting(waiting)}`] : [],
    );
    super(`deadlock: ${each.join('; ')}`);
  }
}

interface Post {
  /** By receiver: what has been sent and not received, in the order of sending. */
  readonly mail: readonly Parcel[][];
  /** Messages sent and received so far: who waits looks again when there are more. */
  moves: number;
  readonly random: Prng;
  readonly sending: Sending;
}

class SimulatedTransport implements Transport {
  waiting: Waiting | null = null;
  #seen = 0;

  constructor(
    readonly rank: number,
    readonly size: number,
    readonly post: Post,
  ) {}

  /** False where it waits and nothing has moved since it last looked. */
  get mayGoOn(): boolean {
    return this.waiting === null || this.post.moves > this.#seen;
  }

  allocate(): null {
    return null;
  }

  *checkpoint(): Script<void> {
    yield;
  }

  *pause(): Script<void> {
    yield;
  }

  *reading<T>(read: () => T): Script<T> {
    yield;
    return read();
  }

  *poll(incoming: Incoming): Script<Arrival | null> {
    yield;
    return this.#received(incoming);
  }

  *exchange(outgoing: Outgoing | null, incoming: Incoming | null): Script<Arrival | null> {
    const parcel = outgoing && this.#sent(outgoing);
    let arrival: Arrival | null = null;
    for (;;) {
      if (incoming && !arrival) arrival = this.#received(incoming);
      const isSent = !parcel || this.post.sending === 'buffered' || parcel.taken;
      if (isSent && (!incoming || arrival)) break;
      this.waiting =
        incoming && !arrival
          ? { for: 'message', from: incoming.from, tag: incoming.tag }
          : { for: 'room', to: outgoing?.to ?? this.rank };
      this.#seen = this.post.moves;
      yield;
    }
    this.waiting = null;
    // Another rank's turn may come between any two operations.
    yield;
    return arrival;
  }

  #sent({ to, tag, payload, parts, round }: Outgoing): Parcel {
    const bytes = new Uint8Array(totalBytes(parts));
    parts.reduce((at, part) => {
      bytes.set(bytesOf(part), at);
      return at + part.byteLength;
    }, 0);
    const parcel = { envelope: { source: this.rank, tag, payload, bytes: bytes.length, round }, bytes, taken: false };
    this.post.mail[to]?.push(parcel);
    this.post.moves += 1;
    return parcel;
  }

  #received(incoming: Incoming): Arrival | null {
    const mail = this.post.mail[this.rank] ?? [];
    const sources = new Set(
      mail.filter(({ envelope }) => matches(incoming, envelope)).map(({ envelope }) => envelope.source),
    );
    const source = [...sources][this.post.random.below(Math.max(1, sources.size))];
    // The first of one sender's; of which sender, MPI does not say.
    const place = mail.findIndex(({ envelope }) => envelope.source === source && matches(incoming, envelope));
    const parcel = mail[place];
    if (!parcel) return null;
    const arrival = deliver(incoming, parcel.envelope, parcel.bytes);
    mail.splice(place, 1);
    parcel.taken = true;
    this.post.moves += 1;
    return arrival;
  }
}

export interface Simulated<T> {
  /** By rank. */
  readonly values: readonly T[];
  readonly traffic: Traffic;
}

export interface SimulationOptions {
  readonly seed?: number;
  readonly sending?: Sending;
}

/** Runs `body` as `size` ranks to the end. Throws `Deadlock`, or what a rank throws. */
export function simulate<T>(
  size: number,
  body: (comm: Communicator) => Script<T>,
  { seed = 1, sending = 'buffered' }: SimulationOptions = {},
): Simulated<T> {
  const post: Post = { mail: Array.from({ length: size }, () => []), moves: 0, random: prng(seed), sending };
  const ranks = post.mail.map((_, rank) => {
    const transport = new SimulatedTransport(rank, size, post);
    const comm = new Communicator(transport);
    return { transport, comm, script: body(comm) };
  });
  const values = new Map<number, T>();
  while (values.size < size) {
    const ready = ranks.filter(({ transport }) => !values.has(transport.rank) && transport.mayGoOn);
    const next = ready[post.random.below(ready.length)];
    if (!next) throw new Deadlock(ranks.map(({ transport }) => transport));
    const step = next.script.next();
    if (step.done) values.set(next.transport.rank, step.value);
  }
  return {
    values: ranks.map((_, rank) => values.get(rank) as T),
    traffic: totalTraffic(ranks.map(({ comm }) => comm.traffic)),
  };
}
