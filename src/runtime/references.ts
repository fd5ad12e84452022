/**
 * A worker's part in counting the references of one object: it takes some and gives them back, over and over, in a loop of fixed time
 * (throughput.ts). Nothing else is done, so that what it gets through is what counting costs. Every reference that was taken is given back:
 * a count that differs afterwards from what it was has lost updates, which the page looks for.
 */
import { clockFrom } from '../base/clock.ts';
import { unreachable } from '../base/unreachable.ts';
import { blockingThread } from '../sync/blocking-thread.ts';
import { WaitStopped } from '../sync/errors.ts';
import { Gil } from '../sync/gil.ts';
import type { Order } from '../sync/mailbox.ts';
import type { SyncExports } from '../sync/sync-exports.ts';
import { isToldToStop } from '../sync/thread-signal.ts';
import type { LaneSetup } from './api.ts';
import type { Instance } from './instance.ts';
import type { Counting } from './program-setup.ts';
import { countThroughput } from './throughput.ts';

/** Between two looks at the clock: a few microseconds, and some tens where threads fight for the count. */
export const REFERENCES = 200;

export interface ReferencesSetup {
  readonly counting: Exclude<Counting, 'none'>;
  /** Address of the object. */
  readonly object: number;
  /** Counts only while it has the GIL, and gives it up on request. */
  readonly holdsGil: boolean;
}

export interface ReferencesSeat {
  readonly setup: LaneSetup;
  readonly instance: Instance;
}

/** What carries out an order to count references; it reports as a throughput loop does, an item being `REFERENCES` taken and given back. */
export function referencesLoop(asked: ReferencesSetup, { setup, instance }: ReferencesSeat): (order: Order) => void {
  const plan = setup.shared?.plan;
  const own = plan?.lanes[setup.lane];
  if (!plan || !own) throw new RangeError(`lane ${setup.lane} has no place in shared memory`);
  const { sync, memory } = instance;
  const thread = blockingThread(sync, own.thread.at);
  const tally = new Float64Array(memory.buffer, own.tally.at, own.tally.bytes / 8);
  const clock = clockFrom(setup.origin);
  const count = churn(asked, sync, own.thread.at);
  const goOn = (): boolean => !isToldToStop(sync, own.thread.at);
  const gil = new Gil(thread, plan.gil.at);
  if (!asked.holdsGil) return (order) => countThroughput(count, order, clock, tally, goOn);
  const turn = (): void => {
    count();
    gil.check();
  };
  return (order) => {
    try {
      gil.take();
      countThroughput(turn, order, clock, tally, goOn);
      gil.drop({ final: true });
    } catch (error) {
      // A stop has taken the GIL away, or never gave it.
      if (!(error instanceof WaitStopped)) throw error;
    }
  };
}

function churn({ counting, object }: ReferencesSetup, sync: SyncExports, me: number): () => void {
  switch (counting) {
    case 'plain':
      return () => sync.churnPlain(object, REFERENCES);
    case 'atomic':
      return () => sync.churnAtomic(object, REFERENCES);
    case 'locked':
      return () => sync.churnLocked(object, REFERENCES, me);
    case 'biased':
      return () => sync.churnBiased(object, REFERENCES, me);
    default:
      return unreachable(counting);
  }
}
