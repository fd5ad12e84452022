/** Threads of the lab's own behaviours: exact sums, fairness, the GIL. Workers only. */
import { Barrier } from '../../../src/sync/barrier.ts';
import { Deque } from '../../../src/sync/deque.ts';
import { Gil } from '../../../src/sync/gil.ts';
import { Mutex } from '../../../src/sync/mutex.ts';
import { valueOf, type Script, type Style, type Thread } from '../../../src/sync/thread.ts';
import type { Part } from '../part.ts';

/** Busy, as a computing thread is: it does not give its processor away. */
function spin<S extends Style>(part: Part<S>, ms: number): void {
  const until = part.now() + ms;
  while (part.now() < until);
}

/** Only workers take part in the GIL. */
function gilOf<S extends Style>(part: Part<S>): Gil {
  if (part.thread.style !== 'blocking') throw new Error('the page takes no part in the GIL');
  return new Gil(part.thread as Thread<'blocking'>, part.arg('gil'));
}

/** Plain increments of one word under one mutex, in wasm; how many were made. */
export function* incrementLocked<S extends Style>(part: Part<S>): Script<number> {
  const { sync, at } = part.thread;
  return sync.incrementLocked(part.arg('counter'), part.arg('times'), part.arg('lock'), at);
}

/** The same without the mutex. */
export function* incrementRacy<S extends Style>(part: Part<S>): Script<void> {
  part.thread.sync.incrementRacy(part.arg('counter'), part.arg('times'));
}

/** One turn at a lock. */
export interface Turn {
  /** Before it asked for the lock. */
  readonly came: number;
  /** When it stood in the list of waiters; null where it did not have to. */
  readonly queued: number | null;
  /** When it had the lock. */
  readonly got: number;
  /** In the order of turns. */
  readonly place: number;
}

/** In a record, as in assembly/sync/thread.ts. */
const SINCE = 72;
const PARKS = 192;

/** Takes the lock again and again for `holdMs`, `times` times. */
export function* takeTurns<S extends Style>(part: Part<S>): Script<Turn[]> {
  const lock = new Mutex(part.thread, part.arg('lock'));
  const turns: Turn[] = [];
  part.add('here');
  while (part.look('here') < part.arg('threads'));
  for (let time = 0; time < part.arg('times'); time++) {
    const parks = part.record.getUint32(PARKS, true);
    const came = part.now();
    yield* valueOf<S, boolean>(lock.acquire());
    const got = part.now();
    const queued = part.record.getUint32(PARKS, true) > parks ? part.record.getFloat64(SINCE, true) : null;
    turns.push({ came, queued, got, place: part.add('turn') });
    spin(part, part.arg('holdMs'));
    yield* valueOf<S, void>(lock.release());
  }
  return turns;
}

/** What a thread saw under the GIL. */
export interface UnderGil {
  /** Lengths of its holds that ended on request, in milliseconds. */
  readonly forced: number[];
  /** How often another thread was found inside. */
  readonly intruders: number;
}

/** Runs slices under the GIL for `ms`, with a look after each, and checks at each that nobody else is inside. */
export function* runUnderGil<S extends Style>(part: Part<S>): Script<UnderGil> {
  const gil = gilOf(part);
  const me = part.number + 1;
  const forced: number[] = [];
  let intruders = 0;
  const until = part.now() + part.arg('ms');
  gil.take();
  let since = part.now();
  while (part.now() < until) {
    if (part.add('inside', me) !== 0) intruders += 1;
    spin(part, part.arg('sliceMs'));
    if (part.add('inside', -me) !== me) intruders += 1;
    const asked = part.now();
    if (!gil.check()) continue;
    forced.push(asked - since);
    since = part.now();
  }
  gil.drop({ final: true });
  return { forced, intruders };
}

/** Rounds of a barrier, in each of which all have entered before anybody leaves; how many it passed. */
export function* wrapRounds<S extends Style>(part: Part<S>): Script<number> {
  const barrier = new Barrier(part.thread, part.arg('barrier'));
  const { parties } = barrier;
  let passed = 0;
  for (let round = 1; round <= part.arg('rounds'); round++) {
    part.add('entered');
    yield* valueOf<S, number>(barrier.wait());
    if (part.look('entered') >= round * parties) passed += 1;
  }
  return passed;
}

/** The first takes the GIL and keeps it, the second then waits for it and gives it back where it gets it. */
export function* takeGilInTurn<S extends Style>(part: Part<S>): Script<void> {
  const gil = gilOf(part);
  while (part.look('taken') < part.number);
  gil.take();
  part.add('taken');
  if (part.number > 0) gil.drop({ final: true });
}

/** Owner of a deque: pushes the tokens, pops where it is full and what is left; marks each it takes. */
export function* ownTokens<S extends Style>(part: Part<S>): Script<number> {
  const deque = new Deque(part.thread.sync, part.arg('deque'));
  let taken = 0;
  const take = (token: number | null): void => {
    if (token === null) return;
    part.mark('marks', token);
    taken += 1;
  };
  for (let token = 0; token < part.arg('tokens'); token++) {
    while (!deque.push(token)) take(deque.pop());
    if (token % 7 === 0) take(deque.pop());
  }
  while (deque.size > 0) take(deque.pop());
  part.add('over');
  return taken;
}

/** Steals until the owner is done and nothing is left. */
export function* stealTokens<S extends Style>(part: Part<S>): Script<number> {
  const deque = new Deque(part.thread.sync, part.arg('deque'));
  let taken = 0;
  for (;;) {
    const token = deque.steal();
    if (token !== null) {
      part.mark('marks', token);
      taken += 1;
    } else if (part.look('over') > 0) return taken;
  }
}
