/**
 * Reductions: of arrays element by element, of values by the same names or by a function. An operation is associative;
 * those with a name are commutative as well. A function need not be: it is always called with what lower ranks gave on the left.
 */
import { BadArgument } from '../sync/errors.ts';
import type { Elements } from './elements.ts';

export type Operation = 'sum' | 'product' | 'min' | 'max';
export type ValueOperation<T> = Operation | ((left: T, right: T) => T);

const OF_NUMBERS: Readonly<Record<Operation, (left: number, right: number) => number>> = {
  sum: (left, right) => left + right,
  product: (left, right) => left * right,
  min: Math.min,
  max: Math.max,
};

/** Two values made one. Throws `BadArgument` where a named operation is asked of what are not numbers. */
export function combineValues<T>(operation: ValueOperation<T>, left: T, right: T): T {
  if (typeof operation === 'function') return operation(left, right);
  if (typeof left !== 'number' || typeof right !== 'number') {
    throw new BadArgument(`"${operation}" is of numbers: give a function that combines two of your values`);
  }
  return OF_NUMBERS[operation](left, right) as T & number;
}

/** `into[i] = into[i] ∘ from[i]`, with the arithmetic of the elements' kind. As many as `from` has. */
export function combineElements(operation: Operation, into: Elements, from: Elements): void {
  const count = from.length;
  // A loop each: with the operation in a variable the compiler could not put it in line.
  switch (operation) {
    case 'sum':
      for (let at = 0; at < count; at++) into[at] = (into[at] as number) + (from[at] as number);
      return;
    case 'product':
      for (let at = 0; at < count; at++) into[at] = (into[at] as number) * (from[at] as number);
      return;
    case 'min':
      for (let at = 0; at < count; at++) into[at] = Math.min(into[at] as number, from[at] as number);
      return;
    case 'max':
      for (let at = 0; at < count; at++) into[at] = Math.max(into[at] as number, from[at] as number);
  }
}
