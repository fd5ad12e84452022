/**
 * The page's side of assembly/sync/mailbox.ts: posting orders without blocking; and the reading of an order's
 * body, which the worker does after it has seen the order's number.
 */
import { SCHEDULES, type Schedule } from '../base/schedule.ts';
import type { Region } from '../memory/layout.ts';

const ORDER = 0;
const STATE = 1;
const KIND = 2;
const BATCH = 3;
const WORKERS = 4;
const COUNT = 5;
const STEPS = 6;
const PLACE = 7;
/** Behind the two times. */
const SCHEDULE = 12;
/** In 64-bit words, behind the eight 32-bit words above. */
const BUDGET = 4;
const START = 5;

/** What a worker can be told to do. */
export const ORDER_KINDS = [
  'leave',
  'batch',
  'gil-batch',
  'gil-released-batch',
  'lead-handshake',
  'follow-handshake',
  'throughput',
  'traffic',
  'counting',
  'play',
] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];

export interface Order {
  readonly kind: OrderKind;
  /** Number of the batch whose end the workers announce; 0 for `leave`. */
  readonly batch: number;
  /** How many workers take part. */
  readonly workers: number;
  /** Which of them this one is, from 0. */
  readonly place: number;
  /** Tasks of a batch, of each of its steps; unused elsewhere. */
  readonly count: number;
  /** Times that the tasks of a batch are run, each time when all have finished; unused elsewhere. */
  readonly steps: number;
  /** How the tasks of a batch are dealt out; unused elsewhere. */
  readonly schedule: Schedule;
  /** Milliseconds: a handshake's budget, a throughput loop's length. */
  readonly budgetMs: number;
  /** Clock time at which a throughput loop starts. */
  readonly startAt: number;
}

/** Posted when nothing runs; nobody waits for the answer. */
export const LEAVE: Order = {
  kind: 'leave',
  batch: 0,
  workers: 0,
  place: 0,
  count: 0,
  steps: 1,
  schedule: 'dynamic',
  budgetMs: 0,
  startAt: 0,
};

export type LaneState = 'away' | 'parked' | 'working';
const LANE_STATES: readonly LaneState[] = ['away', 'parked', 'working'];

export interface Mailbox {
  /** The page posts an order; the worker must have answered the last one. */
  post(order: Order): void;
  /** The body of the last order. */
  read(): Order;
  state(): LaneState;
}

export function mailbox(memory: WebAssembly.Memory, at: Region): Mailbox {
  const words = new Int32Array(memory.buffer, at.at, at.bytes / 4);
  const times = new Float64Array(memory.buffer, at.at, at.bytes / 8);
  // Atomic: the worker stores it from another thread.
  const state = (): LaneState => LANE_STATES[Atomics.load(words, STATE)] ?? 'away';
  return {
    post(order) {
      words.set(
        [ORDER_KINDS.indexOf(order.kind), order.batch, order.workers, order.count, order.steps, order.place],
        KIND,
      );
      words[SCHEDULE] = SCHEDULES.indexOf(order.schedule);
      times.set([order.budgetMs, order.startAt], BUDGET);
      // After the body: who sees the number sees the body.
      Atomics.add(words, ORDER, 1);
      Atomics.notify(words, ORDER, 1);
    },
    read: () => ({
      kind: ORDER_KINDS[words[KIND] ?? 0] ?? 'leave',
      batch: words[BATCH] ?? 0,
      workers: words[WORKERS] ?? 0,
      count: words[COUNT] ?? 0,
      steps: words[STEPS] ?? 1,
      place: words[PLACE] ?? 0,
      schedule: SCHEDULES[words[SCHEDULE] ?? 0] ?? 'dynamic',
      budgetMs: times[BUDGET] ?? 0,
      startAt: times[START] ?? 0,
    }),
    state,
  };
}
