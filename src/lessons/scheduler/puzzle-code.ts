/**
 * Fetches the code that a puzzle plays, made by assembly/puzzle-modules.ts at build time: the module, and which line of which
 * source each of its accesses to memory comes from. Nothing is fetched before it is asked for.
 */

/** A function of the sources. */
export interface Excerpt {
  readonly file: string;
  /** The number of its first line, from 1. */
  readonly from: number;
  readonly text: string;
}

export interface PuzzleCode {
  readonly module: WebAssembly.Module;
  readonly excerpts: readonly Excerpt[];
  /** By number of the access: which excerpt, and the line in the file. */
  readonly sites: readonly (readonly [excerpt: number, line: number])[];
}

export interface Place {
  readonly excerpt: Excerpt;
  readonly line: number;
}

const MODULES = import.meta.glob<string>('../../../assembly/build/puzzles/*.wasm', {
  query: '?url',
  import: 'default',
});
const BESIDE = import.meta.glob<Omit<PuzzleCode, 'module'>>('../../../assembly/build/puzzles/*.json', {
  import: 'default',
});

/** Rejects where a file does not load. */
export async function puzzleCode(name: string): Promise<PuzzleCode> {
  const path = `../../../assembly/build/puzzles/${name}`;
  const [url, beside] = await Promise.all([MODULES[`${path}.wasm`]?.(), BESIDE[`${path}.json`]?.()]);
  if (url === undefined || beside === undefined) throw new Error(`there is no code called ${name}`);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the code answered ${response.status}`);
  return { ...beside, module: await WebAssembly.compile(await response.arrayBuffer()) };
}

/** Where an access stands in the sources; null for none. */
export function placeOf({ sites, excerpts }: Pick<PuzzleCode, 'sites' | 'excerpts'>, site: number): Place | null {
  const found = sites[site];
  const excerpt = found && excerpts[found[0]];
  return found && excerpt ? { excerpt, line: found[1] } : null;
}

/** Where a line of the sources stands, told by its text. */
export function placeOfLine({ excerpts }: Pick<PuzzleCode, 'excerpts'>, file: string, line: string): Place | null {
  for (const excerpt of excerpts) {
    const index = excerpt.file === file ? excerpt.text.split('\n').findIndex((each) => each.trim() === line) : -1;
    if (index >= 0) return { excerpt, line: excerpt.from + index };
  }
  return null;
}
