/** Which worker a task of a program belongs to where that is settled from the start: dealt out in turns, as cards are. */

/** `dynamic`: a task is taken by whoever is free. `static`: it belongs to a worker from the start, busy or not. */
export type Schedule = 'dynamic' | 'static';

/** Task 1 belongs to worker 1, the next to the next, then to the first again; `main` is task 0 and of lane 0. */
export function ownerOf(task: number, workers: number): number {
  return task === 0 ? 0 : 1 + ((task - 1) % workers);
}
