/**
 * A fixed-time loop: how many items one thread gets through, with no dispatch and no results
 * collected, and when it stood still meanwhile. What n of them do at once, against one alone, is what n threads are worth.
 *
 *   tally: [0] items, [1] milliseconds, [2] stretches of standing still, then per stretch: start, end (milliseconds
 *   from the loop's start), items done before it
 *
 * A loop that is not on a processor cannot read the clock: two readings far apart, with one short item between them, are
 * how a page sees that its thread was kept from running. Judges nothing.
 */
import type { Clock } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import type { Order } from '../sync/mailbox.ts';
import type { LoadedJob } from './job.ts';

/** Shorter interruptions are interrupts and the collector's, not somebody else's turn: a scheduler's is 1 ms and more. */
const STILL_MS: Milliseconds = 1;
/** On a slow device an item itself may last a millisecond: standing still is this many times longer than usual. */
const TIMES_USUAL = 8;
const HEAD = 3;
const WORDS_A_STRETCH = 3;

/** Always the same item of a job, at an address only this thread writes: equal work, nothing shared. */
export function sameItem({ plan, kernel, setup }: LoadedJob): () => void {
  const out = plan.scratch.at + plan.scratch.bytes / 2;
  return () => kernel(0, 1, out, plan.input.at, plan.scratch.at, setup.size);
}

/** The loop ends by the clock at `startAt + budgetMs`, for all threads at once; an item that ends later is not counted. */
export function countThroughput(
  item: (() => void) | undefined,
  order: Order,
  clock: Clock,
  tally: Float64Array,
  goOn: () => boolean,
): void {
  tally.set([0, 0, 0]);
  if (!item) return;
  // A common start, so that all measure the same stretch of time. Spinning takes processor time as the work does, so a
  // limit on processor time is in its steady state when the loop begins.
  while (clock.now() < order.startAt && goOn());
  const { startAt, budgetMs } = order;
  const most = Math.floor((tally.length - HEAD) / WORDS_A_STRETCH);
  let items = 0;
  let stretches = 0;
  let shortest = Infinity;
  let last = 0;
  let now = clock.now() - startAt;
  for (;;) {
    const isStill = now - last > Math.max(STILL_MS, shortest === Infinity ? 0 : TIMES_USUAL * shortest);
    if (isStill && stretches < most) {
      tally.set([last, Math.min(now, budgetMs), items], HEAD + WORDS_A_STRETCH * stretches++);
    }
    last = now;
    if (now >= budgetMs || !goOn()) break;
    item();
    now = clock.now() - startAt;
    shortest = Math.min(shortest, now - last);
    if (now < budgetMs) items += 1;
  }
  tally.set([items, Math.min(now, budgetMs), stretches]);
}
