/** Waiting for several futures: which are done by which rule. */
import { expect } from 'vitest';
import { prng } from '../../../src/base/prng.ts';
import type { Future } from '../../../src/pool/future.ts';
import { wait, type ReturnWhen, type Waited } from '../../../src/pool/wait.ts';
import { BadArgument } from '../../../src/sync/errors.ts';
import { lastedAbout } from '../../conformance/lasted-about.ts';
import { behaviour } from '../../conformance/repeated.ts';
import { ERROR, futureIn, outcomeOf, VALUE } from './states.ts';

type F = Future<number>;

function expectSets({ done, notDone }: Waited<number>, isDone: readonly F[], isNot: readonly F[]): void {
  expect([...done]).toHaveLength(isDone.length);
  expect(isDone.every((future) => done.has(future))).toBe(true);
  expect([...notDone]).toHaveLength(isNot.length);
  expect(isNot.every((future) => notDone.has(future))).toBe(true);
}

/** What `wait` says before any other turn of this thread. */
async function atOnce(futures: readonly F[], returnWhen: ReturnWhen): Promise<Waited<number>> {
  let waited: Waited<number> | undefined;
  void wait(futures, { returnWhen }).then((sets) => (waited = sets));
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  if (!waited) throw new Error('it waits');
  return waited;
}

behaviour('WA01', async () => {
  const future = futureIn('succeeded');
  expectSets(await wait([future, future]), [future], []);
  const later = futureIn('running');
  setTimeout(() => later.setResult(VALUE));
  expectSets(await wait([later, later, future]), [later, future], []);
});

behaviour('WA02', async () => {
  const [first, second] = [futureIn('running'), futureIn('running')];
  const cancelled = futureIn('cancelled');
  setTimeout(() => first.setResult(VALUE));
  expectSets(await wait([cancelled, first, second], { returnWhen: 'first-completed' }), [first], [cancelled, second]);
});

behaviour('WA03', async () => {
  const done = [futureIn('cancelled-and-notified'), futureIn('succeeded')];
  const pending = futureIn('running');
  expectSets(await atOnce([...done, pending], 'first-completed'), done, [pending]);
});

behaviour('WA04', async () => {
  const [first, second, third] = [futureIn('running'), futureIn('running'), futureIn('running')];
  setTimeout(() => first.setResult(VALUE));
  setTimeout(() => second.setException(ERROR), 1);
  expectSets(await wait([first, second, third], { returnWhen: 'first-exception' }), [first, second], [third]);
});

behaviour('WA05', async () => {
  const [first, second] = [futureIn('running'), futureIn('running')];
  const done = [futureIn('succeeded'), futureIn('cancelled-and-notified')];
  const cancelled = futureIn('cancelled');
  setTimeout(() => first.setException(ERROR));
  const waited = await wait([...done, cancelled, first, second], { returnWhen: 'first-exception' });
  expectSets(waited, [...done, first], [cancelled, second]);
  const failed = futureIn('failed');
  expectSets(await atOnce([failed, second], 'first-exception'), [failed], [second]);
});

behaviour('WA06', async () => {
  const [first, second] = [futureIn('running'), futureIn('running')];
  const done = [futureIn('cancelled-and-notified'), futureIn('failed'), futureIn('succeeded')];
  setTimeout(() => first.setResult(VALUE));
  setTimeout(() => second.setException(ERROR), 1);
  expectSets(await wait([...done, first, second]), [...done, first, second], []);
  const never = futureIn('running');
  const start = performance.now();
  expectSets(await wait([...done, never], { timeoutMs: 50 }), done, [never]);
  expect(lastedAbout(performance.now() - start, 50)).toBe(true);
});

behaviour('WA07', async () => {
  const seed = 20_261_125;
  const random = prng(seed);
  const futures = Array.from({ length: 100 }, () => futureIn('running'));
  for (const future of futures) {
    // Now, on a microtask, on a timer, on a message: between any two steps of whoever waits.
    const turns = [(call: () => void) => call(), queueMicrotask, setTimeout, onMessage];
    const settle = (): void => void setTimeout(() => future.setResult(VALUE), random.below(3));
    turns[random.below(turns.length)]?.(settle);
  }
  expectSets(await wait(futures), futures, []);
});

function onMessage(call: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    call();
  };
  port2.postMessage(null);
}

behaviour('WA08', async () => {
  const outcome = wait([futureIn('succeeded')], { returnWhen: 'last-completed' as ReturnWhen });
  await expect(outcome).rejects.toThrow(BadArgument);
  expect(await outcomeOf(outcome)).toBe('BadArgument');
});
