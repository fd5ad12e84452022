/**
 * Threads at a queue. What a call came to is its value, `done` where it has none, or the name of its error. How long a
 * call may wait is one number: 0 tries, Infinity waits as long as it takes.
 */
import { nextTurn } from '../../../src/base/turn.ts';
import { Barrier } from '../../../src/sync/barrier.ts';
import { Event } from '../../../src/sync/event.ts';
import { Queue } from '../../../src/sync/queue.ts';
import { valueOf, type Answer, type Script, type Style } from '../../../src/sync/thread.ts';
import type { WaitLimit } from '../../../src/sync/wait-limit.ts';
import type { Part } from '../part.ts';

type Result = number | boolean | string;

/** Tells a worker of QU10 or a consumer to end. */
const END = -1;

function queueOf<S extends Style>(part: Part<S>): Queue<S> {
  return new Queue(part.thread, part.arg('queue'));
}

function limitOf(waitMs: number): WaitLimit {
  if (waitMs === 0) return { blocking: false };
  return waitMs === Infinity ? {} : { timeoutMs: waitMs };
}

function* resultOf<S extends Style>(call: () => Answer<S, unknown>): Script<Result> {
  try {
    const value = yield* valueOf<S, unknown>(call());
    return typeof value === 'number' || typeof value === 'boolean' ? value : 'done';
  } catch (error) {
    return error instanceof Error ? error.name : 'not an error';
  }
}

function* resultsOf<S extends Style>(calls: readonly (() => Answer<S, unknown>)[]): Script<Result[]> {
  const results: Result[] = [];
  for (const call of calls) results.push(yield* resultOf<S>(call));
  return results;
}

/** Waits for the event `go`; goes at once where that is 0. */
function* told<S extends Style>(part: Part<S>): Script<void> {
  const go = part.arg('go');
  if (go !== 0) yield* valueOf<S, boolean>(new Event(part.thread, go).wait());
}

/** A page task that looks again and again would keep all others from running; a worker just looks again. */
function* giveATurn<S extends Style>(part: Part<S>): Script<void> {
  if (part.thread.style === 'page') yield nextTurn();
}

/** Puts `count` items, named `item0` and so on: what each put came to. */
export function* queuePuts<S extends Style>(part: Part<S>): Script<Result[]> {
  const queue = queueOf(part);
  const limit = limitOf(part.arg('waitMs'));
  const items = Array.from({ length: part.arg('count') }, (_, index) => part.arg(`item${index}`));
  yield* told(part);
  return yield* resultsOf<S>(items.map((item) => () => queue.put(item, limit)));
}

/** Gets `count` times: what each get came to. */
export function* queueGets<S extends Style>(part: Part<S>): Script<Result[]> {
  const queue = queueOf(part);
  const limit = limitOf(part.arg('waitMs'));
  yield* told(part);
  return yield* resultsOf<S>(Array.from({ length: part.arg('count') }, () => () => queue.get(limit)));
}

/** A timed put into a full queue: what it came to and how long it took. */
export function* queuePutWithin<S extends Style>(part: Part<S>): Script<{ result: Result; took: number }> {
  const queue = queueOf(part);
  const began = part.now();
  const result = yield* resultOf<S>(() => queue.put(part.arg('item'), { timeoutMs: part.arg('timeoutMs') }));
  return { result, took: part.now() - began };
}

/** A timed get from an empty queue: what it came to and how long it took. */
export function* queueGetWithin<S extends Style>(part: Part<S>): Script<{ result: Result; took: number }> {
  const queue = queueOf(part);
  const began = part.now();
  const result = yield* resultOf<S>(() => queue.get({ timeoutMs: part.arg('timeoutMs') }));
  return { result, took: part.now() - began };
}

/** Reports `count` items done: what each report came to. */
export function* queueReports<S extends Style>(part: Part<S>): Script<Result[]> {
  const queue = queueOf(part);
  return yield* resultsOf<S>(Array.from({ length: part.arg('count') }, () => () => queue.taskDone()));
}

/** Gets one item and reports it done: what the get and the report came to. */
export function* queueGetAndReport<S extends Style>(part: Part<S>): Script<Result[]> {
  const queue = queueOf(part);
  yield* told(part);
  return yield* resultsOf<S>([() => queue.get(), () => queue.taskDone()]);
}

