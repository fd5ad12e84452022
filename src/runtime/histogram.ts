/**
 * A worker's part in counting a histogram: some keys a call, round and round through all of them, in a loop of fixed time (throughput.ts).
 * Which table it counts in, and what protects that, is told. In the end it says how many calls it has made, and merges a table of its own
 * into the shared one, outside the loop: 256 additions, where a loop makes millions. Judges nothing.
 */
import { clockFrom } from '../base/clock.ts';
import { unreachable } from '../base/unreachable.ts';
import { BINS, KEYS, type HistogramPlan } from '../memory/histogram-plan.ts';
import type { Order } from '../sync/mailbox.ts';
import type { SyncExports } from '../sync/sync-exports.ts';
import { isToldToStop } from '../sync/thread-signal.ts';
import type { LaneSetup } from './api.ts';
import type { Instance } from './instance.ts';
import { countThroughput } from './throughput.ts';

/** Between two looks at the clock: two microseconds, and some hundreds where threads fight for each key. Divides `KEYS`. */
export const KEYS_A_CALL = 2_048;

/** What a thread counts in: the shared table, by one of three means, or a table of its own. */
export type HistogramCounting = 'plain' | 'atomic' | 'locked' | 'private';

export interface HistogramSetup {
  readonly counting: HistogramCounting;
  readonly plan: HistogramPlan;
  /** Which of the plan's threads it is. */
  readonly seat: number;
}

/** The call with which a thread begins, in calls from the first key: not all with the same keys. */
export function firstCall(seat: number, seats: number): number {
  return Math.floor((seat * (KEYS / KEYS_A_CALL)) / seats);
}

/** What carries out an order to count; it reports as a throughput loop does, an item being `KEYS_A_CALL` keys. */
export function histogramLoop(
  asked: HistogramSetup,
  { setup, instance }: { readonly setup: LaneSetup; readonly instance: Instance },
): (order: Order) => void {
  const own = setup.shared?.plan.lanes[setup.lane];
  if (!own) throw new RangeError(`lane ${setup.lane} has no place in shared memory`);
  const { sync, memory } = instance;
  const { plan, seat, counting } = asked;
  const tally = new Float64Array(memory.buffer, own.tally.at, own.tally.bytes / 8);
  const said = new Uint32Array(memory.buffer, plan.calls[seat] ?? 0, 1);
  const clock = clockFrom(setup.origin);
  const count = counter(asked, sync, own.thread.at);
  const goOn = (): boolean => !isToldToStop(sync, own.thread.at);
  return (order) => {
    let calls = 0;
    let next = firstCall(seat, plan.own.length);
    const item = (): void => {
      const from = plan.keys.at + next * KEYS_A_CALL;
      count(from, from + KEYS_A_CALL);
      calls += 1;
      next = (next + 1) % (KEYS / KEYS_A_CALL);
    };
    countThroughput(item, order, clock, tally, goOn);
    if (counting === 'private') sync.mergeHistogram(plan.table.at, plan.own[seat] ?? 0, plan.stride, BINS);
    said[0] = calls;
  };
}

function counter({ counting, plan, seat }: HistogramSetup, sync: SyncExports, me: number) {
  const { at: table } = plan.table;
  const own = plan.own[seat] ?? 0;
  switch (counting) {
    case 'plain':
      return (from: number, to: number): void => sync.histogramPlain(table, from, to);
    case 'atomic':
      return (from: number, to: number): void => sync.histogramAtomic(table, from, to);
    case 'locked':
      return (from: number, to: number): void => void sync.histogramLocked(table, from, to, plan.mutex, me);
    case 'private':
      return (from: number, to: number): void => sync.histogramPrivate(own, plan.stride, from, to);
    default:
      return unreachable(counting);
  }
}
