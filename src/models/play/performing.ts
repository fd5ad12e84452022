/**
 * One task of a play, performed as a generator: each operation that its body asks for is carried out, at once or by waiting in the
 * way of the model. What a wait is, a step of which kind it yields, and who goes on meanwhile, is the model's (`Facilities`).
 */
import type { Operation } from '../../programs/operations.ts';
import type { Phase } from '../../trace/span.ts';
import { Stopped } from '../../pool/errors.ts';
import type { PagePlay, SpawnOperation } from './page-play.ts';
import { PlayOverdue, PlayStuck } from './play.ts';
import { waitInWords } from './waits-in-words.ts';

type JoinOperation = Extract<Operation, { op: 'join' }>;

/** A wait: yields steps of the model's own kind. */
export type Waiting<Step, Got, Next> = Generator<Step, Got, Next>;

export interface PlayLock<Step, Next> {
  acquire(): Waiting<Step, unknown, Next>;
  /** Throws `NotHeld` where nobody holds it. */
  release(): void;
}

/** A queue, or a task's mailbox. */
export interface Passage<Step, Next> {
  put(value: number): Waiting<Step, void, Next>;
  get(): Waiting<Step, number, Next>;
}

export interface Facilities<Step, Next> {
  sleep(ms: number): Waiting<Step, void, Next>;
  read(): Waiting<Step, number, Next>;
  readFile(): Waiting<Step, number, Next>;
  /** Starts a task that was spawned; may wait for it. */
  start(task: number): Waiting<Step, void, Next>;
  /** Waits for its end. */
  join(task: number): Waiting<Step, void, Next>;
  lock(lock: number): PlayLock<Step, Next>;
  queue(queue: number): Passage<Step, Next>;
  mailbox(task: number): Passage<Step, Next>;
  /** Lets the page have a turn, and no other task. */
  pageTurn(): Waiting<Step, void, Next>;
  /** Waits until no other task is in the middle of a stretch that it has not given up. */
  threadFree(): Waiting<Step, void, Next>;
}

/** Of a wait for whatever the operation waits for. */
export function phaseOf({ op }: Operation): Phase {
  if (op === 'sleep' || op === 'read' || op === 'read-file') return 'waiting-io';
  return op === 'join' ? 'idle' : 'waiting-lock';
}

/** On its way through the body of a spawner, who is not to catch it: under every model what a body throws ends the play. */
export class BodyThrew extends Error {
  override readonly name = 'BodyThrew';
  constructor(readonly thrown: unknown) {
    super('a body threw', { cause: thrown });
  }
}

/** Errors that are not for a body to catch. */
export function endsPlay(error: unknown): boolean {
  return [Stopped, PlayStuck, PlayOverdue, BodyThrew].some((kind) => error instanceof kind);
}

function demandDelay(ms: number): void {
  if (!(ms >= 0)) throw new RangeError(`nobody can sleep for ${ms} ms: ask for 0 or more`);
}

/** Throws `RangeError` for what a queue or mailbox of some model could not carry. */
export function demandInt32(value: number): void {
  if ((value | 0) === value) return;
  throw new RangeError(`${value} cannot be sent: queues and mailboxes carry whole numbers of 32 bits`);
}

class Performance<Step, Next> {
  readonly #play: PagePlay;
  readonly #task: number;
  readonly #by: Facilities<Step, Next>;

  constructor(play: PagePlay, task: number, by: Facilities<Step, Next>) {
    this.#play = play;
    this.#task = task;
    this.#by = by;
  }

