/**
 * Drives a hub on virtual time where greenlets may run in WebAssembly: between two turns of the loop it waits until none of them is
 * on its way, which they are in the microtask queue. For tests and lessons. Generators alone need no more than src/loop/virtual-time.ts.
 */
import type { Awaitable } from '../loop/coroutine.ts';
import { beginRun } from '../loop/driven-run.ts';
import { NothingLeftToRun } from '../loop/errors.ts';
import type { EventLoop } from '../loop/event-loop.ts';
import type { VirtualClock } from '../loop/virtual-time.ts';
import { whenAtRest } from './greenlet.ts';

function atRest(): Promise<void> {
  return new Promise(whenAtRest);
}

/** As `runVirtually`; a promise, since WebAssembly cannot be waited for within a call. */
export async function runHubVirtually<T>(loop: EventLoop, clock: VirtualClock, awaitable: Awaitable<T>): Promise<T> {
  const run = beginRun(loop, awaitable);
  try {
    while (!run.isOver()) {
      const due = loop.nextDue();
      if (due === Infinity) throw new NothingLeftToRun();
      clock.jumpTo(due);
      loop.turn();
      await atRest();
    }
  } catch (error) {
    run.abandon();
    throw error;
  }
  return run.finish();
}
