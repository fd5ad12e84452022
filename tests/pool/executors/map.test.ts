/** The results of a map, over futures that the test settles itself. */
import { expect, test } from 'vitest';
import { CancelledError, TimeoutError } from '../../../src/loop/errors.ts';
import { chunksOf } from '../../../src/pool/executor-chunks.ts';
import { MapResults } from '../../../src/pool/executor-map.ts';
import { Future } from '../../../src/pool/future.ts';
import { BadArgument } from '../../../src/sync/errors.ts';

interface Rig {
  readonly results: MapResults<number>;
  /** Of the chunks, in the order of submission. */
  readonly futures: Future<unknown>[];
}

function mapped(iterable: Iterable<unknown>, chunkSize = 1, buffer = Infinity, deadline = Infinity): Rig {
  const futures: Future<unknown>[] = [];
  const submit = (): Future<unknown> => {
    const future = new Future<unknown>();
    futures.push(future);
    return future;
  };
  const resultsOf = (value: unknown): unknown[] => value as unknown[];
  const clock = { now: () => 0 };
  const chunks = chunksOf([iterable], chunkSize);
  return { results: new MapResults<number>({ chunks, submit, resultsOf, buffer, deadline, clock }), futures };
}

test('arrays are cut and other iterables pulled into the same chunks, as long as the shortest', () => {
  const numbers = [1, 2, 3, 4, 5];
  const texts = ['a', 'b', 'c', 'd'];
  const expected = [
    {
      columns: [
        [1, 2, 3],
        ['a', 'b', 'c'],
      ],
      count: 3,
    },
    { columns: [[4], ['d']], count: 1 },
  ];
  expect([...chunksOf([numbers, texts], 3)]).toEqual(expected);
  expect([...chunksOf([new Set(numbers), texts], 3)]).toEqual(expected);
  expect([...chunksOf([[], texts], 3)]).toEqual([]);
});

test('nothing to map over, and a chunk of none, are refused', () => {
  expect(() => chunksOf([], 1)).toThrow(BadArgument);
  for (const size of [0, -1, 1.5, NaN]) expect(() => chunksOf([[1]], size)).toThrow(BadArgument);
});

test('who asks before the one before is answered is answered after it, each with the next result', async () => {
  const { results, futures } = mapped([1, 2, 3, 4], 2);
  const asked = [results.next(), results.next(), results.next(), results.next(), results.next()];
  futures[1]?.setResult([30, 40]);
  futures[0]?.setResult([10, 20]);
  const given = await Promise.all(asked);
  expect(given.map(({ value }) => value)).toEqual([10, 20, 30, 40, undefined]);
  expect(given.at(-1)?.done).toBe(true);
});

test('toArray gives what was not taken yet', async () => {
  const { results, futures } = mapped([1, 2, 3, 4], 2);
  futures[0]?.setResult([10, 20]);
  futures[1]?.setResult([30, 40]);
  expect(await results.next()).toEqual({ done: false, value: 10 });
  expect(await results.toArray()).toEqual([20, 30, 40]);
  expect(await results.toArray()).toEqual([]);
});

test('a failure cancels everything behind it and ends the map', async () => {
  const { results, futures } = mapped([1, 2, 3]);
  futures[0]?.setException(new RangeError('the first'));
  await expect(results.next()).rejects.toThrow('the first');
  expect(futures.map(({ isCancelled }) => isCancelled)).toEqual([false, true, true]);
  expect(await results.next()).toEqual({ done: true, value: undefined });
});

test('a time that is up before anybody asks still gives what has come', async () => {
  const { results, futures } = mapped([1, 2], 1, Infinity, 0);
  futures[0]?.setResult([10]);
  expect(await results.next()).toEqual({ done: false, value: 10 });
  await expect(results.next()).rejects.toBeInstanceOf(TimeoutError);
  expect(futures[1]?.isCancelled).toBe(true);
});

test('closed, it cancels what is waited for, too, and closes what it pulls from', async () => {
  let isClosed = false;
  function* numbers(): Generator<number> {
    try {
      for (let number = 0; ; number++) yield number;
    } finally {
      isClosed = true;
    }
  }
  const { results, futures } = mapped(numbers(), 1, 3);
  const waiting = results.next();
  await results.return();
  await expect(waiting).rejects.toBeInstanceOf(CancelledError);
  expect(futures.every(({ isCancelled }) => isCancelled)).toBe(true);
  expect(isClosed).toBe(true);
});

test('arguments that throw while they are pulled cancel what was submitted before', () => {
  const futures: Future<unknown>[] = [];
  function* failing(): Generator<number> {
    yield 1;
    throw new RangeError('no more');
  }
  const submit = (): Future<unknown> => {
    const future = new Future<unknown>();
    futures.push(future);
    return future;
  };
  const parts = { submit, resultsOf: () => [], buffer: Infinity, deadline: Infinity, clock: { now: () => 0 } };
  expect(() => new MapResults({ ...parts, chunks: chunksOf([failing()], 1) })).toThrow('no more');
  expect(futures.map(({ isCancelled }) => isCancelled)).toEqual([true]);
});
