/**
 * The same operations on arrays: mpi4py's upper-case methods. Elements travel as they are and arrive in an array that the
 * receiver brings, so a collective needs arrays of the same kind and length on all ranks. Reductions have a name, and go
 * element by element.
 */
import { BadArgument } from '../sync/errors.ts';
import type { Script } from '../sync/thread.ts';
import { algorithm, allgatherFor, allreduceFor, bcastFor, type AlgorithmOf } from './algorithms.ts';
import { kindOf, newElements, type ElementKind, type Elements, type ElementsOf } from './elements.ts';
import { MessageTruncated, PayloadDiffers } from './errors.ts';
import { ArrayFreight, passingFreight } from './freight.ts';
import { subtree } from './algorithms/scatter-binomial.ts';
import type { Operation } from './operations.ts';
import { demandRank, demandTag } from './addressing.ts';
import { Steps, type Collective } from './steps.ts';
import { ANY_SOURCE, ANY_TAG, type Incoming, type Outgoing } from './transport.ts';
import type { From, Root, Status, To } from './communicator.ts';
import type { Wire } from './wire.ts';

export interface ArrayTo extends To {
  /**
   * `transfer`: gives the array's memory away where messages are posted, without a copy; the array is empty afterwards. Only
   * for one that has a memory to itself.
   */
  readonly hand?: 'copy' | 'transfer';
}

