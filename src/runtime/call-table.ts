/**
 * Numbers for functions, so that a record of a call can name one: their places in the sorted list of all names. All libraries are
 * loaded when a worker first serves an executor, since page and worker then agree on the numbers without a word, and a worker
 * at its board, which hears no messages, never has to leave it for a function it does not know. They are a few kilobytes.
 */
import { libraries, NoSuchFunction, type Call } from '../functions/index.ts';

/** A function, its arguments not known to the compiler any more. */
export type Callee = (call: Call, ...args: unknown[]) => unknown;

export interface CallTable {
  /** Throws `NoSuchFunction`. */
  numberOf(name: string): number;
  /** Throws `NoSuchFunction`. */
  functionAt(number: number): Callee;
}

async function all(): Promise<[name: string, callee: Callee][]> {
  const loaded = await Promise.all(libraries.ids.map((id) => libraries.load(id)));
  return loaded.flatMap(({ id, functions }) =>
    // Whoever submits a call answers for its arguments, as with any name sent elsewhere.
    Object.entries(functions).map(([own, callee]): [string, Callee] => [`${id}.${own}`, callee as Callee]),
  );
}

export async function loadCallTable(): Promise<CallTable> {
  // By code units: the same order everywhere, whatever the visitor's language.
  const entries = (await all()).sort(([one], [other]) => (one < other ? -1 : 1));
  const numbers = new Map(entries.map(([name], number) => [name, number]));
  return {
    numberOf(name) {
      const number = numbers.get(name);
      if (number === undefined) throw new NoSuchFunction(name);
      return number;
    },
    functionAt(number) {
      const entry = entries[number];
      if (!entry) throw new NoSuchFunction(`number ${number}`);
      return entry[1];
    },
  };
}
