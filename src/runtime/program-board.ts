/**
 * The tasks of a program as a worker sees them: who takes which, who waits for whose end, mailboxes and what is printed. One mutex guards
 * all of it, and each lane has a condition of its own, so that an event wakes only whom it concerns.
 */
import type { Clock } from '../base/clock.ts';
import { Refused } from '../base/refused.ts';
import { ownerOf, type ProgramSchedule } from '../memory/program-schedule.ts';
import { mailboxAt, MAILBOX_ITEMS, MOST_ARGS } from '../memory/program-plan.ts';
import type { ProgramRecords } from '../memory/program-records.ts';
import { Condition } from '../sync/condition.ts';
import { BadArgument } from '../sync/errors.ts';
import { Mutex } from '../sync/mutex.ts';
import { makeQueue } from '../sync/queue.ts';
import type { Thread } from '../sync/thread.ts';

export interface ProgramBoardParts {
  readonly thread: Thread<'blocking'>;
  readonly records: ProgramRecords;
  /** This worker's. */
  readonly lane: number;
  readonly clock: Clock;
  readonly schedule: ProgramSchedule;
}

export class ProgramBoard {
  readonly #parts: ProgramBoardParts;
  readonly #records: ProgramRecords;
  readonly #mutex: Mutex<'blocking'>;
  /** By lane. */
  readonly #conditions: readonly Condition<'blocking'>[];
  /** Under a static schedule the task that this lane takes next: its first has its own number, main being 0 for both. */
  #ownNext: number;

  constructor(parts: ProgramBoardParts) {
    const { thread, records, clock } = parts;
    this.#parts = parts;
    this.#records = records;
    this.#ownNext = parts.lane;
    this.#mutex = new Mutex(thread, records.plan.mutex);
    this.#conditions = records.plan.conditions.map((at) => new Condition(at, this.#mutex, () => clock.now()));
  }

  /** The next task that was spawned and is for this lane; waits for one. Null once all tasks have ended. Throws `WaitStopped`, as all that waits. */
  take(): number | null {
    const { lane, schedule } = this.#parts;
    const records = this.#records;
    return this.#mutex.holding(() => {
      const next = (): number => (schedule === 'static' ? this.#ownNext : records.next);
      while (next() >= records.spawned && records.unfinished > 0) {
        records.setActivity(lane, 'no-task');
        this.#conditions[lane]?.wait();
      }
      records.setActivity(lane, 'running');
      const task = next();
      if (task >= records.spawned) return null;
      if (schedule === 'static') this.#ownNext += this.#workers;
      else records.next = task + 1;
      return task;
    });
  }

  /**
   * Adds a task, which begins when a lane is free that may take it; its number. Where each task has cells and counters of its own, they begin
   * as a copy of those of `spawner` at this moment, as after a fork. Throws `Refused`.
   */
  spawn(body: number, args: readonly number[], spawner: number): number {
    const records = this.#records;
    const { taskCount } = records.plan;
    if (args.length > MOST_ARGS) {
      throw new Refused(`a task was handed ${args.length} numbers: ${MOST_ARGS} at most`);
    }
    return this.#mutex.holding(() => {
      if (records.spawned === taskCount) {
        throw new Refused(`there is room for ${taskCount} tasks: spawn fewer, or give each more to do`);
      }
      const task = records.spawned;
      records.copyOwn(spawner, task);
      records.addTask(body, args, this.#parts.clock.now());
      this.#wakeOneFor(task);
      return task;
    });
  }

  /** A task is over: whoever waits for its end goes on, and all go home after the last. */
  end(task: number, result: number): void {
    const records = this.#records;
    this.#mutex.holding(() => {
      records.endTask(task, result, this.#parts.clock.now());
      const isOver = records.unfinished === 0;
      for (const [lane, condition] of this.#conditions.entries()) {
        const activity = records.activityOf(lane);
        const joins = activity === 'join' && records.objectOf(lane) === task;
        if (joins || (isOver && activity === 'no-task')) condition.notify();
      }
    });
  }

  /** Throws `BadArgument` where there is no such task. */
  isDone(task: number): boolean {
    this.#demandTask(task);
    return this.#mutex.holding(() => this.#records.stateOf(task) === 'ended');
  }

  /** Waits until the task has ended. */
  awaitEnd(task: number): void {
    const { lane } = this.#parts;
    const records = this.#records;
    this.#mutex.holding(() => {
      while (records.stateOf(task) !== 'ended') {
        records.setActivity(lane, 'join', task);
        this.#conditions[lane]?.wait();
      }
      records.setActivity(lane, 'running');
    });
  }

  resultOf(task: number): number {
    return this.#records.resultOf(task);
  }

  /** Address of the task's mailbox, made where it had none. Throws `Refused`, `BadArgument`. */
  mailboxOf(task: number): number {
    this.#demandTask(task);
    const records = this.#records;
    return this.#mutex.holding(() => {
      const had = records.mailboxOf(task);
      const number = had ?? records.giveMailbox(task);
      const { plan } = records;
      if (number === null) {
        throw new Refused(`there is room for the mailboxes of ${plan.mailboxCount} tasks: let fewer send and receive`);
      }
      const at = mailboxAt(plan, number);
      if (had === null) makeQueue(this.#parts.thread.sync, at, 'first-in-first-out', MAILBOX_ITEMS);
      return at;
    });
  }

  /** Throws `Refused` where there is no room for more. */
  print(task: number, text: string): void {
    const printed = this.#mutex.holding(() => this.#records.print(task, text, this.#parts.clock.now()));
    if (!printed) throw new Refused('the program prints more than there is room for: let it print less');
  }

  #demandTask(task: number): void {
    if (!(Number.isInteger(task) && task >= 0 && task < this.#records.spawned)) {
      throw new BadArgument(`there is no task ${task}: main is 0, the others count on in the order of spawning`);
    }
  }

  /** Lanes besides that of `main`. */
  get #workers(): number {
    return this.#conditions.length - 1;
  }

  /** The first lane that has no task and may take this one is told; not twice before it has looked. */
  #wakeOneFor(task: number): void {
    const records = this.#records;
    const owner = this.#parts.schedule === 'static' ? ownerOf(task, this.#workers) : null;
    const free = this.#conditions.findIndex((_, lane) => {
      return records.activityOf(lane) === 'no-task' && (owner === null || owner === lane);
    });
    if (free === -1) return;
    records.setActivity(free, 'running');
    this.#conditions[free]?.notify();
  }
}
