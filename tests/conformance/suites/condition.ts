/** What a condition has to do (CV): most of it over a lock of either kind, the rest over the kind it is about. */
import { expect } from 'vitest';
import { nextTurn } from '../../../src/base/turn.ts';
import { Condition } from '../../../src/sync/condition.ts';
import { NotOwner } from '../../../src/sync/errors.ts';
import { Mutex } from '../../../src/sync/mutex.ts';
import { RecursiveMutex } from '../../../src/sync/recursive-mutex.ts';
import { ANY_COUNT, behavioursOf, type Behaviour } from '../behaviour.ts';
import { lastedAbout } from '../lasted-about.ts';
import { failure } from '../part.ts';
import type { Player, Players, Stage } from '../stage.ts';

const TIMED_MS = 50;
/** Never waited for in full: longer than the rule for TIMED_MS allows, shorter than a test may take. */
const LONG_MS = 10_000;
const ALONE = [1];
const FIVE = [5];
const NOT_OWNER = failure(new NotOwner('the condition’s lock'));

interface Subject {
  readonly condition: Condition<'page'>;
  readonly lock: Mutex<'page'> | RecursiveMutex<'page'>;
  readonly args: { readonly condition: number; readonly lock: number; readonly recursive: number };
}

type Make = (stage: Stage) => Subject;

function over(stage: Stage, lock: Mutex<'page'> | RecursiveMutex<'page'>): Subject {
  const at = stage.condition();
  const recursive = lock instanceof RecursiveMutex ? 1 : 0;
  return {
    condition: new Condition(at, lock, () => stage.now()),
    lock,
    args: { condition: at, lock: lock.at, recursive },
  };
}

const overMutex: Make = (stage) => over(stage, new Mutex(stage.pageThread(), stage.mutex()));
const overRecursive: Make = (stage) => over(stage, new RecursiveMutex(stage.pageThread(), stage.recursiveMutex()));

const KINDS: readonly (readonly [string, Make])[] = [
  ['over a mutex', overMutex],
  ['over a recursive mutex', overRecursive],
];

/** Adds to a counter that bodies look at. */
function raise(stage: Stage, counter: number, by = 1): void {
  Atomics.add(new Int32Array(stage.memory.buffer), counter / 4, by);
}

/** Whether another thread gets the lock by a try. */
async function isFree(stage: Stage, { args }: Subject): Promise<boolean> {
  return (await stage.joined(await stage.start(1, 'tryOnce', args)))[0] === true;
}

/** Threads that have come back from their first and from their second wait. */
type Returned = readonly [first: number, second: number];

interface Crowd {
  readonly players: readonly Player[];
  readonly ready: number;
  readonly first: number;
  readonly second: number;
  readonly phase: number;
}

interface Phase {
  readonly notify: (condition: Condition<'page'>) => Promise<void>;
  /** Waits that have ended after it, in all. */
  readonly ended: number;
}

const PHASES: readonly Phase[] = [
  { notify: (condition) => condition.notify(3), ended: 3 },
  { notify: (condition) => condition.notify(5), ended: 8 },
  { notify: (condition) => condition.notifyAll(), ended: 10 },
];

/** One phase: notifies, gives the lock back; who had returned before the lock was given back, and afterwards. */
async function playPhase(stage: Stage, { condition }: Subject, crowd: Crowd, { notify, ended }: Phase) {
  const { players, ready, first, second, phase } = crowd;
  const returned = (): Returned => [stage.look(first), stage.look(second)];
  await condition.acquire();
  await notify(condition);
  // The notified now stand at the lock, the others where they stood; who is through with both waits has ended.
  const left = players.length - stage.look(second);
  await stage.until('the notified being at the lock', () => stage.countParked(players) === left);
  await stage.settle();
  const before = returned();
  raise(stage, phase);
  await condition.release();
  await stage.until(`${ended} waits ended`, () => stage.look(first) + stage.look(second) >= ended);
  // Who is back from its first wait begins the second.
  await stage.reached(ready, players.length + stage.look(first));
  await stage.settle();
  return { before, after: returned() };
}

