/** The heap of timers against a list that is sorted every time. */
import { expect, test } from 'vitest';
import { prng } from '../../src/base/prng.ts';
import type { Timed } from '../../src/loop/handle.ts';
import { TimerHeap } from '../../src/loop/timer-heap.ts';

class Model implements Timed {
  isScheduled = true;
  isCancelled = false;

  constructor(
    readonly when: number,
    readonly number: number,
  ) {}

  run(): void {}
}

const inOrder = (a: Model, b: Model): number => a.when - b.when || a.number - b.number;

test.each([1, 2, 3, 4, 5])(
  'any mixture of adding, cancelling and taking gives the order of a sorted list, seed %i',
  (seed) => {
    const random = prng(seed);
    const heap = new TimerHeap();
    const pending: Model[] = [];
    const taken: Model[] = [];
    const expected: Model[] = [];
    // Few distinct times, so that ties are common.
    const someTime = (): number => Math.floor(300 * random.next());
    for (let step = 0; step < 5_000; step++) {
      // Waves: it fills, is cancelled in bulk, drains.
      const [adding, cancelling] = Math.floor(step / 700) % 2 === 0 ? [0.9, 0.09] : [0.05, 0.9];
      const choice = random.next();
      const victim = pending[Math.floor(pending.length * random.next())];
      if (choice < adding) {
        const timer = new Model(someTime(), step);
        pending.push(timer);
        heap.push(timer.when, timer.number, timer);
      } else if (choice < adding + cancelling && victim) {
        victim.isCancelled = true;
        pending.splice(pending.indexOf(victim), 1);
        heap.countCancelled();
      } else {
        pending.sort(inOrder);
        expect(heap.next()).toBe(pending[0]?.when ?? Infinity);
        const until = someTime();
        for (let timer = heap.takeUntil(until); timer; timer = heap.takeUntil(until)) taken.push(timer as Model);
        while (pending[0] && pending[0].when <= until) expected.push(pending.shift() as Model);
        expect(taken.map(({ number }) => number)).toEqual(expected.map(({ number }) => number));
        expect(taken.every(({ isScheduled }) => !isScheduled)).toBe(true);
        taken.length = 0;
        expected.length = 0;
      }
      expect(heap.size).toBeGreaterThanOrEqual(pending.length);
    }
  },
);

test('an empty heap has no next, and works again after it was drained', () => {
  const heap = new TimerHeap();
  for (let wave = 0; wave < 3; wave++) {
    expect(heap.next()).toBe(Infinity);
    expect(heap.takeUntil(Infinity)).toBe(null);
    for (let number = 0; number < 5_000; number++) heap.push((number * 4_093) % 5_003, number, new Model(0, number));
    let last = -1;
    for (let left = 5_000; left > 0; left--) {
      const next = heap.next();
      expect(next).toBeGreaterThan(last);
      last = next;
      expect(heap.takeUntil(next)).not.toBe(null);
    }
    expect(heap.size).toBe(0);
  }
});
