/**
 * A queue for tasks of one loop, bounded or not, in one of three orders. Putting and taking wait where they must, and whoever is
 * woken looks again: somebody who came meanwhile may have been quicker. Items, unlike those of src/sync, are of any kind.
 * Source: CPython 3.13, Lib/asyncio/queues.py.
 *
 *   open → shut down (items still come out) → drained
 */
import { BadArgument, QueueEmpty, QueueFull, QueueShutDown, ReleasedTooOften } from '../../sync/errors.ts';
import type { QueueOrder } from '../../sync/queue.ts';
import { unreachable } from '../../base/unreachable.ts';
import type { Coroutine } from '../coroutine.ts';
import { OwnLoop } from './own-loop.ts';
import { OldestFirst, SmallestFirst, YoungestFirst, type IsBefore, type Store } from './stores.ts';
import { Waiters } from './waiters.ts';

export interface LoopQueueOptions<T> {
  /** Items it holds at the most: a fraction holds the next whole number. Without a bound where it is left away. */
  readonly most?: number;
  readonly order?: QueueOrder;
  /** For `smallest-first`; `<` where it is left away. */
  readonly isBefore?: IsBefore<T>;
}

export class LoopQueue<T> {
  readonly most: number;
  readonly #items: Store<T>;
  readonly #getters: Waiters;
  readonly #putters: Waiters;
  readonly #joiners: Waiters;
  #unfinished = 0;
  #isShutDown = false;

  /** Throws `BadArgument` for a bound that lets nothing in. */
  constructor({ most = Infinity, order = 'first-in-first-out', isBefore = isLess }: LoopQueueOptions<T> = {}) {
    if (!(most > 0)) throw new BadArgument(`a queue cannot be for ${most} items: ask for 1, 2, 3 …, or leave it away`);
    this.most = most;
    this.#items = storeFor(order, isBefore);
    const home = new OwnLoop();
    this.#getters = new Waiters(home);
    this.#putters = new Waiters(home);
    this.#joiners = new Waiters(home);
  }

  /** Puts an item in, waiting while it is full. Throws `QueueShutDown`; `MisusedLoop` where it has to wait on a second loop. */
  *put(item: T): Coroutine<void> {
    while (this.isFull && !this.#isShutDown) yield* this.#wokenAt(this.#putters, () => !this.isFull);
    this.putNowait(item);
  }

  /** Throws `QueueFull`, `QueueShutDown`. */
  putNowait(item: T): void {
    if (this.#isShutDown) throw new QueueShutDown();
    if (this.isFull) throw new QueueFull();
    this.#items.add(item);
    this.#unfinished += 1;
    this.#getters.wakeNext();
  }

  /** Takes an item out, waiting while it is empty. Throws `QueueShutDown` once no item will come; `MisusedLoop` where it has to wait on a second loop. */
  *get(): Coroutine<T> {
    while (this.isEmpty && !this.#isShutDown) yield* this.#wokenAt(this.#getters, () => !this.isEmpty);
    return this.getNowait();
  }

  /** Throws `QueueEmpty`, or `QueueShutDown` where no item will come. */
  getNowait(): T {
    if (this.isEmpty) throw this.#isShutDown ? new QueueShutDown() : new QueueEmpty();
    const item = this.#items.take();
    this.#putters.wakeNext();
    return item;
  }

  /** An item that was taken has been dealt with. Throws `ReleasedTooOften` where none was left to be. */
  taskDone(): void {
    if (this.#unfinished === 0) throw new ReleasedTooOften('the queue');
    this.#finish(1);
  }

  /** Waits until every item that was put has been dealt with. Throws `MisusedLoop` where it has to wait on a second loop. */
  *join(): Coroutine<void> {
    if (this.#unfinished > 0) yield* this.#joiners.wait();
  }

  /** Takes no more items; `immediate` drops those that are in it. Whoever waits and gets nothing any more is told. */
  shutDown({ immediate = false } = {}): void {
    this.#isShutDown = true;
    if (immediate) {
      const dropped = this.size;
      this.#items.clear();
      this.#finish(dropped);
    }
    this.#getters.wakeAll();
    this.#putters.wakeAll();
  }

  get size(): number {
    return this.#items.size;
  }

  get isEmpty(): boolean {
    return this.size === 0;
  }

  get isFull(): boolean {
    return this.size >= this.most;
  }

  /** Items that were put and not reported as done. */
  get unfinished(): number {
    return this.#unfinished;
  }

  get isShutDown(): boolean {
    return this.#isShutDown;
  }

  /** Tasks in `get` that have no item yet. */
  get getting(): number {
    return this.#getters.size;
  }

  /** Tasks in `put` whose item is not in it yet. */
  get putting(): number {
    return this.#putters.size;
  }

  toString(): string {
    const parts = [
      `size=${this.size}${this.most === Infinity ? '' : `/${this.most}`}`,
      this.getting > 0 ? `getters:${this.getting}` : '',
      this.putting > 0 ? `putters:${this.putting}` : '',
      this.#unfinished > 0 ? `unfinished=${this.#unfinished}` : '',
      this.#isShutDown ? 'shut down' : '',
    ];
    return `queue (${parts.filter((part) => part !== '').join(', ')})`;
  }

  /** Waits to be woken. Woken but cancelled, it wakes the next while `isWorthIt`. */
  *#wokenAt(waiters: Waiters, isWorthIt: () => boolean): Coroutine<void> {
    const waiter = waiters.join();
    let isGoingOn = false;
    try {
      yield* waiter;
      isGoingOn = true;
    } finally {
      waiters.leave(waiter);
      if (!isGoingOn && waiter.isWoken && isWorthIt()) waiters.wakeNext();
    }
  }

  #finish(items: number): void {
    this.#unfinished -= items;
    if (this.#unfinished === 0) this.#joiners.wakeAll();
  }
}

function isLess<T>(one: T, other: T): boolean {
  return one < other;
}

function storeFor<T>(order: QueueOrder, isBefore: IsBefore<T>): Store<T> {
  switch (order) {
    case 'first-in-first-out':
      return new OldestFirst<T>();
    case 'last-in-first-out':
      return new YoungestFirst<T>();
    case 'smallest-first':
      return new SmallestFirst(isBefore);
    default:
      return unreachable(order);
  }
}
