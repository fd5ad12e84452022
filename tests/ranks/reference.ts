/**
 * What collectives have to answer, computed by one thread without messages. Not a test itself.
 */
import type { Elements } from '../../src/ranks/elements.ts';
import type { Operation } from '../../src/ranks/operations.ts';

const COMBINE: Readonly<Record<Operation, (left: number, right: number) => number>> = {
  sum: (left, right) => left + right,
  product: (left, right) => left * right,
  min: (left, right) => (right < left ? right : left),
  max: (left, right) => (right > left ? right : left),
};

/** All arrays combined element by element, as their kind computes. */
export function combined(operation: Operation, arrays: readonly Elements[]): Elements {
  const [first, ...others] = arrays;
  if (!first) throw new Error('there is nothing to combine');
  const result = first.slice();
  for (const other of others) {
    for (let at = 0; at < result.length; at++) result[at] = COMBINE[operation](result[at] ?? 0, other[at] ?? 0);
  }
  return result;
}

/** The arrays one behind the other. */
export function joined(arrays: readonly Elements[]): Elements {
  const [first] = arrays;
  if (!first) throw new Error('there is nothing to join');
  const length = arrays.reduce((sum, array) => sum + array.length, 0);
  const Kind = first.constructor as new (length: number) => Elements;
  const all = new Kind(length);
  let at = 0;
  for (const array of arrays) {
    all.set(array, at);
    at += array.length;
  }
  return all;
}
