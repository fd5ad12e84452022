/** The sizes of shared structures are written down twice, for the workers and for the page; here they are compared. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { compileAssembly } from '../../assembly/asc-plugin.ts';
import { BATCH, HANDSHAKE, MAILBOX, poolPlan } from '../../src/memory/pool-plan.ts';

async function exports(): Promise<WebAssembly.Exports> {
  const module = await WebAssembly.compile(await readFile(await compileAssembly()));
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  return (await WebAssembly.instantiate(module, { env: { memory } })).exports;
}

test.each([
  ['MAILBOX', MAILBOX],
  ['BATCH', BATCH],
  ['HANDSHAKE', HANDSHAKE],
])('%s takes as many bytes, on the same boundary, for page and workers', async (name, structure) => {
  const built = await exports();
  const value = (key: string): unknown => (built[key] as WebAssembly.Global | undefined)?.value;
  expect(value(`${name}_BYTES`)).toBe(structure.BYTES);
  expect(value(`${name}_ALIGN`)).toBe(structure.ALIGN);
});

test('no two regions of a pool’s plan overlap, and all keep their boundary', () => {
  const plan = poolPlan(32 * 2 ** 20, 65);
  const regions = [plan.batch, plan.handshake, plan.tasks, plan.work];
  for (const lane of plan.lanes) regions.push(lane.mailbox, lane.spans, lane.tally, lane.scratch);
  const ordered = regions.sort((a, b) => a.at - b.at);
  ordered.slice(1).forEach((region, index) => {
    const before = ordered[index];
    expect(region.at).toBeGreaterThanOrEqual((before?.at ?? 0) + (before?.bytes ?? 0));
    expect(region.at % 64).toBe(0);
  });
  expect((ordered.at(-1)?.at ?? 0) + (ordered.at(-1)?.bytes ?? 0)).toBe(32 * 2 ** 20);
});
