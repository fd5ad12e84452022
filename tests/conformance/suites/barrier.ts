/** What a barrier has to do (BR). */
import { expect } from 'vitest';
import * as structures from '../../../src/memory/structures.ts';
import { Barrier, makeBarrier } from '../../../src/sync/barrier.ts';
import { BadArgument } from '../../../src/sync/errors.ts';
import { Event } from '../../../src/sync/event.ts';
import { Mutex } from '../../../src/sync/mutex.ts';
import type { Thread } from '../../../src/sync/thread.ts';
import { ANY_COUNT, behavioursOf, type Behaviour, type Play } from '../behaviour.ts';
import { lastedAbout } from '../lasted-about.ts';
import type { Player, Players, Stage } from '../stage.ts';

const TIMED_MS = 50;
const FIVE = [5];
const THREE = [3];
const ALONE = [1];
/** Enough for a fast thread to be a round ahead of a slow one again and again. */
const MANY_ROUNDS = 100;

/** A barrier as the director sees it, and what bodies are told of it. */
interface Subject {
  readonly barrier: Barrier<'page'>;
  readonly args: { readonly barrier: number };
  readonly director: Thread<'page'>;
}

function make(stage: Stage, parties: number, hasAction = false): Subject {
  const at = stage.place('a barrier', structures.BARRIER);
  makeBarrier(stage.sync, at, parties, hasAction);
  const director = stage.pageThread();
  return { barrier: new Barrier(director, at), args: { barrier: at }, director };
}

/** 0 to `count` - 1, from `first` on. */
function upFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}

/** What the players end with, in an order that does not depend on who came when. */
async function sorted(stage: Stage, players: readonly Player[]): Promise<string[]> {
  return (await stage.joined(players)).map((ended) => JSON.stringify(ended)).sort();
}

function written(ends: readonly unknown[]): string[] {
  return ends.map((end) => JSON.stringify(end)).sort();
}

async function errors(stage: Stage, players: readonly Player[]): Promise<string[]> {
  return (await stage.endings(players)).map((ending) => (ending.ok ? 'no error' : ending.error)).sort();
}

/** The places of all players, one list a round. */
async function places(stage: Stage, players: readonly Player[], rounds: number): Promise<number[][]> {
  const each = (await stage.joined(players)) as number[][];
  return upFrom(0, rounds).map((round) => each.map((own) => own[round] ?? NaN).sort((a, b) => a - b));
}

export function barrierSuite(players: Players): void {
  const behaviour = behavioursOf(players);
  rounds(behaviour);
  actions(behaviour);
  broken(behaviour);
  timed(behaviour);
  comingIn(behaviour);
}

function rounds(behaviour: Behaviour): void {
  behaviour('BR01', ALONE, async ({ stage }) => {
    const at = stage.place('a barrier', structures.BARRIER);
    for (const parties of [0, -1, NaN]) expect(() => makeBarrier(stage.sync, at, parties)).toThrow(BadArgument);
  });

  behaviour('BR02', FIVE, async ({ stage, threads }) => {
    for (const rounds of [1, 10]) {
      const { barrier, args } = make(stage, threads);
      const counters = { come: stage.counter(), left: stage.counter() };
      const players = await stage.start(threads, 'barrierLockstep', { ...args, ...counters, rounds });
      const seen = upFrom(0, rounds).map((round) => ({ left: round * threads, come: (round + 1) * threads }));
      expect(await stage.joined(players)).toEqual(Array(threads).fill(seen));
      expect({ waiting: barrier.waiting, broken: barrier.broken }).toEqual({ waiting: 0, broken: false });
    }
  });

  behaviour('BR03', FIVE, async ({ stage, threads }) => {
    const { args } = make(stage, threads);
    const players = await stage.start(threads, 'barrierPlaces', { ...args, rounds: MANY_ROUNDS });
    const round = upFrom(0, threads);
    expect(await places(stage, players, MANY_ROUNDS)).toEqual(Array(MANY_ROUNDS).fill(round));
  });

  behaviour('BR10', ALONE, async ({ stage, threads }) => {
    const { barrier, args } = make(stage, threads);
    const players = await stage.start(threads, 'barrierPlaces', { ...args, rounds: 10 });
    expect(await stage.joined(players)).toEqual([Array(10).fill(0)]);
    expect([await barrier.wait(), await barrier.wait()]).toEqual([0, 0]);
  });

  behaviour('BR11', THREE, async ({ stage, threads }) => {
    const { barrier, args } = make(stage, threads);
    expect(String(barrier)).toBe('barrier (waiters=0/3)');
    const players = await stage.start(threads - 1, 'barrierPlaces', { ...args, rounds: 1 });
    await stage.parked(players);
    expect(String(barrier)).toBe('barrier (waiters=2/3)');
    await barrier.wait();
    await stage.joined(players);
    expect(String(barrier)).toBe('barrier (waiters=0/3)');
    await barrier.abort();
    expect(String(barrier)).toBe('barrier (broken)');
  });
}

