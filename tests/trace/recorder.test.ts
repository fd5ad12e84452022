/** The ring of spans: what a lane writes is what the page reads. */
import { expect, test } from 'vitest';
import { recorded, recorder } from '../../src/trace/recorder.ts';

const RECORD = 24;
const ring = (records: number) => ({ at: 64, bytes: 64 + records * RECORD });

function memory(records: number): ArrayBuffer {
  return new ArrayBuffer(64 + ring(records).bytes);
}

test('spans come back as they were recorded, in order, under the lane that is asked for', () => {
  const buffer = memory(4);
  const spans = recorder(buffer, ring(4));
  spans.record('queued', -1, 0.25, 1.5);
  spans.record('running', 7, 1.5, 2.75);
  expect(recorded(buffer, ring(4), 3)).toEqual([
    { lane: 3, task: -1, phase: 'queued', start: 0.25, end: 1.5 },
    { lane: 3, task: 7, phase: 'running', start: 1.5, end: 2.75 },
  ]);
});

test('a full ring keeps the latest spans, oldest first', () => {
  const buffer = memory(3);
  const spans = recorder(buffer, ring(3));
  for (let task = 0; task < 8; task++) spans.record('running', task, task, task + 1);
  expect(recorded(buffer, ring(3), 0).map(({ task }) => task)).toEqual([5, 6, 7]);
});

test('a reset forgets the last run', () => {
  const buffer = memory(3);
  const spans = recorder(buffer, ring(3));
  spans.record('running', 1, 0, 1);
  spans.reset();
  expect(recorded(buffer, ring(3), 0)).toEqual([]);
});
