/**
 * The calls of an executor of threads, seen from the page: writes them into records, posts them at desks in turn, and settles their
 * futures when workers hand them back. Takes as many as it is given: what finds no slot or no room for its arguments waits here, in
 * order. Starts and ends no worker, and knows functions by their numbers only.
 */
import { nextTurn } from '../base/turn.ts';
import type { Milliseconds } from '../base/units.ts';
import { toBytes } from '../memory/value-bytes.ts';
import { NO_CALL, type Form, type PageBoard } from '../sync/call-board.ts';
import type { Chunk } from './executor-chunks.ts';
import { areNumbers, asNumbers, BoardCall, TooLarge, type Content } from './thread-executor-call.ts';
import { BACK, NOWHERE, type CallFuture, type Posted } from './thread-executor-future.ts';
import type { PayloadArea } from './thread-executor-payload.ts';

/** A lost wake-up costs one slice. */
const SLICE_MS: Milliseconds = 100;

export class Calls implements Posted {
  /** Called whenever the last call has ended. */
  onIdle: () => void = () => {};
  readonly #board: PageBoard;
  readonly #payload: PayloadArea | null;
  readonly #futures: (BoardCall<unknown> | null)[];
  readonly #free: number[];
  /** Calls that found no room, from `#begun` on; those before are on the board. */
  #waiting: BoardCall<unknown>[] = [];
  #begun = 0;
  /** Calls that have come back and were not told yet. */
  #back: BoardCall<unknown>[] = [];
  /** How many are still to be told of those that are being told now. */
  #telling = 0;
  #unfinished = 0;
  #desks = 0;
  #turn = 0;
  #attending = false;

  /** `payload`: where arguments stand that are more than a few numbers; null where there are none. */
  constructor(board: PageBoard, payload: PayloadArea | null) {
    this.#board = board;
    this.#payload = payload;
    const { slots } = board.plan;
    this.#futures = new Array<BoardCall<unknown> | null>(slots).fill(null);
    // The lowest first.
    this.#free = Array.from({ length: slots }, (_, slot) => slots - 1 - slot);
  }

  /** Calls that have not ended. */
  get unfinished(): number {
    return this.#unfinished;
  }