export function* queueJoin<S extends Style>(part: Part<S>): Script<Result> {
  const queue = queueOf(part);
  return yield* resultOf<S>(() => queue.join());
}

/** Adds what it gets to `sum`, each item reported done only then, until it is told to end; how many it got. */
export function* queueSum<S extends Style>(part: Part<S>): Script<number> {
  const queue = queueOf(part);
  for (let got = 0; ; got++) {
    const item = yield* valueOf<S, number>(queue.get());
    if (item !== END) part.add('sum', item);
    yield* valueOf<S, void>(queue.taskDone());
    if (item === END) return got;
  }
}

/** Puts 0 to `items` - 1 and joins: the sum at that moment. Then ends the `workers` and joins again. */
export function* queueFeedAndJoin<S extends Style>(part: Part<S>): Script<{ sum: number; joined: Result[] }> {
  const queue = queueOf(part);
  for (let item = 0; item < part.arg('items'); item++) yield* valueOf<S, void>(queue.put(item));
  const first = yield* resultOf<S>(() => queue.join());
  const sum = part.look('sum');
  for (let worker = 0; worker < part.arg('workers'); worker++) yield* valueOf<S, void>(queue.put(END));
  const second = yield* resultOf<S>(() => queue.join());
  return { sum, joined: [first, second] };
}

/** Fills a queue of two, shuts it, and calls everything: what each call came to. */
export function* queueAfterShutting<S extends Style>(part: Part<S>): Script<Record<string, Result[]>> {
  const queue = queueOf(part);
  const before = yield* resultsOf<S>([() => queue.put(1), () => queue.put(2, limitOf(0)), () => queue.shutDown()]);
  const puts = yield* resultsOf<S>([() => queue.put(3), () => queue.put(4, limitOf(0))]);
  const first = yield* resultsOf<S>([() => queue.get(), () => queue.taskDone()]);
  const second = yield* resultsOf<S>([() => queue.get(), () => queue.taskDone()]);
  const joined = yield* resultsOf<S>([() => queue.join()]);
  const gets = yield* resultsOf<S>([
    () => queue.get(),
    () => queue.get(limitOf(0)),
    () => queue.get({ timeoutMs: 1_000 }),
  ]);
  return { before, puts, first, second, joined, gets };
}

/** As `queueAfterShutting`, but shut at once. */
export function* queueAfterShuttingAtOnce<S extends Style>(part: Part<S>): Script<Record<string, Result[]>> {
  const queue = queueOf(part);
  const shut = (): Answer<S, void> => queue.shutDown({ immediate: true });
  const before = yield* resultsOf<S>([() => queue.put(1), () => queue.put(2, limitOf(0)), shut]);
  const puts = yield* resultsOf<S>([() => queue.put(3), () => queue.put(4, limitOf(0))]);
  const gets = yield* resultsOf<S>([() => queue.get(), () => queue.get(limitOf(0))]);
  const joined = yield* resultsOf<S>([() => queue.taskDone(), () => queue.join()]);
  return { before, puts, gets, joined };
}

/** Puts of a page task between two turns of the event loop; without turns it would be shut after the last. */
const PUTS_A_TURN = 64;

/**
 * A writer of QU17: a quarter of its `items`, then all meet at `start`, then the rest until it is turned away. The
 * first that has put half of them pulls the trigger. Its items are its own: `number` × `items` and on. How many it put,
 * whether it pulled, and what its last put came to.
 */
export function* queueWriter<S extends Style>(part: Part<S>): Script<{ put: number; pulled: boolean; end: Result }> {
  const queue = queueOf(part);
  const items = part.arg('items');
  let pulled = false;
  let end: Result = 'done';
  let put = 0;
  while (put < items) {
    if (put === items / 4) yield* meetAll(part);
    if (put % PUTS_A_TURN === 0) yield* giveATurn(part);
    end = yield* resultOf<S>(() => queue.put(part.number * items + put));
    if (end !== 'done') break;
    if (++put === items / 2) pulled = yield* pullTrigger(part);
  }
  return { put, pulled, end };
}

