/** The first tasks of loaded work as work of its own: the known fraction behind the known ratio. */
import { describe, expect, it } from 'vitest';
import { clockFrom } from '../../src/base/clock.ts';
import { PartOfWork } from '../../src/experiments/part-of-work.ts';
import ep from '../../src/kernels/ep.ts';
import { partition, type StagedWork } from '../../src/models/stage.ts';
import type { LoadedJob } from '../../src/runtime/job.ts';

const ITEMS = 20;
const ITEM_BYTES = 64;

function whole(): StagedWork {
  return {
    kernel: ep,
    size: ITEMS,
    items: ITEMS,
    steps: 1,
    chunkItems: 3,
    tasks: partition(ITEMS, 3),
    input: new Uint8Array(),
    page: {} as LoadedJob,
    pageOutput: Uint8Array.from({ length: ITEMS * ITEM_BYTES }, (_, at) => at % 251),
    sharedOutput: null,
  };
}

const parts = {
  clock: clockFrom(),
  loadOnPage: () => Promise.reject(new Error('a part loads nothing')),
  pool: null,
};

describe('a part of the work', () => {
  it('has the first tasks, their items and their bytes, in the memory of the whole', () => {
    const all = whole();
    const { work } = new PartOfWork(parts, all, 2);
    expect(work.tasks).toEqual([
      { start: 0, end: 3 },
      { start: 3, end: 6 },
    ]);
    expect(work.items).toBe(6);
    expect(work.pageOutput).toEqual(all.pageOutput.subarray(0, 6 * ITEM_BYTES));
    expect(work.pageOutput.buffer).toBe(all.pageOutput.buffer);
    expect(work.sharedOutput).toBeNull();
  });

  it('of twice the tasks has twice the items', () => {
    const all = whole();
    const [once, twice] = [2, 4].map((tasks) => new PartOfWork(parts, all, tasks).work.items);
    expect(twice).toBe(2 * (once ?? NaN));
  });

  it('of all tasks is the whole, whose last task may be short', () => {
    expect(new PartOfWork(parts, whole(), 7).work.items).toBe(ITEMS);
  });

  it.each([0, 8])('cannot have %i tasks of 7', (tasks) => {
    expect(() => new PartOfWork(parts, whole(), tasks)).toThrow(`a part of ${tasks} tasks: give 1 to 7`);
  });
});