  /** Calls are posted at the first `desks` desks from now on. */
  useDesks(desks: number): void {
    if (desks <= this.#desks) return;
    this.#desks = desks;
    this.#board.useDesks(desks);
  }

  /**
   * One call. Keeps `args`, which nobody may change any more. Throws DOMException "DataCloneError" for arguments that cannot be cloned,
   * or `TooLarge`.
   */
  call<T>(callee: number, args: readonly unknown[]): CallFuture<T> {
    if (!areNumbers(args)) return this.#withContent<T>(callee, 'bytes', 1, toBytes(args));
    const future = new BoardCall<T>(this, callee, 'numbers', 1);
    future.numbers = args;
    this.#submit(future);
    return future;
  }

  /** Many calls of one function in one record; gives the list of results. Throws as `call`. */
  callAll<T>(callee: number, chunk: Chunk): CallFuture<T[]> {
    const numbers = asNumbers(chunk);
    return numbers
      ? this.#withContent<T[]>(callee, 'columns', chunk.count, numbers)
      : this.#withContent<T[]>(callee, 'columns of bytes', chunk.count, toBytes(chunk.columns));
  }

  /** A task of the work that is staged on the workers. */
  runStaged(task: number): CallFuture<undefined> {
    const future = new BoardCall<undefined>(this, task, 'staged task', 1);
    this.#submit(future);
    return future;
  }

  cancel(slot: number): boolean {
    return this.#board.cancel(slot);
  }

  isRunning(slot: number): boolean {
    return this.#board.isRunning(slot);
  }

  /** Cancels every call that does not run yet, and tells whoever waits for it; its slot comes back later. */
  cancelPending(): void {
    for (const future of this.#open()) if (future.cancel()) this.#tellCancelled(future);
  }

  /** A worker tells of a call whose result did not fit into its record. */
  told(slot: number, settle: (future: CallFuture<unknown>) => void): void {
    const future = this.#freed(slot);
    if (!future) return;
    this.#ended(future);
    settle(future);
    this.#postWaiting();
    if (this.#unfinished === 0) this.onIdle();
  }

  /** The workers are gone: every call that has not ended fails with `reason`. */
  abandon(reason: Error): void {
    const open = this.#open();
    this.#waiting = [];
    this.#begun = 0;
    this.#back = [];
    this.#futures.fill(null);
    // Those have ended well, whatever a callback of one before them does.
    this.#unfinished = this.#telling;
    for (const future of open) {
      future.slot = NOWHERE;
      if (future.isCancelled) this.#tellCancelled(future);
      else future.setException(reason);
    }
    this.#board.wake();
    this.onIdle();
  }

  #tellCancelled(future: BoardCall<unknown>): void {
    // It may have been told before its slot came back.
    if (!future.isSettled) future.setRunningOrNotifyCancel();
  }

  #open(): BoardCall<unknown>[] {
    const posted = this.#futures.filter((future) => future !== null);
    return [...this.#back, ...posted, ...this.#waiting.slice(this.#begun)];
  }

  #withContent<T>(callee: number, form: Form, count: number, content: Content): CallFuture<T> {
    const most = this.#payload?.most ?? 0;
    if (content.byteLength > most) throw new TooLarge(content.byteLength, most);
    const future = new BoardCall<T>(this, callee, form, count);
    future.content = content;
    this.#submit(future);
    return future;
  }

  #submit(future: BoardCall<unknown>): void {
    this.#unfinished += 1;
    // Else the workers would run dry while somebody submits many in a row.
    if (this.#free.length === 0) this.#refill();
    if (this.#waiting.length > this.#begun || !this.#post(future)) this.#waiting.push(future);
    if (!this.#attending) void this.#attend();
  }

  /** False where there is no slot, or no room for the content. */
  #post(future: BoardCall<unknown>): boolean {
    const slot = this.#free[this.#free.length - 1];
    if (slot === undefined || !this.#written(slot, future)) return false;
    this.#free.length -= 1;
    this.#futures[slot] = future;
    future.slot = slot;
    future.numbers = null;
    future.content = null;
    this.#turn = this.#turn + 1 < this.#desks ? this.#turn + 1 : 0;
    this.#board.post(slot, this.#turn);
    return true;
  }

  #written(slot: number, { callee, form, numbers, content, count }: BoardCall<unknown>): boolean {
    if (numbers) {
      this.#board.writeNumbers(slot, callee, numbers);
      return true;
    }
    const at = content ? (this.#payload?.take(content.byteLength) ?? null) : 0;
    if (at === null) return false;
    this.#board.writeBytes(slot, callee, form, at, content?.byteLength ?? 0, count);
    if (content instanceof Float64Array) this.#board.columnsOf(slot).set(content);
    else if (content) this.#board.bytesOf(slot).set(content);
    return true;
  }

  /** Posts what waits, as far as there is room. Tells nobody anything. */
  #postWaiting(): void {
    const waiting = this.#waiting;
    while (this.#begun < waiting.length) {
      const future = waiting[this.#begun] as BoardCall<unknown>;
      if (future.isCancelled) this.#back.push(future);
      else if (!this.#post(future)) break;
      this.#begun += 1;
    }
    // At once where all are posted, else seldom: taking from the front of a long list costs its length.
    if (this.#begun === waiting.length || this.#begun > waiting.length / 2) {
      waiting.splice(0, this.#begun);
      this.#begun = 0;
    }
  }

  /** Settles what comes back, as long as something is under way. */
  async #attend(): Promise<void> {
    this.#attending = true;
    while (this.#unfinished > 0) {
      this.#refill();
      // After something came the page is given a turn, by then there is mostly more: so many come at the price of one.
      if (this.#settle() > 0) await nextTurn();
      else await this.#board.news(SLICE_MS);
    }
    this.#attending = false;
  }

  /** Takes what the workers have handed back, so that others can have the slots. Tells nobody anything. */
  #refill(): void {
    for (let desk = 0; desk < this.#desks; desk++) {
      for (let slot = this.#board.takeFinished(desk); slot !== NO_CALL;) {
        // Before the slot is free for another call.
        const next = this.#board.next(slot);
        this.#takeBack(slot);
        slot = next;
      }
    }
    this.#postWaiting();
  }

  #takeBack(slot: number): void {
    const value = this.#board.isCancelled(slot) ? undefined : this.#resultOf(slot);
    const future = this.#freed(slot);
    if (!future) return;
    future.came = value;
    this.#back.push(future);
  }

  /** Tells the futures of all that have come back; how many. */
  #settle(): number {
    const back = this.#back;
    if (back.length === 0) return 0;
    // What callbacks submit, and what comes back meanwhile, is for the next time.
    this.#back = [];
    this.#telling = back.length;
    for (const future of back) {
      this.#telling -= 1;
      const { came } = future;
      future.came = undefined;
      this.#ended(future);
      if (future.isCancelled) this.#tellCancelled(future);
      else future.setResult(came);
    }
    if (this.#unfinished === 0) this.onIdle();
    return back.length;
  }

  /** The future of a call that has come back; its slot and its room are free for others. Null where it was abandoned. */
  #freed(slot: number): BoardCall<unknown> | null {
    const future = this.#futures[slot] ?? null;
    if (!future) return null;
    const at = this.#board.addressOf(slot);
    if (at !== 0) this.#payload?.giveBack(at);
    this.#futures[slot] = null;
    this.#free.push(slot);
    future.slot = BACK;
    return future;
  }

  #ended(future: BoardCall<unknown>): void {
    this.#unfinished -= 1;
    future.slot = NOWHERE;
  }

  #resultOf(slot: number): unknown {
    switch (this.#board.outcomeOf(slot)) {
      case 'number':
        return this.#board.number(slot, 0);
      case 'true':
        return true;
      case 'false':
        return false;
      case 'null':
        return null;
      case 'numbers':
        return Array.from(this.#board.columnsOf(slot).subarray(0, this.#board.countOf(slot)));
      case 'undefined':
        return undefined;
    }
  }
}
