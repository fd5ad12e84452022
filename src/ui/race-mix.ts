/**
 * The visitor's own mix: how much of a task is computing, how many tasks and how long they are, as arguments of the program
 * `mixed` and back from them. Arithmetic only.
 */
import type { Milliseconds } from '../base/units.ts';
import type { Parameter } from '../programs/index.ts';
import { argsOf } from './race-choice.ts';

export interface Mix {
  /** Of a task's time that it computes, 0 (only waits) to 1 (only computes). */
  readonly share: number;
  readonly tasks: number;
  /** What one task takes by itself, about: how long an item takes, the device decides. */
  readonly lengthMs: Milliseconds;
}

export const MOST_TASKS = 64;
export const MOST_LENGTH_MS: Milliseconds = 500;

/** How often a task goes from computing to waiting. */
const ROUNDS = 2;

/** How a mix becomes arguments here: the program's parameters, and how many items last a millisecond on this device. */
export interface MixMeasure {
  readonly parameters: readonly Parameter[];
  readonly itemsAMs: number;
}

/** The mix that these arguments make; whatever else they hold is the program's usual. */
export function mixOf({ parameters, itemsAMs }: MixMeasure, args: readonly number[]): Mix {
  const given = argsOf(parameters, args);
  const named = (name: string): number => given[parameters.findIndex((parameter) => parameter.name === name)] ?? 0;
  const tasks = Math.max(1, named('tasks'));
  const computing = named('items') / tasks / itemsAMs;
  const waiting = named('wait') * named('rounds');
  // Without any wait a task computes, however little.
  const share = waiting === 0 ? 1 : computing / (computing + waiting);
  return { share: Math.round(100 * share) / 100, tasks, lengthMs: Math.max(1, Math.round(computing + waiting)) };
}

/** Why a mix cannot be had, or null. */
export function mixFault({ tasks, lengthMs }: Mix): string | null {
  const within = (value: number, most: number): boolean => Number.isInteger(value) && value >= 1 && value <= most;
  if (!within(tasks, MOST_TASKS)) return `From 1 to ${MOST_TASKS} tasks can race; the number before is kept.`;
  if (!within(lengthMs, MOST_LENGTH_MS))
    return `A task can take from 1 to ${MOST_LENGTH_MS} ms; the length before is kept.`;
  return null;
}

/** As near as whole items and whole milliseconds come, within the program's limits. */
export function argsOfMix({ parameters, itemsAMs }: MixMeasure, { share, tasks, lengthMs }: Mix): readonly number[] {
  const wanted: Readonly<Record<string, number>> = {
    tasks,
    items: Math.round(share * lengthMs * itemsAMs * tasks),
    wait: Math.round(((1 - share) * lengthMs) / ROUNDS),
    rounds: ROUNDS,
  };
  return parameters.map(({ name, usual, least, most }) => Math.min(Math.max(wanted[name] ?? usual, least), most));
}
