/**
 * Random programs for the loop's locks: actors that pause and do something, and cancels that hit them at random times. Played on virtual
 * time; a program is plain data, so that a failing one can be shrunk, printed and played again.
 */
import fc from 'fast-check';
import { expect, inject } from 'vitest';
import type { Coroutine } from '../../../src/loop/coroutine.ts';
import { CancelledError } from '../../../src/loop/errors.ts';
import { EventLoop } from '../../../src/loop/event-loop.ts';
import { gather } from '../../../src/loop/gather.ts';
import { sleep } from '../../../src/loop/sleep.ts';
import type { Task } from '../../../src/loop/task.ts';
import { runVirtually, VirtualClock } from '../../../src/loop/virtual-time.ts';

/** Printed with every failure, with the path to the program. */
const SEED = 1963;
const PROGRAMS = 400;
/** Later than anything a program does by itself. */
const LATE_MS = 1_000;

/** So short that a program meets itself all the time: virtual milliseconds, then turns of the loop. */
export interface Pause {
  readonly ms: number;
  readonly turns: number;
}

export const pauses = (mostMs = 2): fc.Arbitrary<Pause> =>
  fc.record({ ms: fc.nat({ max: mostMs }), turns: fc.nat({ max: 3 }) });

export function* pause({ ms, turns }: Pause): Coroutine<void> {
  if (ms > 0) yield* sleep(ms);
  for (let turn = 0; turn < turns; turn++) yield;
}

interface Program<Actor> {
  readonly actors: readonly Actor[];
  readonly cancels: readonly { readonly who: number; readonly at: Pause }[];
}

/** What a play of a program does, made anew for each. */
export interface Play<Actor> {
  act(actor: Actor): Coroutine<void>;
  /** Called whenever nothing is ready and time is about to pass: whoever can go on has gone on. */
  idle(): void;
  /** Lets everybody go who would wait for ever. */
  late(): Coroutine<void>;
  /** Everybody has ended. */
  over(): void;
}

/** Notices when the loop has nothing to do. */
class WatchedClock extends VirtualClock {
  onIdle = (): void => {};

  override jumpTo(when: number): void {
    if (when > this.now()) this.onIdle();
    super.jumpTo(when);
  }
}

function* cancelAt(task: Task<void>, at: Pause): Coroutine<void> {
  yield* pause(at);
  task.cancel();
}

/** Hands everything but a cancellation to `failures`: others may wait for ever because of it. */
function* watched(acts: Coroutine<void>, failures: unknown[]): Coroutine<void> {
  try {
    yield* acts;
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    failures.push(error);
  }
}

function* wholePlay(
  program: Program<unknown>,
  tasks: readonly Task<void>[],
  late: () => Coroutine<void>,
): Coroutine<void> {
  for (const { who, at } of program.cancels) {
    const task = tasks[who % tasks.length] as Task<void>;
    task.loop.createTask(cancelAt(task, at));
  }
  yield* sleep(LATE_MS);
  yield* late();
  yield* gather(tasks, { returnErrors: true });
}

function perform<Actor>(program: Program<Actor>, makePlay: (loop: EventLoop) => Play<Actor>): void {
  const clock = new WatchedClock();
  const loop = new EventLoop({ clock });
  const play = makePlay(loop);
  const failures: unknown[] = [];
  clock.onIdle = () => play.idle();
  const tasks = program.actors.map((actor) => loop.createTask(watched(play.act(actor), failures)));
  try {
    runVirtually(
      loop,
      clock,
      wholePlay(program, tasks, () => play.late()),
    );
  } catch (error) {
    throw failures[0] ?? error;
  }
  if (failures.length > 0) throw failures[0];
  expect(loop.allTasks()).toEqual([]);
  play.over();
}

/** Plays many programs; fails with the smallest that fails, its seed and its path. */
export function playMany<Actor>(actor: fc.Arbitrary<Actor>, makePlay: (loop: EventLoop) => Play<Actor>): void {
  const cancel = fc.record({ who: fc.nat({ max: 7 }), at: pauses(8) });
  const programs = fc.record({
    actors: fc.array(actor, { minLength: 1, maxLength: 7 }),
    cancels: fc.array(cancel, { maxLength: 6 }),
  });
  fc.assert(
    fc.property(programs, (program) => perform(program, makePlay)),
    { seed: SEED, numRuns: PROGRAMS * inject('repeats') },
  );
}

/** Does `round` so many times; a stubborn one goes on with the next where it was cancelled. */
export function* rounds(times: number, isStubborn: boolean, round: () => Coroutine<void>): Coroutine<void> {
  for (let time = 0; time < times; time++) {
    try {
      yield* round();
    } catch (error) {
      if (!isStubborn || !(error instanceof CancelledError)) throw error;
    }
  }
}

/** First come, first served, as far as nobody was cancelled. */
export class Line {
  readonly #waiting: Task<unknown>[] = [];

  /** Waits with `acquire`. Fails where somebody who was here before still waits. */
  *stand(loop: EventLoop, acquire: () => Coroutine<boolean>): Coroutine<void> {
    const me = loop.currentTask as Task<unknown>;
    this.#waiting.push(me);
    try {
      expect(yield* acquire()).toBe(true);
      const earlier = this.#waiting.slice(0, this.#waiting.indexOf(me)).filter((task) => task.cancelling === 0);
      expect(earlier.map(({ name }) => `${name} was passed by ${me.name}`)).toEqual([]);
    } finally {
      this.#waiting.splice(this.#waiting.indexOf(me), 1);
    }
  }
}
