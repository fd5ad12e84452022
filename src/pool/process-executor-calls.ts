/**
 * The calls of an executor of processes: those that wait for a worker, those that are with one, and the way back. Each worker is kept
 * supplied with a few calls ahead, as CPython's process pool keeps its call queue filled. Theirs is one queue for all workers; ours are
 * messages, so what is sent ahead may stand behind a call that takes long, or waits for the very call behind it. Where memory is shared a
 * call can be taken back until it starts (src/sync/claims.ts): it is cancelled, or given to a worker that is free, which always gets the
 * oldest. Among quick calls one may still start before an older one that was sent ahead to another worker. Where memory is not shared, calls
 * have nothing by which one could wait for another. Starts and ends no worker.
 * Source: CPython 3.13, Lib/concurrent/futures/process.py (pending work items, call queue).
 */
import type { Clock } from '../base/clock.ts';
import type { AnswerMessage } from '../runtime/api.ts';
import { MOST_ID, PageClaims } from '../sync/claims.ts';
import { AHEAD, Desk, QUICK_MS, type SentCall, type WaitingCall } from './process-executor-desk.ts';
import { thrownOf } from './remote-error.ts';
import { MOST_LANES } from './shared-memory.ts';
import { NOWHERE, type Posted } from './thread-executor-future.ts';

const PLACES = MOST_LANES * AHEAD;

export interface ProcessCallsParts {
  readonly claims: PageClaims | null;
  readonly clock: Clock;
}

export class ProcessCalls implements Posted {
  static readonly places = PLACES;
  /** Called whenever the last call has ended. */
  onIdle: () => void = () => {};
  /** Called when this worker has run as many calls as it may. It has left by then. */
  onSpent: (desk: Desk) => void = () => {};
  readonly #parts: ProcessCallsParts;
  readonly #desks: Desk[] = [];
  /** Taken back from a worker, the oldest first: all of them are older than those that wait. */
  #recalled: WaitingCall[] = [];
  /** Those that have gone already are kept no longer. */
  #waiting: (WaitingCall | null)[] = [];
  /** How many of `#waiting` have gone. */
  #gone = 0;
  /** Calls that can be taken back, by the place of their word. */
  readonly #byPlace = new Array<SentCall | null>(PLACES).fill(null);
  readonly #free = Array.from({ length: PLACES }, (_, place) => PLACES - 1 - place);
  #lastId = 0;
  #submitted = 0;
  #unfinished = 0;

  constructor(parts: ProcessCallsParts) {
    this.#parts = parts;
  }

  /** Calls that have not ended. */
  get unfinished(): number {
    return this.#unfinished;
  }

  submit(call: Omit<WaitingCall, 'number'>): void {
    this.#unfinished += 1;
    this.#waiting.push({ ...call, number: this.#submitted++ });
    this.#supply();
  }

  /** A worker that is ready for calls. */
  join(desk: Desk): void {
    this.#desks.push(desk);
    desk.lane.onMessage = (message) => {
      if (message.kind === 'answer') this.#answered(desk, message);
    };
    this.#recallFromSlow();
    this.#supply();
  }

  // For futures: whose call has been sent, by the place of its word.

  isRunning(place: number): boolean {
    const call = this.#byPlace[place];
    return !!call && this.#parts.claims?.isTaken(place, call.id) === true;
  }

