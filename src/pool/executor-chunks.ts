/**
 * The arguments of a map, side by side and cut into chunks: one list an iterable, as long as the chunk. Pulls from the iterables only what
 * is asked for, and ends with the shortest.
 */
import { isCount } from '../sync/count.ts';
import { BadArgument } from '../sync/errors.ts';

/** `columns[place][row]` is what call `row` is given at `place`. */
export interface Chunk {
  readonly columns: readonly (readonly unknown[])[];
  /** Calls in it. */
  readonly count: number;
}

function arraysOf(iterables: readonly Iterable<unknown>[]): readonly (readonly unknown[])[] | null {
  return iterables.every((iterable) => Array.isArray(iterable)) ? iterables : null;
}

/** Of arrays whole pieces are cut, which is much faster than item by item. */
function* cut(arrays: readonly (readonly unknown[])[], chunkSize: number): Generator<Chunk, void> {
  const length = Math.min(...arrays.map((array) => array.length));
  for (let from = 0; from < length; from += chunkSize) {
    const to = Math.min(from + chunkSize, length);
    yield { columns: arrays.map((array) => array.slice(from, to)), count: to - from };
  }
}

function* pulled(iterables: readonly Iterable<unknown>[], chunkSize: number): Generator<Chunk, void> {
  const iterators = iterables.map((iterable) => iterable[Symbol.iterator]());
  try {
    for (let whole = true; whole;) {
      const columns = iterators.map((): unknown[] => []);
      let count = 0;
      while (whole && count < chunkSize) {
        const row = nextOf(iterators);
        if (row) row.forEach((value, place) => columns[place]?.push(value));
        if (row) count += 1;
        else whole = false;
      }
      if (count > 0) yield { columns, count };
    }
  } finally {
    for (const iterator of iterators) iterator.return?.();
  }
}

/** One value of each, or null as soon as one has none. */
function nextOf(iterators: readonly Iterator<unknown>[]): unknown[] | null {
  const row: unknown[] = [];
  for (const iterator of iterators) {
    const step = iterator.next();
    if (step.done) return null;
    row.push(step.value);
  }
  return row;
}

/** Throws `BadArgument` for a chunk size below 1; nothing is pulled before the first chunk is asked for. */
export function chunksOf(iterables: readonly Iterable<unknown>[], chunkSize: number): Generator<Chunk, void> {
  if (!isCount(chunkSize, 1)) throw new BadArgument(`a chunk cannot hold ${chunkSize} calls: give 1, 2, 3 …`);
  if (iterables.length === 0) throw new BadArgument('there is nothing to map over: give at least one iterable');
  const arrays = arraysOf(iterables);
  return arrays ? cut(arrays, chunkSize) : pulled(iterables, chunkSize);
}
