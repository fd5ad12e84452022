/**
 * The page's side of the board against a worker played on the same thread, step by step: seeded programs of submissions, cancellations
 * and steps of workers, compared with what a single thread would have done. Real workers: thread-calls.browser.test.ts.
 */
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { compileAssembly } from '../../../assembly/asc-plugin.ts';
import { nextTurn } from '../../../src/base/turn.ts';
import { prng, type Prng } from '../../../src/base/prng.ts';
import { layout, place } from '../../../src/memory/layout.ts';
import { GATES, type BoardPlan } from '../../../src/memory/pool-plan.ts';
import { callBoardStructure, EVENT } from '../../../src/memory/structures.ts';
import { fromBytes } from '../../../src/memory/value-bytes.ts';
import { TooLarge } from '../../../src/pool/thread-executor-call.ts';
import { Calls } from '../../../src/pool/thread-executor-calls.ts';
import type { CallFuture } from '../../../src/pool/thread-executor-future.ts';
import { PayloadArea } from '../../../src/pool/thread-executor-payload.ts';
import { NO_CALL, PageBoard, WorkerBoard } from '../../../src/sync/call-board.ts';
import { Bells } from '../../../src/sync/page-thread.ts';
import type { SyncExports } from '../../../src/sync/sync-exports.ts';
import { instantiateSync } from '../../sync/instantiate.ts';

const DESKS = 2;
const SEED = 20_261_125;
const PROGRAMS = 60;
const STEPS = 200;
/** Counters of the board wrap soon after they start here. */
const NEAR_WRAP = 0xffff_fff0;
const module = await WebAssembly.compile(await readFile(await compileAssembly()));

interface Rig {
  readonly calls: Calls;
  readonly payload: PayloadArea;
  readonly workers: readonly WorkerBoard[];
}

async function openRig(slots: number, payloadBytes: number, first = 0): Promise<Rig> {
  const { memory, exports } = await instantiateSync(module);
  const sync = exports as unknown as SyncExports;
  const into = layout(memory.buffer.byteLength);
  const plan: BoardPlan = {
    board: place(into, 'board', callBoardStructure(slots, DESKS)),
    slots,
    desks: DESKS,
    gates: into.take('gates', GATES * EVENT.BYTES),
    never: place(into, 'never', EVENT),
  };
  const payload = new PayloadArea(into.take('payload', payloadBytes));
  const calls = new Calls(new PageBoard(sync, memory, plan, new Bells(), first), payload);
  calls.useDesks(DESKS);
  return { calls, payload, workers: [0, 1].map((desk) => new WorkerBoard(sync, memory, plan, desk)) };
}

/** What a worker is told to do is to double its argument. One step: takes a call, if there is one, and hands it back. */
function step(worker: WorkerBoard, ran: Map<number, number>): boolean {
  const slot = worker.take(0);
  if (slot === NO_CALL) return false;
  const [argument] =
    worker.formOf(slot) === 'numbers'
      ? [worker.number(slot, 0)]
      : (fromBytes(new Uint8Array(worker.bytesOf(slot))) as [number, string]);
  ran.set(argument, (ran.get(argument) ?? 0) + 1);
  worker.writeNumber(slot, 2 * argument);
  worker.handBack(slot);
  return true;
}

interface Submitted {
  readonly number: number;
  readonly future: CallFuture<number>;
  cancelled: boolean;
}

async function playProgram(random: Prng, { calls, workers, payload }: Rig): Promise<void> {
  const ran = new Map<number, number>();
  const all: Submitted[] = [];
  for (let at = 0; at < STEPS; at++) {
    const choice = random.below(10);
    if (choice < 4) {
      const args = choice === 0 ? [at, 'and some text'] : [at];
      all.push({ number: at, future: calls.call<number>(0, args), cancelled: false });
    } else if (choice < 7) step(workers[random.below(DESKS)] as WorkerBoard, ran);
    else if (choice === 7) await nextTurn();
    else {
      const one = all[random.below(all.length + 1)];
      if (one && one.future.cancel()) one.cancelled = true;
    }
  }
  while (calls.unfinished > 0) {
    for (const worker of workers) step(worker, ran);
    await nextTurn();
  }
  for (const { number, future, cancelled } of all) {
    expect(ran.get(number) ?? 0, `call ${number}`).toBe(cancelled ? 0 : 1);
    expect(future.state).toBe(cancelled ? 'cancelled-and-notified' : 'finished');
    if (!cancelled) expect(future.value).toBe(2 * number);
  }
  expect(payload.used).toBe(0);
}

