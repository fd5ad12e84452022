/**
 * What a recursive lock has to do beyond a lock (RL02 to RL07). What only its holder can see is told by the players, so
 * that workers are tested at it as well as the page.
 */
import { expect } from 'vitest';
import { NotHeld, NotOwner } from '../../../src/sync/errors.ts';
import { Event } from '../../../src/sync/event.ts';
import { RecursiveMutex } from '../../../src/sync/recursive-mutex.ts';
import { ANY_COUNT, behavioursOf, type Behaviour } from '../behaviour.ts';
import { failure, type Arguments } from '../part.ts';
import type { Player, Players, Stage } from '../stage.ts';

const ALONE = [1];
const WHAT = 'the recursive mutex';
const NOT_HELD = failure(new NotHeld(WHAT));
const NOT_OWNER = failure(new NotOwner(WHAT));
const UNSEEN = { depth: 0, owned: false };
/** Up, and down again on the way. */
const NESTED = '++-+--';

interface Subject {
  readonly lock: RecursiveMutex<'page'>;
  readonly args: { readonly lock: number; readonly recursive: number };
}

function make(stage: Stage): Subject {
  const at = stage.recursiveMutex();
  return { lock: new RecursiveMutex(stage.pageThread(), at), args: { lock: at, recursive: 1 } };
}

/** A way as bodies are told of it: + is an acquire, - a release. */
function way(path: string): Arguments {
  const ups = [...path].reduce((bits, step, place) => bits | (step === '+' ? 1 << place : 0), 0);
  return { steps: path.length, ups };
}

/** How deep a way leads, before its first step and after each. */
function depthsOf(path: string): number[] {
  const depths = [0];
  for (const step of path) depths.push((depths.at(-1) ?? 0) + (step === '+' ? 1 : -1));
  return depths;
}

/** Every way of that many acquires and releases that never releases too often, from a depth. */
function balanced(ups: number, depth = 0): string[] {
  if (ups === 0 && depth === 0) return [''];
  const up = ups > 0 ? balanced(ups - 1, depth + 1).map((rest) => `+${rest}`) : [];
  const down = depth > 0 ? balanced(ups, depth - 1).map((rest) => `-${rest}`) : [];
  return [...up, ...down];
}

const viewsOf = (path: string): unknown[] => depthsOf(path).map((depth) => ({ depth, owned: depth > 0 }));

async function alone(stage: Stage, body: string, args: Arguments): Promise<unknown> {
  return (await stage.joined(await stage.start(1, body, args)))[0];
}

/** A player that holds the lock until it is let go. */
async function holder(stage: Stage, args: Arguments): Promise<{ players: Player[]; letGo: () => Promise<void> }> {
  const go = new Event(stage.pageThread(), stage.event());
  const held = stage.counter();
  const players = await stage.start(1, 'recursiveHoldUntil', { ...args, held, go: go.at });
  await stage.reached(held, 1);
  return { players, letGo: () => go.set() };
}

const HELD_ONCE = [UNSEEN, { depth: 1, owned: true }, UNSEEN];

