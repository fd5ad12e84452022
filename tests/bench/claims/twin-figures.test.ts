import { expect, test } from 'vitest';
import { twinFigures } from './twin-figures.ts';

const KNOWN = new Set(['threads-2', 'threads-8', 'in-turn']);

test('a line is a figure: the id of a part, a colon, a number', () => {
  const { figures, faults } = twinFigures('threads-2: 1.004\n\nthreads-8: 1e0\r\nin-turn: -8\n', KNOWN);
  expect([...figures]).toEqual([
    ['threads-2', 1.004],
    ['threads-8', 1],
    ['in-turn', -8],
  ]);
  expect(faults).toEqual([]);
});

test('an id that the claim has not is named, and the others are kept', () => {
  const { figures, faults } = twinFigures('threads-2: 1\nthreads-64: 1\n', KNOWN);
  expect([...figures.keys()]).toEqual(['threads-2']);
  expect(faults).toEqual(['printed "threads-64", which is no part of the claim']);
});

test('where the lab could not test the claim, ids are taken as they come', () => {
  expect(twinFigures('anything: 3', null)).toMatchObject({ faults: [] });
});

test.each(['hello', 'threads-2: nan', 'threads-2: inf', 'threads-2:', 'Threads_2: 1', 'threads-2: 1 ms'])(
  '"%s" is no figure',
  (line) => {
    const { figures, faults } = twinFigures(line, KNOWN);
    expect(figures.size).toBe(0);
    expect(faults).toEqual([`printed "${line}", which is no figure`]);
  },
);

test('the same id twice is a fault, and the first counts', () => {
  const { figures, faults } = twinFigures('threads-2: 1\nthreads-2: 2', KNOWN);
  expect(figures.get('threads-2')).toBe(1);
  expect(faults).toEqual(['printed "threads-2" twice']);
});

test('a twin that prints nothing is a fault', () => {
  expect(twinFigures('\n', KNOWN).faults).toEqual(['printed no figure']);
});