  /** From the beginning of its body to its end. Throws what the body throws. */
  *whole(): Waiting<Step, void, Next> {
    const play = this.#play;
    yield* this.#by.threadFree();
    const body = play.begin(this.#task);
    let step = body.next();
    while (!step.done) {
      let answer: number;
      try {
        answer = yield* this.#answer(step.value);
      } catch (error) {
        if (endsPlay(error)) throw error;
        step = body.throw(error);
        continue;
      }
      if (play.owesPageTurn) yield* this.#by.pageTurn();
      step = body.next(answer);
    }
    play.finish(this.#task, step.value);
  }

  *#answer(operation: Operation): Waiting<Step, number, Next> {
    const play = this.#play;
    const by = this.#by;
    switch (operation.op) {
      case 'compute':
        yield* this.#compute(operation.start, operation.end);
        return 0;
      case 'count':
        return yield* this.#count(operation.counter, operation.times);
      case 'sleep':
        demandDelay(operation.ms);
        yield* this.#wait(operation, by.sleep(operation.ms));
        return 0;
      case 'read':
        return yield* this.#wait(operation, by.read());
      case 'read-file':
        return yield* this.#wait(operation, by.readFile());
      case 'spawn':
        return yield* this.#spawn(operation);
      case 'join':
        return yield* this.#join(operation);
      case 'acquire':
        yield* this.#wait(operation, by.lock(operation.lock).acquire());
        play.acquired(this.#task, operation.lock);
        return 0;
      case 'release':
        by.lock(operation.lock).release();
        play.released(operation.lock);
        return 0;
      case 'put':
        demandInt32(operation.value);
        yield* this.#wait(operation, by.queue(operation.queue).put(operation.value));
        return 0;
      case 'get':
        return yield* this.#wait(operation, by.queue(operation.queue).get());
      case 'send':
        demandInt32(operation.value);
        play.demandTask(operation.to);
        yield* this.#wait(operation, by.mailbox(operation.to).put(operation.value));
        return 0;
      case 'receive':
        return yield* this.#wait(operation, by.mailbox(this.#task).get());
      default:
        return play.answer(this.#task, operation);
    }
  }

  *#join(operation: JoinOperation): Waiting<Step, number, Next> {
    const play = this.#play;
    play.demandTask(operation.task);
    // No loop would notice before everybody else is through; asyncio refuses it at once as well.
    if (operation.task === this.#task) {
      throw new PlayStuck(`${waitInWords(play, this.#task, operation)}, which cannot come before it goes on`);
    }
    yield* this.#wait(operation, this.#by.join(operation.task));
    return play.resultOf(operation.task);
  }

  *#spawn(operation: SpawnOperation): Waiting<Step, number, Next> {
    const task = this.#play.spawn(operation);
    yield* this.#by.start(task);
    return task;
  }

  *#compute(start: number, end: number): Waiting<Step, void, Next> {
    let from = this.#play.compute(this.#task, start, end);
    while (from < end) {
      yield* this.#by.pageTurn();
      from = this.#play.compute(this.#task, from, end);
    }
  }

  *#count(counter: number, times: number): Waiting<Step, number, Next> {
    let left = times - this.#play.count(this.#task, counter, times);
    while (left > 0) {
      yield* this.#by.pageTurn();
      left -= this.#play.count(this.#task, counter, left);
    }
    return this.#play.counters.value(counter);
  }

  /** A span for the wait, unless it was over at once. It lasts until the thread is free for this task again. */
  *#wait<Got>(operation: Operation, waiting: Waiting<Step, Got, Next>): Waiting<Step, Got, Next> {
    const start = this.#play.now();
    const first = waiting.next(...([] as unknown as [Next]));
    if (first.done) return first.value;
    this.#play.beginWait(this.#task, operation);
    try {
      const got = yield* goneOnWith(waiting, first.value);
      yield* this.#by.threadFree();
      return got;
    } finally {
      this.#play.endWait(this.#task, phaseOf(operation), start);
    }
  }
}

/** The rest of a generator whose first step has been taken already. */
function* goneOnWith<Step, Got, Next>(waiting: Waiting<Step, Got, Next>, taken: Step): Waiting<Step, Got, Next> {
  let step: IteratorResult<Step, Got> = { done: false, value: taken };
  while (!step.done) {
    let next: Next;
    try {
      next = yield step.value;
    } catch (error) {
      step = waiting.throw(error);
      continue;
    }
    step = waiting.next(next);
  }
  return step.value;
}

/** Performs a task that has been spawned, in the way of `by`. Throws what its body throws. */
export function performed<Step, Next>(
  play: PagePlay,
  task: number,
  by: Facilities<Step, Next>,
): Waiting<Step, void, Next> {
  return new Performance(play, task, by).whole();
}

/** The lock or queue of that number. Throws `RangeError` where the program has none. */
export function numbered<Thing>(things: readonly Thing[], what: 'lock' | 'queue', number: number): Thing {
  const thing = things[number];
  if (thing === undefined) throw new RangeError(`there is no ${what} ${number}: the program has ${things.length}`);
  return thing;
}

/** Mailboxes, each made when it is first used: of thousands of tasks most never get a message. */
export class Mailboxes<Box> {
  readonly #boxes = new Map<number, Box>();
  readonly #make: (task: number) => Box;

  constructor(make: (task: number) => Box) {
    this.#make = make;
  }

  of(task: number): Box {
    let box = this.#boxes.get(task);
    if (box === undefined) this.#boxes.set(task, (box = this.#make(task)));
    return box;
  }
}

/** Messages that a mailbox holds. */
export const MAILBOX_ROOM = 64;
