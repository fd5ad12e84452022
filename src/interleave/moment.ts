/**
 * A moment of an exploration: how far each thread has got, who sleeps, what time it is. Values only; the memory is the
 * world's (world.ts), what happens next the explorer's.
 */
import { EMPTY, hashed, keyOf, type Hash } from './hash.ts';
import type { Step } from './port.ts';
import type { Saved } from './world.ts';

export type Value = number | bigint;
export type Status = 'ready' | 'waiting' | 'yielded' | 'done';

export interface Waiting {
  readonly address: number;
  /** When it runs out, in virtual milliseconds. */
  readonly until: number;
  readonly slice: boolean;
}

/** A time-out of this many nanoseconds or more is a slice: lost-wake-up insurance, not part of a protocol. */
const SLICE_NS = 49_999_999n;
const NS_PER_US = 1_000;
const US_PER_MS = 1_000;

/** A wait of `ns` nanoseconds, without end where negative, that begins at `now` virtual milliseconds. */
export function waitingFor(address: number, ns: bigint, now: number): Waiting {
  // A little late, as real ones: a thread that wakes up finds its deadline passed.
  const until = now + Math.ceil(Number(ns) / NS_PER_US + 1) / US_PER_MS;
  return { address, until, slice: ns < 0n || ns >= SLICE_NS };
}

/** One thread, as far as it has got. Histories are shared between moments and only ever grow at their end. */
export interface ThreadState {
  readonly status: Status;
  readonly history: History | null;
  readonly length: number;
  readonly hash: Hash;
  readonly waiting: Waiting | null;
}

export interface History {
  readonly value: Value;
  readonly before: History | null;
}

export interface Trail {
  readonly step: Step;
  readonly before: Trail | null;
}

/** A moment, and who gets the turn. */
export interface Choice {
  readonly world: Saved;
  readonly threads: readonly ThreadState[];
  /** Threads asleep on words, first come first. */
  readonly sleepers: readonly number[];
  readonly now: number;
  readonly next: number;
  /** The wait of `next` runs out now. */
  readonly timeout: boolean;
  readonly preemptions: number;
  readonly trail: Trail | null;
  readonly depth: number;
}

export const FRESH: ThreadState = { status: 'ready', history: null, length: 0, hash: EMPTY, waiting: null };

const STATUS_NUMBER: Readonly<Record<Status, number>> = { ready: 1, waiting: 2, yielded: 3, done: 4 };

/** Tells moments apart, the memory's hash given. Two threads that were given the same results stand at the same place. */
export function momentKey(
  world: Hash,
  threads: readonly ThreadState[],
  sleepers: readonly number[],
  next: number,
  now: number,
): number {
  let all = hashed(world, next);
  for (const { status, hash } of threads) {
    all = hashed(hashed(hashed(all, hash[0]), hash[1]), STATUS_NUMBER[status]);
  }
  for (const sleeper of sleepers) all = hashed(all, sleeper);
  return keyOf(hashed(all, now));
}

/** One more result. */
export function withResult(state: ThreadState, value: Value): ThreadState {
  const { status, history, length, hash, waiting } = state;
  // Written out: this is done at every step, and a spread is slow.
  return { status, history: { value, before: history }, length: length + 1, hash: hashed(hash, value), waiting };
}

/** Every result a thread was given, in order. */
export function resultsOf(state: ThreadState | undefined): Value[] {
  const values: Value[] = [];
  for (let history = state?.history ?? null; history; history = history.before) values.push(history.value);
  return values.reverse();
}

export function stepsOf(trail: Trail | null): Step[] {
  const steps: Step[] = [];
  for (let at = trail; at; at = at.before) steps.push(at.step);
  return steps.reverse();
}

const ALL = -1;

/** Who a notify of `count` on a word wakes: first come first. */
export function sleepersOn(
  threads: readonly ThreadState[],
  sleepers: readonly number[],
  address: number,
  count: number,
): number[] {
  const there = sleepers.filter((sleeper) => threads[sleeper]?.waiting?.address === address);
  return count === ALL ? there : there.slice(0, count);
}

export function sleepersText(threads: readonly ThreadState[]): string {
  return threads
    .flatMap(({ status, waiting }, thread) =>
      status === 'waiting' ? [`thread ${thread + 1} sleeps on the word at ${waiting?.address}`] : [],
    )
    .join(', ');
}
