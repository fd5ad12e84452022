/**
 * The memory that explored threads share, with what is needed to go back to an earlier moment and to know whether a
 * moment has been seen before. It also watches for data races: two plain accesses, or a plain and an atomic one, of which
 * one writes, with no order between them.
 *
 * Order is tracked with vector clocks (L. Lamport; data races as in M. Pozniansky, A. Schuster, "Efficient On-the-Fly Data
 * Race Detection", PPoPP 2003): an atomic store or read-modify-write hands on what its thread has seen, an atomic load or
 * read-modify-write takes over what was handed on at that word. Only that justifies scheduling at atomics alone.
 */

import { SetHash, type Hash } from './hash.ts';

/** How a thread touches a word. */
export type Access = 'read' | 'write' | 'atomic-read' | 'atomic-write' | 'atomic-update';

const KINDS = 4;
const PLAIN_READ = 0;
const PLAIN_WRITE = 1;
const ATOMIC_READ = 2;
const ATOMIC_WRITE = 3;

const WORD = 4;

/** A race: what the second access of the two was, and whose the first. */
export interface Race {
  readonly address: number;
  readonly by: number;
  readonly against: number;
}

export interface Saved {
  readonly state: Int32Array;
  readonly hash: Hash;
}

/** Everything that a moment consists of, but for the threads' own histories. */
export class World {
  /** Words of memory, then clocks of threads, clocks of words, and when each thread last touched each word. */
  readonly #state: Int32Array;
  readonly #view: DataView;
  readonly #words: number;
  readonly #clocks: number;
  readonly #wordClocks: number;
  readonly #touched: number;
  readonly #hash = new SetHash();

  constructor(
    readonly bytes: number,
    readonly threads: number,
  ) {
    this.#words = bytes / WORD;
    this.#clocks = this.#words;
    this.#wordClocks = this.#clocks + threads * threads;
    this.#touched = this.#wordClocks + this.#words * threads;
    this.#state = new Int32Array(this.#touched + this.#words * threads * KINDS);
    this.#view = new DataView(this.#state.buffer, 0, bytes);
    // A thread's own time starts at 1, so that "never" is before everything.
    for (let thread = 0; thread < threads; thread++) this.#set(this.#clocks + thread * (threads + 1), 1);
  }

  get hash(): Hash {
    return this.#hash.value;
  }

  save(): Saved {
    return { state: this.#state.slice(), hash: this.#hash.value };
  }

  restore({ state, hash }: Saved): void {
    this.#state.set(state);
    this.#hash.value = hash;
  }

  i32(address: number): number {
    return this.#state[this.#word(address)] ?? 0;
  }

  i64(address: number): bigint {
    this.#word(address + WORD);
    return this.#view.getBigInt64(address, true);
  }

  f64(address: number): number {
    this.#word(address + WORD);
    return this.#view.getFloat64(address, true);
  }

  setI32(address: number, value: number): void {
    this.#set(this.#word(address), value);
  }

  setI64(address: number, value: bigint): void {
    this.setI32(address, Number(BigInt.asIntN(32, value)));
    this.setI32(address + WORD, Number(BigInt.asIntN(32, value >> 32n)));
  }

  setF64(address: number, value: number): void {
    const bits = new DataView(new ArrayBuffer(8));
    bits.setFloat64(0, value, true);
    this.setI64(address, bits.getBigInt64(0, true));
  }

  /** Notes that a thread touches a word; the race, where there is one. */
  touch(thread: number, address: number, access: Access): Race | null {
    const word = this.#word(address);
    const race = this.#raceAt(thread, word, access);
    if (access !== 'read' && access !== 'write') this.#synchronise(thread, word, access);
    const now = this.#state[this.#clockAt(thread, thread)] ?? 0;
    this.#set(this.#touchedAt(word, thread, KEPT_AS[access]), now);
    return race === null ? null : { address, by: thread, against: race };
  }

  /** The thread whose earlier access has no order with this one. */
  #raceAt(thread: number, word: number, access: Access): number | null {
    const kinds = AGAINST[access];
    for (let other = 0; other < this.threads; other++) {
      if (other === thread) continue;
      const seen = this.#state[this.#clockAt(thread, other)] ?? 0;
      for (const kind of kinds) if ((this.#state[this.#touchedAt(word, other, kind)] ?? 0) > seen) return other;
    }
    return null;
  }

  #synchronise(thread: number, word: number, access: Access): void {
    for (let other = 0; other < this.threads; other++) {
      const own = this.#clockAt(thread, other);
      const kept = this.#wordClocks + word * this.threads + other;
      const mine = this.#state[own] ?? 0;
      const theirs = this.#state[kept] ?? 0;
      if (access !== 'atomic-write' && theirs > mine) this.#set(own, theirs);
      // A store starts anew: whoever reads it has read this thread's word, not its predecessor's.
      if (access === 'atomic-write') this.#set(kept, mine);
      if (access === 'atomic-update' && mine > theirs) this.#set(kept, mine);
    }
    const clock = this.#clockAt(thread, thread);
    if (access !== 'atomic-read') this.#set(clock, (this.#state[clock] ?? 0) + 1);
  }

  #clockAt(thread: number, other: number): number {
    return this.#clocks + thread * this.threads + other;
  }

  #touchedAt(word: number, thread: number, kind: number): number {
    return this.#touched + (word * this.threads + thread) * KINDS + kind;
  }

  /** Throws where the address lies outside or off its boundary: wasm would trap, or read what is not there. */
  #word(address: number): number {
    const word = address / WORD;
    if (!Number.isInteger(word) || word <= 0 || word >= this.#words)
      throw new RangeError(`no word at address ${address}`);
    return word;
  }

  #set(index: number, value: number): void {
    const before = this.#state[index] ?? 0;
    if (before === value) return;
    this.#hash.change(index, before, value);
    this.#state[index] = value;
  }
}

const KEPT_AS: Readonly<Record<Access, number>> = {
  read: PLAIN_READ,
  write: PLAIN_WRITE,
  'atomic-read': ATOMIC_READ,
  'atomic-write': ATOMIC_WRITE,
  'atomic-update': ATOMIC_WRITE,
};

/** Which earlier accesses of others a new one needs an order with. */
const AGAINST: Readonly<Record<Access, readonly number[]>> = {
  read: [PLAIN_WRITE, ATOMIC_WRITE],
  write: [PLAIN_READ, PLAIN_WRITE, ATOMIC_READ, ATOMIC_WRITE],
  'atomic-read': [PLAIN_WRITE],
  'atomic-write': [PLAIN_READ, PLAIN_WRITE],
  'atomic-update': [PLAIN_READ, PLAIN_WRITE],
};
