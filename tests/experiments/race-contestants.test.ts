/** Who takes part in a race, with what arguments and workers, at what size; and what is made of a play that ended or did not. */
import { describe, expect, it } from 'vitest';
import {
  completeArgs,
  promisesOf,
  reasonUnable,
  usualWorkers,
  withItems,
} from '../../src/experiments/race-contestants.ts';
import { verdictOn, verdictOnFailure } from '../../src/experiments/race-verdict.ts';
import { sizeWithItems } from '../../src/experiments/race-work.ts';
import { kernels } from '../../src/kernels/index.ts';
import { models } from '../../src/models/index.ts';
import { CannotPlay, PlayOverdue, PlayStuck, type Played } from '../../src/models/play/play.ts';
import { programs } from '../../src/programs/index.ts';

const mixed = await programs.load('mixed');
const waits = await programs.load('waits');
const pingPong = await programs.load('ping-pong');

describe('the arguments of a race', () => {
  it('are the usual ones where none were given, and whole numbers within their ranges where they were', () => {
    expect(completeArgs(mixed.parameters, [])).toEqual([8, 8192, 20, 2]);
    expect(completeArgs(mixed.parameters, [1000, -1, 2.4, NaN, 9])).toEqual([64, 1, 2, 2]);
  });

  it('say how many items the kernel really has', () => {
    expect(withItems(mixed.parameters, [8, 3, 20, 2], 40)).toEqual([8, 40, 20, 2]);
    expect(withItems(waits.parameters, [8, 100], 40)).toEqual([8, 100]);
  });
});

describe('workers where nobody said how many', () => {
  it('are one for each task where tasks wait, up to 32', () => {
    expect(usualWorkers(waits, [5, 100], 2)).toBe(5);
    expect(usualWorkers(waits, [200, 100], 2)).toBe(32);
    expect(usualWorkers(mixed, [6, 1, 20, 2], 2)).toBe(6);
  });

  it('are one for each core where tasks only compute, from 2 to 8', () => {
    const cores = [null, 1, 4, 64].map((count) => usualWorkers(mixed, [6, 1, 0, 2], count));
    expect(cores).toEqual([2, 2, 4, 8]);
  });
});

describe('the size of the work', () => {
  it.each(kernels.ids)('has as many items as were asked for or the nearest fewer: %s', async (id) => {
    const kernel = await kernels.load(id);
    const [least, most] = [kernel.items(kernel.tinySize), kernel.items(kernel.maxSize)];
    for (const items of [0, least, least + 11, Math.round((least + most) / 2), most, 10 * most]) {
      const size = sizeWithItems(kernel, items);
      const got = kernel.items(size);
      expect(kernel.scale(size, 1)).toBe(size);
      // Boards of queens are far apart: there the next has more than were asked for.
      const isNear = Math.abs(got - Math.min(most, Math.max(least, items))) <= 8;
      expect(isNear || (got <= items && kernel.items(size + 1) > items), `${got} of ${items} items`).toBe(true);
    }
  });
});

describe('a model', () => {
  it('cannot play without what it needs, and says what that is', async () => {
    const [main, processes, threads] = await Promise.all(
      ['main-thread', 'processes', 'free-threads'].map((id) => models.load(id)),
    );
    const reasons = (['shared', 'messages', 'main-only'] as const).map((mode) =>
      [main, processes, threads].map((model) => model && reasonUnable(model, mode)),
    );
    const alone = 'The browser gave this page no workers.';
    expect(reasons).toEqual([
      [null, null, null],
      [null, null, 'This page has no memory that threads could share.'],
      [null, alone, alone],
    ]);
  });

  it('promises the order of its tasks only on the main thread, and shared variables unless it is isolated', () => {
    expect(promisesOf('main-thread')).toEqual({ order: 'in-turn', sharesCells: true });
    expect(promisesOf('gil-threads')).toEqual({ order: 'overlapping', sharesCells: true });
    expect(promisesOf('processes')).toEqual({ order: 'overlapping', sharesCells: false });
  });
});

function played(given: Partial<Played>): Played {
  return { wallMs: 10, spans: [], tasks: [], printed: [], result: 0, output: null, lostSpans: 0, ...given };
}

describe('a play that has ended', () => {
  const judged = { program: mixed, args: [1, 40, 0, 1], reference: Uint8Array.of(1, 2) };

  it('is right where what it returned and computed is, and keeps no bytes', () => {
    const verdict = verdictOn('free-threads', played({ result: 40, output: Uint8Array.of(1, 2) }), judged);
    expect(verdict).toMatchObject({ state: 'finished', verified: true, fault: null, reason: null });
    expect(verdict.played?.output).toBeNull();
  });

  it('is wrong where the result, a byte or all bytes differ, and says so', () => {
    const faults = [
      played({ result: 39, output: Uint8Array.of(1, 2) }),
      played({ result: 40, output: Uint8Array.of(1, 3) }),
      played({ result: 40 }),
    ].map((one) => verdictOn('free-threads', one, judged).fault);
    expect(faults).toEqual([
      '39 items were computed, not 40.',
      'The bytes that it computed differ from those of the page.',
      'It gave no bytes.',
    ]);
  });
});

describe('a play that did not end', () => {
  const given = { limitMs: 1_500, bestMs: 100 };

  it('was given up where it takes many times as long as the fastest', () => {
    expect(verdictOnFailure('ranks', new PlayOverdue(1_500, 'it waits'), waits, given)).toEqual({
      state: 'failed',
      reason: 'It was given up: it takes more than 15× as long as the fastest.',
    });
    const first = verdictOnFailure('ranks', new PlayOverdue(10_000, 'it waits'), waits, {
      limitMs: 10_000,
      bestMs: null,
    });
    expect(first).toEqual({ state: 'failed', reason: 'The program had not ended after 10 s: it waits.' });
  });

  it('could not be played where the model has no way to, or where playing in turn cannot help being stuck', () => {
    expect(verdictOnFailure('ranks', new CannotPlay('no locks'), waits, given)).toEqual({
      state: 'unable',
      reason: 'No locks.',
    });
    expect(verdictOnFailure('main-thread', new PlayStuck('nobody is left'), pingPong, given).state).toBe('unable');
    expect(verdictOnFailure('free-threads', new PlayStuck('nobody is left'), pingPong, given).state).toBe('failed');
    expect(verdictOnFailure('main-thread', new PlayStuck('nobody is left'), waits, given).state).toBe('failed');
  });
});
