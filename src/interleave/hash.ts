/** Hashes that tell moments of an exploration apart: two independent halves of 32 bits, kept as a key of 53. */

/** Mixes two 32-bit numbers into one (the finaliser of MurmurHash3, A. Appleby, public domain). */
export function mix(a: number, b: number): number {
  let hash = Math.imul(a ^ 0x9e37_79b9, 0x85eb_ca6b) ^ Math.imul(b ^ (a >>> 15), 0xc2b2_ae35);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return hash ^ (hash >>> 16);
}

export type Hash = readonly [number, number];

export const EMPTY: Hash = [0, 0];

/** Far from any small number: makes the second half independent of the first. */
const SECOND = 0x4000_0000;

const bits = new DataView(new ArrayBuffer(8));

/** Adds a number, whatever it is, behind what was hashed before. */
export function hashed([first, second]: Hash, value: number | bigint): Hash {
  if (typeof value === 'bigint') bits.setBigInt64(0, value);
  else bits.setFloat64(0, value);
  const [high, low] = [bits.getInt32(0), bits.getInt32(4)];
  return [mix(mix(first, high), low), mix(mix(second ^ SECOND, low), high)];
}

/** The hash of a set of numbered values, in which order does not matter; it changes with them. */
export class SetHash {
  #first = 0;
  #second = 0;

  get value(): Hash {
    return [this.#first, this.#second];
  }

  set value([first, second]: Hash) {
    this.#first = first;
    this.#second = second;
  }

  /** The value of that number was `before` and is `after`. */
  change(index: number, before: number, after: number): void {
    this.#first ^= mix(index, before) ^ mix(index, after);
    this.#second ^= mix(index + SECOND, before) ^ mix(index + SECOND, after);
  }
}

export function keyOf([first, second]: Hash): number {
  return (first >>> 0) * 2 ** 21 + (second >>> 11);
}