describe('against a single thread', () => {
  test.each([
    [4, 0],
    [4, NEAR_WRAP],
    [64, NEAR_WRAP],
  ])(`with %i slots, counters from %i: ${PROGRAMS} programs run each call once or cancel it`, async (slots, first) => {
    const random = prng(SEED);
    for (let program = 0; program < PROGRAMS; program++) {
      await playProgram(random, await openRig(slots, 512, first)).catch((error: unknown) => {
        throw new Error(`seed ${SEED}, program ${program}`, { cause: error });
      });
    }
  });
});

test('a future says that it runs once a worker has taken the call, and can then not be cancelled', async () => {
  const { calls, workers } = await openRig(4, 512);
  const [one, two] = [calls.call(0, [1]), calls.call(0, [2])];
  const slot = workers[1]?.take(0) ?? NO_CALL;
  const [taken, other] = one.isRunning ? [one, two] : [two, one];
  expect([taken.state, other.state]).toEqual(['running', 'pending']);
  expect([taken.cancel(), other.cancel()]).toEqual([false, true]);
  workers[1]?.writeNumber(slot, 7);
  workers[1]?.handBack(slot);
  expect(workers[0]?.take(0)).toBe(NO_CALL);
  expect(await taken.result()).toBe(7);
  expect(other.state).toBe('cancelled-and-notified');
});

test('calls that find no slot or no room wait in order, and are posted when there is one', async () => {
  const { calls, workers, payload } = await openRig(2, 128);
  const futures = ['a', 'b', 'c', 'd', 'e'].map((text, number) => calls.call<number>(0, [number, text]));
  expect(payload.used).toBe(2);
  const ran = new Map<number, number>();
  while (calls.unfinished > 0) {
    for (const worker of workers) step(worker, ran);
    await nextTurn();
  }
  expect([...ran.keys()].sort()).toEqual([0, 1, 2, 3, 4]);
  expect(futures.map(({ value }) => value)).toEqual([0, 2, 4, 6, 8]);
});

test('a call at the desk of a worker that never comes is taken, however much there is to do at another', async () => {
  const { calls, workers } = await openRig(64, 128);
  const other = calls.call<number>(0, [1_000]);
  const ran = new Map<number, number>();
  // Posted in turns, so that the own desk of the only worker is never empty.
  for (let number = 0; number < 40; number++) calls.call<number>(0, [number]);
  for (let taken = 0; taken < 20; taken++) step(workers[0] as WorkerBoard, ran);
  const own = [...ran.keys()].filter((number) => number % 2 === 0).length;
  expect(own).toBeGreaterThan(15);
  expect(ran.size).toBe(20);
  expect(ran.has(1_000)).toBe(true);
  while (calls.unfinished > 0) {
    step(workers[0] as WorkerBoard, ran);
    await nextTurn();
  }
  expect(other.value).toBe(2_000);
});

test('arguments that will never fit are refused at once, and what cannot be cloned too', async () => {
  const { calls } = await openRig(2, 128);
  expect(() => calls.call(0, ['x'.repeat(1_000)])).toThrow(TooLarge);
  expect(() => calls.call(0, [() => {}])).toThrow(/cannot be cloned/);
  expect(calls.unfinished).toBe(0);
});

test('when the workers are gone every call fails with the reason, those cancelled stay so, and idle is told once', async () => {
  const { calls, workers } = await openRig(2, 128);
  let idle = 0;
  calls.onIdle = () => void (idle += 1);
  const futures = Array.from({ length: 6 }, (_, number) => calls.call(0, [number]));
  workers[0]?.take(0);
  expect(futures[5]?.cancel()).toBe(true);
  const reason = new Error('gone');
  calls.abandon(reason);
  expect(futures.map(({ state }) => state)).toEqual([...Array<string>(5).fill('finished'), 'cancelled-and-notified']);
  expect(futures[0]?.failure?.thrown).toBe(reason);
  expect(idle).toBe(1);
});

test('a callback that submits while results are settled is served', async () => {
  const { calls, workers } = await openRig(2, 128);
  const order: number[] = [];
  const first = calls.call<number>(0, [1]);
  first.addDoneCallback(() => {
    calls.call<number>(0, [2]).addDoneCallback(({ value }) => order.push(value ?? NaN));
    order.push(first.value ?? NaN);
  });
  const ran = new Map<number, number>();
  while (calls.unfinished > 0) {
    for (const worker of workers) step(worker, ran);
    await nextTurn();
  }
  expect(order).toEqual([2, 4]);
});
