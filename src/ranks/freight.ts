/** The vectors that collectives move: an array cut into blocks, a list of values, or nothing at all. */
import { fromBytes } from '../memory/value-reader.ts';
import { toBytes } from '../memory/value-writer.ts';
import { kindOf, newElements, totalBytes, type ElementKind, type Elements } from './elements.ts';
import { MessageTruncated, PayloadDiffers } from './errors.ts';
import { combineValues, type Operation, type ValueOperation } from './operations.ts';
import type { Blocks, Freight, Manner } from './steps.ts';
import type { Envelope, Landing } from './transport.ts';

/**
 * An array in `blocks` nearly equal blocks, received in place. `shift`: where block 0 stands in the array, in blocks; the
 * others follow round and round.
 */
export class ArrayFreight implements Freight {
  readonly payload: ElementKind;

  constructor(
    readonly array: Elements,
    readonly blocks: number,
    readonly shift = 0,
    readonly operation: Operation | null = null,
  ) {
    this.payload = kindOf(array);
  }

  load(blocks: Blocks, snapshot: boolean): readonly Elements[] {
    const parts = this.parts(blocks);
    return snapshot ? parts.map((part) => part.slice()) : parts;
  }

  accept(envelope: Envelope, blocks: Blocks, manner: Manner): Landing {
    const parts = this.parts(blocks);
    const room = totalBytes(parts);
    if (envelope.payload !== this.payload) throw new PayloadDiffers(envelope.source, envelope.payload, this.payload);
    // Shorter is as wrong as longer: the arrays of a collective are equally long on all ranks.
    if (envelope.bytes !== room) throw new MessageTruncated(envelope.source, envelope.bytes, room);
    return { parts, operation: manner === 'replace' ? null : this.operation };
  }

  keep(): void {}

  /** The pieces of the array that hold these blocks, in their order. */
  parts({ first, count }: Blocks): readonly Elements[] {
    const from = (((first + this.shift) % this.blocks) + this.blocks) % this.blocks;
    const until = from + count;
    if (until <= this.blocks) return [this.#piece(from, until)];
    return [this.#piece(from, this.blocks), this.#piece(0, until - this.blocks)];
  }

  #piece(from: number, until: number): Elements {
    return this.array.subarray(this.#edge(from), this.#edge(until));
  }

  #edge(block: number): number {
    return Math.floor((block * this.array.length) / this.blocks);
  }
}

/** Room for `count` blocks, the first of which is block `first`: what a rank in the middle of a tree passes on. */
export function passingFreight(kind: ElementKind, first: number, count: number, blockLength: number): ArrayFreight {
  return new ArrayFreight(newElements(kind, count * blockLength), count, -first);
}

/** A list of values, one a block; turned into bytes for every message. */
export class ValueFreight<T> implements Freight {
  readonly payload = 'value';

  constructor(
    readonly values: (T | undefined)[],
    readonly operation: ValueOperation<T> | null = null,
  ) {}

  get blocks(): number {
    return this.values.length;
  }

  load(blocks: Blocks): readonly Elements[] {
    return [toBytes(this.#places(blocks).map((place) => this.values[place]))];
  }

  accept({ source, payload }: Envelope): null {
    if (payload !== 'value') throw new PayloadDiffers(source, `${payload} elements`, 'a value');
    return null;
  }

  keep(bytes: Uint8Array<ArrayBuffer>, blocks: Blocks, manner: Manner): void {
    const received = fromBytes(bytes) as T[];
    for (const [index, place] of this.#places(blocks).entries()) {
      const [mine, theirs] = [this.values[place] as T, received[index] as T];
      this.values[place] = this.#made(mine, theirs, manner);
    }
  }

  #made(mine: T, theirs: T, manner: Manner): T {
    if (manner === 'replace' || this.operation === null) return theirs;
    const onTheLeft = manner === 'combine on the left';
    return onTheLeft ? combineValues(this.operation, theirs, mine) : combineValues(this.operation, mine, theirs);
  }

  #places({ first, count }: Blocks): number[] {
    const { length } = this.values;
    return Array.from({ length: count }, (_, index) => (((first + index) % length) + length) % length);
  }
}

/** For a barrier: messages without content. */
export const EMPTY_FREIGHT: Freight = {
  blocks: 0,
  payload: 'uint8',
  load: () => [],
  accept: () => ({ parts: [], operation: null }),
  keep() {},
};
