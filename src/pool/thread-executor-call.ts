/**
 * A call of an executor of threads: its future, and what is called with what until that stands on the board, so that a call needs no second
 * object. Also what fits into a record.
 */
import { MOST_NUMBERS, type Form } from '../sync/call-board.ts';
import type { Chunk } from './executor-chunks.ts';
import { CallFuture, type Posted } from './thread-executor-future.ts';

/** Arguments that do not fit into a record. */
export type Content = Uint8Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

export class BoardCall<T> extends CallFuture<T> {
  /** Of the form `numbers`; null once posted, as `content`. */
  numbers: readonly number[] | null = null;
  content: Content | null = null;
  /** What has come back and was not told yet. */
  came: unknown = undefined;

  constructor(
    posted: Posted,
    /** Number of the function or of the staged task. */
    readonly callee: number,
    readonly form: Form,
    /** Calls in it, where they are several. */
    readonly count: number,
  ) {
    super(posted);
  }
}

export class TooLarge extends RangeError {
  override readonly name = 'TooLarge';
  constructor(bytes: number, most: number) {
    super(`${bytes} bytes of arguments do not fit into ${most}: give less at once, or smaller chunks`);
  }
}

/** True where the arguments fit into a record. */
export function areNumbers(args: readonly unknown[]): args is readonly number[] {
  if (args.length > MOST_NUMBERS) return false;
  for (const argument of args) if (typeof argument !== 'number') return false;
  return true;
}

/** The columns one behind the other; null where not everything is a number. */
export function asNumbers({ columns, count }: Chunk): Float64Array<ArrayBuffer> | null {
  const numbers = new Float64Array(columns.length * count);
  let at = 0;
  for (const column of columns) {
    for (let row = 0; row < count; row++) {
      const value = column[row];
      if (typeof value !== 'number') return null;
      numbers[at++] = value;
    }
  }
  return numbers;
}
