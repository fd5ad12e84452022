/** Threads at a lock, of either kind. */
import { valueOf, type Script, type Style } from '../../../src/sync/thread.ts';
import { lockOf } from '../lock-of.ts';
import type { Part } from '../part.ts';

/** Acquires, counts itself as `finished`, releases. */
export function* acquireAndRelease<S extends Style>(part: Part<S>): Script<boolean> {
  const lock = lockOf(part);
  const got = yield* valueOf<S, boolean>(lock.acquire());
  part.add('finished');
  yield* valueOf<S, void>(lock.release());
  return got;
}

/** Tries without waiting; releases where it got it. */
export function* tryOnce<S extends Style>(part: Part<S>): Script<boolean> {
  const lock = lockOf(part);
  const got = yield* valueOf<S, boolean>(lock.acquire({ blocking: false }));
  if (got) yield* valueOf<S, void>(lock.release());
  return got;
}

/** Waits at most `timeoutMs`: what it got and how long that took. */
export function* acquireWithin<S extends Style>(part: Part<S>): Script<{ got: boolean; took: number }> {
  const lock = lockOf(part);
  const began = part.now();
  const got = yield* valueOf<S, boolean>(lock.acquire({ timeoutMs: part.arg('timeoutMs') }));
  const took = part.now() - began;
  if (got) yield* valueOf<S, void>(lock.release());
  return { got, took };
}

/** Acquires and ends without releasing. */
export function* acquireAndKeep<S extends Style>(part: Part<S>): Script<boolean> {
  return yield* valueOf<S, boolean>(lockOf(part).acquire());
}

/** Releases what somebody else holds. */
export function* releaseOnly<S extends Style>(part: Part<S>): Script<void> {
  yield* valueOf<S, void>(lockOf(part).release());
}

/** Acquires twice, as only a reentrant lock allows without help. */
export function* acquireTwice<S extends Style>(part: Part<S>): Script<boolean> {
  const lock = lockOf(part);
  const first = yield* valueOf<S, boolean>(lock.acquire());
  part.add('first');
  const second = yield* valueOf<S, boolean>(lock.acquire());
  part.add('finished');
  yield* valueOf<S, void>(lock.release());
  return first && second;
}
