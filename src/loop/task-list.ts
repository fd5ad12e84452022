/** The tasks of a loop that are not done, oldest first: linked through the tasks, so that a million of them cost no more than two words each. */
import type { Task } from './task.ts';

export class TaskList {
  #oldest: Task<unknown> | null = null;
  #youngest: Task<unknown> | null = null;

  add(task: Task<unknown>): void {
    task.older = this.#youngest;
    if (this.#youngest) this.#youngest.younger = task;
    else this.#oldest = task;
    this.#youngest = task;
  }

  /** Harmless where it is not in it. */
  remove(task: Task<unknown>): void {
    const { older, younger } = task;
    if (older) older.younger = younger;
    else if (this.#oldest === task) this.#oldest = younger;
    if (younger) younger.older = older;
    else if (this.#youngest === task) this.#youngest = older;
    task.older = null;
    task.younger = null;
  }

  all(): Task<unknown>[] {
    const tasks: Task<unknown>[] = [];
    for (let task = this.#oldest; task; task = task.younger) tasks.push(task);
    return tasks;
  }
}
