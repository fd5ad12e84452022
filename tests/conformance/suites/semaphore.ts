/** What a semaphore has to do (SM): most of it whether it is bounded or not, the rest as its kind. */
import { expect } from 'vitest';
import * as structures from '../../../src/memory/structures.ts';
import { BadArgument, ReleasedTooOften } from '../../../src/sync/errors.ts';
import { makeSemaphore, Semaphore } from '../../../src/sync/semaphore.ts';
import { ANY_COUNT, behavioursOf, type Behaviour } from '../behaviour.ts';
import { lastedAbout } from '../lasted-about.ts';
import { failure, type Arguments } from '../part.ts';
import type { Player, Players, Stage } from '../stage.ts';

const TIMED_MS = 50;
const BRIEF_MS = 5;
const ALONE = [1];
const FIVE = [5];
const TEN = [10];
const TOO_OFTEN = failure(new ReleasedTooOften('the semaphore'));

interface Subject {
  readonly semaphore: Semaphore<'page'>;
  readonly args: { readonly semaphore: number };
}

type Make = (stage: Stage, value?: number) => Subject;

const placeFor = (stage: Stage): number => stage.place('a semaphore', structures.SEMAPHORE);

const subjectAt = (stage: Stage, at: number): Subject => ({
  semaphore: new Semaphore(stage.pageThread(), at),
  args: { semaphore: at },
});

const unbounded: Make = (stage, value) => {
  const at = placeFor(stage);
  makeSemaphore(stage.sync, at, value);
  return subjectAt(stage, at);
};

const bounded: Make = (stage, value) => {
  const at = placeFor(stage);
  makeSemaphore(stage.sync, at, value, true);
  return subjectAt(stage, at);
};

const KINDS: readonly (readonly [string, Make])[] = [
  ['unbounded', unbounded],
  ['bounded', bounded],
];

async function alone(stage: Stage, body: string, args: Arguments): Promise<unknown> {
  return (await stage.joined(await stage.start(1, body, args)))[0];
}

/** A crowd of threads that take two units each, and the words they count in. */
interface Crowd {
  readonly players: readonly Player[];
  readonly phase: number;
  readonly taken: number;
  readonly finished: number;
}

async function crowd(stage: Stage, args: Arguments, threads: number): Promise<Crowd> {
  const words = { phase: stage.counter(), taken: stage.counter(), finished: stage.counter() };
  return { players: await stage.start(threads, 'semaphoreTakeTwo', { ...args, ...words }), ...words };
}

/** Units taken when every thread of the crowd waits or is at its end: then nothing moves until somebody gives back. */
async function takenAtRest(stage: Stage, { players, taken, finished }: Crowd): Promise<number> {
  const isAtRest = (): boolean => stage.countParked(players) + stage.look(finished) === players.length;
  await stage.until('every thread waiting or at its end', isAtRest);
  await stage.settle();
  return stage.look(taken);
}

const PHASES = [0, 1, 2, 3];
const UNITS = [0, 7, 6, 1];
/** What 6 units, then 7, 6 and 1 given back come to for ten threads that take two each. */
const CONTENDED = {
  taken: [6, 13, 19, 20],
  tryOfLast: false,
  got: Array(20).fill(true),
  phases: [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3],
};

/** Seven units, one taken by the test, and then UNITS given back, phase after phase, while the crowd takes. */
async function contended(
  stage: Stage,
  { semaphore, args }: Subject,
  threads: number,
  giveBack: (count: number) => Promise<void>,
): Promise<unknown> {
  await semaphore.acquire();
  const many = await crowd(stage, args, threads);
  const words = new Int32Array(stage.memory.buffer);
  const taken: number[] = [];
  let tryOfLast: boolean | undefined;
  for (const phase of PHASES) {
    // Before the last unit: all that was given back is taken, though one thread still waits.
    if (phase === 3) tryOfLast = await semaphore.acquire({ blocking: false });
    Atomics.store(words, many.phase / 4, phase);
    await giveBack(UNITS[phase] ?? 0);
    taken.push(await takenAtRest(stage, many));
  }
  const all = ((await stage.joined(many.players)) as { got: boolean; phase: number }[][]).flat();
  return { taken, tryOfLast, got: all.map(({ got }) => got), phases: all.map(({ phase }) => phase).sort() };
}

