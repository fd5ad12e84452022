/** Explores a fault until a scenario shows it. */
import { patched } from './build.ts';
import { scenariosOf } from './catalogue.ts';
import { explore } from '../../src/interleave/explore.ts';
import type { Failure } from '../../src/interleave/port.ts';
import type { Mutant } from './mutants.ts';
import type { NamedScenario } from '../../src/interleave/scenario.ts';

export interface Caught {
  readonly scenario: NamedScenario;
  readonly failure: Failure;
}

/** The first scenario that fails, with its shortest failing schedule; null where the fault is never seen. */
export async function caught(mutant: Mutant): Promise<Caught | null> {
  const module = await patched(mutant);
  for (const file of mutant.scenarios) {
    for (const scenario of await scenariosOf(file)) {
      const { failure } = explore({ module, scenario, bound: scenario.bound });
      if (failure) return { scenario, failure };
    }
  }
  return null;
}
