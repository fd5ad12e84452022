/**
 * Who takes part in a race: which models can play the program here, with how many workers, and what each promises about order and
 * memory. Plays nothing.
 */
import type { ModelId, ExecutionModel } from '../models/index.ts';
import type { Mode } from '../measure/report.ts';
import type { Order, Parameter, Program } from '../programs/index.ts';

/** Enough to see one for each core and to stay within what a page starts in a moment. */
const USUAL_CORES = { least: 2, most: 8 };
/** A thread for each task that waits, up to so many. */
const MOST_THREADS = 32;

/** Models that carry a spawned task to its end before the one who spawned it goes on. */
const IN_TURN: ReadonlySet<ModelId> = new Set(['main-thread']);
/** Models whose tasks have global variables of their own. */
const OWN_CELLS: ReadonlySet<ModelId> = new Set(['processes', 'process-executor', 'ranks']);

export interface Promises {
  readonly order: Order;
  readonly sharesCells: boolean;
}

/** What the printout of a model is checked against. */
export function promisesOf(model: ModelId): Promises {
  return { order: IN_TURN.has(model) ? 'in-turn' : 'overlapping', sharesCells: !OWN_CELLS.has(model) };
}

/** Whole numbers within the program's ranges; the usual one where none was given. */
export function completeArgs(parameters: readonly Parameter[], given: readonly number[]): number[] {
  return parameters.map(({ usual, least, most }, place) => {
    const asked = given[place] ?? usual;
    return Number.isFinite(asked) ? Math.min(most, Math.max(least, Math.round(asked))) : usual;
  });
}

/** With another number of items, where the program computes. */
export function withItems(parameters: readonly Parameter[], args: readonly number[], items: number): number[] {
  return parameters.map(({ unit }, place) => (unit === 'items' ? items : (args[place] ?? 0)));
}

export function itemsOf(parameters: readonly Parameter[], args: readonly number[]): number {
  return args[parameters.findIndex(({ unit }) => unit === 'items')] ?? 0;
}

/** Where nobody said how many: a thread for each task that waits, else one for each core. */
export function usualWorkers(program: Program, args: readonly number[], cores: number | null): number {
  const threads = program.threads?.(...args) ?? null;
  if (threads !== null) return Math.max(1, Math.min(MOST_THREADS, threads));
  return Math.min(USUAL_CORES.most, Math.max(USUAL_CORES.least, cores ?? USUAL_CORES.least));
}

/** Why a model cannot play programs here, a sentence; null where it can. */
export function reasonUnable({ title, needs, play }: ExecutionModel, mode: Mode): string | null {
  if (!play) return `The model "${title}" cannot play programs yet.`;
  if (needs === 'workers' && mode === 'main-only') return 'The browser gave this page no workers.';
  if (needs === 'shared memory' && mode === 'main-only') return 'The browser gave this page no workers.';
  if (needs === 'shared memory' && mode === 'messages') return 'This page has no memory that threads could share.';
  return null;
}
