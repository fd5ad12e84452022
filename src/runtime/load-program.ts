/** Finds a program on this thread: by its id in the catalogue. */
import { programs, type Program } from '../programs/index.ts';

/** A program that is not in the catalogue, as those of tests, has the address of its module as its id. */
const ADDRESS = /^\//;

/** Rejects with `UnknownEntry`. */
export async function loadProgram(id: string): Promise<Program> {
  if (!ADDRESS.test(id)) return programs.load(id);
  const found = (await import(/* @vite-ignore */ id)) as { readonly default: Program };
  return found.default;
}
