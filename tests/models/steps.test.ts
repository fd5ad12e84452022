/** What workers without shared memory get of the step before, and how ranks divide work of several steps. No worker is involved. */
import { describe, expect, it } from 'vitest';
import type { Kernel } from '../../src/kernels/index.ts';
import { StepExchange } from '../../src/models/steps/step-exchange.ts';
import { steppedWork } from '../../src/models/steps/rank-shares.ts';
import { partition, type StagedWork } from '../../src/models/stage.ts';

const ITEMS = 7;
const ITEM_BYTES = 2;

/** Rows of two bytes; each reads its neighbours too where it says what it reads. */
function work(steps: number, readsNeighbours: boolean): StagedWork {
  const reads = (start: number, end: number) => ({ start: Math.max(0, start - 1), end: Math.min(ITEMS, end + 1) });
  const kernel = { itemBytes: () => ITEM_BYTES, ...(readsNeighbours && { reads }) } as unknown as Kernel;
  const pageOutput = new Uint8Array(ITEMS * ITEM_BYTES);
  const part = { kernel, size: ITEMS, items: ITEMS, steps, chunkItems: 2, tasks: partition(ITEMS, 2), pageOutput };
  return part as unknown as StagedWork;
}

function filled(exchange: StepExchange, { tasks }: StagedWork, of: (item: number) => number): void {
  tasks.forEach(({ start, end }, task) => {
    const bytes = Array.from({ length: end - start }, (_, at) => [of(start + at), of(start + at)]).flat();
    exchange.take(task, Uint8Array.from(bytes));
  });
}

describe('what is given to workers without shared memory', () => {
  it('is nothing in the first step, and then what the step before has left, halo included', () => {
    const asked = work(3, true);
    const exchange = new StepExchange(asked);
    expect(exchange.forTask({ start: 2, end: 4 })).toBeNull();
    filled(exchange, asked, (item) => item);
    expect(exchange.next()).toBe(true);
    expect(exchange.forTask({ start: 2, end: 4 })).toEqual({ at: 2, bytes: Uint8Array.of(1, 1, 2, 2, 3, 3, 4, 4) });
    expect(exchange.forTask({ start: 6, end: 7 })).toEqual({ at: 10, bytes: Uint8Array.of(5, 5, 6, 6) });
    filled(exchange, asked, (item) => 10 + item);
    exchange.next();
    expect(exchange.forTask({ start: 0, end: 1 })).toEqual({ at: 0, bytes: Uint8Array.of(10, 10, 11, 11) });
  });

  it('is everything where the kernel does not say what it reads, once a worker and step', () => {
    const asked = work(2, false);
    const exchange = new StepExchange(asked);
    filled(exchange, asked, (item) => item);
    exchange.next();
    expect(exchange.forWorker({ start: 0, end: 2 }, true)?.bytes).toHaveLength(ITEMS * ITEM_BYTES);
    expect(exchange.forWorker({ start: 2, end: 4 }, false)).toBeNull();
    expect(exchange.taskNumber(1)).toBe(5);
  });

  it.each([1, 2, 3, 4])('the last of %i steps stands in the output, and there is no step after it', (steps) => {
    const asked = work(steps, true);
    const exchange = new StepExchange(asked);
    let step = 0;
    do filled(exchange, asked, () => 100 + step);
    while (exchange.next() && ++step > 0);
    expect(step).toBe(steps - 1);
    expect(asked.pageOutput.every((byte) => byte === 100 + steps - 1)).toBe(true);
  });
});

describe('work of several steps among ranks', () => {
  it('gives each a block of neighbouring tasks, and passes on the rows at the borders', () => {
    const { shares, passages } = steppedWork(work(3, true), 3);
    expect(shares.map((share) => share.map(({ task }) => task))).toEqual([[0], [1], [2, 3]]);
    expect(passages).toEqual([
      { from: 1, to: 0, start: 2, end: 3 },
      { from: 0, to: 1, start: 1, end: 2 },
      { from: 2, to: 1, start: 4, end: 5 },
      { from: 1, to: 2, start: 3, end: 4 },
    ]);
  });

  it('passes everything to everybody where the kernel reads everything, and leaves out ranks without a task', () => {
    const { shares, passages } = steppedWork(work(3, false), 6);
    const busy = shares.flatMap((share, rank) => (share.length > 0 ? [rank] : []));
    expect(busy).toHaveLength(4);
    expect(passages).toHaveLength(4 * 3);
    for (const to of busy) {
      const read = passages
        .filter((passage) => passage.to === to)
        .reduce((sum, { start, end }) => sum + end - start, 0);
      const own = (shares[to] ?? []).reduce((sum, { start, end }) => sum + end - start, 0);
      expect(read + own).toBe(ITEMS);
    }
  });
});
