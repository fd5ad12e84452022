/**
 * How tasks are dealt out to workers, in OpenMP's words where it has one (OpenMP API 5.2, §11.5.3), for the batches of a measurement and,
 * as far as they can, for the programs of a race. Deals out nothing itself.
 *
 *   dynamic    whoever is free takes the next task
 *   static     settled before the run: a batch's tasks in one contiguous block a worker; those of a program, which come one by
 *              one, in turns, as cards are dealt
 *   guided     whoever is free takes a share of what remains, smaller and smaller (C. Polychronopoulos and D. Kuck, "Guided
 *              self-scheduling", IEEE Transactions on Computers, 1987)
 *   stealing   blocks as in `static`, and who has finished his own takes from the end of another's (R. Blumofe and C. Leiserson,
 *              "Scheduling multithreaded computations by work stealing", Journal of the ACM, 1999)
 */
export const SCHEDULES = ['dynamic', 'static', 'guided', 'stealing'] as const;
export type Schedule = (typeof SCHEDULES)[number];

/** Each as words for those who choose it. */
export const SCHEDULE_TITLES = {
  dynamic: 'one chunk at a time',
  static: 'one block each',
  guided: 'fewer and fewer chunks',
  stealing: 'own block, then stolen',
} as const satisfies Record<Schedule, string>;

/** A worker's block of `count` tasks where each of `workers` has one: from the first to before the end. No two blocks differ by more than one. */
export function blockOf(
  count: number,
  workers: number,
  place: number,
): { readonly first: number; readonly end: number } {
  return { first: Math.floor((count * place) / workers), end: Math.floor((count * (place + 1)) / workers) };
}
