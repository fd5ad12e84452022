/** Calls through shared memory, on real workers: arguments of every form arrive, results of every kind come back, none twice. */
import { afterEach, expect, test } from 'vitest';
import type { Chunk } from '../../../src/pool/executor-chunks.ts';
import { openCallRig, type CallRig } from './call-rig.ts';

const rigs: CallRig[] = [];

async function open(workers: number): Promise<CallRig> {
  const rig = await openCallRig(workers);
  rigs.push(rig);
  return rig;
}

afterEach(async () => {
  await Promise.all(rigs.splice(0).map(({ workers }) => workers.end()));
});

test('numbers come back as numbers, everything else as it was', async () => {
  const { calls, table } = await open(2);
  const same = table.numberOf('arithmetic.same');
  const values = [
    0,
    -0,
    NaN,
    Infinity,
    2 ** 60,
    true,
    false,
    null,
    undefined,
    'text',
    [1, [2]],
    { a: new Map([[1, new Set([2])]]) },
  ];
  const futures = values.map((value) => calls.call(same, [value]));
  expect(await Promise.all(futures.map((future) => future.result()))).toEqual(values);
});

test('100 000 calls, far more than the board has slots: each is run once', { timeout: 60_000 }, async () => {
  const { calls, table } = await open(2);
  const add = table.numberOf('arithmetic.add');
  const futures = Array.from({ length: 100_000 }, (_, number) => calls.call<number>(add, [number, 1]));
  let sum = 0;
  for (const future of futures) sum += await future.result();
  expect(sum).toBe((100_000 * 100_001) / 2);
});

test('many calls in one record give their results in order, whatever they are', async () => {
  const { calls, table } = await open(2);
  const square = table.numberOf('arithmetic.square');
  const same = table.numberOf('arithmetic.same');
  const chunk = (...columns: unknown[][]): Chunk => ({ columns, count: columns[0]?.length ?? 0 });
  expect(await calls.callAll(square, chunk([1, 2, 3])).result()).toEqual([1, 4, 9]);
  expect(await calls.callAll(table.numberOf('arithmetic.power'), chunk([2, 3], [3, 2])).result()).toEqual([8, 9]);
  expect(await calls.callAll(same, chunk(['a', 2])).result()).toEqual(['a', 2]);
  expect(await calls.callAll(same, chunk([1, 2], ['a', 'b'])).result()).toEqual([1, 2]);
  expect(await calls.callAll(table.numberOf('arithmetic.isPrime'), chunk([2, 4])).result()).toEqual([true, false]);
});