export class ArrayCommunicator {
  readonly #wire: Wire;

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  /**
   * A new array, zeroed: MPI_Alloc_mem. Where ranks share a segment it stands in this rank's own part of it, so that messages
   * are copied and combined within one memory; an ordinary array where there is none or no room.
   */
  allocate<K extends ElementKind>(kind: K, length: number): ElementsOf<K> {
    return (this.#wire.transport.allocate(kind, length) ?? newElements(kind, length)) as ElementsOf<K>;
  }

  /** Returns when the array may be written again. */
  *send(array: Elements, to: ArrayTo): Script<void> {
    yield* this.#wire.exchange(this.#outgoing(array, to), null);
  }

  /** Fills `into` from its beginning; answers how many elements came. Throws `MessageTruncated`, `PayloadDiffers`. */
  *recv(into: Elements, from: From = {}): Script<number> {
    return yield* this.#exchange(null, into, from);
  }

  /** Both at once. The arrays must not overlap. */
  *sendrecv(array: Elements, to: ArrayTo, into: Elements, from: From = {}): Script<number> {
    return yield* this.#exchange(this.#outgoing(array, to), into, from);
  }

  /** The root's elements, in every rank's array. */
  *bcast(
    array: Elements,
    { root = 0, algorithm: name }: Root & { algorithm?: AlgorithmOf<'bcast'> } = {},
  ): Script<void> {
    const chosen = name ?? bcastFor(this.#size, array.byteLength);
    yield* algorithm('bcast', chosen).run(this.#steps(this.#cut(array), 'bcast', root));
  }

  /** The root's array `all` in `size` equal blocks, one into each rank's `own`. */
  *scatter(all: Elements | null, own: Elements, { root = 0 }: Root = {}): Script<void> {
    const freight = this.#rooted(all, own, root);
    const steps = this.#steps(freight, 'scatter', root);
    yield* algorithm('scatter', 'tree').run(steps);
    const [mine] = freight.parts({ first: steps.rank, count: 1 });
    if (mine) own.set(mine);
  }

  /** Every rank's `own`, in the order of the ranks, into the root's array `all`. */
  *gather(own: Elements, all: Elements | null, { root = 0 }: Root = {}): Script<void> {
    const freight = this.#rooted(all, own, root);
    const steps = this.#steps(freight, 'gather', root);
    freight.parts({ first: steps.rank, count: 1 })[0]?.set(own);
    yield* algorithm('gather', 'tree').run(steps);
  }

  /** Every rank's `own`, in the order of the ranks, into every rank's array `all`. */
  *allgather(
    own: Elements,
    all: Elements,
    { algorithm: name }: { algorithm?: AlgorithmOf<'allgather'> } = {},
  ): Script<void> {
    this.#demandBlocks(all, own);
    const freight = new ArrayFreight(all, this.#size);
    freight.parts({ first: this.#rank, count: 1 })[0]?.set(own);
    const chosen = name ?? allgatherFor(this.#size, all.byteLength);
    yield* algorithm('allgather', chosen).run(this.#steps(freight, 'allgather'));
  }

  /** All ranks' arrays combined, into the root's `into`; the arrays stay as they are. */
  *reduce(array: Elements, into: Elements | null, operation: Operation, { root = 0 }: Root = {}): Script<void> {
    demandRank('the root', root, this.#size);
    const isRoot = this.#rank === root;
    if (isRoot && into?.length !== array.length) {
      throw new BadArgument(
        `the root reduces ${array.length} elements into ${into?.length ?? 'no'}: give an array as long`,
      );
    }
    // A leaf of the tree only sends.
    const isLeaf = (((this.#rank - root + this.#size) % this.#size) & 1) === 1;
    const working = isRoot && into ? into : isLeaf ? array : array.slice();
    if (isRoot) into?.set(array);
    yield* algorithm('reduce', 'tree').run(this.#steps(this.#cut(working, operation), 'reduce', root));
  }

  /** All ranks' arrays combined, in place of every rank's array. */
  *allreduce(
    array: Elements,
    operation: Operation,
    { algorithm: name }: { algorithm?: AlgorithmOf<'allreduce'> } = {},
  ): Script<void> {
    const chosen = name ?? allreduceFor(array.byteLength);
    yield* algorithm('allreduce', chosen).run(this.#steps(this.#cut(array, operation), 'allreduce'));
  }

  get #rank(): number {
    return this.#wire.transport.rank;
  }

  get #size(): number {
    return this.#wire.transport.size;
  }

  #steps(freight: ArrayFreight, collective: Collective, root = 0): Steps {
    demandRank('the root', root, this.#size);
    return new Steps(this.#wire, freight, collective, root);
  }

  /** The array in a block a rank. */
  #cut(array: Elements, operation: Operation | null = null): ArrayFreight {
    return new ArrayFreight(array, this.#size, 0, operation);
  }

  /** Blocks counted from the root: all of them at the root, those of its subtree elsewhere. */
  #rooted(all: Elements | null, own: Elements, root: number): ArrayFreight {
    demandRank('the root', root, this.#size);
    if (this.#rank === root) {
      this.#demandBlocks(all, own);
      return new ArrayFreight(all, this.#size, root);
    }
    const place = (this.#rank - root + this.#size) % this.#size;
    const count = subtree(place, this.#size);
    // A leaf needs no room for others.
    return count === 1 ? new ArrayFreight(own, 1, -place) : passingFreight(kindOf(own), place, count, own.length);
  }

  #demandBlocks(all: Elements | null, own: Elements): asserts all is Elements {
    if (all && kindOf(all) === kindOf(own) && all.length === own.length * this.#size) return;
    throw new BadArgument(
      `${this.#size} blocks of ${own.length} elements are not ${all?.length ?? 'no'} elements: give equal blocks of one kind`,
    );
  }

  *#exchange(outgoing: Omit<Outgoing, 'round'> | null, into: Elements, from: From): Script<number> {
    const arrival = yield* this.#wire.exchange(outgoing, this.#incoming(into, from));
    const { source, tag, bytes = 0 } = arrival?.envelope ?? {};
    if (from.status) Object.assign(from.status, { source, tag, bytes } satisfies { [K in keyof Status]: unknown });
    return bytes / into.BYTES_PER_ELEMENT;
  }

  #outgoing(array: Elements, { to, tag = 0, hand = 'copy' }: ArrayTo): Omit<Outgoing, 'round'> {
    demandRank('the receiver', to, this.#size);
    demandTag(tag);
    return { to, tag, payload: kindOf(array), parts: [array], hand };
  }

  #incoming(into: Elements, { from = ANY_SOURCE, tag = ANY_TAG }: From): Incoming {
    if (from !== ANY_SOURCE) demandRank('the sender', from, this.#size);
    const kind = kindOf(into);
    return {
      from,
      tag,
      accept({ source, payload, bytes }) {
        if (payload !== kind) throw new PayloadDiffers(source, payload, kind);
        if (bytes > into.byteLength) throw new MessageTruncated(source, bytes, into.byteLength);
        return { parts: [into.subarray(0, bytes / into.BYTES_PER_ELEMENT)], operation: null };
      },
    };
  }
}