type Id = (own: string) => string;

function values(behaviour: Behaviour, make: Make, id: Id, isBounded: boolean): void {
  behaviour(id('SM01'), ALONE, async ({ stage }) => {
    for (const value of [-1, -(2 ** 31), NaN]) {
      expect(() => makeSemaphore(stage.sync, placeFor(stage), value, isBounded), String(value)).toThrow(BadArgument);
    }
    const { semaphore, args } = make(stage);
    const finished = stage.counter();
    expect([semaphore.value, await semaphore.acquire(), semaphore.value]).toEqual([1, true, 0]);
    const players = await stage.start(1, 'semaphoreTakeAndGive', { ...args, finished });
    await stage.parked(players);
    await stage.settle();
    expect(stage.look(finished)).toBe(0);
    await semaphore.release();
    expect(await stage.joined(players)).toEqual([true]);
    expect(semaphore.value).toBe(1);
  });

  behaviour(id('SM02'), [1, 2, 4, 8], async ({ stage, threads }) => {
    const { semaphore, args } = make(stage, threads);
    const takers = await stage.start(threads, 'semaphoreTake', args);
    expect(await stage.joined(takers)).toEqual(Array(threads).fill(true));
    expect(semaphore.value).toBe(0);
    await stage.joined(await stage.start(threads, 'semaphoreGive', { ...args, units: 1 }));
    expect(semaphore.value).toBe(threads);
  });

  behaviour(id('SM02 dropped'), ALONE, async ({ stage }) => {
    expect(await alone(stage, 'semaphoreTake', make(stage).args)).toBe(true);
    const { semaphore } = make(stage);
    expect(await semaphore.acquire()).toBe(true);
    await semaphore.release();
    expect(semaphore.value).toBe(1);
  });
}

function crowds(behaviour: Behaviour, make: Make, id: Id): void {
  behaviour(id('SM03'), TEN, async ({ stage, threads }) => {
    const subject = make(stage, 7);
    const oneByOne = async (count: number): Promise<void> => {
      for (let unit = 0; unit < count; unit++) await subject.semaphore.release();
    };
    expect(await contended(stage, subject, threads, oneByOne)).toEqual(CONTENDED);
    expect(subject.semaphore.value).toBe(0);
  });

  behaviour(id('SM04'), TEN, async ({ stage, threads }) => {
    const subject = make(stage, 7);
    const { semaphore } = subject;
    const atOnce = async (count: number): Promise<void> => (count > 0 ? semaphore.release(count) : undefined);
    expect(await contended(stage, subject, threads, atOnce)).toEqual(CONTENDED);
    for (const count of [0, -1, NaN]) expect(() => semaphore.release(count), String(count)).toThrow(BadArgument);
    expect(semaphore.value).toBe(0);
  });

  behaviour(id('SM06'), FIVE, async ({ stage, threads }) => {
    const { semaphore, args } = make(stage, 4);
    await semaphore.acquire();
    const tries = (await stage.joined(await stage.start(threads, 'semaphoreTryTwice', args))) as boolean[][];
    expect(tries.flat().sort()).toEqual([...Array<boolean>(7).fill(false), ...Array<boolean>(3).fill(true)]);
    expect(semaphore.value).toBe(0);
  });
}

