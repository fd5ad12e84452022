/** Schedules in words: nothing is lost of a short one, and one that goes in circles shows its circle once. */
import { expect, test } from 'vitest';
import { folded } from '../../src/interleave/schedule.ts';

/** What the lines stand for, one a step. */
function unfolded(lines: readonly string[]): string[] {
  const said = /the last (?:step|(\d+) steps), (\d+) times in all/.exec(lines.at(-1) ?? '');
  if (!said) return [...lines];
  const shown = lines.slice(0, -1);
  const circle = shown.slice(-Number(said[1] ?? 1));
  return [...shown, ...Array.from({ length: Number(said[2]) - 1 }, () => circle).flat()];
}

test('a schedule without a circle is written as it is', () => {
  for (const steps of [[], ['a'], ['a', 'b', 'a', 'b'], ['a', 'a', 'b']]) expect(folded(steps)).toEqual(steps);
});

test.each([1, 2, 3, 64])('a circle of %i steps at the end is written once, with how often it was made', (round) => {
  const circle = Array.from({ length: round }, (_, index) => `c${index}`);
  for (const times of [3, 4, 1000]) {
    const steps = ['start', ...Array.from({ length: times }, () => circle).flat()];
    const lines = folded(steps);
    expect(lines.length).toBe(1 + round + 1);
    expect(unfolded(lines)).toEqual(steps);
  }
});

test('a circle that is broken before the end is not folded over the break', () => {
  const steps = ['a', 'b', 'a', 'b', 'x', 'a', 'b', 'a', 'b', 'a', 'b'];
  expect(unfolded(folded(steps))).toEqual(steps);
  expect(folded(steps)).toHaveLength(8);
});