/** Five threads wait twice, in three phases: who returned in which, and what each thread was answered. */
async function inPhases(stage: Stage, subject: Subject, threads: number) {
  const counters = { ready: stage.counter(), first: stage.counter(), second: stage.counter(), phase: stage.counter() };
  const players = await stage.start(threads, 'conditionWaitTwice', { ...subject.args, ...counters });
  // Who is ready holds the lock until it is in the list: so all are, whenever the test has it.
  await stage.reached(counters.ready, threads);
  const phases: unknown[] = [];
  for (const phase of PHASES) phases.push(await playPhase(stage, subject, { players, ...counters }, phase));
  const waits = (await stage.joined(players)) as { notified: boolean; phase: number }[][];
  waits.sort(([one], [other]) => (one?.phase ?? 0) - (other?.phase ?? 0));
  return { phases, waits };
}

const waited = (phase: number) => ({ notified: true, phase });
const IN_PHASES = {
  phases: [
    { before: [0, 0], after: [3, 0] },
    { before: [3, 0], after: [5, 3] },
    { before: [5, 3], after: [5, 5] },
  ],
  waits: [...Array<unknown>(3).fill([waited(1), waited(2)]), ...Array<unknown>(2).fill([waited(2), waited(3)])],
};

type Id = (own: string) => string;

function notifications(behaviour: Behaviour, make: Make, id: Id): void {
  behaviour(id('CV04'), FIVE, async ({ stage, threads }) => {
    const { phases } = await inPhases(stage, make(stage), threads);
    expect(phases[0]).toEqual(IN_PHASES.phases[0]);
  });

  behaviour(id('CV05'), FIVE, async ({ stage, threads }) => {
    const { phases } = await inPhases(stage, make(stage), threads);
    expect(phases.slice(0, 2)).toEqual(IN_PHASES.phases.slice(0, 2));
  });

  behaviour(id('CV06'), FIVE, async ({ stage, threads }) => {
    expect(await inPhases(stage, make(stage), threads)).toEqual(IN_PHASES);
  });

  behaviour(id('CV07'), FIVE, async ({ stage, threads }) => {
    const subject = make(stage);
    expect(await inPhases(stage, subject, threads)).toEqual(IN_PHASES);
    expect(await inPhases(stage, subject, threads)).toEqual(IN_PHASES);
    expect(subject.lock.locked).toBe(false);
  });

  behaviour(id('CV03'), [4], async ({ stage }) => {
    const subject = make(stage);
    const { condition, lock, args } = subject;
    for (const held of [false, true]) {
      // Nor does it help that another thread has the lock.
      if (held) await lock.acquire();
      const players = [
        ...(await stage.start(1, 'conditionWaitUnheld', args)),
        ...(await stage.start(1, 'conditionNotifyUnheld', args)),
        ...(await stage.start(1, 'conditionNotifyAllUnheld', args)),
      ];
      expect(await stage.endings(players), `held: ${held}`).toEqual([NOT_OWNER, NOT_OWNER, NOT_OWNER]);
    }
    // Those that were turned away are in no list: this finds nobody to wake.
    await condition.notifyAll();
    await lock.release();
    expect(await isFree(stage, subject)).toBe(true);
  });
}

