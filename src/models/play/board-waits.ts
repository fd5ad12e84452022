/** Who waits for what in a program that workers play, as the page sees it: whether anybody can still go on, and a sentence of it for who asks. */
import { unreachable } from '../../base/unreachable.ts';
import type { ProgramRecords } from '../../memory/program-records.ts';
import { ownerOf, type ProgramSchedule } from '../../memory/program-schedule.ts';
import { isWaiting } from '../../sync/thread-signal.ts';

export interface WaitsParts {
  readonly memory: WebAssembly.Memory;
  readonly records: ProgramRecords;
  /** Address of each lane's thread record. */
  readonly threads: readonly number[];
  /** Names of the program's bodies, by number. */
  readonly bodies: readonly string[];
  readonly schedule: ProgramSchedule;
}

/** Tasks that are named; of more only their number is told. */
const MOST_NAMED = 6;

export class BoardWaits {
  readonly #parts: WaitsParts;
  #before: string | null = null;

  constructor(parts: WaitsParts) {
    this.#parts = parts;
  }

  /**
   * True where nobody can go on: every lane waits for another, found twice with nothing done in between. A look is not made in one instant, but
   * who stands in a list at both looks and has done nothing since stood there all the time, so between the two all did.
   */
  isStuck(): boolean {
    const now = this.#look();
    const stuck = now !== null && now === this.#before;
    this.#before = now;
    return stuck;
  }

  /** The lanes' numbers of operations; null where one of them can go on. */
  #look(): string | null {
    const { memory, records, threads } = this.#parts;
    if (records.unfinished === 0) return null;
    const waits = threads.every((thread, lane) => {
      if (records.activityOf(lane) === 'left') return true;
      return this.#isForOthers(lane) && isWaiting(memory, thread);
    });
    return waits ? threads.map((_, lane) => records.operationsOf(lane)).join() : null;
  }

  /** What ends this wait is something that another task does. */
  #isForOthers(lane: number): boolean {
    const activity = this.#parts.records.activityOf(lane);
    return activity !== 'running' && activity !== 'sleep' && activity !== 'read';
  }

  /** What each task that has not ended is at: "task 1 (eater) waits for lock 0, which task 2 has". */
  inWords(): string {
    const { records } = this.#parts;
    const left = Array.from({ length: records.spawned }, (_, task) => task).filter(
      (task) => records.stateOf(task) !== 'ended',
    );
    const named = left.slice(0, MOST_NAMED).map((task) => `${this.#name(task)} ${this.#isAt(task)}`);
    const more = left.length - named.length;
    return [...named, ...(more > 0 ? [`and ${more} more tasks`] : [])].join('; ');
  }

  #name(task: number): string {
    const { records, bodies } = this.#parts;
    return `task ${task} (${bodies[records.bodyOf(task)] ?? '?'})`;
  }

  #isAt(task: number): string {
    const { records, schedule, threads } = this.#parts;
    if (records.stateOf(task) === 'spawned') {
      return schedule === 'static'
        ? `waits for worker ${ownerOf(task, threads.length - 1)}, to which it belongs`
        : 'waits for a free worker';
    }
    const lane = records.laneOf(task);
    const activity = records.activityOf(lane);
    const object = records.objectOf(lane);
    switch (activity) {
      case 'join':
        return `waits for the end of task ${object}`;
      case 'acquire': {
        const holder = records.holderOf(object);
        return `waits for lock ${object}${holder === null ? '' : `, which task ${holder} has`}`;
      }
      case 'put':
        return `waits for room in queue ${object}`;
      case 'get':
        return `waits for an item in queue ${object}`;
      case 'send':
        return `waits for room in the mailbox of task ${object}`;
      case 'receive':
        return 'waits for a message';
      case 'sleep':
        return 'sleeps';
      case 'read':
        return 'reads';
      case 'running':
      case 'no-task':
      case 'left':
        return 'runs';
      default:
        return unreachable(activity);
    }
  }
}
