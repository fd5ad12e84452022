/**
 * A fixed-time loop: how many items of the loaded job one thread gets through, with no dispatch and no results
 * collected. What n of them do at once, against one alone, is what n cores are worth.
 *
 *   tally: [0] items, [1] milliseconds
 */
import type { Clock } from '../base/clock.ts';
import type { Order } from '../sync/mailbox.ts';
import type { LoadedJob } from './job.ts';

export function countThroughput(
  job: LoadedJob | undefined,
  order: Order,
  clock: Clock,
  tally: Float64Array,
  goOn: () => boolean,
): void {
  tally.set([0, 0]);
  if (!job) return;
  const { plan, kernel, setup } = job;
  // A common start, so that all measure the same stretch of time. Ends by the clock.
  while (clock.now() < order.startAt && goOn());
  const start = clock.now();
  let items = 0;
  let end = start;
  while (end - start < order.budgetMs && goOn()) {
    // Always the same item, at an address only this thread writes: equal work, nothing shared.
    kernel(0, 1, plan.scratch.at + plan.scratch.bytes / 2, plan.input.at, plan.scratch.at, setup.size);
    items += 1;
    end = clock.now();
  }
  tally.set([items, end - start]);
}