function actions(behaviour: Behaviour): void {
  behaviour('BR04', FIVE, async ({ stage, threads }) => {
    const { args, director } = make(stage, threads, true);
    const hold = new Mutex(director, stage.mutex());
    const counters = { actions: stage.counter() };
    await hold.acquire();
    const players = await stage.start(threads, 'barrierActions', { ...args, ...counters, hold: hold.at, rounds: 3 });
    // Four at the barrier and the leader in its action, which cannot end yet: nobody may go on.
    await stage.parked(players);
    await stage.settle();
    expect({ parked: stage.countParked(players), actions: stage.look(counters.actions) }).toEqual({
      parked: threads,
      actions: 0,
    });
    await hold.release();
    const ends = (await stage.joined(players)) as { place: number; actions: number }[][];
    expect(ends.map((seen) => seen.map((round) => round.actions))).toEqual(Array(threads).fill([1, 2, 3]));
    expect(stage.look(counters.actions)).toBe(3);
  });

  behaviour('BR04 one that throws', FIVE, async ({ stage, threads }) => {
    const { barrier, args } = make(stage, threads, true);
    const counters = { actions: stage.counter() };
    const told = { ...args, ...counters, hold: stage.mutex() };
    const endings = await stage.endings(await stage.start(threads, 'barrierFailing', told));
    const said = endings.map((ending) => (ending.ok ? 'passed' : `${ending.error}: ${ending.message}`)).sort();
    const turnedAway = Array<unknown>(threads - 1).fill(expect.stringMatching(/^BrokenBarrier: /));
    expect(said).toEqual([...turnedAway, 'Error: on purpose']);
    expect({ broken: barrier.broken, actions: stage.look(counters.actions) }).toEqual({ broken: true, actions: 1 });
  });
}

function broken(behaviour: Behaviour): void {
  behaviour('BR05', FIVE, async ({ stage, threads }) => {
    const { barrier, args } = make(stage, threads);
    const players = await stage.start(threads, 'barrierAbort', args);
    expect(await sorted(stage, players)).toEqual(
      written(['aborted', ...Array<string>(threads - 1).fill('turned away')]),
    );
    expect(barrier.broken).toBe(true);
  });

  // As above, but with all four certainly asleep when the fifth, here the director, aborts.
  behaviour('BR05 while four wait', FIVE, async ({ stage, threads }) => {
    const { barrier, args } = make(stage, threads);
    const waiting = await stage.start(threads - 1, 'barrierPlaces', { ...args, rounds: 1 });
    await stage.parked(waiting);
    await barrier.abort();
    expect(await errors(stage, waiting)).toEqual(Array(threads - 1).fill('BrokenBarrier'));
    const late = await stage.start(1, 'barrierPlaces', { ...args, rounds: 1 });
    expect(await errors(stage, late)).toEqual(['BrokenBarrier']);
    expect({ waiting: barrier.waiting, broken: barrier.broken }).toEqual({ waiting: 0, broken: true });
  });

  behaviour('BR06', FIVE, async ({ stage, threads }) => {
    const { barrier, args, director } = make(stage, threads);
    const go = new Event(director, stage.event());
    const players = await stage.start(threads, 'barrierReset', { ...args, go: go.at });
    // CPython's odd one looks again and again until four wait; here the director looks, and tells it.
    await stage.parked(players);
    await stage.until('four waiting', () => barrier.waiting === threads - 1);
    await go.set();
    await expectPassedAgain(stage, players, 'reset');
    expect(barrier.broken).toBe(false);
  });

  behaviour('BR07', FIVE, async ({ stage, threads }) => {
    const { barrier, args } = make(stage, threads);
    const gathering = make(stage, threads).args.barrier;
    const players = await stage.start(threads, 'barrierAbortAndReset', { ...args, gathering });
    await expectPassedAgain(stage, players, 'aborted');
    expect(barrier.broken).toBe(false);
  });
}

/** One did something, the others were turned away; then all of them passed. */
async function expectPassedAgain(stage: Stage, players: readonly Player[], did: string): Promise<void> {
  const ends = (await stage.joined(players)) as { second: string; third: number }[];
  const others = Array<string>(players.length - 1).fill('turned away');
  expect(ends.map(({ second }) => second).sort()).toEqual([did, ...others].sort());
  expect(ends.map(({ third }) => third).sort()).toEqual(upFrom(0, players.length));
}

