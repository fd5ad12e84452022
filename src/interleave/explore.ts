/** Explores with no preemption, then with one, two, …: so the failure that is shown is one of the simplest. */
import { Explorer } from './explorer.ts';
import type { Exploration, Scenario } from './port.ts';

export interface ExploreOptions {
  readonly module: WebAssembly.Module;
  readonly scenario: Scenario;
  readonly bound: number;
}

/** Explores all schedules with at most `bound` preemptions, those with fewer first, until one fails. */
export function explore({ module, scenario, bound }: ExploreOptions): Exploration {
  let executions = 0;
  let moments = 0;
  let steps = 0;
  for (let preemptions = 0; preemptions <= bound; preemptions++) {
    const explorer = new Explorer(module, scenario, preemptions);
    explorer.run();
    executions = explorer.executions;
    moments = explorer.moments;
    steps += explorer.steps;
    if (explorer.failure) return { executions, moments, steps, failure: explorer.failure };
  }
  return { executions, moments, steps, failure: null };
}
