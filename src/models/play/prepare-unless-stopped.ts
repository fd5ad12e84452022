/**
 * The preparation of a play, which may have to load code and start workers: given up as soon as there is a stop, and over before the next
 * one on the same pool begins.
 */
import { Stopped } from '../../pool/errors.ts';
import type { Pool } from '../../pool/pool.ts';

const underWay = new WeakMap<Pool, Promise<unknown>>();

/**
 * What `prepare` gives. Rejects with `Stopped` at once where the signal is given; `prepare` then goes on until it next asks the signal. Rejects
 * with what it rejects with.
 */
export async function prepareUnlessStopped<T>(pool: Pool, signal: AbortSignal, prepare: () => Promise<T>): Promise<T> {
  const before = underWay.get(pool);
  const preparing = (async (): Promise<T> => {
    // Its failure was told to whoever began it.
    await before?.catch(() => {});
    if (signal.aborted) throw new Stopped();
    return prepare();
  })();
  underWay.set(pool, preparing);
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new Stopped());
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
    preparing.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