function timed(behaviour: Behaviour): void {
  behaviour('BR08', FIVE, async ({ stage, threads }) => {
    const { barrier, args, director } = make(stage, threads);
    const go = new Event(director, stage.event());
    const gone = stage.counter();
    const told = { ...args, go: go.at, gone, timeoutMs: TIMED_MS };
    const players = await stage.start(threads, 'barrierLate', told);
    await stage.reached(gone, threads - 1);
    await go.set();
    const ends = (await stage.joined(players)) as { met: unknown; took: unknown }[];
    expect(ends.map(({ met }) => met)).toEqual(Array(threads).fill('turned away'));
    // Only the first to run out has waited for its whole time: it breaks the barrier for the three that came after it.
    const longest = Math.max(...ends.map(({ took }) => (typeof took === 'number' ? took : 0)));
    expect(lastedAbout(longest, TIMED_MS), `${longest} ms`).toBe(true);
    expect(barrier.broken).toBe(true);
  });

  behaviour('BR09', ALONE, async ({ stage, threads }) => {
    const { barrier, args } = make(stage, threads + 1);
    const [end] = await stage.joined(await stage.start(threads, 'barrierOwnLimit', { ...args, timeoutMs: TIMED_MS }));
    const { met, took } = end as { met: unknown; took: number };
    expect({ met, broken: barrier.broken }).toEqual({ met: 'turned away', broken: true });
    expect(lastedAbout(took, TIMED_MS), `${took} ms`).toBe(true);
  });
}

/** BR12: the moments at which a round is not open for those who come. */
function comingIn(behaviour: Behaviour): void {
  behaviour('BR12 while a leader acts', ANY_COUNT, async ({ stage, threads }) => {
    const { barrier, args, director } = make(stage, threads, true);
    const hold = new Mutex(director, stage.mutex());
    const told = { ...args, hold: hold.at, actions: stage.counter(), rounds: 1 };
    await hold.acquire();
    const first = await stage.start(threads, 'barrierActions', told);
    await stage.parked(first);
    const later = await stage.start(threads - 1, 'barrierActions', told);
    await stage.parked(later);
    await stage.settle();
    expect([stage.countParked(first), stage.countParked(later)]).toEqual([threads, threads - 1]);
    await hold.release();
    expect(await sorted(stage, first)).toEqual(roundWithAction(threads, 1));
    await stage.until('those on the porch having come in', () => barrier.waiting === threads - 1);
    await stage.settle();
    expect(stage.countParked(later)).toBe(threads - 1);
    const last = await stage.start(1, 'barrierActions', told);
    expect(await sorted(stage, [...later, ...last])).toEqual(roundWithAction(threads, 2));
  });

  behaviour('BR12 when patience ends while a leader acts', ANY_COUNT, async ({ stage, threads }) => {
    const { barrier, args, director } = make(stage, threads, true);
    const hold = new Mutex(director, stage.mutex());
    await hold.acquire();
    const told = { ...args, hold: hold.at, actions: stage.counter(), rounds: 1 };
    const first = await stage.start(threads, 'barrierActions', told);
    await stage.parked(first);
    const [end] = await stage.joined(await stage.start(1, 'barrierOwnLimit', { ...args, timeoutMs: TIMED_MS }));
    const { met, took } = end as { met: unknown; took: number };
    expect({ met, broken: barrier.broken }).toEqual({ met: 'turned away', broken: true });
    expect(lastedAbout(took, TIMED_MS), `${took} ms`).toBe(true);
    await hold.release();
    // The leader too: its round no longer stands when its action ends.
    expect(await errors(stage, first)).toEqual(Array(threads).fill('BrokenBarrier'));
  });

  behaviour('BR12 while a round is let go', ANY_COUNT, async (play) => {
    const { stage, threads } = play;
    const { barrier, waiting } = await withOneMissing(play);
    // Both at once: the last one's arrival lets the round go, and the others are not out of it when the next one comes.
    const last = barrier.wait();
    const early = new Barrier(stage.pageThread(), barrier.at).wait();
    expect(await last).toBe(threads - 1);
    expect(await places(stage, waiting, 1)).toEqual([upFrom(0, threads - 1)]);
    await expectNextRound(play, barrier, early);
  });

  behaviour('BR12 while it is reset', ANY_COUNT, async (play) => {
    const { stage, threads } = play;
    const { barrier, waiting } = await withOneMissing(play);
    const reset = barrier.reset();
    const early = new Barrier(stage.pageThread(), barrier.at).wait();
    await reset;
    expect(await errors(stage, waiting)).toEqual(Array(threads - 1).fill('BrokenBarrier'));
    await expectNextRound(play, barrier, early);
  });
}

function roundWithAction(threads: number, actions: number): string[] {
  return written(upFrom(0, threads).map((place) => [{ place, actions }]));
}

/** All but one wait, and have left the gate. */
async function withOneMissing({ stage, threads }: Play): Promise<Subject & { waiting: Player[] }> {
  const subject = make(stage, threads);
  const waiting = await stage.start(threads - 1, 'barrierPlaces', { ...subject.args, rounds: 1 });
  await stage.parked(waiting);
  await stage.settle();
  return { ...subject, waiting };
}

/** The early one is the first of the next round, and waits until that is complete. */
async function expectNextRound(play: Play, barrier: Barrier<'page'>, early: Promise<number>): Promise<void> {
  const { stage, threads } = play;
  await stage.settle();
  expect({ waiting: barrier.waiting, broken: barrier.broken }).toEqual({ waiting: 1, broken: false });
  const others = await stage.start(threads - 1, 'barrierPlaces', { barrier: barrier.at, rounds: 1 });
  expect(await places(stage, others, 1)).toEqual([upFrom(1, threads - 1)]);
  expect(await early).toBe(0);
}
