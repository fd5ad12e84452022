/** What an unbounded queue has to do (SQ). Ours has a bound; here it is one that nobody reaches. */
import { expect } from 'vitest';
import { QUEUE, queueStructure } from '../../../src/memory/structures.ts';
import { Event } from '../../../src/sync/event.ts';
import { ANY_COUNT, behavioursOf, type Behaviour } from '../behaviour.ts';
import type { Player, Players, Stage } from '../stage.ts';
import { subjectOf, type Subject } from './queue.ts';

const ROOMY = 16_384;
const ONE = [1];
const ORDER = 'first-in-first-out';

/** One place for all plays, made anew by each: the stage gives no place back. */
const rooms = new WeakMap<Stage, number>();

function roomy(stage: Stage): Subject {
  const at = rooms.get(stage) ?? stage.place('an unbounded queue', queueStructure(ROOMY));
  rooms.set(stage, at);
  return subjectOf(stage, ORDER, ROOMY, at);
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

export function simpleQueueSuite(players: Players): void {
  const behaviour = behavioursOf(players);
  alone(behaviour);
  pairs(behaviour, players);
  passingOn(behaviour);
}

function alone(behaviour: Behaviour): void {
  behaviour('SQ01', ONE, async ({ stage }) => {
    const subject = roomy(stage);
    expect({ size: subject.queue.size, isEmpty: subject.queue.isEmpty }).toEqual({ size: 0, isEmpty: true });
    // After each call: what it came to, and how many items there are.
    expect(await subject.play('queueEveryKind', { timeoutMs: 50 })).toEqual([
      ...upTo(4).map((before) => ['done', before + 1]),
      ...upTo(4).map((before) => [before + 1, 3 - before]),
      ...upTo(3).map(() => ['QueueEmpty', 0]),
    ]);
    expect({ size: subject.queue.size, isEmpty: subject.queue.isEmpty }).toEqual({ size: 0, isEmpty: true });
  });

  behaviour('SQ02', ONE, async ({ stage }) => {
    const { queue, put, get } = roomy(stage);
    await put([1]);
    expect([await get(1, -1), queue.size]).toEqual([['BadArgument'], 1]);
  });

  behaviour('SQ05', ONE, async ({ stage }) => {
    // Numbers refer to nothing, so what Python’s collector sees of an item is here whether its slot still holds it.
    const items = upTo(20).map((index) => index + 1);
    const { queue, put } = subjectOf(stage, ORDER, 32);
    const slots = new Float64Array(stage.memory.buffer, queue.at + QUEUE.BYTES, 32);
    await put(items);
    for (const item of items) {
      expect(await queue.get()).toBe(item);
      expect([...slots].includes(item), `item ${item} is still in the queue’s memory`).toBe(false);
    }
  });
}

/** Producers that share a list of numbers, and consumers; all start together. What the consumers got. */
async function produceAndConsume(stage: Stage, pairs: number, items: number, waitMs: number): Promise<number[]> {
  const { queue, start } = roomy(stage);
  const go = new Event(stage.pageThread(), stage.event());
  const args = { go: go.at, next: stage.counter(), items, waitMs };
  const producers = await start(pairs, 'queueProduce', args);
  const consumers = await start(pairs, 'queueConsume', args);
  await stage.parked([...producers, ...consumers]);
  await go.set();
  await stage.joined(producers);
  const got = (await stage.joined(consumers)) as number[][];
  expect({ size: queue.size, isEmpty: queue.isEmpty }).toEqual({ size: 0, isEmpty: true });
  return got.flat();
}

/** The ways of getting, and how many items CPython sends through each. */
const WAYS = [
  { name: 'blocking', waitMs: Infinity, items: 10_000 },
  { name: 'polling', waitMs: 0, items: 10_000 },
  { name: 'timed', waitMs: 0.01, items: 1_000 },
];

function pairs(behaviour: Behaviour, players: Players): void {
  behaviour('SQ03', [2], async ({ stage, threads }) => {
    expect(await produceAndConsume(stage, threads / 2, 100, Infinity)).toEqual(upTo(100));
  });

  // 50 and 50. On the page there are records for 18 threads at once, two of them the test’s own; and its tasks take turns
  // in one thread, so that more of them could not meet in any way in which 8 and 8 do not.
  const threads = players === 'workers' ? 100 : 16;
  for (const { name, waitMs, items } of WAYS) {
    behaviour(`SQ04 ${name}`, [threads], async ({ stage }) => {
      const got = await produceAndConsume(stage, threads / 2, items, waitMs);
      expect(got.sort((a, b) => a - b)).toEqual(upTo(items));
    });
  }
}

/**
 * SQ06. In CPython a put may be interrupted by a finaliser that puts as well. Nothing interrupts ours, but a put sets
 * off whoever waits for its item, and may be still on its way out when that one puts again. So here each put lets the
 * next one happen: in a worker beside it or, on the page, in the continuation of the get that it completed.
 */
function passingOn(behaviour: Behaviour): void {
  behaviour('SQ06', ANY_COUNT, async ({ stage, threads }) => {
    const { queue, start, put, get } = roomy(stage);
    const rounds = 100;
    const players: Player[] = await start(threads, 'queuePassOn', { rounds });
    await stage.parked(players);
    await queue.put(0);
    const got = (await stage.joined(players)) as number[][];
    expect(got.flat().sort((a, b) => a - b)).toEqual(upTo(threads * rounds));
    // The last put found nobody; the queue works as before.
    expect([await get(1), await put([1]), await get(1), queue.size]).toEqual([[threads * rounds], ['done'], [1], 0]);
  });
}
