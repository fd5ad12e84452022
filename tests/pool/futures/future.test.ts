/** The future of an executor, state by state. */
import { expect } from 'vitest';
import { behaviour } from '../../conformance/repeated.ts';
import { Future, type FutureState } from '../../../src/pool/future.ts';
import { InvalidState } from '../../../src/loop/errors.ts';
import { ERROR, futureIn, KINDS, outcomeOf, VALUE, type Kind } from './states.ts';

const END: Readonly<Record<string, (future: Future<number>) => void>> = {
  value: (future) => future.setResult(VALUE),
  error: (future) => future.setException(ERROR),
  cancel: (future) => void future.cancel(),
};

behaviour('FU01', () => {
  for (const end of Object.values(END)) {
    const future = new Future<number>();
    const told: unknown[] = [];
    future.addDoneCallback((done) => told.push(done));
    expect(told).toEqual([]);
    end(future);
    expect(told).toEqual([future]);
    expect(told[0]).toBe(future);
  }
});

behaviour('FU02', () => {
  for (const end of Object.values(END)) {
    const faults: unknown[] = [];
    const order: number[] = [];
    const future = new Future<number>((error) => faults.push(error));
    future.addDoneCallback(() => order.push(1));
    future.addDoneCallback(() => {
      order.push(2);
      throw ERROR;
    });
    future.addDoneCallback(() => order.push(3));
    expect(() => end(future)).not.toThrow();
    expect(order).toEqual([1, 2, 3]);
    expect(faults).toEqual([ERROR]);
  }
});

behaviour('FU03', () => {
  for (const kind of ['succeeded', 'failed', 'cancelled', 'cancelled-and-notified'] as const) {
    const faults: unknown[] = [];
    const future = futureIn(kind, (error) => faults.push(error));
    let told: unknown;
    future.addDoneCallback((done) => (told = done));
    expect(told).toBe(future);
    const fail = (): never => {
      throw ERROR;
    };
    expect(() => future.addDoneCallback(fail)).not.toThrow();
    expect(faults).toEqual([ERROR]);
  }
});

behaviour('FU04', () => {
  expect(KINDS.map((kind) => String(futureIn(kind)))).toEqual([
    '<future pending>',
    '<future running>',
    '<future cancelled>',
    '<future cancelled>',
    '<future finished raised RangeError>',
    '<future finished returned number>',
  ]);
});

behaviour('FU05', () => {
  const after = KINDS.map((kind) => {
    const future = futureIn(kind);
    return [kind, future.cancel(), future.cancel(), future.state];
  });
  expect(after).toEqual([
    ['pending', true, true, 'cancelled'],
    ['running', false, false, 'running'],
    ['cancelled', true, true, 'cancelled'],
    ['cancelled-and-notified', true, true, 'cancelled-and-notified'],
    ['failed', false, false, 'finished'],
    ['succeeded', false, false, 'finished'],
  ]);
});

behaviour('FU06', () => {
  const table = KINDS.map((kind) => {
    const { isCancelled, isDone, isRunning } = futureIn(kind);
    return [kind, isCancelled, isDone, isRunning];
  });
  expect(table).toEqual([
    ['pending', false, false, false],
    ['running', false, false, true],
    ['cancelled', true, true, false],
    ['cancelled-and-notified', true, true, false],
    ['failed', false, true, false],
    ['succeeded', false, true, false],
  ]);
});

behaviour('FU07', async () => {
  const results = await Promise.all(KINDS.map((kind) => outcomeOf(futureIn(kind).result(0))));
  const errors = await Promise.all(KINDS.map((kind) => outcomeOf(futureIn(kind).exception(0))));
  const early = ['TimeoutError', 'TimeoutError', 'CancelledError', 'CancelledError'];
  expect(results).toEqual([...early, 'RangeError', { value: VALUE }]);
  expect(errors).toEqual([...early, { value: { thrown: ERROR } }, { value: null }]);
});

behaviour('FU08', async () => {
  for (const [limit, name] of [
    [undefined, 'without a time-out'],
    [5_000, 'with one'],
  ] as const) {
    const future = (): Future<number> => new Future<number>();
    const waits = Object.values(END).map((end) => {
      const one = future();
      const waiting = [outcomeOf(one.result(limit)), outcomeOf(one.exception(limit))];
      setTimeout(() => end(one));
      return Promise.all(waiting);
    });
    expect(await Promise.all(waits), name).toEqual([
      [{ value: VALUE }, { value: null }],
      ['RangeError', { value: { thrown: ERROR } }],
      ['CancelledError', 'CancelledError'],
    ]);
  }
});

behaviour('FU09', async () => {
  const succeeded = futureIn('succeeded');
  expect(() => succeeded.setResult(1)).toThrow(InvalidState);
  expect(() => succeeded.setException(ERROR)).toThrow(InvalidState);
  expect(await succeeded.result()).toBe(VALUE);
  const failed = futureIn('failed');
  expect(() => failed.setException(new Error('another'))).toThrow(InvalidState);
  expect(() => failed.setResult(1)).toThrow(InvalidState);
  expect(await failed.exception()).toEqual({ thrown: ERROR });
});

behaviour('FU10', async () => {
  const start = (kind: Kind): [boolean | string, FutureState] => {
    const future = futureIn(kind);
    try {
      return [future.setRunningOrNotifyCancel(), future.state];
    } catch (error) {
      return [(error as Error).name, future.state];
    }
  };
  expect(KINDS.map(start)).toEqual([
    [true, 'running'],
    ['InvalidState', 'running'],
    [false, 'cancelled-and-notified'],
    ['InvalidState', 'cancelled-and-notified'],
    ['InvalidState', 'finished'],
    ['InvalidState', 'finished'],
  ]);
  const cancelled = futureIn('cancelled');
  const told: unknown[] = [];
  cancelled.addWaiter({ told: (future) => told.push(future) });
  expect(told).toEqual([]);
  cancelled.setRunningOrNotifyCancel();
  expect(told).toEqual([cancelled]);
});

behaviour('FU11', async () => {
  for (const falsy of [undefined, null, 0, '', false]) {
    const future = new Future<number>();
    future.setException(falsy);
    expect(await outcomeOf(future.result())).toEqual({ thrown: falsy });
    expect(await future.exception()).toEqual({ thrown: falsy });
  }
});
