/** What a queue has to do when it is shut (QU11 to QU23), in one order. */
import { expect } from 'vitest';
import * as structures from '../../../src/memory/structures.ts';
import { makeBarrier } from '../../../src/sync/barrier.ts';
import { Event } from '../../../src/sync/event.ts';
import type { QueueOrder } from '../../../src/sync/queue.ts';
import type { Behaviour, Play } from '../behaviour.ts';
import type { Player, Stage } from '../stage.ts';
import type { Make, Subject } from './queue.ts';

const ONE = [1];
const TWO = [2];
const SHUT = 'QueueShutDown';
/** CPython’s queues here have no bound; nobody reaches this one. */
const ROOMY = 16;

export function shuttingOf(behaviour: Behaviour, order: QueueOrder, make: Make): void {
  alone(behaviour, order, make);
  getters(behaviour, order, make);
  putters(behaviour, order, make);
  joiners(behaviour, order, make);
  many(behaviour, order, make);
}

/** The event at which threads start that come when the queue is shut already. */
function starter(stage: Stage): Event<'page'> {
  return new Event(stage.pageThread(), stage.event());
}

/** What the threads end with, in an order that does not depend on who came when. */
async function sorted(stage: Stage, players: readonly Player[]): Promise<unknown[]> {
  return (await stage.joined(players)).sort((a, b) => String(a).localeCompare(String(b)));
}

function counts({ queue }: Subject): { size: number; unfinished: number } {
  return { size: queue.size, unfinished: queue.unfinished };
}

/** One thread at a time. */
function alone(behaviour: Behaviour, order: QueueOrder, make: Make): void {
  behaviour(`QU11 ${order}`, ONE, async ({ stage }) => {
    const { queue, put, get } = make(stage, order, ROOMY);
    await queue.shutDown();
    expect([await put([1]), await get(1)]).toEqual([[SHUT], [SHUT]]);
  });

  behaviour(`QU12 ${order}`, ONE, async ({ stage }) => {
    const { queue, put, get } = make(stage, order, ROOMY);
    await put([1]);
    await queue.shutDown();
    expect([await put([2]), await get(3)]).toEqual([[SHUT], [1, SHUT, SHUT]]);
  });

  behaviour(`QU13 ${order}`, ONE, async ({ stage }) => {
    const { queue, put, get } = make(stage, order, ROOMY);
    await put([1]);
    await queue.shutDown({ immediate: true });
    expect([queue.size, await get(1), await put([2])]).toEqual([0, [SHUT], [SHUT]]);
  });

  behaviour(`QU14 ${order}`, ONE, async ({ stage }) => {
    const { queue, put, get } = make(stage, order, ROOMY);
    await put([1]);
    const seen = [[queue.isShutDown, queue.size]];
    for (const immediate of [false, true, false]) {
      await queue.shutDown({ immediate });
      seen.push([queue.isShutDown, queue.size]);
    }
    expect(seen).toEqual([
      [false, 1],
      [true, 1],
      [true, 0],
      [true, 0],
    ]);
    expect([await get(1), await put([2])]).toEqual([[SHUT], [SHUT]]);
  });

  behaviour(`QU15 ${order}`, ONE, async ({ stage }) => {
    const [first, second] = order === 'last-in-first-out' ? [2, 1] : [1, 2];
    expect(await make(stage, order, 2).play('queueAfterShutting')).toEqual({
      before: ['done', 'done', 'done'],
      puts: [SHUT, SHUT],
      first: [first, 'done'],
      second: [second, 'done'],
      joined: [true],
      gets: [SHUT, SHUT, SHUT],
    });
  });

  behaviour(`QU16 ${order}`, ONE, async ({ stage }) => {
    expect(await make(stage, order, 2).play('queueAfterShuttingAtOnce')).toEqual({
      before: ['done', 'done', 'done'],
      puts: [SHUT, SHUT],
      gets: [SHUT, SHUT],
      joined: ['ReleasedTooOften', true],
    });
  });
}