  cancel(place: number): boolean {
    const call = this.#byPlace[place];
    if (!call || !this.#tookBack(call)) return false;
    // It waits again, to be told of the cancellation: the future is not cancelled before this returns.
    this.#comeBack(call);
    queueMicrotask(() => this.#supply());
    return true;
  }

  /** Cancels every call that does not run yet. */
  cancelPending(): void {
    for (const call of this.#byPlace) call?.future.cancel();
    for (const { future } of this.#takeWaiting()) {
      future.cancel();
      future.setRunningOrNotifyCancel();
      this.#ended();
    }
  }

  /** The workers are gone: every call that has not ended fails with `reason`. */
  abandon(reason: Error): void {
    const sent = this.#desks.flatMap((desk) => desk.held.splice(0));
    this.#desks.length = 0;
    this.#byPlace.fill(null);
    for (const { future } of [...sent, ...this.#takeWaiting()]) {
      future.slot = NOWHERE;
      if (future.isCancelled) future.setRunningOrNotifyCancel();
      else future.setException(reason);
    }
    this.#unfinished = 0;
    this.onIdle();
  }

  /** The workers are gone or belong to somebody else again: a future that is kept must not keep them, nor their memory. */
  forgetWorkers(): void {
    for (const { lane } of this.#desks) lane.onMessage = () => {};
    this.#desks.length = 0;
    this.onIdle = this.onSpent = () => {};
  }

  #takeWaiting(): WaitingCall[] {
    const waiting = [...this.#recalled, ...this.#waiting.filter((call) => call !== null)];
    this.#recalled = [];
    this.#waiting = [];
    this.#gone = 0;
    return waiting;
  }

  #answered(desk: Desk, message: AnswerMessage): void {
    const call = desk.answered(message.id, message.tookMs, this.#parts.clock.now());
    if (!call) return;
    this.#freePlace(call);
    if (message.ended === 'returned') call.future.setResult(message.value);
    else call.future.setException(thrownOf(message.thrown));
    if (desk.isSpent) this.#leave(desk);
    this.#recallFromSlow();
    this.#supply();
    this.#ended();
  }

  #leave(desk: Desk): void {
    this.#desks.splice(this.#desks.indexOf(desk), 1);
    desk.lane.onMessage = () => {};
    this.onSpent(desk);
  }

  #ended(): void {
    this.#unfinished -= 1;
    if (this.#unfinished === 0) this.onIdle();
  }

  /** Sends what does not run yet, the oldest first, as far as there is room. */
  #supply(): void {
    for (;;) {
      this.#recallForIdle();
      const call = this.#first();
      const desk = call && this.#deskFor(call);
      if (!desk) return;
      this.#removeFirst();
      this.#send(desk, call);
    }
  }

  /** The oldest that waits. What was cancelled meanwhile is told so. */
  #first(): WaitingCall | null {
    for (;;) {
      const call = this.#recalled[0] ?? this.#waiting[this.#gone];
      if (!call) return null;
      if (!call.future.isCancelled) return call;
      this.#removeFirst();
      call.future.setRunningOrNotifyCancel();
      this.#ended();
    }
  }

  #removeFirst(): void {
    if (this.#recalled.length > 0) return void this.#recalled.shift();
    this.#waiting[this.#gone] = null;
    this.#gone += 1;
    // Seldom, since it costs the length of what is left.
    if (this.#gone > this.#waiting.length / 2) {
      this.#waiting.splice(0, this.#gone);
      this.#gone = 0;
    }
  }

  /** Whoever holds the fewest, the first of them; null where all are full. What cannot be taken back never stands behind another. */
  #deskFor({ moved }: WaitingCall): Desk | null {
    const most = this.#parts.claims && moved.length > 0 ? 1 : AHEAD;
    let fewest: Desk | null = null;
    for (const desk of this.#desks) {
      if (!desk.hasRoom(most)) continue;
      if (!fewest || desk.held.length < fewest.held.length) fewest = desk;
    }
    return fewest;
  }

  #send(desk: Desk, call: WaitingCall): void {
    const { claims, clock } = this.#parts;
    const id = (this.#lastId = this.#lastId === MOST_ID ? 1 : this.#lastId + 1);
    const claim = claims && call.moved.length === 0 ? (this.#free.pop() ?? null) : null;
    const { callee, args, count, payload, future } = call;
    if (claim !== null) claims?.offer(claim, id);
    try {
      desk.lane.send({ kind: 'call', id, callee, args, count, claim, payload }, call.moved);
    } catch (error) {
      // It cannot be cloned: a matter of this call alone.
      if (claim !== null) this.#free.push(claim);
      future.setException(error);
      return this.#ended();
    }
    const sent: SentCall = { ...call, id, desk, claim };
    desk.add(sent, clock.now());
    if (claim === null) return void future.setRunningOrNotifyCancel();
    this.#byPlace[claim] = sent;
    future.slot = claim;
  }

  /** True where its worker will not run it. */
  #tookBack(call: SentCall): boolean {
    if (call.claim === null || !this.#parts.claims?.takeBack(call.claim, call.id)) return false;
    call.desk.drop(call);
    this.#freePlace(call);
    return true;
  }

  #freePlace({ claim, future }: SentCall): void {
    future.slot = NOWHERE;
    if (claim === null) return;
    this.#byPlace[claim] = null;
    this.#free.push(claim);
  }

  /**
   * Somebody has nothing to do: the oldest call that stands behind another comes back, though the one before it may be over soon. Else a
   * younger one would start before it, and all workers might wait for what it does.
   */
  #recallForIdle(): void {
    if (!this.#parts.claims || !this.#desks.some((desk) => desk.isIdle)) return;
    const oldestBack = this.#recalled[0]?.number ?? Infinity;
    const behind = this.#desks.flatMap(({ held }) => held.slice(1)).filter(({ number }) => number < oldestBack);
    // What cannot be taken back any more has just been started.
    const recalled = behind.sort((one, other) => one.number - other.number).find((call) => this.#tookBack(call));
    if (recalled) this.#comeBack(recalled);
  }

  #comeBack(call: WaitingCall): void {
    const younger = this.#recalled.findIndex(({ number }) => number > call.number);
    this.#recalled.splice(younger < 0 ? this.#recalled.length : younger, 0, call);
  }

  /** What stands behind a call that takes long comes back, before others that came later go to other workers. */
  #recallFromSlow(): void {
    if (!this.#parts.claims) return;
    const since = this.#parts.clock.now() - QUICK_MS;
    for (const desk of this.#desks) {
      if (desk.held.length < 2 || desk.busySince > since) continue;
      desk.isQuick = false;
      for (const call of desk.held.slice(1)) if (this.#tookBack(call)) this.#comeBack(call);
    }
  }
}
