/** Waits for a thing that is expected to fail; what it threw. */
import type { Awaitable, Coroutine } from '../../../src/loop/coroutine.ts';

export function* thrownBy(awaitable: Awaitable<unknown>): Coroutine<unknown> {
  let value: unknown;
  try {
    value = yield* awaitable;
  } catch (error) {
    return error;
  }
  throw new Error(`it was to fail, but gave ${String(value)}`);
}
