/**
 * Numbers and texts as bytes: varints (seven bits a byte, the lowest first), doubles, UTF-8 that keeps even lone halves of surrogate
 * pairs. The writer stops at a cap, the reader at the end; knows nothing of documents.
 */
import { damaged } from './misread.ts';

/** More was written than there is room for. */
export class Full extends Error {}

export class ByteWriter {
  readonly #bytes: number[] = [];
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** Throws `Full`. */
  byte(value: number): void {
    if (this.#bytes.length >= this.#most) throw new Full(`more than ${this.#most} bytes`);
    this.#bytes.push(value);
  }

  /** A whole number from 0 to 2⁵³ − 1. */
  varint(value: number): void {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.byte((rest % 0x80) + 0x80);
    this.byte(rest);
  }

  /** A whole number of either sign, below 2⁵² in size. */
  signed(value: number): void {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  /** IEEE 754, big-endian. */
  double(value: number): void {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, value);
    for (let place = 0; place < 8; place++) this.byte(view.getUint8(place));
  }

  all(bytes: Iterable<number>): void {
    for (const byte of bytes) this.byte(byte);
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.#bytes);
  }

  get length(): number {
    return this.#bytes.length;
  }
}

/** Every method throws `Misread` where the bytes end too early. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #place = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#place;
  }

  byte(): number {
    const byte = this.#bytes[this.#place++];
    if (byte === undefined) throw damaged();
    return byte;
  }

  varint(): number {
    let value = 0;
    for (let unit = 1; ; unit *= 0x80) {
      const byte = this.byte();
      value += (byte & 0x7f) * unit;
      if (value > Number.MAX_SAFE_INTEGER) throw damaged();
      if (byte < 0x80) return value;
      if (unit >= 2 ** 49) throw damaged();
    }
  }

  signed(): number {
    const value = this.varint();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  double(): number {
    const view = new DataView(new ArrayBuffer(8));
    for (let place = 0; place < 8; place++) view.setUint8(place, this.byte());
    const value = view.getFloat64(0);
    if (!Number.isFinite(value)) throw damaged();
    return value;
  }

  take(count: number): Uint8Array {
    if (count > this.left) throw damaged();
    this.#place += count;
    return this.#bytes.subarray(this.#place - count, this.#place);
  }
}
