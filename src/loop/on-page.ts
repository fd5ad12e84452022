/**
 * Drives a loop on the page's thread: turns follow each other for 8 ms at the most, then the page may paint and be clicked
 * (60 frames a second leave 16.7 ms); a turn with more to run than that is broken off and gone on with. With nothing ready the
 * thread is left alone until the next timer, or until something wakes the loop from outside.
 */
import { nextTurn } from '../base/turn.ts';
import type { Milliseconds } from '../base/units.ts';
import type { Awaitable } from './coroutine.ts';
import type { EventLoop } from './event-loop.ts';
import { beginRun, type DrivenRun } from './driven-run.ts';

const STRETCH_MS: Milliseconds = 8;
/** The longest a browser's timer takes; a loop with nothing to do looks up that often. */
const LONGEST_SLEEP_MS: Milliseconds = 2 ** 31 - 1;
/** Steps between looks at the clock double while they are quick, up to so many; a look costs as much as a step. */
const MOST_STEPS = 64;
const QUICK_MS: Milliseconds = 0.25;

export interface PageRunOptions {
  /** Called after each stretch of turns, before the page gets its own. */
  readonly onYield?: () => void;
  /** Called when the page has had its turn. */
  readonly onResume?: () => void;
  /** Cancels the main task. */
  readonly signal?: AbortSignal;
}

/** Takes about `most` steps in as many turns as that needs. */
function stepsOf<T>(loop: EventLoop, run: DrivenRun<T>, most: number): void {
  for (let left = most; left > 0 && !run.isOver() && isDue(loop); left -= Math.max(1, loop.turn(left)));
}

function isDue(loop: EventLoop): boolean {
  const due = loop.nextDue();
  return due === -Infinity || due <= loop.time();
}

/** Steps in groups: a slow step is looked at after itself, quick ones are not looked at one by one. */
function stretch<T>(loop: EventLoop, run: DrivenRun<T>): void {
  const until = loop.time() + STRETCH_MS;
  let group = 1;
  for (let now = loop.time(); now < until && !run.isOver() && isDue(loop);) {
    stepsOf(loop, run, group);
    const before = now;
    now = loop.time();
    group = now - before < QUICK_MS ? Math.min(MOST_STEPS, 2 * group) : Math.max(1, group >> 1);
  }
}

/** Resolves at `when` on the loop's clock, or when something wakes the loop. */
function asleepUntil(loop: EventLoop, when: Milliseconds): Promise<void> {
  return new Promise((resolve) => {
    // Rounded up: a browser's timer counts whole milliseconds, and one that is early would only be set again.
    const timer = setTimeout(wake, Math.min(Math.max(0, Math.ceil(when - loop.time())), LONGEST_SLEEP_MS));
    loop.onWake = wake;
    function wake(): void {
      clearTimeout(timer);
      loop.onWake = () => {};
      resolve();
    }
  });
}

/**
 * What is due is looked at and the wake is set in one go, with no turn of the page in between: whatever becomes ready from
 * outside does so before the look, or wakes.
 */
async function drive<T>(loop: EventLoop, run: DrivenRun<T>, { onYield, onResume }: PageRunOptions): Promise<void> {
  for (;;) {
    stretch(loop, run);
    if (run.isOver()) return;
    onYield?.();
    await (isDue(loop) ? nextTurn() : asleepUntil(loop, loop.nextDue()));
    onResume?.();
  }
}

/**
 * Gives the loop turns until `awaitable` is done; its result. Rejects with what it fails with, and with `MisusedLoop` where the
 * loop is stopped before. The signal cancels it; a task that refuses to be cancelled goes on.
 */
export async function runOnPage<T>(loop: EventLoop, awaitable: Awaitable<T>, options: PageRunOptions = {}): Promise<T> {
  const run = beginRun(loop, awaitable);
  const { signal } = options;
  const cancel = (): void => void run.main.cancel('the run was stopped');
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel);
  try {
    await drive(loop, run, options);
  } catch (error) {
    run.abandon();
    throw error;
  } finally {
    signal?.removeEventListener('abort', cancel);
    loop.onWake = () => {};
  }
  return run.finish();
}
