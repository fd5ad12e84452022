/**
 * How much of a visitor's work can be measured in a given time: all of it, or a piece of the same shape. By arithmetic on what the tasks
 * are told to do, which plans a run and orders it and is never shown as a result. Pure.
 */
import type { Milliseconds } from '../../base/units.ts';
import type { ModelId } from '../../models/index.ts';
import { ADVISED_MODELS } from './advisor-report.ts';
import { FEWEST_ROUNDS } from './standing.ts';
import type { Work } from './work.ts';

/** A model that takes more than so many times as long as the fastest is given up. */
export const CUT = 5;
/** Timed rounds of a row of the table, after one play that finds out who is given up. */
export const ROUNDS = 7;

/** A thread for each task that waits, up to so many. */
const MOST_THREADS = 32;
/** Making workers ready for a play, and starting one with its memory, once; as seen on a busy machine of two cores. */
const READYING_MS: Milliseconds = 12;
const STARTING_MS: Milliseconds = 80;
/** Lengths are shortened to these parts only where too few tasks would be left otherwise. */
const LENGTHS = [1, 1 / 2, 1 / 5, 1 / 10, 1 / 20, 1 / 50] as const;
/** Of the tasks, where there are as many: enough to see waits overlap. */
const ENOUGH_TASKS = 16;

const ON_PAGE: ReadonlySet<ModelId> = new Set(['main-thread', 'event-loop', 'greenlets']);

/** As a Python program would have them: a thread for each task that waits, else one for each core. */
export function workersFor(model: ModelId, { tasks, waitMs }: Work, cores: number): number {
  if (ON_PAGE.has(model)) return 0;
  return Math.max(1, Math.min(MOST_THREADS, tasks, waitMs > 0 ? tasks : cores));
}

/** What the work takes at least under a model, if nothing but its tasks cost time. */
export function leastMs(model: ModelId, work: Work, cores: number): Milliseconds {
  const { tasks, computeMs, waitMs } = work;
  const computing = tasks * computeMs;
  const workers = workersFor(model, work, cores);
  if (model === 'main-thread') return computing + tasks * waitMs;
  if (workers === 0) return computing + waitMs;
  const atOnce = model === 'gil-threads' ? 1 : Math.min(cores, workers);
  return Math.max(computing / atOnce + waitMs, Math.ceil(tasks / workers) * (computeMs + waitMs));
}

/** All plays of a row, losing ones given up in the first, and starting as many workers as they need. */
export function plannedMs(work: Work, cores: number, rounds: number): Milliseconds {
  const times = ADVISED_MODELS.map((model) => ({ model, ms: leastMs(model, work, cores) }));
  const best = Math.min(...times.map(({ ms }) => ms));
  const starting = STARTING_MS * Math.max(...ADVISED_MODELS.map((model) => workersFor(model, work, cores)));
  return times.reduce((sum, { model, ms }) => {
    const readying = ON_PAGE.has(model) ? 0 : READYING_MS;
    return sum + (ms > CUT * best ? CUT * best + readying : (1 + rounds) * (ms + readying));
  }, starting);
}

/** Fastest first, as far as arithmetic knows: whoever is given up then costs least. */
export function likelyOrder(models: readonly ModelId[], work: Work, cores: number): ModelId[] {
  return models.toSorted((one, other) => leastMs(one, work, cores) - leastMs(other, work, cores));
}

/**
 * The whole work where its fewest rounds can be taken within `budgetMs`; else fewer tasks of the same length; and where that would leave fewer than
 * 16 of them, tasks of half the length, a fifth … a fiftieth. At least one task, whatever it takes.
 */
export function pieceOf(work: Work, cores: number, budgetMs: Milliseconds): Work {
  let piece = work;
  for (const length of LENGTHS) {
    const shortened = { ...work, computeMs: work.computeMs * length, waitMs: work.waitMs * length };
    piece = { ...shortened, tasks: mostTasks(shortened, cores, budgetMs) };
    const fits = plannedMs(piece, cores, FEWEST_ROUNDS) <= budgetMs;
    if (fits && piece.tasks >= Math.min(work.tasks, ENOUGH_TASKS)) break;
  }
  return piece;
}

/**
 * The most tasks that fit, from all of them downwards by a tenth each time: more tasks can take less time, since whoever loses by more is
 * given up sooner.
 */
function mostTasks(work: Work, cores: number, budgetMs: Milliseconds): number {
  let { tasks } = work;
  while (tasks > 1 && plannedMs({ ...work, tasks }, cores, FEWEST_ROUNDS) > budgetMs) {
    tasks = Math.min(tasks - 1, Math.floor(tasks * 0.9));
  }
  return tasks;
}
