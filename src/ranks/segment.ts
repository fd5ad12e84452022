/**
 * The memory that ranks share for their messages, as one of them uses it: bytes moved between an array and an address.
 * Nothing here waits or orders anything.
 *
 * What other ranks have read is written by `memory.copy` alone, which takes whole cache lines without asking for what is in
 * them: store by store, as a typed array over shared memory is written, half a megabyte took 66 µs, this way 12. So an array
 * that stands elsewhere goes over a stage, a piece of this rank's own part that nobody else reads.
 */
import type { RankPlan } from '../memory/rank-plan.ts';
import type { SyncExports } from '../sync/sync-exports.ts';
import { bytesOf, elementBytes, elementsAt, kindOf, type ElementKind, type Elements } from './elements.ts';
import { combineElements, type Operation } from './operations.ts';

/** What a rank's own part of the memory is handed out in: a cache line. */
const LINE = 64;
/** Stays in a core's first caches. */
const MOST_STAGE_BYTES = 32_768;
/** Of a rank's own part, where that is small. */
const STAGE_SHARE = 1 / 4;

export class Segment {
  readonly words: Int32Array;
  /** Of the memory: asking the memory itself each time would cost as much as a short copy. */
  readonly #buffer: ArrayBufferLike;
  readonly #bytes: Uint8Array;
  readonly #stage: { readonly at: number; readonly bytes: number };
  readonly #end: number;
  #next: number;

  constructor(
    readonly sync: SyncExports,
    memory: WebAssembly.Memory,
    readonly plan: RankPlan,
    rank: number,
  ) {
    const { at = 0, bytes = 0 } = plan.own[rank] ?? {};
    const stageBytes = Math.floor(Math.min(MOST_STAGE_BYTES, bytes * STAGE_SHARE) / LINE) * LINE;
    this.#buffer = memory.buffer;
    this.words = new Int32Array(memory.buffer);
    this.#bytes = new Uint8Array(memory.buffer);
    this.#stage = { at, bytes: stageBytes };
    this.#next = at + stageBytes;
    this.#end = at + bytes;
  }

  /** Zeroed elements in the rank's own part; null where no room is left. Never given back: a run is short. */
  allocate(kind: ElementKind, length: number): Elements | null {
    const at = this.#next;
    const next = at + Math.ceil((length * elementBytes(kind)) / LINE) * LINE;
    if (next > this.#end) return null;
    this.#next = next;
    const elements = elementsAt(kind, this.#buffer, at, length);
    elements.fill(0);
    return elements;
  }

  /** From byte `from` of an array to an address that others read. */
  copyIn(to: number, part: Elements, from: number, bytes: number): void {
    if (part.buffer === this.#buffer) return this.sync.copyWithin(to, part.byteOffset + from, bytes);
    this.#staged(bytes, (stage, done, many) => {
      this.#bytes.set(bytesOf(part, from + done, many), stage);
      this.sync.copyWithin(to + done, stage, many);
    });
  }

  /** From an address to byte `to` of an array. */
  copyOut(part: Elements, to: number, from: number, bytes: number): void {
    if (part.buffer === this.#buffer) return this.sync.copyWithin(part.byteOffset + to, from, bytes);
    bytesOf(part, to, bytes).set(this.#bytes.subarray(from, from + bytes));
  }

  /** Combines elements at an address into an array, from byte `to` on. */
  combine(operation: Operation, part: Elements, to: number, from: number, bytes: number): void {
    if (!(part instanceof Float64Array)) return this.#combineElsewhere(operation, part, to, from, bytes);
    if (part.buffer === this.#buffer) return this.#combineHere(operation, part.byteOffset + to, from, bytes);
    // There and back costs less than adding one by one does.
    this.#staged(bytes, (stage, done, many) => {
      const elements = bytesOf(part, to + done, many);
      this.#bytes.set(elements, stage);
      this.#combineHere(operation, stage, from + done, many);
      elements.set(this.#bytes.subarray(stage, stage + many));
    });
  }

  /** 64-bit floats, two at a time. */
  #combineHere(operation: Operation, to: number, from: number, bytes: number): void {
    const { sync } = this;
    switch (operation) {
      case 'sum':
        return sync.sumFloat64(to, from, bytes);
      case 'product':
        return sync.productFloat64(to, from, bytes);
      case 'min':
        return sync.minFloat64(to, from, bytes);
      case 'max':
        return sync.maxFloat64(to, from, bytes);
    }
  }

  #combineElsewhere(operation: Operation, part: Elements, to: number, from: number, bytes: number): void {
    const kind = kindOf(part);
    const count = bytes / elementBytes(kind);
    const first = to / elementBytes(kind);
    combineElements(operation, part.subarray(first, first + count), elementsAt(kind, this.#buffer, from, count));
  }

  /** Calls `move` for one stageful after another. */
  #staged(bytes: number, move: (stage: number, done: number, many: number) => void): void {
    for (let done = 0; done < bytes; done += this.#stage.bytes) {
      move(this.#stage.at, done, Math.min(this.#stage.bytes, bytes - done));
    }
  }
}
