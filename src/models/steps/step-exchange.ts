/**
 * Work of several steps on workers that share no memory: after each step the page has what all of them wrote, and gives each task
 * of the next step what it reads, or each worker the whole of it where a task reads everything. What travels is what
 * isolation costs. Sends nothing itself.
 */
import type { Task } from '../../programs/index.ts';
import type { GivenBytes } from '../../runtime/job.ts';
import type { StagedWork } from '../stage.ts';

export class StepExchange {
  readonly #work: StagedWork;
  readonly #itemBytes: number;
  readonly #spare: Uint8Array;
  #step = 0;

  constructor(work: StagedWork) {
    this.#work = work;
    this.#itemBytes = work.kernel.itemBytes(work.size);
    this.#spare = new Uint8Array(work.steps > 1 ? work.pageOutput.length : 0);
  }

  get step(): number {
    return this.#step;
  }

  /** The number of a task over all steps. */
  taskNumber(task: number): number {
    return this.#step * this.#work.tasks.length + task;
  }

  /** Keeps the bytes that a task has computed. */
  take(task: number, bytes: Uint8Array): void {
    this.#written(this.#step).set(bytes, task * this.#work.chunkItems * this.#itemBytes);
  }

  /** What a task reads of the step before, copied, for a worker that has nothing of it; null in the first step. */
  forTask({ start, end }: Task): GivenBytes | null {
    if (this.#step === 0) return null;
    const { kernel, size, items } = this.#work;
    const read = kernel.reads?.(start, end, size) ?? { start: 0, end: items };
    const [from, to] = [read.start * this.#itemBytes, read.end * this.#itemBytes];
    return { at: from, bytes: this.#written(this.#step - 1).slice(from, to) };
  }

  /** The same where a worker keeps what it was given: where tasks read everything, only its first task brings it. */
  forWorker(task: Task, isFirst: boolean): GivenBytes | null {
    return isFirst || this.#work.kernel.reads ? this.forTask(task) : null;
  }

  /** True while there is another step. */
  next(): boolean {
    this.#step += 1;
    return this.#step < this.#work.steps;
  }

  /** The last step writes the output, the others in turns. */
  #written(step: number): Uint8Array {
    return (this.#work.steps - 1 - step) % 2 === 0 ? this.#work.pageOutput : this.#spare;
  }
}
