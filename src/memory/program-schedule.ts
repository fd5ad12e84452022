/** Which worker a task of a program belongs to where that is settled from the start: dealt out in turns, as cards are. */
import type { Schedule } from '../base/schedule.ts';

/** Those under which a program can be played: its tasks are spawned while it runs, so there is nothing to cut into blocks. */
export type ProgramSchedule = Extract<Schedule, 'dynamic' | 'static'>;

/** Task 1 belongs to worker 1, the next to the next, then to the first again; `main` is task 0 and of lane 0. */
export function ownerOf(task: number, workers: number): number {
  return task === 0 ? 0 : 1 + ((task - 1) % workers);
}
