/**
 * What a rank program talks to the other ranks with: mpi4py's communicator. The methods here send values as bytes, anything
 * that a structured clone carries, as mpi4py's lower-case methods do; `arrays` sends arrays in place, as its upper-case methods
 * do. All are scripts: call them with `yield*`. Every rank has to call the same collectives in the same order.
 * Does not know how messages travel (transport.ts); has one group, so no `Split`, and no non-blocking forms.
 */
import { fromBytes } from '../memory/value-reader.ts';
import { toBytes } from '../memory/value-writer.ts';
import { BadArgument } from '../sync/errors.ts';
import type { Script } from '../sync/thread.ts';
import { algorithm, type AlgorithmOf } from './algorithms.ts';
import { ArrayCommunicator } from './array-communicator.ts';
import { PayloadDiffers, RankAbort } from './errors.ts';
import { EMPTY_FREIGHT, ValueFreight } from './freight.ts';
import type { ValueOperation } from './operations.ts';
import { demandRank, demandTag } from './addressing.ts';
import { Steps, type Collective, type Freight } from './steps.ts';
import { ANY_SOURCE, ANY_TAG, type Arrival, type Incoming, type Outgoing, type Transport } from './transport.ts';
import { Wire, type Traffic } from './wire.ts';

export interface To {
  readonly to: number;
  readonly tag?: number;
}

export interface From {
  /** A rank; leave it away for any. */
  readonly from?: number;
  /** Leave it away for any. */
  readonly tag?: number;
  /** Told where the message came from. */
  readonly status?: Status;
}

/** What is known of a received message; mpi4py's `Status`. */
export interface Status {
  source?: number;
  tag?: number;
  bytes?: number;
}

export interface Root {
  /** 0 where none is named. */
  readonly root?: number;
}

export class Communicator {
  readonly rank: number;
  readonly size: number;
  readonly arrays: ArrayCommunicator;
  readonly #wire: Wire;

