/**
 * Sleeping greenlets without a hub: who switches decides who runs, so a scheduler is a queue of sleepers and a loop that enters whoever is
 * due. What one writes by hand with Python's `greenlet`. All sleep equally long, so the queue is in order of time.
 */
import { nextTurn } from '../../base/turn.ts';
import type { Clock } from '../../base/clock.ts';
import type { Milliseconds } from '../../base/units.ts';
import { enter } from '../../greenlets/enter.ts';
import { currentGreenlet, Greenlet, mainGreenlet } from '../../greenlets/greenlet.ts';
import type { Switching } from '../../greenlets/strand.ts';
import { Stopped } from '../../pool/errors.ts';

interface Sleeper {
  readonly due: Milliseconds;
  readonly greenlet: Greenlet;
}

export interface Sleepers {
  readonly count: number;
  readonly ms: Milliseconds;
  /** `switching`: who sleeps switches to the scheduler. `blocking`: who sleeps keeps the thread, at most 80 ms. */
  readonly sleep: 'switching' | 'blocking';
}

/** Where they sleep: the time, and how plain code waits for some of it. */
export interface Bed {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  timer(ms: Milliseconds): Promise<void>;
}

/** Of the page. */
export function pageTimer(ms: Milliseconds): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Shorter than the 100 ms in which Stop is heard. */
const LONGEST_TIMER_MS: Milliseconds = 50;

/** How long so many take that sleep once. Rejects with `Stopped` soon after the signal. */
export async function explicitSleepers(bed: Bed, asked: Sleepers): Promise<Milliseconds> {
  const { clock } = bed;
  const queue: Sleeper[] = [];
  const began = clock.now();
  function* body(): Switching<void> {
    const due = clock.now() + asked.ms;
    if (asked.sleep === 'blocking') return keepThread(clock, due);
    queue.push({ due, greenlet: currentGreenlet() });
    yield* mainGreenlet().switch();
  }
  for (let started = 0; started < asked.count; started++) {
    demandGoing(bed);
    enter(new Greenlet(body));
    // The page is given a turn after each that kept the thread.
    if (asked.sleep === 'blocking') await nextTurn();
  }
  for (const { due, greenlet } of queue) {
    await timeUntil(bed, due);
    enter(greenlet);
  }
  return clock.now() - began;
}

async function timeUntil(bed: Bed, due: Milliseconds): Promise<void> {
  for (let leftMs = due - bed.clock.now(); leftMs > 0; leftMs = due - bed.clock.now()) {
    await bed.timer(Math.min(LONGEST_TIMER_MS, Math.ceil(leftMs)));
    demandGoing(bed);
  }
}

function demandGoing({ signal }: Bed): void {
  if (signal.aborted) throw new Stopped();
}

function keepThread(clock: Clock, until: Milliseconds): void {
  while (clock.now() < until);
}
