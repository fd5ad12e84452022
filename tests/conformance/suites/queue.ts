/** What a bounded queue has to do (QU), in all three orders, and what the suites of queues have in common. */
import { expect } from 'vitest';
import { queueStructure } from '../../../src/memory/structures.ts';
import { ReleasedTooOften } from '../../../src/sync/errors.ts';
import { makeQueue, Queue, QUEUE_ORDERS, type QueueOrder } from '../../../src/sync/queue.ts';
import { behavioursOf, type Behaviour } from '../behaviour.ts';
import { lastedAbout } from '../lasted-about.ts';
import type { Arguments } from '../part.ts';
import type { Player, Players, Stage } from '../stage.ts';
import { shuttingOf } from './queue-shutdown.ts';

const TIMED_MS = 50;
const LONG_MS = 10_000;
const FIVE = 5;
/** One thread at a time: each call is made by a player, as it is in a program. */
const ONE = [1];
const TWO = [2];

/** How long the calls of a thread may wait (0: tries), and the event it waits for first. */
interface When {
  readonly waitMs?: number;
  readonly go?: number;
}

/** A queue as the director sees it, and threads that use it. */
export interface Subject {
  readonly stage: Stage;
  readonly order: QueueOrder;
  readonly queue: Queue<'page'>;
  /** Starts threads on a body and tells it of the queue. */
  start(count: number, body: string, args?: Arguments): Promise<Player[]>;
  /** What a single thread on a body ends with. */
  play(body: string, args?: Arguments): Promise<unknown>;
  /** Starts threads that put these items each; each ends with what its puts came to. */
  putters(count: number, items: readonly number[], when?: When): Promise<Player[]>;
  /** Starts threads that get one item each; each ends with what its get came to, in a list. */
  getters(count: number, when?: When): Promise<Player[]>;
  /** A single thread puts: what each put came to. Tries where `waitMs` is 0. */
  put(items: readonly number[], waitMs?: number): Promise<unknown>;
  /** A single thread gets: what each get came to. */
  get(count: number, waitMs?: number): Promise<unknown>;
}

export type Make = (stage: Stage, order: QueueOrder, capacity: number, at?: number) => Subject;

/** A new queue, at a place of its own unless it is given one. */
export const subjectOf: Make = (stage, order, capacity, at = stage.place('a queue', queueStructure(capacity))) => {
  makeQueue(stage.sync, at, order, capacity);
  const start = (count: number, body: string, args: Arguments = {}): Promise<Player[]> =>
    stage.start(count, body, { ...args, queue: at });
  const play = async (body: string, args?: Arguments): Promise<unknown> =>
    (await stage.joined(await start(1, body, args)))[0];
  return {
    stage,
    order,
    queue: new Queue(stage.pageThread(), at),
    start,
    play,
    putters: (count, items, when) => start(count, 'queuePuts', { ...AT_ONCE, ...when, ...named(items) }),
    getters: (count, when) => start(count, 'queueGets', { ...AT_ONCE, ...when, count: 1 }),
    put: (items, waitMs = Infinity) => play('queuePuts', { ...AT_ONCE, waitMs, ...named(items) }),
    get: (count, waitMs = Infinity) => play('queueGets', { ...AT_ONCE, waitMs, count }),
  };
};

const AT_ONCE = { waitMs: Infinity, go: 0 };

/** Arguments are numbers only, so a list of items has a name for each. */
function named(items: readonly number[]): Arguments {
  return { ...Object.fromEntries(items.map((item, index) => [`item${index}`, item])), count: items.length };
}

function times<T>(count: number, result: T): T[] {
  return Array<T>(count).fill(result);
}

/** Items that were put in this order, in the order in which they come out. */
function comingOut(order: QueueOrder, items: readonly number[]): number[] {
  if (order === 'smallest-first') return [...items].sort((a, b) => a - b);
  return order === 'last-in-first-out' ? [...items].reverse() : [...items];
}

function stateOf({ queue }: Subject): { size: number; isEmpty: boolean; isFull: boolean } {
  return { size: queue.size, isEmpty: queue.isEmpty, isFull: queue.isFull };
}

