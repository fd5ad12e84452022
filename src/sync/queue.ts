/**
 * A bounded queue of numbers as a thread sees it: assembly/sync/queue.ts at an address. Numbers, since nothing else lives
 * in shared memory; larger things stand there already and travel by their number.
 */
import type { Milliseconds } from '../base/units.ts';
import { isCount } from './count.ts';
import { BadArgument, demandDone, gotten, QueueEmpty, QueueFull } from './errors.ts';
import { OUTCOME } from './outcome.ts';
import type { SyncExports } from './sync-exports.ts';
import type { Answer, Style, Thread, WaitOperation } from './thread.ts';
import { limitMs, type WaitLimit } from './wait-limit.ts';

const WHAT = 'the queue';

/** In the order of assembly/sync/queue.ts. */
export const QUEUE_ORDERS = ['first-in-first-out', 'last-in-first-out', 'smallest-first'] as const;
export type QueueOrder = (typeof QUEUE_ORDERS)[number];

/** Makes the queue at an address, for `capacity` items at the most; nobody may use it yet. Throws `BadArgument`. */
export function makeQueue(sync: SyncExports, at: number, order: QueueOrder, capacity: number, most = capacity): void {
  if (!isCount(capacity, 1)) {
    throw new BadArgument(`a queue cannot be for ${capacity} items: ask for 1, 2, 3 …`);
  }
  if (!(isCount(most, 1) && most <= capacity)) {
    throw new BadArgument(`a queue of ${capacity} items cannot be limited to ${most}`);
  }
  sync.initQueue(at, QUEUE_ORDERS.indexOf(order), capacity, most);
}

export class Queue<S extends Style> {
  constructor(
    readonly thread: Thread<S>,
    readonly at: number,
  ) {}

  /** Puts an item in, waiting while it is full. Throws `QueueFull` when the time is up, `QueueShutDown`, `WaitStopped`. */
  put(item: number, limit: WaitLimit = {}): Answer<S, void> {
    const { sync, at: me } = this.thread;
    const put: WaitOperation = {
      whole: (ms) => sync.putQueue(this.at, me, item, ms),
      begin: (mayWait) => sync.beginPut(this.at, me, item, mayWait ? 1 : 0),
      resume: (reason) => sync.resumePut(this.at, me, reason),
    };
    return this.thread.wait(put, limitMs(limit), (outcome) => {
      if (!gotten(outcome, WHAT)) throw new QueueFull();
    });
  }

  /** Takes an item out, waiting while it is empty. Throws `QueueEmpty` when the time is up, `QueueShutDown`, `WaitStopped`. */
  get(limit: WaitLimit = {}): Answer<S, number> {
    const { sync, at: me } = this.thread;
    const get: WaitOperation = {
      whole: (ms) => sync.getQueue(this.at, me, ms),
      begin: (mayWait) => sync.beginGet(this.at, me, mayWait ? 1 : 0),
      resume: (reason) => sync.resumeGet(this.at, me, reason),
    };
    return this.thread.wait(get, limitMs(limit), (outcome) => {
      if (!gotten(outcome, WHAT)) throw new QueueEmpty();
      return sync.queueItem(me);
    });
  }

  /** An item that was taken has been dealt with. Throws `ReleasedTooOften` where none was left to be. */
  taskDone(): Answer<S, void> {
    return this.#done((me) => this.thread.sync.queueTaskDone(this.at, me));
  }

  /** Waits until every item that was put has been dealt with; false where the time ran out. */
  join(limit: { timeoutMs?: Milliseconds } = {}): Answer<S, boolean> {
    const { sync, at: me } = this.thread;
    const join: WaitOperation = {
      whole: (ms) => sync.joinQueue(this.at, me, ms),
      begin: () => sync.beginJoin(this.at, me),
      resume: (reason) => sync.resumeJoin(this.at, me, reason),
    };
    return this.thread.wait(join, limitMs(limit), (outcome) => gotten(outcome, WHAT));
  }

  /** Takes no more items; `immediate` drops those that are in it. */
  shutDown({ immediate = false } = {}): Answer<S, void> {
    return this.#done((me) => this.thread.sync.shutQueue(this.at, me, immediate ? 1 : 0));
  }

  /** Changes how many items it holds; what is in it stays. Throws `BadArgument` above its capacity. */
  setMost(most: number): Answer<S, void> {
    const { sync, at: me } = this.thread;
    if (!isCount(most, 1)) throw new BadArgument(`a queue cannot be limited to ${most} items`);
    return this.thread.step(
      () => sync.limitQueue(this.at, me, most),
      (outcome) => {
        if (outcome === OUTCOME.TOO_MANY) throw new BadArgument(`the queue has no room for ${most} items`);
        demandDone(outcome, WHAT);
      },
    );
  }

  /** Items in it; old when it comes, as all that follows. */
  get size(): number {
    return this.thread.sync.queueCount(this.at);
  }

  get isEmpty(): boolean {
    return this.size === 0;
  }

  get isFull(): boolean {
    return this.size >= this.thread.sync.queueMost(this.at);
  }

  get unfinished(): number {
    return this.thread.sync.queueUnfinished(this.at);
  }

  get isShutDown(): boolean {
    return this.thread.sync.isQueueShut(this.at) !== 0;
  }

  #done(call: (me: number) => number): Answer<S, void> {
    return this.thread.step(
      () => call(this.thread.at),
      (outcome) => demandDone(outcome, WHAT),
    );
  }
}
