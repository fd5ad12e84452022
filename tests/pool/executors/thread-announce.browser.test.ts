/**
 * A browser without `Atomics.waitAsync` hears of calls that were handed back by a worker's message. The function is taken away before the
 * lab is loaded.
 */
import { expect, test } from 'vitest';

test('without waitAsync results come by message, and soon', async () => {
  Reflect.deleteProperty(Atomics, 'waitAsync');
  const { CAN_WAIT_ASYNC } = await import('../../../src/sync/batch.ts');
  const { ThreadPoolExecutor } = await import('../../../src/pool/thread-executor.ts');
  expect(CAN_WAIT_ASYNC).toBe(false);
  const executor = await ThreadPoolExecutor.open({ maxWorkers: 2 });
  expect(await executor.submit('arithmetic.add', 1, 2).result()).toBe(3);
  const began = performance.now();
  for (let number = 0; number < 50; number++) {
    expect(await executor.submit('arithmetic.square', number).result()).toBe(number ** 2);
  }
  // Each would take a slice of 100 ms if nobody told.
  expect(performance.now() - began).toBeLessThan(50 * 100);
  const futures = Array.from({ length: 10_000 }, (_, number) => executor.submit<number>('arithmetic.square', number));
  const results = await Promise.all(futures.map((future) => future.result()));
  expect(results).toEqual(futures.map((_, number) => number ** 2));
  const cancelled = executor.submit('arithmetic.square', 1);
  cancelled.cancel();
  await executor.shutdown();
});
