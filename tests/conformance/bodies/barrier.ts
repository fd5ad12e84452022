/** Threads at a barrier. */
import { Barrier } from '../../../src/sync/barrier.ts';
import { BrokenBarrier } from '../../../src/sync/errors.ts';
import { Event } from '../../../src/sync/event.ts';
import { Mutex } from '../../../src/sync/mutex.ts';
import { valueOf, type Answer, type Script, type Style } from '../../../src/sync/thread.ts';
import type { Part } from '../part.ts';

/** A place in a round, or none. */
type Met = number | 'turned away';

function barrierOf<S extends Style>(part: Part<S>, action?: () => Answer<S, void>): Barrier<S> {
  return new Barrier(part.thread, part.arg('barrier'), action && { action });
}

function* meet<S extends Style>(barrier: Barrier<S>, limit: { timeoutMs?: number } = {}): Script<Met> {
  try {
    return yield* valueOf<S, number>(barrier.wait(limit));
  } catch (error) {
    if (error instanceof BrokenBarrier) return 'turned away';
    throw error;
  }
}

/** The one of a round that does something else than the others. */
function isOddOne<S extends Style>(barrier: Barrier<S>, place: number): boolean {
  return place === barrier.parties >> 1;
}

/** Two waits a round: how many had left when it came, how many had come when it left. */
export function* barrierLockstep<S extends Style>(part: Part<S>): Script<{ left: number; come: number }[]> {
  const barrier = barrierOf(part);
  const seen: { left: number; come: number }[] = [];
  for (let round = 0; round < part.arg('rounds'); round++) {
    part.add('come');
    const left = part.look('left');
    yield* valueOf<S, number>(barrier.wait());
    part.add('left');
    seen.push({ left, come: part.look('come') });
    yield* valueOf<S, number>(barrier.wait());
  }
  return seen;
}

/** Its places, round after round. */
export function* barrierPlaces<S extends Style>(part: Part<S>): Script<number[]> {
  const barrier = barrierOf(part);
  const places: number[] = [];
  while (places.length < part.arg('rounds')) places.push(yield* valueOf<S, number>(barrier.wait()));
  return places;
}

function* countAnAction<S extends Style>(part: Part<S>): Script<void> {
  const hold = new Mutex(part.thread, part.arg('hold'));
  yield* valueOf<S, boolean>(hold.acquire());
  part.add('actions');
  yield* valueOf<S, void>(hold.release());
}

/** At a barrier whose action needs the mutex `hold`: its places, and how often the action had run when it went on. */
export function* barrierActions<S extends Style>(part: Part<S>): Script<{ place: number; actions: number }[]> {
  const barrier = barrierOf(part, () => part.thread.follow(countAnAction(part)));
  const seen: { place: number; actions: number }[] = [];
  while (seen.length < part.arg('rounds')) {
    const place = yield* valueOf<S, number>(barrier.wait());
    seen.push({ place, actions: part.look('actions') });
  }
  return seen;
}

function* failOnPurpose<S extends Style>(part: Part<S>): Script<void> {
  yield* countAnAction(part);
  throw new Error('on purpose');
}

/** At a barrier whose action throws. */
export function* barrierFailing<S extends Style>(part: Part<S>): Script<number> {
  const barrier = barrierOf(part, () => part.thread.follow(failOnPurpose(part)));
  return yield* valueOf<S, number>(barrier.wait());
}

/** Passes once; then one aborts, the others wait again. */
function* abortOrMeet<S extends Style>(barrier: Barrier<S>): Script<Met | 'aborted'> {
  const place = yield* valueOf<S, number>(barrier.wait());
  if (!isOddOne(barrier, place)) return yield* meet(barrier);
  yield* valueOf<S, void>(barrier.abort());
  return 'aborted';
}

export function* barrierAbort<S extends Style>(part: Part<S>): Script<Met | 'aborted'> {
  return yield* abortOrMeet(barrierOf(part));
}

/** Passes once; one resets as soon as it is told to `go`, the others wait again; all meet once more. */
export function* barrierReset<S extends Style>(part: Part<S>): Script<{ second: Met | 'reset'; third: Met }> {
  const barrier = barrierOf(part);
  const first = yield* valueOf<S, number>(barrier.wait());
  if (!isOddOne(barrier, first)) return { second: yield* meet(barrier), third: yield* meet(barrier) };
  yield* valueOf<S, boolean>(new Event(part.thread, part.arg('go')).wait());
  yield* valueOf<S, void>(barrier.reset());
  return { second: 'reset', third: yield* meet(barrier) };
}

/** As `barrierAbort`; then all gather at another barrier, one resets the first, and all meet there once more. */
export function* barrierAbortAndReset<S extends Style>(part: Part<S>): Script<{ second: Met | 'aborted'; third: Met }> {
  const barrier = barrierOf(part);
  const gathering = new Barrier(part.thread, part.arg('gathering'));
  const second = yield* abortOrMeet(barrier);
  // Gathered before the reset, so that all have left the broken round; and after it, so that nobody comes too soon.
  const place = yield* valueOf<S, number>(gathering.wait());
  if (isOddOne(gathering, place)) yield* valueOf<S, void>(barrier.reset());
  yield* valueOf<S, number>(gathering.wait());
  return { second, third: yield* meet(barrier) };
}

/** Passes once; then all wait for `timeoutMs`, but for one that comes when told to `go` and would wait for ever. */
export function* barrierLate<S extends Style>(part: Part<S>): Script<{ met: Met; took: number | 'came late' }> {
  const barrier = barrierOf(part);
  const place = yield* valueOf<S, number>(barrier.wait());
  if (isOddOne(barrier, place)) {
    yield* valueOf<S, boolean>(new Event(part.thread, part.arg('go')).wait());
    return { met: yield* meet(barrier), took: 'came late' };
  }
  const began = part.now();
  const met = yield* meet(barrier, { timeoutMs: part.arg('timeoutMs') });
  const took = part.now() - began;
  part.add('gone');
  return { met, took };
}

/** Waits, naming no time-out, at a barrier that has one of its own. */
export function* barrierOwnLimit<S extends Style>(part: Part<S>): Script<{ met: Met; took: number }> {
  const barrier = new Barrier(part.thread, part.arg('barrier'), { timeoutMs: part.arg('timeoutMs') });
  const began = part.now();
  const met = yield* meet(barrier);
  return { met, took: part.now() - began };
}
