/** What the benchmark lets workers do: rates, holds and conversations. Here, since workers run bodies; nothing is judged. */
import { Gil } from '../../../src/sync/gil.ts';
import { Semaphore } from '../../../src/sync/semaphore.ts';
import { valueOf, type Script, type Style, type Thread } from '../../../src/sync/thread.ts';
import type { Part } from '../part.ts';

/** Increments between two looks at the clock. */
const BLOCK = 10_000;
/** In a record, as in assembly/sync/thread.ts. */
const LONGEST = 216;

export interface Rate {
  readonly made: number;
  readonly ms: number;
  /** The longest wait for the mutex. */
  readonly longestMs: number;
}

/** Waits until all that take part are here, so that they begin together. */
function meet<S extends Style>(part: Part<S>): void {
  part.add('here');
  while (part.look('here') < part.arg('threads'));
}

/** Lock, increment, unlock, for `ms`. */
export function* rateOfLocking<S extends Style>(part: Part<S>): Script<Rate> {
  const { sync, at } = part.thread;
  part.record.setFloat64(LONGEST, 0, true);
  meet(part);
  const began = part.now();
  let made = 0;
  let ms = 0;
  while (ms < part.arg('ms')) {
    made += sync.incrementLocked(part.arg('counter'), BLOCK, part.arg('lock'), at);
    ms = part.now() - began;
  }
  return { made, ms, longestMs: part.record.getFloat64(LONGEST, true) };
}

function gilOf<S extends Style>(part: Part<S>): Gil {
  return new Gil(part.thread as Thread<'blocking'>, part.arg('gil'));
}

function spin<S extends Style>(part: Part<S>, ms: number): void {
  const until = part.now() + ms;
  while (part.now() < until);
}

/** Computes under the GIL until the test says that it is over, a look after each slice. */
export function* computeUnderGil<S extends Style>(part: Part<S>): Script<void> {
  const gil = gilOf(part);
  part.add('here');
  gil.take();
  while (part.look('over') === 0) {
    spin(part, part.arg('sliceMs'));
    gil.check();
  }
  gil.drop({ final: true });
}

/** The same amount of computing under the GIL for everybody, begun together: when it had begun and ended. */
export function* shareOfWork<S extends Style>(part: Part<S>): Script<{ began: number; ended: number }> {
  const gil = gilOf(part);
  meet(part);
  const began = part.now();
  gil.take();
  for (let slice = 0; slice < part.arg('slices'); slice++) {
    part.thread.sync.incrementRacy(part.arg('scratch'), part.arg('items'));
    gil.check();
  }
  gil.drop({ final: true });
  return { began, ended: part.now() };
}

/** In conversation with a partner outside the GIL: asks, waits without the GIL, takes it back; how long each took. */
export function* converse<S extends Style>(part: Part<S>): Script<number[]> {
  const gil = gilOf(part);
  const [question, answer] = [
    new Semaphore(part.thread, part.arg('question')),
    new Semaphore(part.thread, part.arg('answer')),
  ];
  const times: number[] = [];
  gil.take();
  for (let exchange = 0; exchange < part.arg('exchanges'); exchange++) {
    const asked = part.now();
    gil.drop();
    yield* valueOf<S, void>(question.release());
    yield* valueOf<S, boolean>(answer.acquire());
    gil.take();
    times.push(part.now() - asked);
  }
  gil.drop({ final: true });
  part.add('over');
  return times;
}

/** The partner: answers each question after a millisecond of sleep. */
export function* answerAfterAMillisecond<S extends Style>(part: Part<S>): Script<void> {
  const [question, answer] = [
    new Semaphore(part.thread, part.arg('question')),
    new Semaphore(part.thread, part.arg('answer')),
  ];
  const never = new Semaphore(part.thread, part.arg('never'));
  for (let exchange = 0; exchange < part.arg('exchanges'); exchange++) {
    yield* valueOf<S, boolean>(question.acquire());
    // Nobody gives this one: a sleep with an end.
    yield* valueOf<S, boolean>(never.acquire({ timeoutMs: 1 }));
    yield* valueOf<S, void>(answer.release());
  }
}
