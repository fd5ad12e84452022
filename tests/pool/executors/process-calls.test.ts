/**
 * How calls reach the workers of an executor of processes and come back, over workers that the test plays itself: who gets which, what is
 * sent ahead, what comes back from behind a call that takes long. Order is asserted whole.
 */
import { beforeEach, expect, test } from 'vitest';
import type { AnswerMessage, CallRequest, LaneMessage } from '../../../src/runtime/api.ts';
import type { Future } from '../../../src/pool/future.ts';
import type { Lane } from '../../../src/pool/lane.ts';
import { MOST_ID, PageClaims, takeCall } from '../../../src/sync/claims.ts';
import { ProcessCalls } from '../../../src/pool/process-executor-calls.ts';
import { AHEAD, Desk } from '../../../src/pool/process-executor-desk.ts';
import { CallFuture } from '../../../src/pool/thread-executor-future.ts';

const now = { at: 0 };
const clock = { now: () => now.at };

/** A worker that takes its messages when the test says so. */
class PlayedWorker {
  readonly inbox: CallRequest[] = [];
  readonly ran: unknown[] = [];
  readonly lane: Pick<Lane, 'send' | 'onMessage'>;
  #running: CallRequest | null = null;

  constructor(readonly claims: Int32Array<ArrayBufferLike> | null) {
    const { inbox } = this;
    this.lane = {
      onMessage: () => {},
      send(message) {
        if ('kind' in message) inbox.push(structuredClone(message));
      },
    };
  }

  get isIdle(): boolean {
    return this.#running === null;
  }

  /** Takes messages until it has a call to run. */
  take(): void {
    for (let request = this.inbox.shift(); request; request = this.inbox.shift()) {
      const { claim, id } = request;
      if (this.claims && claim !== null && !takeCall(this.claims, claim, id)) continue;
      this.#running = request;
      this.ran.push(request.args[0]);
      return;
    }
  }

  /** Ends what it runs, after `tookMs`, and takes the next. */
  answer(tookMs = 0): void {
    const request = this.#running;
    if (!request) throw new Error('this worker runs nothing');
    this.#running = null;
    const { id, args } = request;
    const message: AnswerMessage = { kind: 'answer', id, tookMs, ended: 'returned', value: args[0] };
    this.lane.onMessage(message satisfies LaneMessage);
    this.take();
  }
}

class Rig {
  readonly claims: InstanceType<typeof PageClaims> | null;
  readonly calls: InstanceType<typeof ProcessCalls>;
  readonly workers: PlayedWorker[] = [];

  constructor(sharesMemory: boolean) {
    this.claims = sharesMemory ? new PageClaims(ProcessCalls.places) : null;
    this.calls = new ProcessCalls({ claims: this.claims, clock });
  }

  join(left = Infinity): PlayedWorker {
    const worker = new PlayedWorker(this.claims && new Int32Array(this.claims.buffer));
    this.workers.push(worker);
    this.calls.join(new Desk(worker.lane as Lane, { isQuick: this.claims !== null, left }));
    return worker;
  }

  submit(value: unknown, moved: ArrayBuffer[] = []): Future<unknown> {
    const future = new CallFuture<unknown>(this.calls);
    this.calls.submit({ future, callee: 0, args: [value], count: null, payload: 'clone', moved });
    return future;
  }
}

let rig: Rig;
beforeEach(() => {
  now.at = 0;
  rig = new Rig(true);
});

const waitingAt = (worker: PlayedWorker): unknown[] => worker.inbox.map(({ args }) => args[0]);
const states = (futures: Future<unknown>[]): string[] => futures.map(({ state }) => state);

test('whoever holds the fewest gets the next, and nobody more than a few', () => {
  const [one, other] = [rig.join(), rig.join()];
  for (let number = 0; number < 2 * AHEAD + 3; number++) rig.submit(number);
  expect(waitingAt(one)).toEqual([0, 2, 4, 6]);
  expect(waitingAt(other)).toEqual([1, 3, 5, 7]);
  one.take();
  one.answer();
  expect(waitingAt(one)).toEqual([4, 6, 8]);
});

test('a call that was sent ahead is pending until its worker takes it, and can be cancelled', async () => {
  const worker = rig.join();
  const futures = [0, 1, 2].map((number) => rig.submit(number));
  expect(states(futures)).toEqual(['pending', 'pending', 'pending']);
  worker.take();
  expect(states(futures)).toEqual(['running', 'pending', 'pending']);
  expect(futures[0]?.cancel()).toBe(false);
  expect(futures[1]?.cancel()).toBe(true);
  await Promise.resolve();
  expect(states(futures)).toEqual(['running', 'cancelled-and-notified', 'pending']);
  worker.answer();
  worker.answer();
  expect(worker.ran).toEqual([0, 2]);
  expect(rig.calls.unfinished).toBe(0);
});

