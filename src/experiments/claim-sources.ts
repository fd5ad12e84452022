/**
 * The sources of claims as text, to be read beside their verdicts: the program that is played, the claim's own file, its twin in Python.
 * Loads one when it is asked for; runs none.
 */
import type { Claim } from './claims/index.ts';

const files = {
  ...import.meta.glob<string>(['../programs/*.ts', '!../programs/{index,operations}.ts'], {
    query: '?raw',
    import: 'default',
  }),
  ...import.meta.glob<string>(['./claims/*.{ts,py}', '!./claims/index.ts'], {
    query: '?raw',
    import: 'default',
  }),
};

export interface ClaimSource {
  /** Its path in the project, as in "src/programs/waits.ts". */
  readonly path: string;
  readonly text: string;
}

export interface ClaimSources {
  /** The program that is played; null where the claim's own file is the program. */
  readonly program: ClaimSource | null;
  readonly claim: ClaimSource;
  readonly twin: ClaimSource;
}

/** Rejects where a file does not load, or there is none of that name. */
async function source(path: string): Promise<ClaimSource> {
  const load = files[path];
  if (!load) throw new Error(`there is no source called ${path}`);
  return { path: path.replace(/^\.\.\//, 'src/').replace(/^\.\//, 'src/experiments/'), text: await load() };
}

/** Likewise. */
export async function claimSources({ id, program }: Pick<Claim, 'id' | 'program'>): Promise<ClaimSources> {
  const [own, claim, twin] = await Promise.all([
    program === null ? null : source(`../programs/${program}.ts`),
    source(`./claims/${id}.ts`),
    source(`./claims/${id}.py`),
  ]);
  return { program: own, claim, twin };
}
