/**
 * The sizes of shared structures and the numbers of outcomes are written down twice, for wasm and for TypeScript; here
 * they are compared.
 */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { compileAssembly } from '../../assembly/asc-plugin.ts';
import { MAX_TASKS, poolPlan } from '../../src/memory/pool-plan.ts';
import * as structures from '../../src/memory/structures.ts';
import { OUTCOME, REASON } from '../../src/sync/outcome.ts';
import { QUEUE_ORDERS } from '../../src/sync/queue.ts';
import { instantiateSync } from './instantiate.ts';

async function constant(name: string): Promise<unknown> {
  const { exports } = await instantiateSync(await WebAssembly.compile(await readFile(await compileAssembly())));
  return (exports[name] as WebAssembly.Global | undefined)?.value;
}

const SIZES = Object.entries(structures).filter(([, structure]) => typeof structure === 'object');

test.each(SIZES)('%s takes as many bytes, on the same boundary, for page and workers', async (name, structure) => {
  expect({ BYTES: await constant(`${name}_BYTES`), ALIGN: await constant(`${name}_ALIGN`) }).toEqual(structure);
});

test.each(Object.entries({ ...OUTCOME, ...REASON }))('%s is %i on both sides', async (name, value) => {
  expect(await constant(name)).toBe(value);
});

test('the orders of a queue are numbered alike on both sides', async () => {
  for (const [number, order] of QUEUE_ORDERS.entries()) {
    expect(await constant(order.toUpperCase().replaceAll('-', '_')), order).toBe(number);
  }
});

test('no two regions of a pool’s plan overlap, and all keep their boundary', () => {
  const plan = poolPlan(32 * 2 ** 20, 65);
  const regions = [plan.batch, plan.handshake, plan.gil, plan.tasks, plan.shares, plan.work, ...plan.pageThreads];
  regions.push(plan.calls.board, plan.calls.gates, plan.calls.never, plan.ranks, plan.program);
  for (const lane of plan.lanes) regions.push(lane.mailbox, lane.thread, lane.spans, lane.tally, lane.scratch);
  const ordered = regions.sort((a, b) => a.at - b.at);
  ordered.slice(1).forEach((region, index) => {
    const before = ordered[index];
    expect(region.at).toBeGreaterThanOrEqual((before?.at ?? 0) + (before?.bytes ?? 0));
    expect(region.at % 64).toBe(0);
  });
  expect((ordered.at(-1)?.at ?? 0) + (ordered.at(-1)?.bytes ?? 0)).toBe(32 * 2 ** 20);
});

test('the shares of any batch fit into their room', () => {
  const { shares } = poolPlan(32 * 2 ** 20, 65);
  for (let workers = 1; workers <= 65; workers++) {
    for (const count of [1, workers, 1_025, MAX_TASKS]) {
      expect(workers * structures.shareStructure(count, workers).BYTES).toBeLessThanOrEqual(shares.bytes);
    }
  }
});

test('the records of threads stand one behind the other, by number', () => {
  const { lanes, pageThreads } = poolPlan(32 * 2 ** 20, 65);
  const records = [...lanes.map(({ thread }) => thread), ...pageThreads].map(({ at }) => at);
  const first = records[0] ?? 0;
  expect(records).toEqual(records.map((_, number) => first + number * structures.THREAD.BYTES));
});