function nesting(behaviour: Behaviour): void {
  behaviour('RL01 own try', ALONE, async ({ stage }) => {
    const { lock, args } = make(stage);
    const tried = await alone(stage, 'recursiveOwnTry', args);
    expect(tried).toEqual({ got: true, view: { depth: 2, owned: true } });
    expect(lock.locked).toBe(false);
  });

  behaviour('RL02', ALONE, async ({ stage }) => {
    const ways = balanced(4);
    expect(ways).toHaveLength(14);
    const { lock, args } = make(stage);
    // All on one lock: nothing of an earlier way is left in it.
    for (const path of ways) {
      expect(await alone(stage, 'recursiveWalk', { ...args, ...way(path) }), path).toEqual(viewsOf(path));
      expect(lock.locked, path).toBe(false);
    }
  });

  behaviour('RL02 for others', [2], async ({ stage }) => {
    const { lock, args } = make(stage);
    const free: unknown[] = [];
    for (const step of NESTED) {
      await (step === '+' ? lock.acquire() : lock.release());
      free.push(await alone(stage, 'tryOnce', args));
    }
    expect(free).toEqual([false, false, false, false, false, true]);
  });

  behaviour('RL05', ANY_COUNT, async ({ stage, threads }) => {
    const { lock, args } = make(stage);
    expect(await alone(stage, 'recursiveWalk', { ...args, ...way('+++---') })).toEqual(viewsOf('+++---'));
    const { players, letGo } = await holder(stage, args);
    expect(lock.depth).toBe(0);
    const others = await stage.start(threads - 1, 'recursiveLook', args);
    expect(await stage.joined(others)).toEqual(Array(threads - 1).fill(UNSEEN));
    await letGo();
    expect(await stage.joined(players)).toEqual([HELD_ONCE]);
    expect(lock.depth).toBe(0);
  });

  behaviour('RL07', [2], async ({ stage }) => {
    const { lock, args } = make(stage);
    const seen: unknown[] = [lock.owned];
    for (const step of ['+', '+', 'other', '-', '-']) {
      if (step === 'other') seen.push(await alone(stage, 'recursiveLook', args));
      else await (step === '+' ? lock.acquire() : lock.release());
      seen.push(lock.owned);
    }
    expect(seen).toEqual([false, true, true, UNSEEN, true, true, false]);
    expect(await alone(stage, 'recursiveWalk', { ...args, ...way('++--') })).toEqual(viewsOf('++--'));
  });
}

function wrongReleases(behaviour: Behaviour): void {
  behaviour('RL03', ALONE, async ({ stage }) => {
    const { lock, args } = make(stage);
    const endings = await alone(stage, 'recursiveReleaseUnheld', { ...args, ...way(NESTED) });
    expect(endings).toEqual([NOT_HELD, NOT_HELD]);
    expect(lock.locked).toBe(false);
    expect(await alone(stage, 'tryOnce', args)).toBe(true);
  });

  behaviour('RL04', ALONE, async ({ stage }) => {
    const { lock, args } = make(stage);
    const endings = await alone(stage, 'recursiveReleaseWholeUnheld', { ...args, ...way(NESTED) });
    expect(endings).toEqual([NOT_OWNER, NOT_OWNER]);
    const whole = await alone(stage, 'recursiveReleaseWhole', { ...args, ...way('+++') });
    expect(whole).toEqual({ levels: 3, view: UNSEEN });
    expect(lock.locked).toBe(false);
    expect(await alone(stage, 'tryOnce', args)).toBe(true);
  });

  behaviour('RL06', ANY_COUNT, async ({ stage, threads }) => {
    const { lock, args } = make(stage);
    await lock.acquire();
    await lock.acquire();
    const others = await stage.start(threads - 1, 'releaseOnly', args);
    expect(await stage.endings(others)).toEqual(Array(threads - 1).fill(NOT_OWNER));
    expect([lock.depth, await alone(stage, 'tryOnce', args)]).toEqual([2, false]);
    await lock.release();
    await lock.release();
    expect(await alone(stage, 'tryOnce', args)).toBe(true);
  });

  behaviour('RL06 of a player’s', [2], async ({ stage }) => {
    const { lock, args } = make(stage);
    const { players, letGo } = await holder(stage, args);
    await expect(lock.release()).rejects.toEqual(new NotOwner(WHAT));
    await expect(lock.releaseWhole()).rejects.toEqual(new NotOwner(WHAT));
    expect(lock.locked).toBe(true);
    await letGo();
    expect(await stage.joined(players)).toEqual([HELD_ONCE]);
    expect(lock.locked).toBe(false);
  });
}

export function recursiveLockSuite(players: Players): void {
  const behaviour = behavioursOf(players);
  nesting(behaviour);
  wrongReleases(behaviour);
}
