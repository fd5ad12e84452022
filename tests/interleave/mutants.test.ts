/** Each fault put into the lock code on purpose is caught, with a schedule that shows it: else the explorer proves nothing. */
import { expect, test } from 'vitest';
import { caught } from './catch.ts';
import { MUTANTS } from './mutants.ts';
import { scheduleText } from '../../src/interleave/schedule.ts';

const LONG = 60_000;

test('there are at least a dozen, and no two share a name', () => {
  expect(MUTANTS.length).toBeGreaterThanOrEqual(12);
  expect(new Set(MUTANTS.map(({ id }) => id)).size).toBe(MUTANTS.length);
});

test.each(MUTANTS.map((mutant) => [mutant.fault, mutant] as const))(
  'is caught: %s',
  { timeout: LONG },
  async (_, mutant) => {
    const found = await caught(mutant);
    expect(found).not.toBeNull();
    if (!found) return;
    const [head, ...lines] = scheduleText(found.scenario, found.failure).split('\n');
    expect(head).toContain(`(${found.failure.steps.length} steps,`);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.length).toBeLessThanOrEqual(found.failure.steps.length);
  },
);
