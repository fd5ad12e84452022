/**
 * Figures of the event loop, taken on the page's own thread. Called from outside, so that asyncio can be measured in turns with them.
 * Returns samples; judges nothing.
 */
import { clockFrom } from '../../../src/base/clock.ts';
import { prng } from '../../../src/base/prng.ts';
import type { Coroutine } from '../../../src/loop/coroutine.ts';
import { EventLoop } from '../../../src/loop/event-loop.ts';
import { gather } from '../../../src/loop/gather.ts';
import { runOnPage } from '../../../src/loop/on-page.ts';
import { sleep } from '../../../src/loop/sleep.ts';
import type { Task } from '../../../src/loop/task.ts';
import { runVirtually, VirtualClock } from '../../../src/loop/virtual-time.ts';

/** How the delays of sleeping tasks lie: one and the same, or each its own, in no order. */
export type Delays = 'same' | 'spread';

const GIVING_TASKS = 100;
const GIVES = 20_000;
const LONGEST_MS = 1_000;
/** A figure is the mean of so many tasks at least, so that a tick of the clock does not matter. */
const LEAST_TASKS = 100_000;

function* giver(): Coroutine<void> {
  for (let give = 0; give < GIVES; give++) yield;
}

/** 100 tasks that give up their turn, on the page as it is used: turns of a second. */
async function switchesPerSecond(): Promise<number> {
  const loop = new EventLoop({ clock: clockFrom() });
  function* main(): Coroutine<void> {
    yield* gather(Array.from({ length: GIVING_TASKS }, giver));
  }
  const began = performance.now();
  await runOnPage(loop, main());
  return (GIVING_TASKS * GIVES * 1_000) / (performance.now() - began);
}

interface Sleepers {
  readonly loop: EventLoop;
  readonly clock: VirtualClock;
  readonly tasks: () => Task<unknown>[];
  ended: number;
}

/** Tasks that are going to sleep; time is virtual, so only what the loop does takes any. */
function makeSleepers(count: number, delays: Delays): Sleepers {
  const clock = new VirtualClock();
  const loop = new EventLoop({ clock });
  const random = prng(count);
  const sleepers: Sleepers = { loop, clock, tasks: () => loop.allTasks(), ended: 0 };
  function* sleeper(delayMs: number): Coroutine<void> {
    yield* sleep(delayMs);
    sleepers.ended += 1;
  }
  for (let made = 0; made < count; made++) {
    loop.createTask(sleeper(delays === 'same' ? LONGEST_MS : LONGEST_MS * random.next()));
  }
  return sleepers;
}

function runFor({ loop, clock }: Sleepers, ms: number): void {
  runVirtually(loop, clock, sleep(ms));
}

/** Nanoseconds a task from its making to its end. */
function sleeperNs(count: number, delays: Delays): number {
  const repeats = Math.max(1, LEAST_TASKS / count);
  const began = performance.now();
  for (let repeat = 0; repeat < repeats; repeat++) {
    const sleepers = makeSleepers(count, delays);
    runFor(sleepers, 2 * LONGEST_MS);
    if (sleepers.ended !== count) throw new Error(`${sleepers.ended} of ${count} sleepers have ended`);
  }
  return ((performance.now() - began) * 1e6) / (repeats * count);
}

/** Nanoseconds to cancel a sleeping task, its end included. */
function cancelNs(count: number): number {
  const repeats = LEAST_TASKS / count;
  let took = 0;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const sleepers = makeSleepers(count, 'spread');
    runFor(sleepers, 0);
    const tasks = sleepers.tasks();
    const began = performance.now();
    for (const task of tasks) task.cancel();
    runFor(sleepers, 0);
    took += performance.now() - began;
    if (tasks.some((task) => !task.isCancelled)) throw new Error('a sleeper was not cancelled');
  }
  return (took * 1e6) / (repeats * count);
}

let held: Sleepers | null = null;

/** Has `count` tasks asleep until `release`, so that their memory can be measured from outside. */
function hold(count: number): void {
  held = makeSleepers(count, 'spread');
  runFor(held, 0);
}

function release(): void {
  held = null;
}

const loopFigures = { switchesPerSecond, sleeperNs, cancelNs, hold, release };

export type LoopFigures = typeof loopFigures;

declare global {
  var loopFigures: LoopFigures;
}

globalThis.loopFigures = loopFigures;
