/**
 * Random programs with random cancels at each of the loop's locks: nobody gets in who may not, nobody waits for what is there, and
 * everybody ends. The queue has a file of its own.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Coroutine } from '../../../src/loop/coroutine.ts';
import { LoopBarrier } from '../../../src/loop/locks/barrier.ts';
import { LoopCondition } from '../../../src/loop/locks/condition.ts';
import { LoopEvent } from '../../../src/loop/locks/event.ts';
import { LoopLock } from '../../../src/loop/locks/lock.ts';
import { BoundedLoopSemaphore, LoopSemaphore } from '../../../src/loop/locks/semaphore.ts';
import { BrokenBarrier } from '../../../src/sync/errors.ts';
import { Line, pause, pauses, playMany, roundsOf } from './random-program.ts';

const MINUTE_MS = 60_000;

function* nothing(): Coroutine<void> {}

test(
  'at most one task holds the lock, in the order of coming, and nobody waits for a free one',
  { timeout: MINUTE_MS },
  () => {
    const actor = fc.record({ before: pauses(), inside: pauses(), ...roundsOf });
    playMany(actor, (loop, cast) => {
      const lock = new LoopLock();
      const line = new Line();
      let holders = 0;
      return {
        act: (me) =>
          cast.rounds(me, function* () {
            yield* pause(me.before);
            yield* line.stand(loop, () => lock.acquire());
            holders += 1;
            expect(holders).toBe(1);
            try {
              yield* pause(me.inside);
            } finally {
              holders -= 1;
              lock.release();
            }
          }),
        idle: () => expect(lock.locked ? 0 : lock.waiting).toBe(0),
        late: nothing,
        over: () => expect(String(lock)).toBe('lock (unlocked)'),
      };
    });
  },
);

test(
  'at most as many tasks hold a unit as there are, in the order of coming, and nobody waits for a free one',
  { timeout: MINUTE_MS },
  () => {
    const actor = fc.record({
      before: pauses(),
      inside: pauses(),
      ...roundsOf,
    });
    playMany(actor, (loop, cast) => {
      const bound = 2;
      const semaphore = new BoundedLoopSemaphore(bound);
      const line = new Line();
      let holders = 0;
      return {
        act: (me) =>
          cast.rounds(me, function* () {
            yield* pause(me.before);
            yield* line.stand(loop, () => semaphore.acquire());
            holders += 1;
            expect(holders).toBeLessThanOrEqual(bound);
            try {
              yield* pause(me.inside);
            } finally {
              holders -= 1;
              semaphore.release();
            }
          }),
        idle: () => {
          expect(semaphore.value).toBe(bound - holders);
          expect(semaphore.value > 0 ? semaphore.waiting : 0).toBe(0);
        },
        late: nothing,
        over: () => expect(String(semaphore)).toBe(`semaphore (unlocked, value:${bound})`),
      };
    });
  },
);

test(
  'units that are released several at once reach as many takers, and none is lost or made',
  { timeout: MINUTE_MS },
  () => {
    const actor = fc.record({ before: pauses(), ...roundsOf, gives: fc.nat({ max: 3 }) });
    playMany(actor, (loop, cast) => {
      const semaphore = new LoopSemaphore(0);
      const line = new Line();
      let [given, taken] = [0, 0];
      const give = (count: number): void => {
        given += count;
        semaphore.release(count);
      };
      return {
        act: (me) =>
          cast.rounds(me, function* () {
            yield* pause(me.before);
            if (me.gives > 0) return give(me.gives);
            yield* line.stand(loop, () => semaphore.acquire());
            taken += 1;
            expect(taken).toBeLessThanOrEqual(given);
          }),
        idle: () => {
          expect(semaphore.value).toBe(given - taken);
          expect(semaphore.value > 0 ? semaphore.waiting : 0).toBe(0);
        },
        *late() {
          give(7 * 3);
        },
        over: () => expect([semaphore.value, semaphore.waiting]).toEqual([given - taken, 0]),
      };
    });
  },
);

test('an event lets everybody go who waited when it was set, and nobody before', { timeout: MINUTE_MS }, () => {
  const does = fc.constantFrom('waits', 'sets', 'clears', 'sets and clears');
  const actor = fc.record({ before: pauses(), ...roundsOf, does });
  playMany(actor, (_loop, cast) => {
    const event = new LoopEvent();
    const waiting = new Set<object>();
    let owed = new Set<object>();
    const set = (): void => {
      owed = new Set(waiting);
      event.set();
    };
    function* waits(): Coroutine<void> {
      const me = {};
      waiting.add(me);
      try {
        const wasSet = event.isSet;
        expect(yield* event.wait()).toBe(true);
        expect(wasSet || owed.has(me)).toBe(true);
      } finally {
        waiting.delete(me);
        owed.delete(me);
      }
    }
    return {
      act: (me) =>
        cast.rounds(me, function* () {
          yield* pause(me.before);
          if (me.does === 'waits') yield* waits();
          else if (me.does !== 'clears') set();
          if (me.does.endsWith('clears')) event.clear();
        }),
      idle: () => {
        expect(owed.size).toBe(0);
        expect(event.isSet ? event.waiting : 0).toBe(0);
        expect(event.waiting).toBe(waiting.size);
      },
      *late() {
        set();
      },
      over: () => expect(event.waiting).toBe(0),
    };
  });
});

test(
  'each notification of a condition reaches a task that goes on, and the lock is held by one',
  { timeout: MINUTE_MS },
  () => {
    const actor = fc.record({ before: pauses(), inside: pauses(), ...roundsOf, puts: fc.constantFrom(0, 0, 0, 1, 2) });
    playMany(actor, (_loop, cast) => {
      const condition = new LoopCondition();
      let [items, holders] = [0, 0];
      const enter = (): void => {
        holders += 1;
        expect(holders).toBe(1);
        expect(condition.locked).toBe(true);
      };
      function* take(): Coroutine<void> {
        holders -= 1;
        try {
          yield* condition.waitFor(() => items > 0);
          items -= 1;
        } finally {
          enter();
        }
      }
      function* put(count: number): Coroutine<void> {
        items += count;
        condition.notify(count);
      }
      return {
        act: (me) =>
          cast.rounds(me, function* () {
            yield* pause(me.before);
            yield* condition.holding(function* () {
              enter();
              try {
                yield* me.puts > 0 ? put(me.puts) : take();
                yield* pause(me.inside);
              } finally {
                holders -= 1;
              }
            });
          }),
        // Where the lock is free, whoever was notified has had it.
        idle: () => expect(condition.locked || items === 0 ? 0 : condition.waiting).toBe(0),
        late: () => condition.holding(() => put(7 * 3)),
        over: () => expect(String(condition)).toBe('condition (unlocked)'),
      };
    });
  },
);

test(
  'nobody leaves a barrier before all have come, and nobody stays in it or outside once they can go',
  { timeout: MINUTE_MS },
  () => {
    const does = fc.constantFrom('waits', 'waits', 'waits', 'waits', 'waits', 'resets', 'aborts and resets');
    const actor = fc.record({ before: pauses(), ...roundsOf, does });
    const parties = 3;
    playMany(actor, (_loop, cast) => {
      const barrier = new LoopBarrier(parties);
      let here = 0;
      /** Of the round that is being left. */
      const places = new Set<number>();
      function* waits(): Coroutine<void> {
        here += 1;
        try {
          const place = yield* barrier.wait();
          // The last to come is the first to go.
          if (places.size === 0) expect(barrier.inside).toBe(parties - 1);
          expect(place >= 0 && place < parties && !places.has(place)).toBe(true);
          places.add(place);
        } catch (error) {
          if (!(error instanceof BrokenBarrier)) throw error;
        } finally {
          here -= 1;
          if (barrier.inside === 0) places.clear();
        }
      }
      return {
        act: (me) =>
          cast.rounds(me, function* () {
            yield* pause(me.before);
            if (me.does === 'waits') return yield* waits();
            if (me.does === 'aborts and resets') {
              barrier.abort();
              yield* pause(me.before);
            }
            barrier.reset();
          }),
        idle: () => {
          const inside = barrier.broken ? 0 : here;
          expect(inside).toBeLessThan(parties);
          expect([here, barrier.inside]).toEqual([inside, inside]);
          expect(String(barrier)).toBe(
            barrier.broken ? 'barrier (broken)' : `barrier (filling, waiters:${inside}/${parties})`,
          );
        },
        *late() {
          barrier.abort();
        },
        over: () => expect([here, barrier.inside]).toEqual([0, 0]),
      };
    });
  },
);
