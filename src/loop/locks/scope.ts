/** The scoped form of whatever is acquired and released on a loop. */
import type { Awaitable, Coroutine } from '../coroutine.ts';

interface Lockable {
  acquire(): Coroutine<boolean>;
  release(): void;
}

/** Runs `body` between `acquire` and `release`; what it gives. Released whatever happens; not where it could not be acquired. */
export function* holding<T>(lock: Lockable, body: () => Awaitable<T>): Coroutine<T> {
  yield* lock.acquire();
  try {
    return yield* body();
  } finally {
    lock.release();
  }
}