function times(behaviour: Behaviour, make: Make, id: Id): void {
  behaviour(id('CV08'), FIVE, async ({ stage, threads }) => {
    const { args } = make(stage);
    const players = await stage.start(threads, 'conditionWaitWithin', { ...args, timeoutMs: TIMED_MS });
    const ended = (await stage.joined(players)) as { notified: boolean; took: number }[];
    expect(ended.map(({ notified }) => notified)).toEqual(Array(threads).fill(false));
    const wrong = ended.filter(({ took }) => !lastedAbout(took, TIMED_MS));
    expect(wrong).toEqual([]);
  });

  behaviour(id('CV11'), ANY_COUNT, async ({ stage, threads }) => {
    const subject = make(stage);
    const timed = { ...subject.args, timeoutMs: TIMED_MS };
    const ready = stage.counter();
    const early = await stage.start(threads - 1, 'conditionWaitWithin', timed);
    const lasting = await stage.start(1, 'conditionWaitOnce', { ...subject.args, ready });
    const ended = (await stage.joined(early)) as { notified: boolean }[];
    expect(ended.map(({ notified }) => notified)).toEqual(Array(threads - 1).fill(false));
    await stage.reached(ready, 1);
    await subject.condition.holding(() => subject.condition.notify());
    expect(await stage.joined(lasting)).toEqual([true]);
  });
}

/** A thread that waits for state 4 at most `timeoutMs`, and has looked once. */
async function awaiting(stage: Stage, { args }: Subject, timeoutMs: number) {
  const counters = {
    state: stage.counter(),
    looked: stage.counter(),
    finished: stage.counter(),
    ahead: stage.counter(),
  };
  const told = { ...args, ...counters, enough: 4, timeoutMs };
  const waiter = await stage.start(1, 'conditionAwaitStateWithin', told);
  await stage.reached(counters.looked, 1);
  return { waiter, counters };
}

async function expectTimeUp(stage: Stage, waiter: readonly Player[]): Promise<void> {
  const [ended] = (await stage.joined(waiter)) as { held: boolean; took: number }[];
  expect(ended?.held).toBe(false);
  expect(lastedAbout(ended?.took ?? 0, TIMED_MS), `${ended?.took} ms`).toBe(true);
}

function predicates(behaviour: Behaviour, make: Make, id: Id): void {
  behaviour(id('CV09'), ALONE, async ({ stage }) => {
    const subject = make(stage);
    const counters = { state: stage.counter(), looked: stage.counter(), finished: stage.counter() };
    const waiter = await stage.start(1, 'conditionAwaitState', { ...subject.args, ...counters, enough: 4 });
    for (let state = 1; state <= 4; state++) {
      await stage.reached(counters.looked, state);
      await stage.parked(waiter);
      await stage.settle();
      expect([stage.look(counters.looked), stage.look(counters.finished)]).toEqual([state, 0]);
      await subject.condition.holding(async () => {
        raise(stage, counters.state);
        await subject.condition.notify();
      });
    }
    expect(await stage.joined(waiter)).toEqual([{ held: true, state: 4, took: expect.any(Number) as number }]);
    expect(stage.look(counters.looked)).toBe(5);
  });

  behaviour(id('CV10'), ALONE, async ({ stage }) => {
    const subject = make(stage);
    const { waiter, counters } = await awaiting(stage, subject, TIMED_MS);
    // Notified without end: a time that began anew with each notification would never be up.
    const patience = stage.now() + 20 * TIMED_MS;
    while (stage.look(counters.finished) === 0 && stage.now() < patience) {
      await subject.condition.holding(async () => {
        if (stage.look(counters.state) < 3) raise(stage, counters.state);
        await subject.condition.notify();
      });
      await nextTurn();
    }
    await expectTimeUp(stage, waiter);
  });

  behaviour(id('CV10 what is left'), ALONE, async ({ stage }) => {
    const subject = make(stage);
    const { waiter, counters } = await awaiting(stage, subject, LONG_MS);
    // Put forward to shortly before the end: the next wait has only that left, and not the whole time again.
    await subject.condition.holding(async () => {
      raise(stage, counters.ahead, LONG_MS - TIMED_MS);
      await subject.condition.notify();
    });
    await expectTimeUp(stage, waiter);
  });
}

/** Threads that wait in the order in which they are listed. */
async function inLine(stage: Stage, { args }: Subject, threads: number, ready: number): Promise<Player[]> {
  const line: Player[] = [];
  while (line.length < threads) {
    line.push(...(await stage.start(1, 'conditionWaitOnce', { ...args, ready })));
    // With the lock, which it keeps until it is in the list: the next comes behind it.
    await stage.reached(ready, line.length);
  }
  await stage.parked(line);
  return line;
}

