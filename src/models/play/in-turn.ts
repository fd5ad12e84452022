/**
 * Plays a program on the page's thread one thing after the other: plain Python. A spawned task runs to its end before its spawner goes
 * on. Sleeping and reading are awaited, so that the page stays alive, but nothing else of the program runs meanwhile. Whatever
 * would need somebody else to go on can never be had.
 *
 * Computing goes on for 50 ms at the most, then the page gets a turn to hear a Stop. That turn is no part of a running span and a part
 * of the wall time.
 */
import { Stopped } from '../../pool/errors.ts';
import type { Operation } from '../../programs/operations.ts';
import type { Stage } from '../stage.ts';
import { PagePlay } from './page-play.ts';
import { readOf, withPageFile, type PageFile } from './page-file.ts';
import { PAGE, type Outside } from './page-outside.ts';
import {
  BodyThrew,
  endsPlay,
  MAILBOX_ROOM,
  Mailboxes,
  numbered,
  performed,
  type Facilities,
  type Waiting,
} from './performing.ts';
import { PlayOverdue, PlayStuck, type PlayAsked, type Played } from './play.ts';
import { TurnLock, TurnQueue } from './turn-locks.ts';
import { unfinishedInWords, waitInWords } from './waits-in-words.ts';

/** A step is a promise that is awaited. */
type InTurn<Got> = Waiting<Promise<unknown>, Got, unknown>;

class TurnFacilities implements Facilities<Promise<unknown>, unknown> {
  readonly #play: PagePlay;
  readonly #outside: Outside;
  readonly #file: PageFile | null;
  readonly #stop: AbortSignal;
  readonly #stopOrLimit: AbortSignal;
  readonly #locks: readonly TurnLock[];
  readonly #queues: readonly TurnQueue[];
  readonly #mailboxes: Mailboxes<TurnQueue>;
  #running = 0;

  constructor(play: PagePlay, { program, signal, limitMs }: PlayAsked, outside: Outside, file: PageFile | null) {
    const { locks, queues } = program.resources;
    this.#play = play;
    this.#outside = outside;
    this.#file = file;
    this.#stop = signal;
    this.#stopOrLimit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
    this.#locks = Array.from({ length: locks }, (_, lock) => {
      return new TurnLock(() => this.#stuck({ op: 'acquire', lock }, 'release it'));
    });
    this.#queues = queues.map(
      (room, queue) =>
        new TurnQueue(room, {
          full: (value) => this.#stuck({ op: 'put', queue, value }, 'take one out'),
          empty: () => this.#stuck({ op: 'get', queue }, 'put one in'),
        }),
    );
    this.#mailboxes = new Mailboxes(
      (to) =>
        new TurnQueue(MAILBOX_ROOM, {
          full: (value) => this.#stuck({ op: 'send', to, value }, 'take one out'),
          empty: () => this.#stuck({ op: 'receive' }, 'send one'),
        }),
    );
  }

  *sleep(ms: number): InTurn<void> {
    const left = Math.max(0, this.#play.limitMs - this.#play.now());
    yield* this.#awaited(this.#outside.sleep(Math.min(ms, left), this.#stopOrLimit));
  }

  *read(): InTurn<number> {
    return yield* this.#awaited(this.#outside.read(this.#stopOrLimit));
  }

  *readFile(): InTurn<number> {
    return yield* this.#awaited(readOf(this.#file, this.#stopOrLimit));
  }

  /** The whole task, here and now. */
  *start(task: number): InTurn<void> {
    const spawner = this.#running;
    this.#running = task;
    try {
      yield* performed(this.#play, task, this);
    } catch (error) {
      throw endsPlay(error) ? error : new BodyThrew(error);
    }
    this.#running = spawner;
  }

  *join(task: number): InTurn<void> {
    if (!this.#play.hasEnded(task)) throw this.#stuck({ op: 'join', task }, 'end it');
  }

  lock(lock: number): TurnLock {
    return numbered(this.#locks, 'lock', lock);
  }

  queue(queue: number): TurnQueue {
    return numbered(this.#queues, 'queue', queue);
  }

  mailbox(task: number): TurnQueue {
    return this.#mailboxes.of(task);
  }

  *pageTurn(): InTurn<void> {
    const { recording } = this.#play;
    recording.onYield();
    yield* this.#awaited(this.#outside.pageTurn());
    recording.onResume();
  }

  /** Nobody else is there to take it. */
  *threadFree(): InTurn<void> {}

  *#awaited<Got>(promise: Promise<Got>): InTurn<Got> {
    this.#play.show();
    let got: Got;
    try {
      got = (yield promise) as Got;
    } catch (error) {
      this.#demandTime();
      throw error;
    }
    this.#demandTime();
    this.#play.pageHadTurn();
    return got;
  }

  /** Throws where it was stopped meanwhile, or took too long. */
  #demandTime(): void {
    if (this.#stop.aborted) throw new Stopped();
    const { limitMs } = this.#play;
    if (!this.#stopOrLimit.aborted && this.#play.now() < limitMs) return;
    throw new PlayOverdue(limitMs, unfinishedInWords(this.#play));
  }

  #stuck(operation: Operation, missing: string): PlayStuck {
    const wait = waitInWords(this.#play, this.#running, operation);
    return new PlayStuck(`${wait}: one thing after the other on one thread, nobody is left to ${missing}`);
  }
}

async function awaitedInTurn(steps: InTurn<void>): Promise<void> {
  let step = steps.next();
  while (!step.done) {
    let got: unknown;
    try {
      got = await step.value;
    } catch (error) {
      step = steps.throw(error);
      continue;
    }
    step = steps.next(got);
  }
}

/**
 * Rejects with `Stopped` soon after the signal, with `PlayStuck` where it would wait for ever, `PlayOverdue`, or what a body threw.
 */
export async function playInTurn(stage: Stage, asked: PlayAsked, outside: Outside = PAGE): Promise<Played> {
  if (asked.signal.aborted) throw new Stopped();
  return withPageFile(outside, asked, async (file) => {
    const play = new PagePlay(stage, asked);
    try {
      await awaitedInTurn(new TurnFacilities(play, asked, outside, file).start(0));
    } catch (error) {
      throw error instanceof BodyThrew ? error.thrown : error;
    }
    return play.soFar();
  });
}
