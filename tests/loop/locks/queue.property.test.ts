/**
 * Random programs with random cancels at the loop's queue, beside a model that is a plain list: every item comes out exactly once
 * and in its order, nothing waits for what is there, and the count of unfinished items is exact.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Coroutine } from '../../../src/loop/coroutine.ts';
import { LoopQueue } from '../../../src/loop/locks/queue.ts';
import { QueueShutDown } from '../../../src/sync/errors.ts';
import { QUEUE_ORDERS, type QueueOrder } from '../../../src/sync/queue.ts';
import { pause, pauses, playMany, roundsOf, type Cast, type Pause, type Play, type Rounds } from './random-program.ts';

const MINUTE_MS = 60_000;

interface Actor extends Rounds {
  readonly before: Pause;
  readonly inside: Pause;
  readonly does: 'puts' | 'gets' | 'joins' | 'shuts';
  /** Puts and gets without waiting where it can. */
  readonly barges: boolean;
  /** Of the items it puts: few, so that many are equal. */
  readonly urgency: number;
}

interface Item {
  readonly urgency: number;
  readonly number: number;
}

/** Which item of `items`, in the order they were put, has to come out next. */
const NEXT: Readonly<Record<QueueOrder, (items: readonly Item[]) => number>> = {
  'first-in-first-out': () => 0,
  'last-in-first-out': (items) => items.length - 1,
  'smallest-first': (items) =>
    items.findIndex(({ urgency }) => urgency === Math.min(...items.map((item) => item.urgency))),
};

/** A queue and its model, changed in the same step. */
class Watched {
  readonly queue: LoopQueue<Item>;
  readonly #order: QueueOrder;
  readonly #inside: Item[] = [];
  #unfinished = 0;
  #made = 0;
  #joining = 0;

  constructor(order: QueueOrder, most: number) {
    this.#order = order;
    this.queue = new LoopQueue<Item>({ order, most, isBefore: (one, other) => one.urgency < other.urgency });
  }

  *put({ urgency, barges }: Actor): Coroutine<void> {
    const item = { urgency, number: this.#made++ };
    if (barges && !this.queue.isFull) this.queue.putNowait(item);
    else yield* this.queue.put(item);
    this.#inside.push(item);
    this.#unfinished += 1;
    this.expectExact();
  }

  *get({ barges, inside }: Actor): Coroutine<void> {
    const item = barges && !this.queue.isEmpty ? this.queue.getNowait() : yield* this.queue.get();
    this.#taken(item);
    try {
      yield* pause(inside);
    } finally {
      this.#reported();
    }
  }

  *join(): Coroutine<void> {
    this.#joining += 1;
    try {
      yield* this.queue.join();
    } finally {
      this.#joining -= 1;
    }
  }

  shut(immediate: boolean): void {
    this.queue.shutDown({ immediate });
    if (immediate) this.#unfinished -= this.#inside.splice(0).length;
    this.expectExact();
  }

  /** Shuts it down and takes out what is left. */
  end(immediate: boolean): void {
    this.shut(immediate);
    while (!this.queue.isEmpty) {
      this.#taken(this.queue.getNowait());
      this.#reported();
    }
    expect(() => this.queue.getNowait()).toThrow(QueueShutDown);
  }

  expectExact(): void {
    const { queue } = this;
    expect([queue.size, queue.unfinished]).toEqual([this.#inside.length, this.#unfinished]);
    expect(queue.size).toBeLessThanOrEqual(queue.most);
  }

  expectNobodyWaitsInVain(): void {
    const { queue } = this;
    this.expectExact();
    expect(queue.isEmpty ? 0 : queue.getting).toBe(0);
    expect(queue.isFull ? 0 : queue.putting).toBe(0);
    expect(queue.unfinished > 0 ? 0 : this.#joining).toBe(0);
  }

  expectOver(): void {
    this.expectNobodyWaitsInVain();
    expect([this.#unfinished, this.queue.getting, this.queue.putting]).toEqual([0, 0, 0]);
  }

  #taken(item: Item): void {
    const [expected] = this.#inside.splice(NEXT[this.#order](this.#inside), 1);
    expect(item).toBe(expected);
    this.expectExact();
  }

  #reported(): void {
    this.queue.taskDone();
    this.#unfinished -= 1;
    this.expectExact();
  }
}

/** A wait that the queue's end has ended. */
function* untilShutDown(act: Coroutine<void>): Coroutine<void> {
  try {
    yield* act;
  } catch (error) {
    if (!(error instanceof QueueShutDown)) throw error;
  }
}

function playOf(cast: Cast, order: QueueOrder, most: number, immediate: boolean): Play<Actor> {
  const watched = new Watched(order, most);
  function* round(me: Actor): Coroutine<void> {
    yield* pause(me.before);
    if (me.does === 'puts') yield* watched.put(me);
    else if (me.does === 'gets') yield* watched.get(me);
    else if (me.does === 'joins') yield* watched.join();
    else watched.shut(immediate);
  }
  return {
    act: (me) => untilShutDown(cast.rounds(me, () => round(me))),
    idle: () => watched.expectNobodyWaitsInVain(),
    *late() {
      watched.end(immediate);
    },
    over: () => watched.expectOver(),
  };
}

const actors: fc.Arbitrary<Actor> = fc.record({
  before: pauses(),
  inside: pauses(),
  ...roundsOf,
  does: fc.constantFrom('puts', 'puts', 'puts', 'puts', 'gets', 'gets', 'gets', 'gets', 'joins', 'shuts'),
  barges: fc.boolean(),
  urgency: fc.nat({ max: 2 }),
});

const ENDS = [
  { most: 1, immediate: false },
  { most: 2, immediate: true },
  { most: Infinity, immediate: false },
];

for (const order of QUEUE_ORDERS) {
  for (const { most, immediate } of ENDS) {
    test(
      `${order}, at most ${most}: every item comes out once and in order, and nobody waits in vain`,
      { timeout: MINUTE_MS },
      () => playMany(actors, (_loop, cast) => playOf(cast, order, most, immediate)),
    );
  }
}
