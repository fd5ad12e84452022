/** Threads at a condition, over a lock of either kind. What a thread counts after a wait it counts with the lock. */
import { Condition } from '../../../src/sync/condition.ts';
import { RecursiveMutex } from '../../../src/sync/recursive-mutex.ts';
import { valueOf, type Script, type Style } from '../../../src/sync/thread.ts';
import { lockOf } from '../lock-of.ts';
import type { Part } from '../part.ts';

function conditionOf<S extends Style>(part: Part<S>, now = () => part.now()): Condition<S> {
  return new Condition(part.arg('condition'), lockOf(part), now);
}

/** What a wait answered, and the phase the test was in when it came back. */
interface Waited {
  readonly notified: boolean;
  readonly phase: number;
}

/** Acquires, waits, counts itself as `counter`, releases. */
function* waitCounted<S extends Style>(part: Part<S>, counter: string): Script<Waited> {
  const condition = conditionOf(part);
  yield* valueOf<S, boolean>(condition.acquire());
  part.add('ready');
  const notified = yield* valueOf<S, boolean>(condition.wait());
  part.add(counter);
  const phase = part.look('phase');
  yield* valueOf<S, void>(condition.release());
  return { notified, phase };
}

/** Waits for a notification twice, giving the lock back in between. */
export function* conditionWaitTwice<S extends Style>(part: Part<S>): Script<Waited[]> {
  return [yield* waitCounted(part, 'first'), yield* waitCounted(part, 'second')];
}

/** Waits for one notification, counting itself as `ready` before. */
export function* conditionWaitOnce<S extends Style>(part: Part<S>): Script<boolean> {
  const condition = conditionOf(part);
  yield* valueOf<S, boolean>(condition.acquire());
  part.add('ready');
  const notified = yield* valueOf<S, boolean>(condition.wait());
  yield* valueOf<S, void>(condition.release());
  return notified;
}

/** Waits within a scope of the condition. */
export function* conditionScope<S extends Style>(part: Part<S>): Script<boolean> {
  const condition = conditionOf(part);
  return yield* valueOf<S, boolean>(condition.holding(() => condition.wait()));
}

/** Waits at most `timeoutMs`: what the wait answered and how long it took. */
export function* conditionWaitWithin<S extends Style>(part: Part<S>): Script<{ notified: boolean; took: number }> {
  const condition = conditionOf(part);
  yield* valueOf<S, boolean>(condition.acquire());
  const began = part.now();
  const notified = yield* valueOf<S, boolean>(condition.wait({ timeoutMs: part.arg('timeoutMs') }));
  const took = part.now() - began;
  yield* valueOf<S, void>(condition.release());
  return { notified, took };
}

/** Waits without having acquired. */
export function* conditionWaitUnheld<S extends Style>(part: Part<S>): Script<boolean> {
  return yield* valueOf<S, boolean>(conditionOf(part).wait());
}

/** Notifies without having acquired. */
export function* conditionNotifyUnheld<S extends Style>(part: Part<S>): Script<void> {
  yield* valueOf<S, void>(conditionOf(part).notify());
}

/** Notifies everybody without having acquired. */
export function* conditionNotifyAllUnheld<S extends Style>(part: Part<S>): Script<void> {
  yield* valueOf<S, void>(conditionOf(part).notifyAll());
}

/** Acquires twice, releases twice: whether it had the lock and how deep, after each. */
export function* conditionAcquireTwice<S extends Style>(part: Part<S>): Script<{ owned: boolean; depth: number }[]> {
  const condition = conditionOf(part);
  const lock = new RecursiveMutex(part.thread, part.arg('lock'));
  const look = (): { owned: boolean; depth: number } => ({ owned: lock.owned, depth: lock.depth });
  yield* valueOf<S, boolean>(condition.acquire());
  const views = [look()];
  yield* valueOf<S, boolean>(condition.acquire());
  views.push(look());
  yield* valueOf<S, void>(condition.release());
  views.push(look());
  yield* valueOf<S, void>(condition.release());
  return [...views, look()];
}

/** How a wait for a state ended: what it answered, what the state was then, and how long it took. */
interface Awaited {
  readonly held: boolean;
  readonly state: number;
  readonly took: number;
}

/** Waits until `state` says `enough`, counting every look as `looked`; at its end counts itself as `finished`. */
function* awaitState<S extends Style>(
  part: Part<S>,
  condition: Condition<S>,
  limit: { timeoutMs?: number },
): Script<Awaited> {
  const holds = (): boolean => {
    part.add('looked');
    return part.look('state') === part.arg('enough');
  };
  yield* valueOf<S, boolean>(condition.acquire());
  const began = part.now();
  const held = yield* valueOf<S, boolean>(condition.waitFor(holds, limit));
  const took = part.now() - began;
  const state = part.look('state');
  yield* valueOf<S, void>(condition.release());
  part.add('finished');
  return { held, state, took };
}

/** Waits for the state as long as it takes. */
export function* conditionAwaitState<S extends Style>(part: Part<S>): Script<Awaited> {
  return yield* awaitState(part, conditionOf(part), {});
}

/** Waits for the state at most `timeoutMs` in all, by a clock that the test may put forward by `ahead`. */
export function* conditionAwaitStateWithin<S extends Style>(part: Part<S>): Script<Awaited> {
  const condition = conditionOf(part, () => part.now() + part.look('ahead'));
  return yield* awaitState(part, condition, { timeoutMs: part.arg('timeoutMs') });
}

/** What two waits answered, and how deep the lock was held before, after each, and after as many releases. */
interface Depths {
  readonly answers: boolean[];
  readonly depths: number[];
}

/** Acquires one level more than its number, and waits: until the time is up, then, as `ready`, for a notification. */
export function* conditionWaitDeep<S extends Style>(part: Part<S>): Script<Depths> {
  const lock = new RecursiveMutex(part.thread, part.arg('lock'));
  const condition = new Condition(part.arg('condition'), lock, () => part.now());
  for (let level = 0; level <= part.number; level++) yield* valueOf<S, boolean>(lock.acquire());
  const depths = [lock.depth];
  const timed = yield* valueOf<S, boolean>(condition.wait({ timeoutMs: part.arg('timeoutMs') }));
  depths.push(lock.depth);
  part.add('ready');
  const notified = yield* valueOf<S, boolean>(condition.wait());
  depths.push(lock.depth);
  for (let level = 0; level <= part.number; level++) yield* valueOf<S, void>(lock.release());
  depths.push(lock.depth);
  return { answers: [timed, notified], depths };
}
