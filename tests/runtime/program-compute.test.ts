/** Which part of a computation holds the GIL, and that every policy computes each item once, in order, with a look between slices. */
import { describe, expect, test } from 'vitest';
import type { LoadedJob } from '../../src/runtime/job.ts';
import { computeFreely, computeHolding, computeIsolated, computeReleasing } from '../../src/runtime/program-compute.ts';
import { ProcessorWatch } from '../../src/runtime/processor-watch.ts';
import type { RunningThread } from '../../src/runtime/program-thread.ts';

const ITEM_BYTES = 2;
const ITEMS = 64;
/** So long that no slice has more than one. */
const ITEM_MS = 0.04;

/** What happened, in order: items computed, "look", "(phase" and ")" around what was done without the right to run. */
function scene(sliceItems: number): {
  job: LoadedJob;
  running: RunningThread;
  watch: ProcessorWatch;
  happened: string[];
} {
  const happened: string[] = [];
  let now = 0;
  const watch = new ProcessorWatch({ now: () => now }, () => happened.push('absent'));
  const region = { at: 0, bytes: ITEMS * ITEM_BYTES };
  const memory = { buffer: new ArrayBuffer(region.bytes) };
  const bytes = new Uint8Array(memory.buffer);
  const job = {
    setup: { sliceItems, steps: 1, itemBytes: ITEM_BYTES, size: 1 },
    memory,
    plan: { input: region, output: region, scratch: region },
    kernel(start: number, end: number) {
      for (let item = start; item < end; item++) {
        happened.push(String(item));
        now += ITEM_MS;
        bytes.fill(item + 1, item * ITEM_BYTES, (item + 1) * ITEM_BYTES);
      }
    },
  } as unknown as LoadedJob;
  const running: RunningThread = {
    begin() {},
    end() {},
    look() {
      happened.push('look');
      return false;
    },
    demandGoing: () => void happened.push('go?'),
    blocked(phase, wait) {
      happened.push(`(${phase}`);
      const value = wait();
      happened.push(')');
      return value;
    },
  };
  return { job, running, watch, happened };
}

const computed = (happened: readonly string[]): string[] => happened.filter((one) => /^\d+$/.test(one));

test('free threads look for a stop between slices', () => {
  const { job, running, watch, happened } = scene(2);
  computeFreely(job, running, watch, null)({ start: 1, end: 6 });
  expect(happened).toEqual(['1', 'go?', '2', 'go?', '3', 'go?', '4', 'go?', '5', 'go?']);
});

test('free threads count after each item, where they count', () => {
  const { job, running, watch, happened } = scene(2);
  computeFreely(job, running, watch, () => happened.push('count'))({ start: 0, end: 2 });
  expect(happened).toEqual(['0', 'count', 'go?', '1', 'count', 'go?']);
});

test('a holder of the GIL looks after each item whether another wants it', () => {
  const { job, running, watch, happened } = scene(2);
  computeHolding(job, running, watch)({ start: 0, end: 3 });
  expect(happened).toEqual(['0', 'look', '1', 'look', '2', 'look']);
});

test('and counts references before it looks, where they are counted', () => {
  const { job, running, watch, happened } = scene(2);
  computeHolding(job, running, watch, () => happened.push('count'))({ start: 0, end: 2 });
  expect(happened).toEqual(['0', 'count', 'look', '1', 'count', 'look']);
});

describe('a computation that releases the GIL', () => {
  test('alternates: each slice begins with its held part and goes on without', () => {
    const { job, running, watch, happened } = scene(4);
    computeReleasing(job, running, watch, 0.25)({ start: 0, end: 8 });
    expect(happened.filter((one) => one !== 'go?')).toEqual([
      '0',
      'look',
      '(released',
      '1',
      '2',
      '3',
      ')',
      '4',
      'look',
      '(released',
      '5',
      '6',
      '7',
      ')',
    ]);
  });

  test('with slices of one item, holds it for so many of them', () => {
    const { job, running, watch, happened } = scene(1);
    computeReleasing(job, running, watch, 0.25)({ start: 0, end: 8 });
    expect(happened.filter((one) => one === 'look')).toHaveLength(2);
    expect(happened.filter((one) => one === '(released')).toHaveLength(6);
  });

  test.each([0, 0.1, 0.25, 0.5, 0.9, 1])(
    'with %f of it held, computes each item once, and that part held',
    (fraction) => {
      for (const sliceItems of [1, 3, 7]) {
        const { job, running, watch, happened } = scene(sliceItems);
        computeReleasing(job, running, watch, fraction)({ start: 5, end: 45 });
        expect(computed(happened)).toEqual(Array.from({ length: 40 }, (_, place) => String(5 + place)));
        expect(happened.filter((one) => one === 'look')).toHaveLength(Math.round(40 * fraction));
      }
    },
  );
});

describe('a process', () => {
  test.each(['clone', 'transfer'] as const)(
    'computes in its own memory and sends the bytes of its range: %s',
    (payload) => {
      const { job, running, watch, happened } = scene(8);
      const shared = new Uint8Array(ITEMS * ITEM_BYTES);
      const sent: [number, number[], number][] = [];
      const compute = computeIsolated(job, running, watch, {
        payload,
        shared,
        post: (start, bytes, moved) => sent.push([start, [...bytes], moved.length]),
      });
      compute({ start: 2, end: 4 });
      expect(happened).toEqual(['2', 'go?', '3', 'go?', '(copying', ')']);
      expect(sent).toEqual([[2, [3, 3, 4, 4], payload === 'transfer' ? 1 : 0]]);
      expect(shared.every((byte) => byte === 0)).toBe(true);
    },
  );

  test('writes them where both see them: shared', () => {
    const { job, running, watch } = scene(8);
    const shared = new Uint8Array(ITEMS * ITEM_BYTES);
    computeIsolated(job, running, watch, {
      payload: 'shared',
      shared,
      post() {
        throw new Error('nothing is to be sent');
      },
    })({ start: 1, end: 3 });
    expect([...shared.subarray(0, 8)]).toEqual([0, 0, 2, 2, 3, 3, 0, 0]);
  });
});
