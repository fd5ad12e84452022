/** Threads at an event. */
import { Event } from '../../../src/sync/event.ts';
import { valueOf, type Script, type Style } from '../../../src/sync/thread.ts';
import type { Part } from '../part.ts';

function eventOf<S extends Style>(part: Part<S>): Event<S> {
  return new Event(part.thread, part.arg('event'));
}

/** Sets it twice and clears it twice: whether it was set before that, and after each. */
export function* eventSetAndClear<S extends Style>(part: Part<S>): Script<boolean[]> {
  const event = eventOf(part);
  const seen = [event.isSet];
  for (let time = 0; time < 2; time++) {
    yield* valueOf<S, void>(event.set());
    seen.push(event.isSet);
  }
  for (let time = 0; time < 2; time++) {
    event.clear();
    seen.push(event.isSet);
  }
  return seen;
}

/** Waits, counts itself as `first`, waits again, counts itself as `second`: what both waits answered. */
export function* eventWaitTwice<S extends Style>(part: Part<S>): Script<boolean[]> {
  const event = eventOf(part);
  const first = yield* valueOf<S, boolean>(event.wait());
  part.add('first');
  const second = yield* valueOf<S, boolean>(event.wait());
  part.add('second');
  return [first, second];
}

/** Waits once. */
export function* eventWait<S extends Style>(part: Part<S>): Script<boolean> {
  return yield* valueOf<S, boolean>(eventOf(part).wait());
}

/** Waits not at all, and then at most `timeoutMs`: what both waits answered, and how long the second took. */
export function* eventWaitTimed<S extends Style>(part: Part<S>): Script<{ answers: boolean[]; took: number }> {
  const event = eventOf(part);
  const atOnce = yield* valueOf<S, boolean>(event.wait({ timeoutMs: 0 }));
  const began = part.now();
  const timed = yield* valueOf<S, boolean>(event.wait({ timeoutMs: part.arg('timeoutMs') }));
  return { answers: [atOnce, timed], took: part.now() - began };
}
