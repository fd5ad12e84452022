/** The puzzles, by the files they stand in, from easy to hard. */
import type { ListedPuzzle, Puzzle } from './puzzle.ts';

const FILES = import.meta.glob<Puzzle>('./puzzles/*.ts', { eager: true, import: 'default' });

/** `./puzzles/01-lost-update.ts` → `lost-update`. */
function idOf(path: string): string {
  return path.replace(/^.*\/\d+-|\.ts$/g, '');
}

export const PUZZLES: readonly ListedPuzzle[] = Object.entries(FILES)
  .sort(([one], [other]) => (one < other ? -1 : 1))
  .map(([path, puzzle]) => ({ ...puzzle, id: idOf(path) }));