function order(behaviour: Behaviour, make: Make, id: Id): void {
  behaviour(id('CV13'), ANY_COUNT, async ({ stage, threads }) => {
    const subject = make(stage);
    const { condition, args } = subject;
    const ready = stage.counter();
    const line = await inLine(stage, subject, threads, ready);
    // One, and then half of the others: each time those who came first, and nobody else.
    for (const count of [1, Math.floor((threads - 1) / 2)]) {
      await condition.holding(() => condition.notify(count));
      expect(await stage.joined(line.splice(0, count))).toEqual(Array(count).fill(true));
      await stage.settle();
      expect(stage.countParked(line)).toBe(line.length);
    }
    await condition.holding(() => condition.notify(threads + 2));
    expect(await stage.joined(line)).toEqual(Array(line.length).fill(true));
    const late = await stage.start(1, 'conditionWaitOnce', { ...args, ready });
    await stage.parked(late);
    await stage.settle();
    expect(stage.countParked(late)).toBe(1);
    await condition.holding(() => condition.notify());
    expect(await stage.joined(late)).toEqual([true]);
  });
}

function locks(behaviour: Behaviour): void {
  behaviour('CV01', ALONE, async ({ stage }) => {
    const subject = overRecursive(stage);
    const views = [1, 2, 1, 0].map((depth) => ({ owned: depth > 0, depth }));
    expect(await stage.joined(await stage.start(1, 'conditionAcquireTwice', subject.args))).toEqual([views]);
    const { condition } = subject;
    const free: boolean[] = [];
    for (let level = 0; level < 2; level++) {
      await condition.acquire();
      free.push(await isFree(stage, subject));
    }
    for (let level = 0; level < 2; level++) {
      await condition.release();
      free.push(await isFree(stage, subject));
    }
    expect(free).toEqual([false, false, false, true]);
  });

  behaviour('CV02', [2], async ({ stage }) => {
    const subject = overMutex(stage);
    const { condition, lock } = subject;
    await condition.acquire();
    expect([await lock.acquire({ blocking: false }), await isFree(stage, subject)]).toEqual([false, false]);
    await condition.release();
    expect([await lock.acquire({ blocking: false }), await isFree(stage, subject)]).toEqual([true, false]);
    expect(await condition.acquire({ blocking: false })).toBe(false);
    await lock.release();
    expect(await condition.holding(() => lock.acquire({ blocking: false }))).toBe(false);
    expect(await isFree(stage, subject)).toBe(true);
    const failing = condition.holding(async () => Promise.reject(new Error('on purpose')));
    await expect(failing).rejects.toThrow('on purpose');
    expect(await isFree(stage, subject)).toBe(true);
  });

  behaviour('CV12', ANY_COUNT, async ({ stage, threads }) => {
    const { condition, lock, args } = overRecursive(stage);
    const ready = stage.counter();
    const players = await stage.start(threads, 'conditionWaitDeep', { ...args, ready, timeoutMs: TIMED_MS });
    await stage.reached(ready, threads);
    await stage.parked(players);
    // Free wholly, not one level less: the test gets it while all of them wait.
    expect(await lock.acquire({ timeoutMs: LONG_MS })).toBe(true);
    await condition.notifyAll();
    await lock.release();
    const deep = (depth: number) => ({ answers: [false, true], depths: [depth, depth, depth, 0] });
    expect(await stage.joined(players)).toEqual(players.map((_, number) => deep(number + 1)));
    expect(lock.locked).toBe(false);
  });
}

export function conditionSuite(players: Players): void {
  const behaviour = behavioursOf(players);
  locks(behaviour);
  for (const [kind, make] of KINDS) {
    const id: Id = (own) => `${own} ${kind}`;
    notifications(behaviour, make, id);
    times(behaviour, make, id);
    predicates(behaviour, make, id);
    order(behaviour, make, id);
  }
}
