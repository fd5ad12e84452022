/** A future in each of the states it can be in, made the way an executor makes it. */
import { Future } from '../../../src/pool/future.ts';

export const ERROR = new RangeError('no such thing');
export const VALUE = 42;

export type Kind = 'pending' | 'running' | 'cancelled' | 'cancelled-and-notified' | 'failed' | 'succeeded';
export const KINDS: readonly Kind[] = [
  'pending',
  'running',
  'cancelled',
  'cancelled-and-notified',
  'failed',
  'succeeded',
];

export function futureIn(kind: Kind, onFault?: (error: unknown) => void): Future<number> {
  const future = new Future<number>(onFault);
  if (kind === 'pending') return future;
  if (kind.startsWith('cancelled')) future.cancel();
  if (kind !== 'cancelled') future.setRunningOrNotifyCancel();
  if (kind === 'failed') future.setException(ERROR);
  if (kind === 'succeeded') future.setResult(VALUE);
  return future;
}

/** What a promise settles to, in one word. */
export function outcomeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => ({ value }),
    (error: unknown) => (error instanceof Error ? error.name : { thrown: error }),
  );
}
