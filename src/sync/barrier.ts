/**
 * A barrier as a thread sees it: assembly/sync/barrier.ts at an address. The action, where there is one, is given to every
 * thread's face, since functions do not live in shared memory; the last to arrive calls its own.
 */
import type { Milliseconds } from '../base/units.ts';
import { isCount } from './count.ts';
import { BadArgument, demandDone } from './errors.ts';
import { OUTCOME } from './outcome.ts';
import type { SyncExports } from './sync-exports.ts';
import { valueOf, type Answer, type Script, type Style, type Thread, type WaitOperation } from './thread.ts';
import { limitMs } from './wait-limit.ts';

const WHAT = 'the barrier';

/** Makes the barrier at an address; nobody may use it yet. Throws `BadArgument`. */
export function makeBarrier(sync: SyncExports, at: number, parties: number, hasAction = false): void {
  if (!isCount(parties, 1)) {
    throw new BadArgument(`a barrier cannot be for ${parties} threads: ask for 1, 2, 3 …`);
  }
  sync.initBarrier(at, parties, hasAction ? 1 : 0, 0);
}

export interface BarrierOptions<S extends Style> {
  /** Performed once a round, by the last to arrive, before anybody goes on. */
  readonly action?: () => Answer<S, void>;
  /** For waits that name none. */
  readonly timeoutMs?: Milliseconds;
}

/** How a wait ended. */
interface Passage {
  readonly outcome: number;
  readonly place: number;
  /** Of the leader. */
  readonly round: number;
}

export class Barrier<S extends Style> {
  readonly #wait: WaitOperation;
  readonly #options: BarrierOptions<S>;

  constructor(
    readonly thread: Thread<S>,
    readonly at: number,
    options: BarrierOptions<S> = {},
  ) {
    const { sync, at: me } = thread;
    this.#options = options;
    this.#wait = {
      whole: (ms) => sync.waitBarrier(at, me, ms),
      begin: () => sync.beginBarrier(at, me),
      resume: (reason) => sync.resumeBarrier(at, me, reason),
    };
  }

  /**
   * Waits until all have come; this thread's place in the round, 0 for the first. Throws `BrokenBarrier`: a wait that runs
   * out breaks it for all. An action that throws breaks it too, and its error reaches the thread that performed it.
   */
  wait(limit: { timeoutMs?: Milliseconds } = {}): Answer<S, number> {
    const timeoutMs = limit.timeoutMs ?? this.#options.timeoutMs;
    return this.thread.follow(this.#waited(limitMs(timeoutMs === undefined ? {} : { timeoutMs })));
  }

  /** Breaks it: everybody in it and everybody who comes gets `BrokenBarrier`, until it is reset. */
  abort(): Answer<S, void> {
    return this.#done((me) => this.thread.sync.abortBarrier(this.at, me));
  }

  /** Opens a new round, also of a broken one; those who wait get `BrokenBarrier`. */
  reset(): Answer<S, void> {
    return this.#done((me) => this.thread.sync.resetBarrier(this.at, me));
  }

  /** How many wait in the current round; old when it comes. */
  get waiting(): number {
    return this.thread.sync.barrierWaiting(this.at);
  }

  get parties(): number {
    return this.thread.sync.barrierParties(this.at);
  }

  get broken(): boolean {
    return this.thread.sync.isBarrierBroken(this.at) !== 0;
  }

  toString(): string {
    return `barrier (${this.broken ? 'broken' : `waiters=${this.waiting}/${this.parties}`})`;
  }

  #done(call: (me: number) => number): Answer<S, void> {
    return this.thread.step(
      () => call(this.thread.at),
      (outcome) => demandDone(outcome, WHAT),
    );
  }

  *#waited(timeoutMs: Milliseconds): Script<number> {
    const { sync, at: me } = this.thread;
    // Read at once: an action may wait for other things, which are noted in the same places of the record.
    const read = (outcome: number): Passage => ({
      outcome,
      place: sync.barrierPlace(me),
      round: sync.barrierRound(me),
    });
    const { outcome, place, round } = yield* valueOf<S, Passage>(this.thread.wait(this.#wait, timeoutMs, read));
    if (outcome === OUTCOME.LEADS) yield* this.#lead(round);
    else demandDone(outcome, WHAT);
    return place;
  }

  *#lead(round: number): Script<void> {
    const { action } = this.#options;
    try {
      if (!action) throw new BadArgument('this barrier was made for an action, but this thread’s face has none');
      yield* valueOf<S, void>(action());
    } catch (error) {
      yield* valueOf<S, void>(this.abort());
      throw error;
    }
    yield* valueOf<S, void>(this.#done((me) => this.thread.sync.finishBarrier(this.at, me, round)));
  }
}
