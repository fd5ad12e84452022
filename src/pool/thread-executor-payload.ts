/**
 * Room in shared memory for the arguments that do not fit into a call's record. Only the page takes and gives back, so nothing here is
 * shared: blocks are powers of two, kept by size when they come back (D. Knuth, The Art of Computer Programming 1, §2.5, without
 * the buddies); once all are back the whole area is one piece again.
 */
import type { Bytes } from '../base/units.ts';
import type { Region } from '../memory/layout.ts';

/** A cache line: blocks of two workers never share one. */
const LEAST: Bytes = 64;

function blockBytes(bytes: Bytes): Bytes {
  return Math.max(LEAST, 2 ** Math.ceil(Math.log2(bytes)));
}

export class PayloadArea {
  readonly #area: Region;
  #next: number;
  /** Addresses of blocks that came back, by their size. */
  readonly #free = new Map<Bytes, number[]>();
  /** Sizes of the blocks in use, by address. */
  readonly #used = new Map<number, Bytes>();

  constructor(area: Region) {
    this.#area = area;
    this.#next = area.at;
  }

  /** The largest block there can be. */
  get most(): Bytes {
    return 2 ** Math.floor(Math.log2(this.#area.bytes));
  }

  /** Blocks in use. */
  get used(): number {
    return this.#used.size;
  }

  /** An address, a multiple of 64; null where there is no room until something is given back. */
  take(bytes: Bytes): number | null {
    const size = blockBytes(bytes);
    const at = this.#free.get(size)?.pop() ?? this.#fresh(size);
    if (at !== null) this.#used.set(at, size);
    return at;
  }

  giveBack(at: number): void {
    const size = this.#used.get(at);
    if (size === undefined) throw new RangeError(`no block at ${at} is in use`);
    this.#used.delete(at);
    const kept = this.#free.get(size);
    if (kept) kept.push(at);
    else this.#free.set(size, [at]);
    if (this.#used.size === 0) this.#reset();
  }

  #fresh(size: Bytes): number | null {
    if (this.#next + size > this.#area.at + this.#area.bytes) return null;
    this.#next += size;
    return this.#next - size;
  }

  #reset(): void {
    this.#free.clear();
    this.#next = this.#area.at;
  }
}
