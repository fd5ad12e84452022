/**
 * Explores a scenario: for one of its simplest failures, with no preemption, then with one, two, …; or, where none is
 * expected, all of it in one go.
 */
import { Explorer } from './explorer.ts';
import type { Exploration, Scenario } from './port.ts';

export interface ExploreOptions {
  readonly module: WebAssembly.Module;
  readonly scenario: Scenario;
  readonly bound: number;
}

/** Explores all schedules with at most `bound` preemptions, in no order of their number. */
export function exploreAtOnce({ module, scenario, bound }: ExploreOptions): Exploration {
  const explorer = new Explorer(module, scenario, bound);
  explorer.run();
  const { executions, moments, steps, failure } = explorer;
  return { executions, moments, steps, failure };
}

/** Explores all schedules with at most `bound` preemptions, those with fewer first, until one fails. */
export function explore({ module, scenario, bound }: ExploreOptions): Exploration {
  let steps = 0;
  for (let preemptions = 0; ; preemptions++) {
    const found = exploreAtOnce({ module, scenario, bound: preemptions });
    steps += found.steps;
    if (found.failure || preemptions >= bound) return { ...found, steps };
  }
}

/** The same schedules without those with fewer preemptions being played over and over; they are where one fails, to show a simple one. */
export function exploreWhole(options: ExploreOptions): Exploration {
  const found = exploreAtOnce(options);
  return found.failure ? explore(options) : found;
}