test('what stands behind a call that does not end goes to whoever is free', () => {
  const [stuck, free] = [rig.join(), rig.join()];
  for (let number = 0; number < 8; number++) rig.submit(number);
  stuck.take();
  free.take();
  while (!free.isIdle) free.answer();
  expect(free.ran.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(stuck.ran).toEqual([0]);
  stuck.answer();
  expect(stuck.ran).toEqual([0]);
  expect(rig.calls.unfinished).toBe(0);
});

test('what stands behind a call that takes long goes before what came later, and nothing more is sent there', () => {
  const [slow, quick] = [rig.join(), rig.join()];
  for (let number = 0; number < 12; number++) rig.submit(number);
  slow.take();
  quick.take();
  now.at = 10;
  quick.answer();
  // 2, 4 and 6 came back; one of them is sent now, the others come before 8, which was never sent.
  while (quick.ran.length < 10) quick.answer();
  expect(quick.ran.slice(0, 8)).toEqual([1, 3, 5, 7, 2, 4, 6, 8]);
  expect(waitingAt(slow)).toHaveLength(3);
  slow.answer(10);
  // Free again, it takes what stands behind the other's.
  expect([slow.ran, quick.ran.length]).toEqual([[0, 11], 10]);
});

test('a worker that joins late takes from those that have too many', () => {
  const first = rig.join();
  for (let number = 0; number < 4; number++) rig.submit(number);
  first.take();
  const second = rig.join();
  expect(waitingAt(second)).toEqual([1]);
});

test('whoever comes gets the oldest call that does not run, before all that came later', () => {
  const slow = rig.join();
  for (let number = 0; number < 7; number++) rig.submit(number);
  slow.take();
  // Too early to know that its first call takes long: three stand behind it, three wait.
  const fresh = rig.join();
  fresh.take();
  expect(fresh.ran).toEqual([1]);
  while (!fresh.isIdle) fresh.answer(5);
  expect(fresh.ran.toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
  expect(slow.ran).toEqual([0]);
});

test('calls that come back from several workers go out in the order of their submission', () => {
  const [one, other] = [rig.join(), rig.join()];
  for (let number = 0; number < 2 * AHEAD + 2; number++) rig.submit(number);
  one.take();
  other.take();
  now.at = 10;
  const fresh = rig.join();
  fresh.take();
  while (!fresh.isIdle) fresh.answer(5);
  expect(fresh.ran).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
});

test('what is moved cannot be taken back, so it never stands behind another', () => {
  const [one, other] = [rig.join(), rig.join()];
  const futures = ['a', 'b', 'c'].map((value) => rig.submit(value, [new ArrayBuffer(8)]));
  expect([waitingAt(one), waitingAt(other)]).toEqual([['a'], ['b']]);
  expect(states(futures)).toEqual(['running', 'running', 'pending']);
  one.take();
  one.answer();
  expect(one.ran).toEqual(['a', 'c']);
});

test('without shared memory a call that was sent runs, and only behind quick ones is anything sent ahead', () => {
  rig = new Rig(false);
  const worker = rig.join();
  const futures = [0, 1, 2, 3].map((number) => rig.submit(number));
  expect(states(futures)).toEqual(['running', 'pending', 'pending', 'pending']);
  expect(futures[0]?.cancel()).toBe(false);
  worker.take();
  worker.answer(5);
  expect(states(futures)).toEqual(['finished', 'running', 'pending', 'pending']);
  worker.answer(0.1);
  expect(states(futures)).toEqual(['finished', 'finished', 'running', 'running']);
});

test('a worker that has run enough leaves, and what is left waits for the next', () => {
  const spent: unknown[] = [];
  rig.calls.onSpent = ({ lane }) => spent.push(lane);
  const first = rig.join(2);
  for (let number = 0; number < 3; number++) rig.submit(number);
  first.take();
  first.answer();
  expect(spent).toEqual([]);
  first.answer();
  expect(spent).toEqual([first.lane]);
  expect(waitingAt(rig.join(2))).toEqual([2]);
});

test('what cannot be sent fails alone, and its place is free again', () => {
  const worker = rig.join();
  const futures = [0, () => {}, 2].map((value) => rig.submit(value));
  expect(futures[1]?.failure?.thrown).toMatchObject({ name: 'DataCloneError' });
  expect(waitingAt(worker)).toEqual([0, 2]);
  for (let round = 0; round < 2 * ProcessCalls.places; round++) rig.submit(() => {});
  expect(rig.calls.unfinished).toBe(2);
  // Without a place it could not be taken back.
  const last = rig.submit(3);
  expect(waitingAt(worker)).toEqual([0, 2, 3]);
  expect([last.state, last.cancel()]).toEqual(['pending', true]);
});

test('abandoned, all fail but those that were cancelled, and nothing is kept', () => {
  let idle = 0;
  rig.calls.onIdle = () => (idle += 1);
  const worker = rig.join();
  const futures = [0, 1, 2, 3, 4, 5].map((number) => rig.submit(number));
  worker.take();
  futures[5]?.cancel();
  futures[1]?.cancel();
  rig.calls.abandon(new Error('gone'));
  const [failed, cancelled] = ['finished', 'cancelled-and-notified'];
  expect(states(futures)).toEqual([failed, cancelled, failed, failed, failed, cancelled]);
  expect(rig.calls.unfinished).toBe(0);
  expect(idle).toBe(1);
  worker.answer();
  expect(rig.calls.unfinished).toBe(0);
});

test('cancelled as a whole, only what runs goes on', () => {
  const worker = rig.join();
  const futures = [0, 1, 2, 3, 4, 5].map((number) => rig.submit(number));
  worker.take();
  rig.calls.cancelPending();
  expect(futures.filter(({ isCancelled, isSettled }) => isCancelled && isSettled)).toHaveLength(5);
  worker.answer();
  expect(worker.ran).toEqual([0]);
  expect(rig.calls.unfinished).toBe(0);
});

test('a message of a call that was taken back is not taken for another in its place', () => {
  const claims = new PageClaims(1);
  const words = new Int32Array(claims.buffer);
  claims.offer(0, MOST_ID);
  expect(claims.takeBack(0, MOST_ID)).toBe(true);
  claims.offer(0, 1);
  expect(takeCall(words, 0, MOST_ID)).toBe(false);
  expect(takeCall(words, 0, 1)).toBe(true);
  expect(claims.isTaken(0, 1)).toBe(true);
  expect(claims.takeBack(0, 1)).toBe(false);
  expect(takeCall(words, 0, 1)).toBe(false);
});
