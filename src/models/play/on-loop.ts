/**
 * Plays a program on an event loop in the style of coroutines: asyncio. Each task is a task of the loop and switches only where it
 * waits; a spawned one begins when the loop comes to it. Locks and queues are those of src/loop.
 */
import type { Coroutine } from '../../loop/coroutine.ts';
import { LoopLock } from '../../loop/locks/lock.ts';
import { LoopQueue } from '../../loop/locks/queue.ts';
import { LoopSemaphore } from '../../loop/locks/semaphore.ts';
import type { LoopFuture } from '../../loop/loop-future.ts';
import { sleep } from '../../loop/sleep.ts';
import type { Task } from '../../loop/task.ts';
import type { Resources } from '../../programs/index.ts';
import { MOST_READS } from '../../sync/read-limit.ts';
import type { Stage } from '../stage.ts';
import { LoopPlay } from './loop-play.ts';
import { withPageFile } from './page-file.ts';
import { PAGE, type Outside } from './page-outside.ts';
import { MAILBOX_ROOM, Mailboxes, numbered, performed, type Facilities } from './performing.ts';
import type { PlayAsked, Played } from './play.ts';

class LoopFacilities implements Facilities<LoopFuture<unknown> | void, void> {
  readonly #on: LoopPlay;
  readonly #tasks: Task<void>[] = [];
  readonly #locks: readonly LoopLock[];
  readonly #queues: readonly LoopQueue<number>[];
  readonly #mailboxes = new Mailboxes(() => new LoopQueue<number>({ most: MAILBOX_ROOM }));
  readonly #reads = new LoopSemaphore(MOST_READS);

  constructor(on: LoopPlay, { locks, queues }: Resources) {
    this.#on = on;
    this.#locks = Array.from({ length: locks }, () => new LoopLock());
    this.#queues = queues.map((most) => new LoopQueue<number>({ most }));
  }

  readonly sleep = (ms: number): Coroutine<void> => sleep(ms);

  read(): Coroutine<number> {
    return this.#reads.holding(() => this.#on.read());
  }

  *readFile(): Coroutine<number> {
    return yield* this.#on.readFile();
  }

  /** Returns at once: the task begins on a turn of its own. */
  *start(task: number): Coroutine<void> {
    this.#tasks[task] = this.#on.loop.createTask(this.#guarded(task));
  }

  *join(task: number): Coroutine<void> {
    const joined = this.#tasks[task];
    if (joined) yield* joined;
  }

  lock(lock: number): LoopLock {
    return numbered(this.#locks, 'lock', lock);
  }

  queue(queue: number): LoopQueue<number> {
    return numbered(this.#queues, 'queue', queue);
  }

  mailbox(task: number): LoopQueue<number> {
    return this.#mailboxes.of(task);
  }

  *pageTurn(): Coroutine<void> {
    yield* this.#on.pageTurn();
    this.#on.giveThreadBack();
  }

  *threadFree(): Coroutine<void> {
    while (this.#on.isThreadTaken) yield* this.#on.threadFree;
  }

  *#guarded(task: number): Coroutine<void> {
    try {
      yield* performed(this.#on.play, task, this);
    } catch (error) {
      this.#on.fail(error);
    }
  }
}

/**
 * Rejects with `Stopped` soon after the signal, with `PlayStuck` where nobody can go on, `PlayOverdue`, or what a body threw.
 */
export async function playOnLoop(stage: Stage, asked: PlayAsked, outside: Outside = PAGE): Promise<Played> {
  return withPageFile(outside, asked, (file) => {
    const on = new LoopPlay(stage, asked, outside, file);
    const [main] = on.play.tasks;
    const facilities = new LoopFacilities(on, asked.program.resources);
    if (main) facilities.start(main.task).next();
    return on.run();
  });
}
