/**
 * What a greenlet runs on: something that can be left in the middle and gone on with. There are two forms, a generator
 * (generator-strand.ts) and a WebAssembly stack (wasm-strand.ts); and the plain code that everything is entered from.
 */
import type { Greenlet } from './greenlet.ts';

/** `elsewhere`: it goes on by itself, and calls `dispatch` when it has come to its next switch. */
export type Resumed = 'switched' | 'elsewhere';

export interface Strand {
  /** Starts, or goes on with what the transfer brings, to the next switch or to its end; both are in the transfer then. */
  resume(owner: Greenlet): Resumed;
}

/** What a generator yields to switch. Nobody else has one, so nothing else can be taken for a switch. */
export class Suspension {
  /** Makes the type its own: TypeScript lets a generator that yields anything else be no body. */
  readonly #own = 'a switch of greenlets';

  toString(): string {
    return this.#own;
  }
}

export const SUSPENSION = new Suspension();

/** A generator that may switch while it runs and returns a `T`. */
export type Switching<T> = Generator<Suspension, T, unknown>;

/** What `yield*` makes a switch of, and gives what was switched back with. */
export interface Switch<Got> {
  [Symbol.iterator](): Iterator<Suspension, Got, unknown>;
}
