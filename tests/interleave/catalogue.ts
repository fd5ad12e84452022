/** Every scenario, by the file it stands in. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { NamedScenario } from '../../src/interleave/scenario.ts';

const FOLDER = join(import.meta.dirname, 'scenarios');

export async function scenariosOf(file: string): Promise<readonly NamedScenario[]> {
  const { default: list } = (await import(`./scenarios/${file}.ts`)) as { default: readonly NamedScenario[] };
  return list;
}

export async function scenarioFiles(): Promise<string[]> {
  const names = await readdir(FOLDER);
  return names.map((name) => name.replace(/\.ts$/, '')).sort();
}
