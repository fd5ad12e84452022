/**
 * What an algorithm sees: ranks, and a vector of blocks that it sends and receives by number. Blocks are counted round and
 * round, so a range may run past the last one. What a block is, the freight knows; which rank is the root, only `from`.
 */
import type { Script } from '../sync/thread.ts';
import type { Elements, Payload } from './elements.ts';
import { CollectivesDiffer } from './errors.ts';
import { ANY_COLLECTIVE, type Envelope, type Incoming, type Landing } from './transport.ts';
import type { Wire } from './wire.ts';

export interface Blocks {
  readonly first: number;
  readonly count: number;
}

/** What becomes of received blocks. What lower ranks gave belongs on the left of an operation. */
export type Manner = 'replace' | 'combine on the left' | 'combine on the right';

/** The vector that a collective moves. */
export interface Freight {
  /** How many blocks it has. */
  readonly blocks: number;
  readonly payload: Payload;
  /** What a message with these blocks consists of. `snapshot`: as they are now, whatever is combined into them meanwhile. */
  load(blocks: Blocks, snapshot: boolean): readonly Elements[];
  /** Where a message with these blocks goes; null: hand it over to `keep`. */
  accept(envelope: Envelope, blocks: Blocks, manner: Manner): Landing | null;
  keep(bytes: Uint8Array<ArrayBuffer>, blocks: Blocks, manner: Manner): void;
}

export const COLLECTIVES = ['barrier', 'bcast', 'scatter', 'gather', 'allgather', 'reduce', 'allreduce'] as const;
export type Collective = (typeof COLLECTIVES)[number];

const tagOf = (collective: Collective): number => ANY_COLLECTIVE - 1 - COLLECTIVES.indexOf(collective);
const collectiveOf = (tag: number): string => COLLECTIVES[ANY_COLLECTIVE - 1 - tag] ?? 'another version';

export interface Exchange {
  readonly to: number;
  readonly send: Blocks;
  readonly from: number;
  readonly receive: Blocks;
  readonly manner?: Manner;
}

export class Steps {
  /** Counted from the root. */
  readonly rank: number;
  readonly size: number;
  readonly #wire: Wire;
  readonly #freight: Freight;
  readonly #collective: Collective;
  readonly #root: number;

  constructor(wire: Wire, freight: Freight, collective: Collective, root = 0) {
    const { rank, size } = wire.transport;
    this.rank = (rank - root + size) % size;
    this.size = size;
    this.#wire = wire;
    this.#freight = freight;
    this.#collective = collective;
    this.#root = root;
  }

  /** Every block. */
  get all(): Blocks {
    return { first: 0, count: this.#freight.blocks };
  }

  *send(to: number, blocks: Blocks): Script<void> {
    yield* this.#wire.exchange(this.#outgoing(to, blocks, false), null);
  }

  *receive(from: number, blocks: Blocks, manner: Manner = 'replace'): Script<void> {
    const arrival = yield* this.#wire.exchange(null, this.#incoming(from, blocks, manner));
    if (arrival?.bytes) this.#freight.keep(arrival.bytes, blocks, manner);
  }

  /** Both at once. */
  *exchange({ to, send, from, receive, manner = 'replace' }: Exchange): Script<void> {
    const same = send.first === receive.first && send.count > 0;
    const outgoing = this.#outgoing(to, send, same);
    const arrival = yield* this.#wire.exchange(outgoing, this.#incoming(from, receive, manner));
    if (arrival?.bytes) this.#freight.keep(arrival.bytes, receive, manner);
  }

  #outgoing(to: number, blocks: Blocks, snapshot: boolean): Parameters<Wire['exchange']>[0] {
    return {
      to: this.#absolute(to),
      tag: tagOf(this.#collective),
      payload: this.#freight.payload,
      parts: this.#freight.load(blocks, snapshot),
      // A value's bytes were made for this message.
      hand: this.#freight.payload === 'value' ? 'transfer' : 'copy',
    };
  }

  #incoming(from: number, blocks: Blocks, manner: Manner): Incoming {
    return {
      from: this.#absolute(from),
      tag: ANY_COLLECTIVE,
      accept: (envelope) => {
        if (envelope.tag !== tagOf(this.#collective)) {
          const { rank } = this.#wire.transport;
          throw new CollectivesDiffer(rank, this.#collective, envelope.source, collectiveOf(envelope.tag));
        }
        return this.#freight.accept(envelope, blocks, manner);
      },
    };
  }

  #absolute(rank: number): number {
    return (rank + this.#root) % this.size;
  }
}