function getters(behaviour: Behaviour, order: QueueOrder, make: Make): void {
  const after = async ({ stage, threads }: Play, immediate: boolean): Promise<unknown> => {
    const subject = make(stage, order, 2);
    const go = starter(stage);
    await subject.put([1, 2]);
    const players = await subject.getters(threads, { go: go.at });
    await stage.parked(players);
    await subject.queue.shutDown({ immediate });
    await go.set();
    return { ends: await sorted(stage, players), size: subject.queue.size };
  };

  behaviour(`QU18 ${order}`, [3], async (play) => {
    expect(await after(play, false)).toEqual({ ends: [[1], [2], [SHUT]], size: 0 });
  });

  behaviour(`QU18 ${order}, at once`, TWO, async (play) => {
    expect(await after(play, true)).toEqual({ ends: [[SHUT], [SHUT]], size: 0 });
  });

  behaviour(`QU23 ${order}`, ONE, async ({ stage, threads }) => {
    const { queue, getters } = make(stage, order, ROOMY);
    const players = await getters(threads);
    await stage.parked(players);
    await queue.shutDown();
    expect(await stage.joined(players)).toEqual([[SHUT]]);
  });
}

function putters(behaviour: Behaviour, order: QueueOrder, make: Make): void {
  for (const immediate of [false, true]) {
    behaviour(`QU19 ${order}${immediate ? ', at once' : ''}`, TWO, async ({ stage, threads }) => {
      const subject = make(stage, order, 2);
      const go = starter(stage);
      await subject.put([1, 2]);
      const waiting = await subject.putters(threads, [3]);
      const later = await subject.putters(threads, [4], { go: go.at });
      await stage.parked([...waiting, ...later]);
      await subject.queue.shutDown({ immediate });
      await go.set();
      expect(await stage.joined([...waiting, ...later])).toEqual([[SHUT], [SHUT], [SHUT], [SHUT]]);
      const left = immediate ? [] : [1, 2];
      expect(counts(subject)).toEqual({ size: left.length, unfinished: left.length });
    });
  }
}

function joiners(behaviour: Behaviour, order: QueueOrder, make: Make): void {
  behaviour(`QU20 ${order}`, TWO, async ({ stage, threads }) => {
    const subject = make(stage, order, ROOMY);
    const go = starter(stage);
    await subject.put([1]);
    const joining = await subject.start(threads, 'queueJoin');
    const getting = await subject.start(1, 'queueGetAndReport', { go: go.at });
    await stage.parked([...joining, ...getting]);
    await subject.queue.shutDown();
    await stage.settle();
    expect(stage.countParked(joining)).toBe(threads);
    await go.set();
    expect(await stage.joined([...joining, ...getting])).toEqual([true, true, [1, 'done']]);
  });

  behaviour(`QU20 ${order}, at once`, TWO, async ({ stage, threads }) => {
    const subject = make(stage, order, ROOMY);
    await subject.put([1]);
    const joining = await subject.start(threads, 'queueJoin');
    await stage.parked(joining);
    await subject.queue.shutDown({ immediate: true });
    expect(await stage.joined(joining)).toEqual([true, true]);
  });

  for (const immediate of [false, true]) {
    behaviour(`QU21 ${order}${immediate ? ', at once' : ''}`, TWO, async ({ stage }) => {
      const subject = make(stage, order, 2);
      const go = starter(stage);
      await subject.put([1]);
      const putting = await subject.putters(1, [2], { go: go.at });
      const joining = await subject.start(1, 'queueJoin');
      await stage.parked([...putting, ...joining]);
      expect(subject.queue.unfinished).toBe(1);
      await subject.queue.shutDown({ immediate });
      await go.set();
      const left = await subject.play('queueGetAndReport', { go: 0 });
      expect(left).toEqual(immediate ? [SHUT, 'ReleasedTooOften'] : [1, 'done']);
      expect(await stage.joined([...putting, ...joining])).toEqual([[SHUT], true]);
      expect(counts(subject)).toEqual({ size: 0, unfinished: 0 });
    });
  }

  behaviour(`QU22 ${order}`, TWO, async ({ stage, threads }) => {
    const subject = make(stage, order, 2);
    const go = starter(stage);
    await subject.put([1, 2]);
    expect(counts(subject)).toEqual({ size: 2, unfinished: 2 });
    const getting = await subject.start(threads, 'queueGetAndReport', { go: go.at });
    const joining = await subject.start(threads, 'queueJoin');
    await stage.parked([...getting, ...joining]);
    await go.set();
    await subject.queue.shutDown();
    expect(await sorted(stage, getting)).toEqual([
      [1, 'done'],
      [2, 'done'],
    ]);
    expect(await stage.joined(joining)).toEqual([true, true]);
  });
}

