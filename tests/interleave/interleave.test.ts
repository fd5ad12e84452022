/**
 * The lock code as it ships, under every interleaving up to a number of preemptions: no lost wake-up, no deadlock, no data
 * race, exact counts. What the explorer would find is shown by mutants.test.ts.
 */
import { describe, expect, test } from 'vitest';
import { shipped } from './build.ts';
import { scenarioFiles, scenariosOf } from './catalogue.ts';
import { explore, exploreWhole } from '../../src/interleave/explore.ts';
import { scheduleText } from '../../src/interleave/schedule.ts';
import { FINISHES_FIRST } from './scenarios/dispatch.ts';
import { PLAIN_TABLE_RACES } from './scenarios/histogram.ts';
import { PLAIN_RACES } from './scenarios/refcount.ts';

const LONG = 60_000;
const files = await Promise.all((await scenarioFiles()).map(scenariosOf));
const scenarios = files.flat();
const module = await shipped();

describe('under every interleaving', () => {
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', { timeout: LONG }, (_, scenario) => {
    const { failure, executions } = exploreWhole({ module, scenario, bound: scenario.bound });
    expect(failure && scheduleText(scenario, failure)).toBeNull();
    // One order alone would prove nothing.
    expect(executions).toBeGreaterThan(1);
  });
});

test.each([
  ['plain reference counts', PLAIN_RACES],
  ['plain counts in one table', PLAIN_TABLE_RACES],
] as const)('%s race, and the explorer says so', (_, scenario) => {
  const { failure } = explore({ module, scenario, bound: 2 });
  expect(failure?.reason).toMatch(/data race/);
});

test('a task that is finished before its result is written races, and the explorer says so', () => {
  const { failure } = explore({ module, scenario: FINISHES_FIRST, bound: 2 });
  expect(failure?.reason).toMatch(/data race|reads what is not of the step before/);
});

test('threads are explored with 3 preemptions where they are two, with 2 where they are three', () => {
  for (const { threads, bound, name } of scenarios) {
    expect(bound, name).toBeGreaterThanOrEqual(threads.length === 2 ? 3 : 2);
  }
});