export function queueSuite(players: Players): void {
  const behaviour = behavioursOf(players);
  for (const order of QUEUE_ORDERS) {
    basics(behaviour, order);
    bounds(behaviour, order);
    reports(behaviour, order);
    shuttingOf(behaviour, order, subjectOf);
    reportedEarly(behaviour, order);
  }
}

/** QU01 to QU05: each begins and ends with an empty queue of five. */
function basics(behaviour: Behaviour, order: QueueOrder): void {
  const of: readonly [string, (subject: Subject) => Promise<void>][] = [
    ['QU01', expectOrder],
    ['QU02', expectFull],
    ['QU03', expectGoingOn],
    ['QU04', expectEmpty],
  ];
  for (const [id, check] of of) {
    behaviour(`${id} ${order}`, id === 'QU03' ? TWO : ONE, async ({ stage }) => check(subjectOf(stage, order, FIVE)));
  }

  behaviour(`QU05 ${order}`, TWO, async ({ stage }) => {
    const subject = subjectOf(stage, order, FIVE);
    for (const [, check] of [...of, ...of]) {
      // On the page every player so far has had a record of its own. All have ended; the director only looks, without one.
      stage.newPlay();
      await check(subject);
    }
  });
}

async function expectOrder(subject: Subject): Promise<void> {
  const items = [111, 333, 222];
  expect(stateOf(subject)).toEqual({ size: 0, isEmpty: true, isFull: false });
  expect(await subject.put(items)).toEqual(times(3, 'done'));
  expect(stateOf(subject)).toEqual({ size: 3, isEmpty: false, isFull: false });
  expect(await subject.get(3)).toEqual(comingOut(subject.order, items));
  expect(stateOf(subject)).toEqual({ size: 0, isEmpty: true, isFull: false });
}

async function expectFull(subject: Subject): Promise<void> {
  const items = [0, 1, 2, 3, 10];
  for (const [index, item] of items.entries()) {
    expect(await subject.put([item])).toEqual(['done']);
    expect(stateOf(subject)).toEqual({ size: index + 1, isEmpty: false, isFull: index === 4 });
  }
  expect(await subject.put([30], 0)).toEqual(['QueueFull']);
  await expectTimedOut(subject, 'queuePutWithin', 'QueueFull');
  expect(stateOf(subject)).toEqual({ size: 5, isEmpty: false, isFull: true });
  expect(await subject.get(5)).toEqual(comingOut(subject.order, items));
}

async function expectEmpty(subject: Subject): Promise<void> {
  expect(await subject.get(1, 0)).toEqual(['QueueEmpty']);
  await expectTimedOut(subject, 'queueGetWithin', 'QueueEmpty');
  expect(stateOf(subject)).toEqual({ size: 0, isEmpty: true, isFull: false });
}

async function expectTimedOut(subject: Subject, body: string, error: string): Promise<void> {
  const end = (await subject.play(body, { item: 30, timeoutMs: TIMED_MS })) as { result: unknown; took: number };
  expect(end.result).toBe(error);
  expect(lastedAbout(end.took, TIMED_MS), `${end.took} ms`).toBe(true);
}

/** What the two gets beside a blocked put take out of 0, 1, 2, 3, 10, and what is left then, 30 and 31 being put. */
const GOING_ON: Readonly<Record<QueueOrder, { got: number[]; left: number[] }>> = {
  'first-in-first-out': { got: [0, 1], left: [2, 3, 10, 30, 31] },
  'last-in-first-out': { got: [10, 30], left: [31, 3, 2, 1, 0] },
  'smallest-first': { got: [0, 1], left: [2, 3, 10, 30, 31] },
};

async function expectGoingOn(subject: Subject): Promise<void> {
  const { got, left } = GOING_ON[subject.order];
  await subject.put([0, 1, 2, 3, 10]);
  expect(await besideBlockedPut(subject, 30, Infinity)).toEqual({ got: [got[0]], put: [['done']], size: 5 });
  expect(await besideBlockedPut(subject, 31, LONG_MS)).toEqual({ got: [got[1]], put: [['done']], size: 5 });
  expect(await subject.get(5)).toEqual(left);
  for (const waitMs of [Infinity, LONG_MS]) {
    const getter = await subject.getters(1, { waitMs });
    await subject.stage.parked(getter);
    expect(await subject.put([40])).toEqual(['done']);
    expect(await subject.stage.joined(getter)).toEqual([[40]]);
    expect(subject.queue.size).toBe(0);
  }
}

