/** What every executor does, over any kind of it: submit and map. CPython, Lib/test/test_concurrent_futures/executor.py. */
import { expect } from 'vitest';
import type { Clock } from '../../../src/base/clock.ts';
import type { FunctionName } from '../../../src/pool/executor-options.ts';
import type { Executor } from '../../../src/pool/executor.ts';
import type { MapResults } from '../../../src/pool/executor-map.ts';
import { TimeoutError } from '../../../src/loop/errors.ts';
import { BadArgument } from '../../../src/sync/errors.ts';
import { behaviour } from '../../conformance/repeated.ts';
import { collected, range, running, withEachCount, withExecutor, type Kind } from './kind.ts';

/** A clock that stands until it is set. */
function standing(): Clock & { at: number } {
  const clock = { at: 0, now: () => clock.at };
  return clock;
}

/** Counts up for ever, and knows how far it came and whether it was closed. */
function endless(): Iterable<number> & { pulled: number; closed: boolean } {
  const numbers = {
    pulled: 0,
    closed: false,
    *[Symbol.iterator]() {
      try {
        for (;;) yield numbers.pulled++;
      } finally {
        numbers.closed = true;
      }
    },
  };
  return numbers;
}

export function executorSuite(kind: Kind): void {
  const withWorkers = (maxWorkers: number, body: (executor: Executor) => Promise<void>): Promise<void> =>
    withExecutor(kind.open({ maxWorkers }), body);

  withEachCount('EX01', (workers) =>
    withWorkers(workers, async (executor) => {
      expect(await executor.submit('arithmetic.power', 2, 8).result()).toBe(256);
      const named = { self: 7, fn: 8, name: 'x', args: [1] };
      expect(await executor.submit('arithmetic.named', named).result()).toEqual(named);
      expect(() => executor.submit('arithmetic.missing')).toThrow(TypeError);
      expect(() => executor.submit('toString' as FunctionName)).toThrow(TypeError);
      expect(() => executor.submit(undefined as unknown as FunctionName)).toThrow(TypeError);
    }),
  );

  withEachCount('EX02', (workers) =>
    withWorkers(workers, async (executor) => {
      const expected = range(0, 10).map((number) => number ** number);
      const ranges = [range(0, 10), range(0, 10)];
      expect(await executor.map('arithmetic.power', ranges).toArray()).toEqual(expected);
      const taken: unknown[] = [];
      for await (const value of executor.map('arithmetic.power', ranges, { chunkSize: 3 })) taken.push(value);
      expect(taken).toEqual(expected);
      // The shortest says how long, whatever they are.
      const uneven = [new Set([2, 3, 4]), range(0, 2)];
      expect(await executor.map('arithmetic.power', uneven, { chunkSize: 2 }).toArray()).toEqual([1, 3]);
    }),
  );

  withEachCount('EX03', (workers) =>
    withWorkers(workers, async (executor) => {
      const results = executor.map('arithmetic.divide', [
        [1, 1, 1, 1],
        [2, 3, 0, 5],
      ]);
      expect(await results.next()).toEqual({ done: false, value: [0, 1] });
      expect(await results.next()).toEqual({ done: false, value: [0, 1] });
      await expect(results.next()).rejects.toBeInstanceOf(RangeError);
      expect(await results.next()).toEqual({ done: true, value: undefined });
    }),
  );

  if (kind.sharesMemory) withGates(kind);

  withEachCount('EX05', (workers) =>
    withWorkers(workers, async (executor) => {
      const results = executor.map('arithmetic.square', [range(0, 10)]);
      await executor.shutdown();
      // Nobody could have submitted them since.
      expect(await results.toArray()).toEqual(range(0, 10).map((number) => number ** 2));
    }),
  );

  behaviour('EX07 refused', () =>
    withWorkers(1, async (executor) => {
      const numbers = endless();
      for (const bufferSize of ['foo' as unknown as number, 2.5, 0, -1]) {
        expect(() => executor.map('arithmetic.same', [numbers], { bufferSize })).toThrow(BadArgument);
      }
      expect(numbers.pulled).toBe(0);
      expect(await executor.map('arithmetic.same', [[]], { bufferSize: 4 }).toArray()).toEqual([]);
    }),
  );

  withEachCount('EX07 lazily', (workers) =>
    withWorkers(workers, async (executor) => {
      const numbers = endless();
      const results: MapResults<number> = executor.map('arithmetic.same', [numbers], { bufferSize: 4 });
      expect(numbers.pulled).toBe(4);
      expect((await results.next()).value).toBe(0);
      expect(numbers.pulled).toBe(5);
      // Whether or not the workers are ready with all of them.
      await executor.submit('arithmetic.nothing').result();
      expect(numbers.pulled).toBe(5);
      for (let number = 1; number < 3_000; number++) expect((await results.next()).value).toBe(number);
      expect(numbers.closed).toBe(false);
      await results.return();
      expect(numbers).toMatchObject({ pulled: 3_004, closed: true });
      expect(await results.next()).toEqual({ done: true, value: undefined });
    }),
  );

  behaviour('EX08', async () => {
    for (const maxWorkers of [0, -1, 1.5, NaN]) await expect(kind.open({ maxWorkers })).rejects.toThrow(BadArgument);
  });

  behaviour('EX09', () =>
    withWorkers(1, async (executor) => {
      const given = await submittedAndDropped(executor);
      const results = executor.map<object>('arithmetic.named', [[{ number: 1 }, { number: 2 }]]);
      const first = await firstOf(results);
      await collected();
      expect(given.deref()).toBeUndefined();
      expect(first.deref()).toBeUndefined();
      expect((await results.next()).value).toEqual({ number: 2 });
    }),
  );

  withEachCount('EX10', (workers) =>
    withWorkers(workers, async (executor) => {
      const results = executor.map('arithmetic.absolute', [range(-workers, 1)]);
      await executor.shutdown();
      expect(await results.toArray()).toEqual(range(0, workers + 1).reverse());
    }),
  );
}

