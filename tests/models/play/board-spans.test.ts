/** Spans of a play are its own: what an earlier play left in a lane's ring is neither shown nor counted. */
import { expect, test } from 'vitest';
import type { ProgramRecords } from '../../../src/memory/program-records.ts';
import { BoardSpans } from '../../../src/models/play/board-spans.ts';
import { recorder } from '../../../src/trace/recorder.ts';

const ring = { at: 0, bytes: 64 + 24 * 16 };
const left = { activityOf: () => 'left' } as unknown as ProgramRecords;

test('a lane that comes late loses nothing to what the play before it left in its ring', () => {
  const buffer = new ArrayBuffer(ring.bytes);
  const before = recorder(buffer, ring);
  for (let task = 0; task < 5; task++) before.record('running', task, task, task + 1);

  const spans = new BoardSpans(buffer, left, [ring]);
  spans.collect(100);
  const lane = recorder(buffer, ring);
  lane.reset();
  lane.record('running', 1, 101, 103);
  lane.record('waiting-io', 1, 103, 104);
  spans.collect(100);
  expect(spans.until(100, 104).map(({ phase, start, end }) => [phase, start, end])).toEqual([
    ['running', 1, 3],
    ['waiting-io', 3, 4],
  ]);
  expect(spans.lost).toBe(0);
});
