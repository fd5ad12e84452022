/**
 * Numbers as bits, most significant first: of a fixed width, and of a width that grows with the number (Exp-Golomb codes of order k, as
 * in ITU-T H.264, section 9.1: about k bits for numbers up to 2ᵏ, two more each time they double). Each number has one code.
 */
import { damaged } from './misread.ts';

/** Numbers that fit an Exp-Golomb code here. */
export const LARGEST_CODED = 2 ** 46;

export class BitWriter {
  readonly #bytes: number[] = [];
  readonly #most: number;
  #used = 0;
  /** More was written than there is room for: what was written is of no use. */
  overflowed = false;

  /** Room in bytes. */
  constructor(most: number) {
    this.#most = most * 8;
  }

  /** The lowest `width` (≤ 53) bits of a whole number that is not negative. */
  bits(value: number, width: number): void {
    if (this.#used + width > this.#most) this.overflowed = true;
    if (this.overflowed) return;
    for (let left = width; left > 0;) {
      const free = 8 - (this.#used % 8);
      if (free === 8) this.#bytes.push(0);
      const taken = Math.min(free, left);
      left -= taken;
      const piece = Math.floor(value / 2 ** left) % 2 ** taken;
      this.#bytes[this.#bytes.length - 1]! |= piece << (free - taken);
      this.#used += taken;
    }
  }

  /** A whole number from 0 to LARGEST_CODED. */
  golomb(value: number, order: number): void {
    const shifted = value + 2 ** order;
    const length = bitLength(shifted);
    this.bits(0, length - 1 - order);
    this.bits(shifted, length);
  }

  /** A whole number of either sign. */
  signed(value: number, order: number): void {
    this.golomb(value < 0 ? -2 * value - 1 : 2 * value, order);
  }

  flag(value: boolean): void {
    this.bits(value ? 1 : 0, 1);
  }

  /** Any number at all: IEEE 754 double, big-endian. */
  double(value: number): void {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, value);
    this.bits(view.getUint32(0), 32);
    this.bits(view.getUint32(4), 32);
  }

  /** The last byte is filled up with zeros. */
  get bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}

/** Every method throws `Misread` where the bits end too early or say what no number here can be. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #used = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  bits(width: number): number {
    if (this.#used + width > this.#bytes.length * 8) throw damaged();
    let value = 0;
    for (let left = width; left > 0;) {
      const free = 8 - (this.#used % 8);
      const taken = Math.min(free, left);
      const byte = this.#bytes[this.#used >> 3] ?? 0;
      value = value * 2 ** taken + ((byte >> (free - taken)) & (2 ** taken - 1));
      this.#used += taken;
      left -= taken;
    }
    return value;
  }

  golomb(order: number, most = LARGEST_CODED): number {
    let zeros = 0;
    while (this.bits(1) === 0) if (++zeros + order > 47) throw damaged();
    const value = 2 ** (zeros + order) + this.bits(zeros + order) - 2 ** order;
    if (value > most) throw damaged();
    return value;
  }

  signed(order: number): number {
    const value = this.golomb(order);
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  flag(): boolean {
    return this.bits(1) === 1;
  }

  double(): number {
    const view = new DataView(new ArrayBuffer(8));
    view.setUint32(0, this.bits(32));
    view.setUint32(4, this.bits(32));
    const value = view.getFloat64(0);
    if (!Number.isFinite(value)) throw damaged();
    return value;
  }
}

function bitLength(value: number): number {
  const high = Math.floor(value / 2 ** 32);
  return high > 0 ? 64 - Math.clz32(high) : 32 - Math.clz32(value);
}
