/**
 * What the models of the page's thread have in common that play on an event loop, whatever their tasks are: the run from the first
 * turn to the end of the last task, Stop, the limit, deadlocks, and what comes from outside of the loop.
 *
 * A task that does not give up its turn holds up all others, also those that have become ready, for as long as it computes. The page
 * has to hear a Stop in between all the same: then the task waits for a turn of the page, and the others for the task (`pageTurn`,
 * `isThreadTaken`). The wall time includes these turns, the running spans do not.
 */
import type { Milliseconds } from '../../base/units.ts';
import { CancelledError } from '../../loop/errors.ts';
import { EventLoop } from '../../loop/event-loop.ts';
import { setResultUnlessCancelled, type LoopFuture } from '../../loop/loop-future.ts';
import { Stopped } from '../../pool/errors.ts';
import type { Stage } from '../stage.ts';
import { PagePlay } from './page-play.ts';
import { readOf, type PageFile } from './page-file.ts';
import type { Outside } from './page-outside.ts';
import { PlayOverdue, PlayStuck, type PlayAsked, type Played } from './play.ts';
import { unfinishedInWords } from './waits-in-words.ts';

export class LoopPlay {
  readonly loop: EventLoop;
  readonly play: PagePlay;
  readonly #outside: Outside;
  readonly #file: PageFile | null;
  readonly #signal: AbortSignal;
  /** Given as well when the play is over in any other way: ends what goes on outside. */
  readonly #over = new AbortController();
  readonly #ended: LoopFuture<void>;
  readonly #limitAt: Milliseconds;
  /** Reads and turns of the page under way: they make somebody ready although no timer is set. */
  #comingIn = 0;
  #threadFree: LoopFuture<void> | null = null;

  /** The play starts now. Throws `Stopped` where the signal was given before. */
  constructor(stage: Stage, asked: PlayAsked, outside: Outside, file: PageFile | null) {
    if (asked.signal.aborted) throw new Stopped();
    this.#outside = outside;
    this.#file = file;
    this.#signal = asked.signal;
    this.loop = new EventLoop({ clock: stage.clock });
    this.loop.setExceptionHandler(({ message, error }) => this.fail(error ?? new Error(message)));
    this.#ended = this.loop.createFuture<void>();
    this.play = new PagePlay(stage, asked);
    this.play.onLastEnd = () => setResultUnlessCancelled(this.#ended, undefined);
    this.#limitAt = this.loop.time() + asked.limitMs;
  }

  /** Until the last task has ended. Rejects with `Stopped`, `PlayStuck`, `PlayOverdue`, or what was given to `fail`. */
  async run(): Promise<Played> {
    this.loop.callAt(this.#limitAt, () => this.fail(this.#isStuck() ? this.#stuck() : this.#overdue()));
    const { onYield, onResume } = this;
    try {
      await this.#outside.drive(this.loop, this.#ended, { signal: this.#signal, onYield, onResume });
    } catch (error) {
      throw this.#signal.aborted && error instanceof CancelledError ? new Stopped() : error;
    } finally {
      this.#over.abort();
    }
    return this.play.soFar();
  }

  /** Ends the play; the first error is the one that counts. */
  fail(error: unknown): void {
    if (!this.#ended.isDone) this.#ended.setException(error);
  }

  /** Reads a file: done with its length. */
  read(): LoopFuture<number> {
    return this.#fromOutside(this.#outside.read(this.#over.signal));
  }

  /** Reads the file of the play: done with its length. */
  readFile(): LoopFuture<number> {
    return this.#fromOutside(readOf(this.#file, this.#over.signal));
  }

  /** A task is in the middle of a stretch that it has not given up. */
  get isThreadTaken(): boolean {
    return this.#threadFree !== null;
  }

  /** Done when the task that has taken the thread goes on. Another may have taken it by then. */
  get threadFree(): LoopFuture<void> {
    return (this.#threadFree ??= this.loop.createFuture<void>());
  }

  /** Takes the thread for the task that asks; done when the page has had a turn. Then `giveThreadBack` is due. */
  pageTurn(): LoopFuture<void> {
    this.#threadFree = this.loop.createFuture<void>();
    return this.#fromOutside(this.#outside.pageTurn());
  }

  giveThreadBack(): void {
    const free = this.#threadFree;
    this.#threadFree = null;
    free?.setResult();
  }

  readonly onYield = (): void => {
    if (this.#isStuck()) this.fail(this.#stuck());
    this.play.show();
    this.play.recording.onYield();
  };

  readonly onResume = (): void => {
    this.play.recording.onResume();
    this.play.pageHadTurn();
  };

  #fromOutside<Got>(promise: Promise<Got>): LoopFuture<Got> {
    const future = this.loop.createFuture<Got>();
    this.#comingIn += 1;
    promise.then(
      (got) => {
        this.#comingIn -= 1;
        setResultUnlessCancelled(future, got);
      },
      (error: unknown) => {
        this.#comingIn -= 1;
        if (!this.#over.signal.aborted) future.setException(error);
      },
    );
    return future;
  }

  /** Nobody is ready, nobody sleeps, and nothing will come from outside. */
  #isStuck(): boolean {
    if (this.#ended.isDone || this.#comingIn > 0 || this.loop.nextDue() < this.#limitAt) return false;
    return !this.play.tasks.some(({ task, end }) => end === null && this.play.waitOf(task)?.op === 'sleep');
  }

  #stuck(): PlayStuck {
    return new PlayStuck(`nobody can go on: ${unfinishedInWords(this.play)}`);
  }

  #overdue(): PlayOverdue {
    return new PlayOverdue(this.play.limitMs, unfinishedInWords(this.play));
  }
}
