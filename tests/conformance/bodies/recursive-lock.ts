/** Threads at a recursive lock. Each tells what it sees of it step by step, so that a worker sees for itself. */
import { Event } from '../../../src/sync/event.ts';
import { RecursiveMutex } from '../../../src/sync/recursive-mutex.ts';
import { valueOf, type Answer, type Script, type Style } from '../../../src/sync/thread.ts';
import { failure, type Ending, type Part } from '../part.ts';

/** What a thread sees of the lock. */
interface View {
  readonly depth: number;
  readonly owned: boolean;
}

function recursiveOf<S extends Style>(part: Part<S>): RecursiveMutex<S> {
  return new RecursiveMutex(part.thread, part.arg('lock'));
}

function viewOf<S extends Style>({ depth, owned }: RecursiveMutex<S>): View {
  return { depth, owned };
}

/** How a call ends. Takes the call, not its answer: on a worker the error comes while it is made. */
function* endingOf<S extends Style>(call: () => Answer<S, unknown>): Script<Ending> {
  try {
    return { ok: true, value: yield* valueOf<S, unknown>(call()) };
  } catch (error) {
    return failure(error);
  }
}

/** `steps` steps: an acquire where the bit of `ups` is 1, beginning with the lowest, else a release. */
function* walk<S extends Style>(part: Part<S>, lock: RecursiveMutex<S>): Script<View[]> {
  const views = [viewOf(lock)];
  for (let step = 0; step < part.arg('steps'); step++) {
    if (((part.arg('ups') >> step) & 1) === 1) yield* valueOf<S, boolean>(lock.acquire());
    else yield* valueOf<S, void>(lock.release());
    views.push(viewOf(lock));
  }
  return views;
}

/** Acquires and then tries: whether it got it by that, and what it saw; then releases both. */
export function* recursiveOwnTry<S extends Style>(part: Part<S>): Script<{ got: boolean; view: View }> {
  const lock = recursiveOf(part);
  yield* valueOf<S, boolean>(lock.acquire());
  const got = yield* valueOf<S, boolean>(lock.acquire({ blocking: false }));
  const view = viewOf(lock);
  if (got) yield* valueOf<S, void>(lock.release());
  yield* valueOf<S, void>(lock.release());
  return { got, view };
}

/** Goes the way it is told: what it saw before the first step and after each. */
export function* recursiveWalk<S extends Style>(part: Part<S>): Script<View[]> {
  return yield* walk(part, recursiveOf(part));
}

/** Releases one level before it has held it, and one more after it has gone a way up and down: how both end. */
export function* recursiveReleaseUnheld<S extends Style>(part: Part<S>): Script<Ending[]> {
  const lock = recursiveOf(part);
  const fresh = yield* endingOf<S>(() => lock.release());
  yield* walk(part, lock);
  return [fresh, yield* endingOf<S>(() => lock.release())];
}

/** As above, but gives all levels back at once. */
export function* recursiveReleaseWholeUnheld<S extends Style>(part: Part<S>): Script<Ending[]> {
  const lock = recursiveOf(part);
  const fresh = yield* endingOf<S>(() => lock.releaseWhole());
  yield* walk(part, lock);
  return [fresh, yield* endingOf<S>(() => lock.releaseWhole())];
}

/** Goes up as it is told, gives all levels back at once: how many those were, and what it saw afterwards. */
export function* recursiveReleaseWhole<S extends Style>(part: Part<S>): Script<{ levels: number; view: View }> {
  const lock = recursiveOf(part);
  yield* walk(part, lock);
  const levels = yield* valueOf<S, number>(lock.releaseWhole());
  return { levels, view: viewOf(lock) };
}

/** Holds it until the event `go` is set, counting itself as `held`: what it saw before, while it held it, and after. */
export function* recursiveHoldUntil<S extends Style>(part: Part<S>): Script<View[]> {
  const lock = recursiveOf(part);
  const views = [viewOf(lock)];
  yield* valueOf<S, boolean>(lock.acquire());
  part.add('held');
  yield* valueOf<S, boolean>(new Event(part.thread, part.arg('go')).wait());
  views.push(viewOf(lock));
  yield* valueOf<S, void>(lock.release());
  return [...views, viewOf(lock)];
}

/** What it sees of a lock that is not its own. */
export function* recursiveLook<S extends Style>(part: Part<S>): Script<View> {
  return viewOf(recursiveOf(part));
}
