/** Futures in the order in which they are settled. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'vitest';
import { asCompleted } from '../../../src/pool/as-completed.ts';
import { Future } from '../../../src/pool/future.ts';
import { lastedAbout } from '../../conformance/lasted-about.ts';
import { behaviour } from '../../conformance/repeated.ts';
import { futureIn, VALUE } from './states.ts';

type F = Future<number>;

/** V8 hands its collector to contexts that are made after the flag is set. */
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

async function all(completed: AsyncIterable<F>): Promise<F[]> {
  const given: F[] = [];
  for await (const future of completed) given.push(future);
  return given;
}

behaviour('AC01', async () => {
  const later = [futureIn('running'), futureIn('running')];
  const done = [futureIn('succeeded'), futureIn('failed'), futureIn('cancelled-and-notified')];
  later.forEach((future, index) => setTimeout(() => future.setResult(VALUE), index));
  const given = await all(asCompleted([...done, ...later]));
  expect(new Set(given)).toEqual(new Set([...done, ...later]));
  expect(given).toHaveLength(5);
  // One that is cancelled is given once the executor has seen it.
  const cancelled = futureIn('cancelled');
  setTimeout(() => cancelled.setRunningOrNotifyCancel());
  expect(await all(asCompleted([cancelled]))).toEqual([cancelled]);
});

behaviour('AC02', async () => {
  for (const timeoutMs of [0, 100]) {
    const done = [futureIn('succeeded'), futureIn('failed')];
    const never = [futureIn('running'), futureIn('running')];
    const given: F[] = [];
    const start = performance.now();
    const ended = (async () => {
      for await (const future of asCompleted([...never, ...done], { timeoutMs })) given.push(future);
    })();
    await expect(ended).rejects.toMatchObject({ name: 'TimeoutError', message: '2 (of 4) futures unfinished' });
    expect(new Set(given)).toEqual(new Set(done));
    if (timeoutMs > 0) expect(lastedAbout(performance.now() - start, timeoutMs)).toBe(true);
  }
});

behaviour('AC03', async () => {
  const future = futureIn('running');
  const done = futureIn('succeeded');
  setTimeout(() => future.setResult(VALUE));
  function* source(): Generator<F> {
    yield future;
    yield done;
    yield future;
    yield done;
  }
  const given = await all(asCompleted(source()));
  expect(given).toEqual([done, future]);
});

behaviour('AC04', async () => {
  let completed: AsyncGenerator<F> | undefined;
  const given: WeakRef<F>[] = [];
  await (async () => {
    completed = asCompleted(Array.from({ length: 3 }, () => futureIn('succeeded')));
    for (let index = 0; index < 2; index++) given.push(new WeakRef((await completed.next()).value as F));
  })();
  // The third is still to come, so what iterates lives on. In a job of its own: a job keeps what it has looked at.
  await new Promise((resolve) => setTimeout(resolve));
  collectGarbage();
  expect(given.map((one) => one.deref() === undefined)).toEqual([true, true]);
  expect((await completed?.next())?.done).toBe(false);
});

behaviour('AC05', async () => {
  const futures = Array.from({ length: 5 }, () => futureIn('running'));
  const order = [3, 0, 4, 1, 2].map((index) => futures[index] as F);
  setTimeout(() => {
    for (const future of order) future.setResult(VALUE);
  });
  const given = await all(asCompleted(futures));
  expect(given.map((future) => futures.indexOf(future))).toEqual([3, 0, 4, 1, 2]);
});