async function besideBlockedPut(subject: Subject, item: number, waitMs: number): Promise<unknown> {
  const putter = await subject.putters(1, [item], { waitMs });
  await subject.stage.parked(putter);
  const got = await subject.get(1);
  const put = await subject.stage.joined(putter);
  return { got, put, size: subject.queue.size };
}

function bounds(behaviour: Behaviour, order: QueueOrder): void {
  behaviour(`QU06 ${order}`, ONE, async ({ stage }) => {
    const { queue, put, get } = subjectOf(stage, order, FIVE);
    expect([await put([1], -1), await get(1, -1), queue.size]).toEqual([['BadArgument'], ['BadArgument'], 0]);
  });

  behaviour(`QU07 ${order}`, ONE, async ({ stage }) => {
    const { queue, put, get } = subjectOf(stage, order, FIVE);
    const items = [1, 1, 1, 1, 1];
    expect(await put([...items, 1], 0)).toEqual([...times(FIVE, 'done'), 'QueueFull']);
    expect(await get(FIVE + 1, 0)).toEqual([...items, 'QueueEmpty']);
    // What was refused is not an item that somebody would have to report done.
    expect({ size: queue.size, unfinished: queue.unfinished }).toEqual({ size: 0, unfinished: FIVE });
  });

  behaviour(`QU08 ${order}`, ONE, async ({ stage }) => {
    const subject = subjectOf(stage, order, 3);
    expect(await subject.put([1, 2, 3, 4], 0)).toEqual([...times(3, 'done'), 'QueueFull']);
    await subject.queue.setMost(2);
    expect(await subject.put([4], 0)).toEqual(['QueueFull']);
    expect(stateOf(subject)).toEqual({ size: 3, isEmpty: false, isFull: true });
    expect(await subject.get(3)).toEqual(comingOut(order, [1, 2, 3]));
    expect(await subject.put([5, 6, 7], 0)).toEqual(['done', 'done', 'QueueFull']);
  });
}

function reports(behaviour: Behaviour, order: QueueOrder): void {
  behaviour(`QU09 ${order}`, ONE, async ({ stage }) => {
    const { put, play } = subjectOf(stage, order, FIVE);
    expect(await play('queueReports', { count: 1 })).toEqual(['ReleasedTooOften']);
    expect(await put([1])).toEqual(['done']);
    expect(await play('queueGetAndReport', { go: 0 })).toEqual([1, 'done']);
    expect(await play('queueJoin')).toBe(true);
    expect(await play('queueReports', { count: 1 })).toEqual(['ReleasedTooOften']);
  });

  behaviour(`QU10 ${order}`, TWO, async ({ stage, threads }) => {
    const subject = subjectOf(stage, order, 128);
    for (let pass = 0; pass < 2; pass++) await expectJoined(subject, threads);
    expect(await subject.play('queueReports', { count: 1 })).toEqual(['ReleasedTooOften']);
  });
}

async function expectJoined(subject: Subject, workers: number): Promise<void> {
  const items = 100;
  const sum = subject.stage.counter();
  const players = await subject.start(workers, 'queueSum', { sum });
  expect(await subject.play('queueFeedAndJoin', { items, sum, workers })).toEqual({ sum: 4950, joined: [true, true] });
  const got = (await subject.stage.joined(players)) as number[];
  expect(got.reduce((all, own) => all + own, 0)).toBe(items);
  expect({ size: subject.queue.size, unfinished: subject.queue.unfinished }).toEqual({ size: 0, unfinished: 0 });
}

/** An item that is reported done before anybody took it, and then dropped, is not subtracted twice. */
function reportedEarly(behaviour: Behaviour, order: QueueOrder): void {
  behaviour(`QU16 ${order}, reported early`, ONE, async ({ stage }) => {
    const { queue, put } = subjectOf(stage, order, 2);
    await put([1]);
    await queue.taskDone();
    await queue.shutDown({ immediate: true });
    expect({ unfinished: queue.unfinished, joined: await queue.join({ timeoutMs: 1_000 }) }).toEqual({
      unfinished: 0,
      joined: true,
    });
    await expect(queue.taskDone()).rejects.toBeInstanceOf(ReleasedTooOften);
  });
}
