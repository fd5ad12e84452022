/**
 * Time that stands still while anything is ready and then jumps to the next timer: a run on it is over at once, and its order of
 * events is the same every time. For tests and lessons; measures nothing.
 * Source of the idea: trio's MockClock with `autojump_threshold`.
 */
import type { Clock } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import type { Awaitable } from './coroutine.ts';
import { NothingLeftToRun } from './errors.ts';
import type { EventLoop } from './event-loop.ts';
import { beginRun } from './driven-run.ts';

export class VirtualClock implements Clock {
  #now: Milliseconds;

  constructor(start: Milliseconds = 0) {
    this.#now = start;
  }

  now(): Milliseconds {
    return this.#now;
  }

  /** As busy code does that holds up the loop. */
  advance(ms: Milliseconds): void {
    this.#now += ms;
  }

  jumpTo(when: Milliseconds): void {
    this.#now = Math.max(this.#now, when);
  }
}

/**
 * Gives the loop turns until `awaitable` is done; its result. Throws what it fails with, `MisusedLoop` where the loop is stopped
 * before, and `NothingLeftToRun` where it would wait for ever.
 */
export function runVirtually<T>(loop: EventLoop, clock: VirtualClock, awaitable: Awaitable<T>): T {
  const run = beginRun(loop, awaitable);
  try {
    while (!run.isOver()) {
      const due = loop.nextDue();
      if (due === Infinity) throw new NothingLeftToRun();
      clock.jumpTo(due);
      loop.turn();
    }
  } catch (error) {
    run.abandon();
    throw error;
  }
  return run.finish();
}