const WRITERS = 4;
const READERS = 6;
const JOINERS = 2;
/** Of all writers. */
const ITEMS = 65_536;
/** What is put before all meet at the start, while the readers take one each: a smaller queue would never get there. */
const START_ROOM = ITEMS / 4;

interface Writer {
  readonly put: number;
  readonly pulled: boolean;
  readonly end: string;
}

interface Reader {
  readonly got: readonly number[];
  readonly end: string;
}

interface Rush {
  readonly writers: Writer[];
  readonly readers: Reader[];
  /** What the one that shut the queue and the joiners ended with. */
  readonly others: unknown[];
}

/** The large queue stands in one place, made anew by each play: the stage gives no place back. */
const rooms = new WeakMap<Stage, number>();

function roomOf(stage: Stage): number {
  const at = rooms.get(stage) ?? stage.place('a large queue', structures.queueStructure(START_ROOM));
  rooms.set(stage, at);
  return at;
}

/** QU17. CPython’s has no bound; at this one writers have to wait now and then, so that some sleep when it is shut. */
function many(behaviour: Behaviour, order: QueueOrder, make: Make): void {
  behaviour(`QU17 ${order}`, [WRITERS + READERS + 1], async ({ stage }) => {
    const subject = make(stage, order, START_ROOM, roomOf(stage));
    const { put, got } = expectAllTurnedAway(await rush(subject, false));
    expect({ ...tally(put, got), ...counts(subject) }).toEqual({ put: got.length, lost: 0, size: 0, unfinished: 0 });
  });

  behaviour(`QU17 ${order}, at once`, [WRITERS + READERS + JOINERS + 1], async ({ stage }) => {
    const subject = make(stage, order, START_ROOM, roomOf(stage));
    const all = await rush(subject, true);
    const { put, got } = expectAllTurnedAway(all);
    expect(all.others).toEqual([0, true, true]);
    // What was dropped is lost; nothing was taken that was not put, nor twice.
    expect({ ...tally(put, got), ...counts(subject) }).toEqual({
      put: got.length,
      lost: put.length - got.length,
      size: 0,
      unfinished: 0,
    });
  });
}

async function rush(subject: Subject, immediate: boolean): Promise<Rush> {
  const { stage, start } = subject;
  const joiners = immediate ? JOINERS : 0;
  const meeting = stage.place('a barrier', structures.BARRIER);
  makeBarrier(stage.sync, meeting, WRITERS + READERS + joiners);
  const args = { start: meeting, trigger: stage.event(), items: ITEMS / WRITERS, immediate: immediate ? 1 : 0 };
  const writers = await start(WRITERS, 'queueWriter', args);
  const readers = await start(READERS, 'queueReader', args);
  const others = [...(await start(1, 'queueShutter', args)), ...(await start(joiners, 'queueJoinerFromStart', args))];
  return {
    writers: (await stage.joined(writers)) as Writer[],
    readers: (await stage.joined(readers)) as Reader[],
    others: await stage.joined(others),
  };
}

/** Every thread has ended as it should; all that was put, and all that was taken. */
function expectAllTurnedAway({ writers, readers }: Rush): { put: number[]; got: number[] } {
  expect(writers.some(({ pulled }) => pulled)).toBe(true);
  // A writer may have put its last item before the queue was shut.
  const all = ITEMS / WRITERS;
  expect(writers.map(({ end }) => end)).toEqual(writers.map(({ put }) => (put === all ? 'done' : SHUT)));
  expect(readers.map(({ end }) => end)).toEqual(Array(READERS).fill(SHUT));
  return {
    put: writers.flatMap(({ put }, writer) => Array.from({ length: put }, (_, index) => writer * all + index)),
    got: readers.flatMap(({ got }) => got),
  };
}

/** How many different items were taken that had been put, and how many had been put and were not taken. */
function tally(put: readonly number[], got: readonly number[]): { put: number; lost: number } {
  const taken = new Set(got);
  const found = put.filter((item) => taken.has(item)).length;
  return { put: found, lost: put.length - found };
}
