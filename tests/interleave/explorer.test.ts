/** The explorer on small programs whose outcomes are known: it finds what can happen and nothing else. */
import { describe, expect, test } from 'vitest';
import { shipped } from './build.ts';
import { explore } from '../../src/interleave/explore.ts';
import type { Exploration, Port, Scenario } from '../../src/interleave/port.ts';
import { folded } from '../../src/interleave/schedule.ts';

const module = await shipped();
const [A, B, C, D, E] = [64, 128, 192, 256, 320] as const;

type Program = (port: Port) => void;

function explored(threads: readonly Program[], bound: number, more: Partial<Scenario> = {}): Exploration {
  return explore({ module, bound, scenario: { threads, bytes: 512, prepare() {}, ...more } });
}

/** Every ending's values of some words, each once. */
function endings(threads: readonly Program[], bound: number, words: readonly number[]): string[] {
  const found = new Set<string>();
  const ending: Scenario['ending'] = (_, look) => void found.add(words.map(look).join(' '));
  explored(threads, bound, { ending });
  return [...found].sort();
}

const addTwice: Program = (port) => {
  port.atomicStore(A, port.point(A) + 1);
};

describe('finds', () => {
  test('the lost update of two that load and store, with one preemption and not without', () => {
    expect(endings([addTwice, addTwice], 0, [A])).toEqual(['2']);
    expect(endings([addTwice, addTwice], 1, [A])).toEqual(['1', '2']);
  });

  test('every outcome of two stores and two loads that sequential consistency allows, and not the one it forbids', () => {
    const storeThenLoad =
      (own: number, other: number, result: number): Program =>
      (port) => {
        port.atomicStore(own, 1);
        port.store(result, port.point(other));
      };
    expect(endings([storeThenLoad(A, B, C), storeThenLoad(B, A, D)], 2, [C, D])).toEqual(['0 1', '1 0', '1 1']);
  });

  test('a lost wake-up, and says who sleeps', () => {
    // Looks, then sleeps on whatever it finds by then.
    const sleeper: Program = (port) => {
      if (port.point(A) === 0) port.call['awaitOrder']?.(A, port.point(A), 50);
    };
    const { failure } = explored([sleeper, (port) => (port.atomicStore(A, 1), port.notify(A, 1))], 2);
    expect(failure?.reason).toMatch(/lost wake-up: nobody can run, and thread 1 sleeps on the word at 64/);
  });

  test('a data race between plain accesses, and none where a flag orders them', () => {
    const writer: Program = (port) => (port.store(A, 1), port.atomicStore(B, 1));
    const waits: Program = (port) => {
      while (port.point(B) === 0) port.yield();
      port.load(A);
    };
    expect(explored([writer, waits], 2).failure).toBeNull();
    expect(explored([writer, (port) => (port.point(B), void port.load(A))], 2).failure?.reason).toMatch(/data race/);
  });

  test('no order through a store that somebody else overwrote', () => {
    const writer: Program = (port) => (port.store(A, 1), port.atomicStore(B, 1));
    const overwriter: Program = (port) => port.atomicStore(B, 2);
    const reader: Program = (port) => {
      if (port.point(B) === 2) port.load(A);
    };
    expect(explored([writer, overwriter, reader], 2).failure?.reason).toMatch(/data race/);
  });

  test('a thread that makes no progress', () => {
    const forEver: Program = (port) => {
      while (port.point(A) === 0);
    };
    expect(explored([forEver], 0).failure?.reason).toMatch(/makes no progress/);
  });

  test('nothing in Peterson’s algorithm, and the fault in it without the turn', () => {
    const peterson =
      (own: number, other: number, turn: boolean): Program =>
      (port) => {
        port.atomicStore(own, 1);
        if (turn) port.atomicStore(C, own);
        while (port.point(other) === 1 && (!turn || port.point(C) === own)) port.yield();
        port.store(D, port.load(D) + 1);
        port.atomicStore(own, 0);
      };
    expect(explored([peterson(A, B, true), peterson(B, A, true)], 3).failure).toBeNull();
    const without = explored([peterson(A, B, false), peterson(B, A, false)], 3);
    expect(without.failure?.reason).toMatch(/makes no progress/);
  });
});

test('prints the failure with the fewest preemptions, and of these the fewest steps', () => {
  const long: Program = (port) => {
    for (let time = 0; time < 5; time++) port.point(E);
    port.atomicStore(A, port.point(A) + 1);
  };
  const ending: Scenario['ending'] = (check, look) => check(look(A) === 2, 'lost');
  const { failure } = explored([long, long], 3, { ending });
  expect(failure?.preemptions).toBe(1);
  expect(failure?.steps.length).toBe(14);
});

test('the same exploration twice gives the same numbers', () => {
  expect(explored([addTwice, addTwice, addTwice], 2)).toEqual(explored([addTwice, addTwice, addTwice], 2));
});

describe('a schedule in words', () => {
  test('that goes in circles shows the circle once', () => {
    const circle = ['  a', '  b', '  c'];
    expect(folded(['  first', ...circle, ...circle, ...circle, ...circle])).toEqual([
      '  first',
      ...circle,
      '  … and so on: the last 3 steps, 4 times in all',
    ]);
  });

  test('that repeats little is shown as it is', () => {
    const lines = ['  a', '  a', '  b', '  c', '  b', '  c'];
    expect(folded(lines)).toEqual(lines);
  });
});
