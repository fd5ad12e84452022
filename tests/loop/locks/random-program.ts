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
import { runningLoop } from '../../../src/loop/running.ts';
import { sleep } from '../../../src/loop/sleep.ts';
import type { Task } from '../../../src/loop/task.ts';
import { runVirtually, VirtualClock } from '../../../src/loop/virtual-time.ts';

/** Printed with every failure, with the path to the program. */
const SEED = 1963;
const PROGRAMS = 250;
const MOST_ACTORS = 7;
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

/** What all actors have. */
export interface Rounds {
  readonly times: number;
  /** Goes on with the next round where it was cancelled; else a cancellation ends it. */
  readonly stubborn: boolean;
  /** Whom it cancels in the very step in which a round of its own ends, when those it has woken have not run yet. */
  readonly thenCancels: number | null;
}

export const roundsOf = {
  times: fc.integer({ min: 1, max: 3 }),
  stubborn: fc.boolean(),
  thenCancels: fc.option(fc.nat({ max: MOST_ACTORS - 1 }), { freq: 2 }),
};

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

type MakePlay<Actor> = (loop: EventLoop, cast: Cast) => Play<Actor>;

/** Notices when the loop has nothing to do. */
class WatchedClock extends VirtualClock {
  onIdle = (): void => {};

  override jumpTo(when: number): void {
    if (when > this.now()) this.onIdle();
    super.jumpTo(when);
  }
}

/** The actors of one play while it runs. */
export class Cast {
  tasks: readonly Task<void>[] = [];
  readonly #hit = new Set<Task<void>>();

  /** Taken round: with fewer actors it is another. */
  cancel(who: number): void {
    const task = this.tasks[who % this.tasks.length];
    if (task?.cancel()) this.#hit.add(task);
  }

  *cancelAt(who: number, at: Pause): Coroutine<void> {
    yield* pause(at);
    this.cancel(who);
  }

  /** The rounds of one actor. */
  *rounds({ times, stubborn, thenCancels }: Rounds, round: () => Coroutine<void>): Coroutine<void> {
    for (let time = 0; time < times; time++) {
      try {
        yield* round();
        if (thenCancels !== null) this.cancel(thenCancels);
      } catch (error) {
        if (!stubborn || !(error instanceof CancelledError)) throw error;
      }
    }
  }

  /** A cancellation may be late, but it may not get lost. */
  expectCancelled(actors: readonly Rounds[]): void {
    const swallowed = this.tasks.filter(
      (task, who) => this.#hit.has(task) && !actors[who]?.stubborn && !task.isCancelled,
    );
    expect(swallowed.map(({ name }) => `${name} went on after it was cancelled`)).toEqual([]);
  }
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

function* wholePlay({ cancels }: Program<unknown>, cast: Cast, late: () => Coroutine<void>): Coroutine<void> {
  for (const { who, at } of cancels) runningLoop().createTask(cast.cancelAt(who, at));
  yield* sleep(LATE_MS);
  yield* late();
  yield* gather(cast.tasks, { returnErrors: true });
}

function perform<Actor extends Rounds>(program: Program<Actor>, makePlay: MakePlay<Actor>): void {
  const clock = new WatchedClock();
  const loop = new EventLoop({ clock });
  const cast = new Cast();
  const play = makePlay(loop, cast);
  const failures: unknown[] = [];
  clock.onIdle = () => play.idle();
  cast.tasks = program.actors.map((actor) => loop.createTask(watched(play.act(actor), failures)));
  const whole = wholePlay(program, cast, () => play.late());
  try {
    runVirtually(loop, clock, whole);
  } catch (error) {
    throw failures[0] ?? error;
  }
  if (failures.length > 0) throw failures[0];
  expect(loop.allTasks()).toHaveLength(0);
  cast.expectCancelled(program.actors);
  play.over();
}

/** Plays many programs; fails with the smallest that fails, its seed and its path. */
export function playMany<Actor extends Rounds>(actor: fc.Arbitrary<Actor>, makePlay: MakePlay<Actor>): void {
  const cancel = fc.record({ who: fc.nat({ max: MOST_ACTORS - 1 }), at: pauses(5) });
  const programs = fc.record({
    actors: fc.array(actor, { minLength: 1, maxLength: MOST_ACTORS }),
    cancels: fc.array(cancel, { maxLength: 6 }),
  });
  fc.assert(
    fc.property(programs, (program) => perform(program, makePlay)),
    { seed: SEED, numRuns: PROGRAMS * inject('repeats') },
  );
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
