/**
 * Plays a program on an event loop in the style of callbacks: Twisted. No task of the loop and no coroutine: each wait is a Deferred,
 * and what a task does next is a callback of it. Twisted's `inlineCallbacks` drives a generator in this way.
 */
import { Deferred, deferLater, fromFuture } from '../../loop/deferred.ts';
import { DeferredQueue } from '../../loop/deferred-queue.ts';
import type { EventLoop } from '../../loop/event-loop.ts';
import { Failure } from '../../loop/failure.ts';
import type { Resources } from '../../programs/index.ts';
import { NotHeld } from '../../sync/errors.ts';
import { MOST_READS } from '../../sync/read-limit.ts';
import type { Stage } from '../stage.ts';
import { LoopPlay } from './loop-play.ts';
import { withPageFile } from './page-file.ts';
import { PAGE, type Outside } from './page-outside.ts';
import {
  MAILBOX_ROOM,
  Mailboxes,
  numbered,
  performed,
  type Facilities,
  type Passage,
  type PlayLock,
  type Waiting,
} from './performing.ts';
import type { PlayAsked, Played } from './play.ts';

/** A step is a Deferred whose callback goes on. */
type Step = Deferred<unknown>;
type Inline<Got> = Waiting<Step, Got, unknown>;

/** Not a step where it is fired already: then nobody has to wait. */
function* resultOf<Got>(deferred: Deferred<Got>): Inline<Got> {
  let outcome: { readonly got: Got | Failure } | null = null;
  const watched = deferred.addBoth((got) => {
    outcome = { got };
  });
  if (outcome === null) yield watched;
  const { got } = outcome as unknown as { readonly got: Got | Failure };
  if (got instanceof Failure) throw got.thrown;
  return got;
}

class CallbackPassage implements Passage<Step, unknown> {
  readonly #queue: DeferredQueue<number>;

  constructor(loop: EventLoop, room: number) {
    this.#queue = new DeferredQueue<number>(loop, room);
  }

  put(value: number): Inline<void> {
    return resultOf(this.#queue.put(value));
  }

  get(): Inline<number> {
    return resultOf(this.#queue.get());
  }
}

/** As many units as there are tokens: whoever has taken one out may go on. */
class CallbackTokens implements PlayLock<Step, unknown> {
  readonly #tokens: DeferredQueue<null>;
  readonly #most: number;

  constructor(loop: EventLoop, most: number) {
    this.#tokens = new DeferredQueue<null>(loop, most);
    this.#most = most;
    for (let token = 0; token < most; token++) this.#tokens.put(null);
  }

  acquire(): Inline<null> {
    return resultOf(this.#tokens.get());
  }

  release(): void {
    if (this.#tokens.size === this.#most) throw new NotHeld('the lock');
    this.#tokens.put(null);
  }
}

class CallbackFacilities implements Facilities<Step, unknown> {
  readonly #on: LoopPlay;
  /** Fired at the end of a task; null once it has been. */
  readonly #ends: (Deferred<void>[] | null)[] = [];
  readonly #locks: readonly CallbackTokens[];
  readonly #queues: readonly CallbackPassage[];
  readonly #mailboxes: Mailboxes<CallbackPassage>;
  readonly #reads: CallbackTokens;

  constructor(on: LoopPlay, { locks, queues }: Resources) {
    const { loop } = on;
    this.#on = on;
    this.#locks = Array.from({ length: locks }, () => new CallbackTokens(loop, 1));
    this.#queues = queues.map((room) => new CallbackPassage(loop, room));
    this.#mailboxes = new Mailboxes(() => new CallbackPassage(loop, MAILBOX_ROOM));
    this.#reads = new CallbackTokens(loop, MOST_READS);
  }

  *sleep(ms: number): Inline<void> {
    yield* resultOf(deferLater<void>(this.#on.loop, ms, () => undefined));
  }

  *read(): Inline<number> {
    yield* this.#reads.acquire();
    try {
      return yield* resultOf(fromFuture(this.#on.read()));
    } finally {
      this.#reads.release();
    }
  }

  readFile(): Inline<number> {
    return resultOf(fromFuture(this.#on.readFile()));
  }

  /** Returns at once: the task begins on a turn of its own. */
  *start(task: number): Inline<void> {
    this.spawn(task);
  }

  spawn(task: number): void {
    this.#ends[task] = [];
    this.#on.loop.callSoon(() => this.#goOn(performed(this.#on.play, task, this), task, null));
  }

  *join(task: number): Inline<void> {
    const ends = this.#ends[task];
    if (!ends) return;
    const end = new Deferred<void>(this.#on.loop);
    ends.push(end);
    yield* resultOf(end);
  }

  lock(lock: number): CallbackTokens {
    return numbered(this.#locks, 'lock', lock);
  }

  queue(queue: number): CallbackPassage {
    return numbered(this.#queues, 'queue', queue);
  }

  mailbox(task: number): CallbackPassage {
    return this.#mailboxes.of(task);
  }

  *pageTurn(): Inline<void> {
    yield* resultOf(fromFuture(this.#on.pageTurn()));
    this.#on.giveThreadBack();
  }

  *threadFree(): Inline<void> {
    while (this.#on.isThreadTaken) yield* resultOf(fromFuture(this.#on.threadFree));
  }

  /** One step of a task: what it waits for calls back to this. */
  #goOn(steps: Inline<void>, task: number, result: unknown): void {
    try {
      const step = steps.next(result);
      if (step.done) return this.#end(task);
      step.value.addBoth((got) => this.#goOn(steps, task, got));
    } catch (error) {
      this.#on.fail(error);
    }
  }

  #end(task: number): void {
    const ends = this.#ends[task];
    this.#ends[task] = null;
    for (const end of ends ?? []) this.#on.loop.callSoon(() => end.callback());
  }
}

/**
 * Rejects with `Stopped` soon after the signal, with `PlayStuck` where nobody can go on, `PlayOverdue`, or what a body threw.
 */
export async function playByCallbacks(stage: Stage, asked: PlayAsked, outside: Outside = PAGE): Promise<Played> {
  return withPageFile(outside, asked, (file) => {
    const on = new LoopPlay(stage, asked, outside, file);
    new CallbackFacilities(on, asked.program.resources).spawn(0);
    return on.run();
  });
}
