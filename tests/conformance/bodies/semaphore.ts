/** Threads at a semaphore. */
import { Semaphore } from '../../../src/sync/semaphore.ts';
import { valueOf, type Script, type Style } from '../../../src/sync/thread.ts';
import { failure, type Ending, type Part } from '../part.ts';

function semaphoreOf<S extends Style>(part: Part<S>): Semaphore<S> {
  return new Semaphore(part.thread, part.arg('semaphore'));
}

function* tryOf<S extends Style>(semaphore: Semaphore<S>): Script<boolean> {
  return yield* valueOf<S, boolean>(semaphore.acquire({ blocking: false }));
}

/** What an acquire gave, and the phase the test was in when it came back. */
interface Got {
  readonly got: boolean;
  readonly phase: number;
}

function* acquireCounted<S extends Style>(part: Part<S>): Script<Got> {
  const got = yield* valueOf<S, boolean>(semaphoreOf(part).acquire());
  const phase = part.look('phase');
  part.add('taken');
  return { got, phase };
}

/** Takes two units, one after the other, counting each as `taken`, and keeps them; then counts itself as `finished`. */
export function* semaphoreTakeTwo<S extends Style>(part: Part<S>): Script<Got[]> {
  const both = [yield* acquireCounted(part), yield* acquireCounted(part)];
  part.add('finished');
  return both;
}

/** Takes a unit and keeps it. */
export function* semaphoreTake<S extends Style>(part: Part<S>): Script<boolean> {
  return yield* valueOf<S, boolean>(semaphoreOf(part).acquire());
}

/** Gives `units` back. */
export function* semaphoreGive<S extends Style>(part: Part<S>): Script<void> {
  yield* valueOf<S, void>(semaphoreOf(part).release(part.arg('units')));
}

/** Takes a unit, counts itself as `finished`, gives it back. */
export function* semaphoreTakeAndGive<S extends Style>(part: Part<S>): Script<boolean> {
  const semaphore = semaphoreOf(part);
  const got = yield* valueOf<S, boolean>(semaphore.acquire());
  part.add('finished');
  yield* valueOf<S, void>(semaphore.release());
  return got;
}

/** Tries twice and keeps what it gets. */
export function* semaphoreTryTwice<S extends Style>(part: Part<S>): Script<boolean[]> {
  const semaphore = semaphoreOf(part);
  return [yield* tryOf(semaphore), yield* tryOf(semaphore)];
}

/** Three tries, a release, a try: of two units, all are gone afterwards. */
export function* semaphoreTries<S extends Style>(part: Part<S>): Script<boolean[]> {
  const semaphore = semaphoreOf(part);
  const tries = [yield* tryOf(semaphore), yield* tryOf(semaphore), yield* tryOf(semaphore)];
  yield* valueOf<S, void>(semaphore.release());
  return [...tries, yield* tryOf(semaphore)];
}

/** The same with acquires of `briefMs`; then one of `timeoutMs`, and how long that took. */
export function* semaphoreTimed<S extends Style>(part: Part<S>): Script<{ answers: boolean[]; took: number }> {
  const semaphore = semaphoreOf(part);
  const within = (timeoutMs: number): Script<boolean> => valueOf<S, boolean>(semaphore.acquire({ timeoutMs }));
  const briefMs = part.arg('briefMs');
  const brief = [yield* within(briefMs), yield* within(briefMs), yield* within(briefMs)];
  yield* valueOf<S, void>(semaphore.release());
  brief.push(yield* within(briefMs));
  const began = part.now();
  const last = yield* within(part.arg('timeoutMs'));
  return { answers: [...brief, last], took: part.now() - began };
}

/**
 * Holds a unit and within that another, both in the scoped form, and throws innermost where `fails` is 1: whether a try
 * got a third within the first and within the second, and how the scopes ended.
 */
export function* semaphoreNested<S extends Style>(part: Part<S>): Script<{ tries: boolean[]; ending: Ending }> {
  const semaphore = semaphoreOf(part);
  const tries: boolean[] = [];
  const scope = (inner: () => Script<void>): Script<void> =>
    valueOf<S, void>(semaphore.holding(() => part.thread.follow(inner())));
  const second = function* (): Script<void> {
    tries.push(yield* tryOf(semaphore));
    if (part.arg('fails') === 1) throw new Error('on purpose');
  };
  const first = function* (): Script<void> {
    tries.push(yield* tryOf(semaphore));
    yield* valueOf<S, void>(semaphore.release());
    yield* scope(second);
  };
  try {
    return { tries, ending: { ok: true, value: yield* scope(first) } };
  } catch (error) {
    return { tries, ending: failure(error) };
  }
}
