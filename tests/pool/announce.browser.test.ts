/**
 * A browser without `Atomics.waitAsync` hears of a batch's end by a worker's message. The function is taken away
 * before the lab is loaded.
 */
import { expect, test } from 'vitest';

test('without waitAsync batches end by message, with the same bytes', async () => {
  Reflect.deleteProperty(Atomics, 'waitAsync');
  const { CAN_WAIT_ASYNC } = await import('../../src/sync/batch.ts');
  const { openRig } = await import('../models/rig.ts');
  const { models } = await import('../../src/models/index.ts');
  expect(CAN_WAIT_ASYNC).toBe(false);
  const { stage, pool } = await openRig(2);
  const signal = new AbortController().signal;
  const run = async (id: string): Promise<Uint8Array> => {
    const model = await models.load(id);
    await model.prepare(stage, 2);
    return new Uint8Array((await model.run(stage, 2, signal)).output);
  };
  const expected = await run('main-thread');
  for (let repeat = 0; repeat < 20; repeat++) {
    expect(await run('free-threads')).toEqual(expected);
    if (repeat % 5 === 0) expect(await run('processes')).toEqual(expected);
  }
  await pool.close();
});
