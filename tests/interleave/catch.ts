/** Explores a fault until a scenario shows it. */
import { patched } from './build.ts';
import { scenariosOf } from './catalogue.ts';
import { exploreAtOnce } from '../../src/interleave/explore.ts';
import type { Failure } from '../../src/interleave/port.ts';
import type { Mutant } from './mutants.ts';
import type { NamedScenario } from '../../src/interleave/scenario.ts';

export interface Caught {
  readonly scenario: NamedScenario;
  readonly failure: Failure;
}

/**
 * The first scenario that fails with the fewest preemptions, with its shortest failing schedule; null where the fault is never
 * seen. Every scenario is tried with no preemption, then every one with one, and so on: the many with few cost little.
 */
export async function caught(mutant: Mutant): Promise<Caught | null> {
  const module = await patched(mutant);
  const scenarios = (await Promise.all(mutant.scenarios.map(scenariosOf))).flat();
  const most = Math.max(...scenarios.map(({ bound }) => bound));
  for (let bound = 0; bound <= most; bound++) {
    for (const scenario of scenarios.filter((each) => bound <= each.bound)) {
      const { failure } = exploreAtOnce({ module, scenario, bound });
      if (failure) return { scenario, failure };
    }
  }
  return null;
}
