/**
 * The ids a command line may name, read from the folders that are the catalogues: the registries themselves need
 * Vite, and a wrong word has to be answered before anything is built.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Known } from './arguments.ts';
import { ROOT } from './root.ts';

/** A file is an entry where it holds an entry whose id is the file's name, which is what the registries demand. */
async function ids(folder: string): Promise<string[]> {
  const place = join(ROOT, 'src', folder);
  const names = (await readdir(place)).filter((name) => name.endsWith('.ts')).map((name) => name.slice(0, -3));
  const texts = await Promise.all(names.map((name) => readFile(join(place, `${name}.ts`), 'utf8')));
  return names.filter((name, index) => texts[index]?.includes(`id: '${name}'`)).sort();
}

export async function known(): Promise<Known> {
  const [kernels, models, programs, claims] = await Promise.all(
    ['kernels', 'models', 'programs', 'experiments/claims'].map(ids),
  );
  return { kernels: kernels ?? [], models: models ?? [], programs: programs ?? [], claims: claims ?? [] };
}