  constructor(transport: Transport) {
    this.rank = transport.rank;
    this.size = transport.size;
    this.#wire = new Wire(transport);
    this.arrays = new ArrayCommunicator(this.#wire);
  }

  /** What this rank has sent so far. */
  get traffic(): Traffic {
    return this.#wire.traffic;
  }

  /** Returns when the value may be changed again, which may be long before it is received or only then. */
  *send(value: unknown, { to, tag = 0 }: To): Script<void> {
    yield* this.#wire.exchange(this.#outgoing(value, to, tag), null);
  }

  /** Waits for a message and answers its value. */
  *recv<T = unknown>({ from = ANY_SOURCE, tag = ANY_TAG, status }: From = {}): Script<T> {
    return (yield* this.#exchange(null, this.#incoming(from, tag), status)) as T;
  }

  /** A message that is there already, its value in a list of one; null where there is none. MPI's `Improbe`, and the receive after it. */
  *tryRecv<T = unknown>({ from = ANY_SOURCE, tag = ANY_TAG, status }: From = {}): Script<readonly [T] | null> {
    const arrival = yield* this.#wire.poll(this.#incoming(from, tag));
    return arrival && [this.#valueIn(arrival, status) as T];
  }

  /** Sends and receives at once, so that ranks may do it to one another without waiting in a circle. */
  *sendrecv<T = unknown>(value: unknown, to: To, { from = ANY_SOURCE, tag = ANY_TAG, status }: From = {}): Script<T> {
    const outgoing = this.#outgoing(value, to.to, to.tag ?? 0);
    return (yield* this.#exchange(outgoing, this.#incoming(from, tag), status)) as T;
  }

  /** The root's value, on every rank. What the others give is not looked at. */
  *bcast<T>(value: T | undefined, { root = 0 }: Root = {}): Script<T> {
    const freight = new ValueFreight<T>([value]);
    yield* algorithm('bcast', 'tree').run(this.#steps(freight, 'bcast', root));
    return freight.values[0] as T;
  }

  /** The root's list, one value a rank. What the others give is not looked at. Throws `BadArgument` unless it has `size` values. */
  *scatter<T>(values: readonly T[] | null, { root = 0 }: Root = {}): Script<T> {
    demandRank('the root', root, this.size);
    if (this.rank === root && values?.length !== this.size) {
      throw new BadArgument(
        `the root scatters ${values?.length ?? 'no'} values to ${this.size} ranks: give one a rank`,
      );
    }
    const freight = new ValueFreight<T>(this.#places((place) => values?.[(place + root) % this.size]));
    const steps = this.#steps(freight, 'scatter', root);
    yield* algorithm('scatter', 'tree').run(steps);
    return freight.values[steps.rank] as T;
  }

  /** A list of every rank's value, at the root; null elsewhere. */
  *gather<T>(value: T, { root = 0 }: Root = {}): Script<T[] | null> {
    const freight = new ValueFreight<T>(this.#places(() => undefined));
    const steps = this.#steps(freight, 'gather', root);
    freight.values[steps.rank] = value;
    yield* algorithm('gather', 'tree').run(steps);
    if (this.rank !== root) return null;
    return this.#places((rank) => freight.values[(rank - root + this.size) % this.size] as T);
  }

  /** A list of every rank's value, on every rank. */
  *allgather<T>(value: T, { algorithm: name }: { algorithm?: AlgorithmOf<'allgather'> } = {}): Script<T[]> {
    const freight = new ValueFreight<T>(this.#places((rank) => (rank === this.rank ? value : undefined)));
    const isPower = (this.size & (this.size - 1)) === 0;
    const chosen = algorithm('allgather', name ?? (isPower ? 'doubling' : 'bruck'));
    yield* chosen.run(this.#steps(freight, 'allgather'));
    return freight.values as T[];
  }

  /** All ranks' values combined, at the root; null elsewhere. A function is called in the order of the ranks. */
  *reduce<T>(value: T, operation: ValueOperation<T>, { root = 0 }: Root = {}): Script<T | null> {
    demandRank('the root', root, this.size);
    // A tree under another root than 0 begins in the middle of the ranks, which only what is commutative allows.
    const top = typeof operation === 'function' ? 0 : root;
    const freight = new ValueFreight<T>([value], operation);
    const steps = this.#steps(freight, 'reduce', top);
    yield* algorithm('reduce', 'tree').run(steps);
    if (top !== root && this.rank === top) yield* steps.send(root, steps.all);
    if (top !== root && this.rank === root) yield* steps.receive(top, steps.all);
    return this.rank === root ? (freight.values[0] as T) : null;
  }

  /** All ranks' values combined, on every rank. A function is called in the order of the ranks. */
  *allreduce<T>(value: T, operation: ValueOperation<T>): Script<T> {
    const freight = new ValueFreight<T>([value], operation);
    yield* algorithm('allreduce', 'doubling').run(this.#steps(freight, 'allreduce'));
    return freight.values[0] as T;
  }

  /** Nobody goes on until all have come. */
  *barrier(): Script<void> {
    yield* algorithm('barrier', 'dissemination').run(this.#steps(EMPTY_FREIGHT, 'barrier'));
  }

  /** Ends the program on every rank: MPI_Abort. Throws `RankAbort`, which whoever launched the ranks is given. */
  abort(code = 1): never {
    throw new RankAbort(this.rank, code);
  }

  /** Looks whether the run was stopped: to be called now and then by a rank that computes for long. Throws `WaitStopped`. */
  *checkpoint(): Script<void> {
    yield* this.#wire.transport.checkpoint();
  }

  #steps(freight: Freight, collective: Collective, root = 0): Steps {
    demandRank('the root', root, this.size);
    return new Steps(this.#wire, freight, collective, root);
  }

  #places<T>(what: (place: number) => T): T[] {
    return Array.from({ length: this.size }, (_, place) => what(place));
  }

  *#exchange(outgoing: Omit<Outgoing, 'round'> | null, incoming: Incoming, status?: Status): Script<unknown> {
    return this.#valueIn(yield* this.#wire.exchange(outgoing, incoming), status);
  }

  #valueIn(arrival: Arrival | null, status: Status | undefined): unknown {
    const { source, tag, bytes } = arrival?.envelope ?? {};
    if (status) Object.assign(status, { source, tag, bytes });
    return fromBytes(arrival?.bytes ?? new Uint8Array());
  }

  #outgoing(value: unknown, to: number, tag: number): Omit<Outgoing, 'round'> {
    demandRank('the receiver', to, this.size);
    demandTag(tag);
    return { to, tag, payload: 'value', parts: [toBytes(value)], hand: 'transfer' };
  }

  #incoming(from: number, tag: number): Incoming {
    if (from !== ANY_SOURCE) demandRank('the sender', from, this.size);
    return {
      from,
      tag,
      accept({ source, payload }) {
        if (payload !== 'value') throw new PayloadDiffers(source, `${payload} elements`, 'a value');
        return null;
      },
    };
  }
}
