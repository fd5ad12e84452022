/** What nearly every program does: start a number of tasks, wait for all of them, and share items out among them. */
import { join, spawn, type Asking } from '../operations.ts';

/** Starts `count` tasks of one body before any is waited for; answers their numbers. */
export function* spawnAll(count: number, body: string, argsOf: (place: number) => readonly number[]): Asking<number[]> {
  const tasks: number[] = [];
  for (let place = 0; place < count; place++) tasks.push(yield* spawn(body, ...argsOf(place)));
  return tasks;
}

/** Waits for each in the order given; answers what they returned, in that order. */
export function* joinAll(tasks: readonly number[]): Asking<number[]> {
  const results: number[] = [];
  for (const task of tasks) results.push(yield* join(task));
  return results;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** First item of part `part` of `parts` parts of about the same size; that of the next part is its end. */
export function firstOf(part: number, parts: number, items: number): number {
  return Math.floor((part * items) / parts);
}
