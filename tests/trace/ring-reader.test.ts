/** A ring that is read while it is written: every record once, and what was overwritten before is counted. */
import { expect, test } from 'vitest';
import { recorder, ringReader } from '../../src/trace/recorder.ts';

const CAPACITY = 4;
const RING = { at: 64, bytes: 64 + CAPACITY * 24 };

function opened(): { write: (...starts: number[]) => void; take: () => number[]; lost: () => number } {
  const buffer = new ArrayBuffer(1_024);
  const ring = recorder(buffer, RING);
  const reader = ringReader(buffer, RING, 7);
  return {
    write: (...starts) => starts.forEach((start) => ring.record('running', 1, start, start + 1)),
    take: () => reader.take().map(({ start }) => start),
    lost: () => reader.lost,
  };
}

test('gives each record once, also past the end of the ring', () => {
  const { write, take, lost } = opened();
  expect(take()).toEqual([]);
  write(1, 2, 3);
  expect(take()).toEqual([1, 2, 3]);
  expect(take()).toEqual([]);
  write(4, 5, 6);
  expect(take()).toEqual([4, 5, 6]);
  expect(lost()).toBe(0);
});

test('counts what was overwritten before it was read', () => {
  const { write, take, lost } = opened();
  write(1, 2, 3, 4, 5, 6);
  expect(take()).toEqual([3, 4, 5, 6]);
  expect(lost()).toBe(2);
});