function withGates(kind: Kind): void {
  withEachCount('EX04', (workers) =>
    withExecutor(kind.open({ maxWorkers: workers }), async (executor) => {
      const clock = standing();
      const [open, shut] = [executor.gate(), executor.gate()];
      await open.open();
      const gates = [open.number, open.number, shut.number];
      const results = executor.map('waiting.pass', [gates, ['one', 'two', 'three']], { timeoutMs: 5_000, clock });
      expect((await results.next()).value).toBe('one');
      expect((await results.next()).value).toBe('two');
      // Of the five seconds since the call of map nothing is left.
      clock.at = 5_000;
      await expect(results.next()).rejects.toBeInstanceOf(TimeoutError);
      await shut.open();
    }),
  );

  behaviour('EX06 time is up', () =>
    withExecutor(kind.open({ maxWorkers: 1 }), async (executor) => {
      const gate = executor.gate();
      const first = executor.submit('counting.pass', gate.number, 'first');
      await running(first);
      const results = executor.map(
        'counting.pass',
        [
          [gate.number, gate.number],
          ['second', 'third'],
        ],
        { timeoutMs: 0 },
      );
      await expect(results.next()).rejects.toBeInstanceOf(TimeoutError);
      await gate.open();
      await first.result();
      expect(await executor.submit('counting.entries').result()).toEqual(['first']);
    }),
  );

  behaviour('EX06 closed', () =>
    withExecutor(kind.open({ maxWorkers: 1 }), async (executor) => {
      const gate = executor.gate();
      const first = executor.submit('counting.pass', gate.number, 'first');
      await running(first);
      const results = executor.map('counting.note', [['second', 'third']]);
      const waiting = results.next();
      await results.return();
      await expect(waiting).rejects.toMatchObject({ name: 'CancelledError' });
      await gate.open();
      await first.result();
      expect(await executor.submit('counting.entries').result()).toEqual(['first']);
    }),
  );
}

/** In functions of their own, so that nothing here keeps what the weak references lead to. */
async function submittedAndDropped(executor: Executor): Promise<WeakRef<object>> {
  const given = { of: 'the caller' };
  executor.submit('arithmetic.same', given);
  // Done after it, since there is one worker.
  await executor.submit('arithmetic.nothing').result();
  return new WeakRef(given);
}

async function firstOf(results: MapResults<object>): Promise<WeakRef<object>> {
  const { value } = await results.next();
  if (!value) throw new Error('the map gave nothing');
  expect(value).toEqual({ number: 1 });
  return new WeakRef(value);
}