function* meetAll<S extends Style>(part: Part<S>): Script<void> {
  yield* valueOf<S, number>(new Barrier(part.thread, part.arg('start')).wait());
}

function* pullTrigger<S extends Style>(part: Part<S>): Script<boolean> {
  const trigger = new Event(part.thread, part.arg('trigger'));
  if (trigger.isSet) return false;
  yield* valueOf<S, void>(trigger.set());
  return true;
}

/** A reader of QU17: gets one, all meet at `start`, then it tries until it is turned away: what it got, and its end. */
export function* queueReader<S extends Style>(part: Part<S>): Script<{ got: number[]; end: Result }> {
  const queue = queueOf(part);
  const got = [yield* valueOf<S, number>(queue.get())];
  yield* valueOf<S, void>(queue.taskDone());
  yield* meetAll(part);
  for (;;) {
    const result = yield* resultOf<S>(() => queue.get(limitOf(0)));
    if (result === 'QueueEmpty') yield* giveATurn(part);
    else if (typeof result !== 'number') return { got, end: result };
    else {
      got.push(result);
      yield* valueOf<S, void>(queue.taskDone());
    }
  }
}

/** Shuts the queue when the trigger is pulled, at once where `immediate` is 1; what it holds then. */
export function* queueShutter<S extends Style>(part: Part<S>): Script<number> {
  const queue = queueOf(part);
  yield* valueOf<S, boolean>(new Event(part.thread, part.arg('trigger')).wait());
  yield* valueOf<S, void>(queue.shutDown({ immediate: part.arg('immediate') === 1 }));
  return queue.size;
}

/** Meets the others at `start`, then joins. */
export function* queueJoinerFromStart<S extends Style>(part: Part<S>): Script<Result> {
  yield* meetAll(part);
  return yield* queueJoin(part);
}

/** Every kind of put and get of an unbounded queue: what each call came to, and how many items there were after it. */
export function* queueEveryKind<S extends Style>(part: Part<S>): Script<[Result, number][]> {
  const queue = queueOf(part);
  const aTry = limitOf(0);
  const timed = { timeoutMs: part.arg('timeoutMs') };
  const puts = [() => queue.put(1), () => queue.put(2), () => queue.put(3, aTry), () => queue.put(4)];
  const gets = [() => queue.get(), () => queue.get(aTry), () => queue.get(aTry), () => queue.get(timed)];
  const empty = [() => queue.get(aTry), () => queue.get(timed), () => queue.get(aTry)];
  const seen: [Result, number][] = [];
  for (const call of [...puts, ...gets, ...empty]) seen.push([yield* resultOf<S>(call), queue.size]);
  return seen;
}

/** Puts the next number that nobody else has put, until there are `items`; then tells one consumer to end. */
export function* queueProduce<S extends Style>(part: Part<S>): Script<void> {
  const queue = queueOf(part);
  yield* told(part);
  for (let item = part.add('next'); item < part.arg('items'); item = part.add('next')) {
    yield* valueOf<S, void>(queue.put(item));
  }
  yield* valueOf<S, void>(queue.put(END));
}

/** Gets until it is told to end, looking again where its time ran out: the items. */
export function* queueConsume<S extends Style>(part: Part<S>): Script<number[]> {
  const queue = queueOf(part);
  const limit = limitOf(part.arg('waitMs'));
  const got: number[] = [];
  yield* told(part);
  for (;;) {
    const result = yield* resultOf<S>(() => queue.get(limit));
    if (result === 'QueueEmpty') yield* giveATurn(part);
    else if (result === END) return got;
    else if (typeof result === 'number') got.push(result);
    else throw new Error(`a consumer was told ${result}`);
  }
}

/** Gets a number and at once puts the next one, `rounds` times: what it got. */
export function* queuePassOn<S extends Style>(part: Part<S>): Script<number[]> {
  const queue = queueOf(part);
  const got: number[] = [];
  while (got.length < part.arg('rounds')) {
    const item = yield* valueOf<S, number>(queue.get());
    yield* valueOf<S, void>(queue.put(item + 1));
    got.push(item);
  }
  return got;
}
