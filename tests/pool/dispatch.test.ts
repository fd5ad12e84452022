/** Numbers of batches and orders wrap as the words that carry them do. One thread plays page and worker. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { compileAssembly } from '../../assembly/asc-plugin.ts';
import { clockFrom } from '../../src/base/clock.ts';
import { poolPlan } from '../../src/memory/pool-plan.ts';
import { Dispatch } from '../../src/pool/dispatch.ts';
import { mailbox } from '../../src/sync/mailbox.ts';
import type { SyncExports } from '../../src/sync/sync-exports.ts';
import { instantiateSync } from '../sync/instantiate.ts';

const PAGES = 64;
const BATCHES = 32;

/** A batch's number is a signed word: it wraps at 2³¹; an order's wraps at 2³². */
test.each([
  ['a signed word', 0x7fff_fff0],
  ['a word', 0xffff_fff0],
])('LB07: batches across the end of %s are all answered', async (_, first) => {
  const module = await WebAssembly.compile(await readFile(await compileAssembly()));
  const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES, shared: true });
  const sync = (await instantiateSync(module, memory)).exports as unknown as SyncExports;
  const plan = poolPlan(memory.buffer.byteLength, 1);
  const own = plan.lanes[0];
  if (!own) throw new Error('there is no lane');
  new Int32Array(memory.buffer, own.mailbox.at, 1)[0] = first | 0;
  const box = mailbox(memory, own.mailbox);
  const dispatch = new Dispatch(memory, plan, clockFrom(), first | 0);
  let seen = first | 0;
  for (let batch = 0; batch < BATCHES; batch++) {
    const asked = { kind: () => 'batch' as const, count: 1, budgetMs: 0, delayMs: 0, deadlineMs: 1_000 };
    const run = dispatch.run([box], asked, sync);
    seen = sync.awaitOrder(own.mailbox.at, seen, 1);
    expect(sync.claimTask(plan.batch.at, 1)).toBe(0);
    expect(sync.leaveBatch(plan.batch.at, 1, box.read().batch)).toBe(1);
    await run;
  }
  expect(seen).toBe((first + BATCHES) | 0);
});