function limits(behaviour: Behaviour, make: Make, id: Id): void {
  behaviour(id('SM05'), ALONE, async ({ stage }) => {
    const { semaphore, args } = make(stage, 2);
    expect(await alone(stage, 'semaphoreTries', args)).toEqual([true, true, false, true]);
    expect(semaphore.value).toBe(0);
  });

  behaviour(id('SM07'), ALONE, async ({ stage }) => {
    const { semaphore, args } = make(stage, 2);
    expect(() => semaphore.acquire({ blocking: false, timeoutMs: 1_000 })).toThrow(BadArgument);
    const ended = await alone(stage, 'semaphoreTimed', { ...args, briefMs: BRIEF_MS, timeoutMs: TIMED_MS });
    const { answers, took } = ended as { answers: boolean[]; took: number };
    expect(answers).toEqual([true, true, false, true, false]);
    expect(lastedAbout(took, TIMED_MS), `${took} ms`).toBe(true);
    expect(semaphore.value).toBe(0);
  });

  behaviour(id('SM08'), ALONE, async ({ stage }) => {
    const { semaphore, args } = make(stage, 2);
    const ends = { ok: true, value: undefined };
    const throws = failure(new Error('on purpose'));
    for (const [fails, ending] of [ends, throws].entries()) {
      expect(await alone(stage, 'semaphoreNested', { ...args, fails })).toEqual({ tries: [true, false], ending });
      expect(semaphore.value).toBe(2);
    }
  });
}

function unboundedOnly(behaviour: Behaviour): void {
  behaviour('SM09', ALONE, async ({ stage }) => {
    const { semaphore, args } = unbounded(stage);
    await alone(stage, 'semaphoreGive', { ...args, units: 1 });
    expect(semaphore.value).toBe(2);
    expect(await alone(stage, 'semaphoreTryTwice', args)).toEqual([true, true]);
    await semaphore.release();
    expect(semaphore.value).toBe(1);
  });

  behaviour('SM11 unbounded', ALONE, async ({ stage }) => {
    const { semaphore } = unbounded(stage, 3);
    const texts = [String(semaphore)];
    await semaphore.acquire();
    texts.push(String(semaphore));
    await semaphore.release();
    await semaphore.release();
    texts.push(String(semaphore));
    expect(texts).toEqual(['semaphore (value=3)', 'semaphore (value=2)', 'semaphore (value=4)']);
  });
}

function boundedOnly(behaviour: Behaviour): void {
  behaviour('SM10', ANY_COUNT, async ({ stage, threads }) => {
    const { semaphore, args } = bounded(stage, threads);
    const give = async (units: number): Promise<unknown> =>
      (await stage.endings(await stage.start(1, 'semaphoreGive', { ...args, units })))[0];
    const fresh = await give(1);
    await semaphore.acquire();
    await semaphore.release();
    const afterUse = await give(1);
    expect([fresh, afterUse, semaphore.value]).toEqual([TOO_OFTEN, TOO_OFTEN, threads]);
    for (let unit = 1; unit < threads; unit++) await semaphore.acquire();
    // One more than were taken; nothing is given back, not even those that would fit.
    expect([await give(threads), semaphore.value]).toEqual([TOO_OFTEN, 1]);
    expect([await give(threads - 1), semaphore.value]).toEqual([{ ok: true, value: undefined }, threads]);
  });

  behaviour('SM11 bounded', ALONE, async ({ stage }) => {
    const { semaphore } = bounded(stage, 3);
    const texts = [String(semaphore)];
    await semaphore.acquire();
    texts.push(String(semaphore));
    expect(texts).toEqual(['semaphore (value=3/3)', 'semaphore (value=2/3)']);
  });
}

export function semaphoreSuite(players: Players): void {
  const behaviour = behavioursOf(players);
  for (const [kind, make] of KINDS) {
    const id: Id = (own) => `${own} ${kind}`;
    values(behaviour, make, id, kind === 'bounded');
    crowds(behaviour, make, id);
    limits(behaviour, make, id);
  }
  unboundedOnly(behaviour);
  boundedOnly(behaviour);
}
