/** A worker of an executor of processes and the calls it has been sent. Settles no future and sends nothing. */
import type { Milliseconds } from '../base/units.ts';
import type { Payload } from './executor-options.ts';
import type { Lane } from './lane.ts';
import type { CallFuture } from './thread-executor-future.ts';

/** A call that waits for a worker. */
export interface WaitingCall {
  /** Of its submission: the smaller is the older. */
  readonly number: number;
  readonly future: CallFuture<unknown>;
  readonly callee: number;
  readonly args: readonly unknown[];
  /** How many calls travel together; null for one that travels alone. */
  readonly count: number | null;
  readonly payload: Payload;
  /** Buffers among the arguments that are moved with them. */
  readonly moved: ArrayBuffer[];
}

export interface SentCall extends WaitingCall {
  readonly id: number;
  readonly desk: Desk;
  /** Place of the word by which it can be taken back; null where it cannot. */
  readonly claim: number | null;
}

/**
 * Calls a worker may hold, the running one included. Chromium hands a busy worker its next message late: the gap between two tasks of half
 * a millisecond was 220 µs with 2, 40 µs with 4, and no shorter with 16.
 */
export const AHEAD = 4;

/** Only behind calls that take less than this is anything sent ahead: the gap would not be noticed behind longer ones. */
export const QUICK_MS: Milliseconds = 2;

export class Desk {
  /** In the order of sending: the worker runs the first, unless that has just been answered. */
  readonly held: SentCall[] = [];
  /** Since when the first of them may run. */
  busySince: Milliseconds = 0;
  /** The last call took no time worth mentioning. */
  isQuick: boolean;
  /** Calls that it may be sent until it is replaced. */
  left: number;

  constructor(
    readonly lane: Lane,
    { isQuick, left }: { readonly isQuick: boolean; readonly left: number },
  ) {
    this.isQuick = isQuick;
    this.left = left;
  }

  get isIdle(): boolean {
    return this.held.length === 0 && this.left > 0;
  }

  /** It has done all that it may. */
  get isSpent(): boolean {
    return this.held.length === 0 && this.left === 0;
  }

  /** Whether another call may be sent; `most`: how many it may hold then. */
  hasRoom(most: number): boolean {
    return this.left > 0 && this.held.length < (this.isQuick ? most : 1);
  }

  add(call: SentCall, now: Milliseconds): void {
    if (this.held.length === 0) this.busySince = now;
    this.held.push(call);
    this.left -= 1;
  }

  /** Taken back: as if it had never been sent. */
  drop(call: SentCall): void {
    if (this.#remove(call)) this.left += 1;
  }

  /** The call with this id, which the worker has answered. */
  answered(id: number, tookMs: Milliseconds, now: Milliseconds): SentCall | undefined {
    const call = this.held.find((held) => held.id === id);
    if (!call) return undefined;
    this.#remove(call);
    this.isQuick = tookMs < QUICK_MS;
    this.busySince = now;
    return call;
  }

  #remove(call: SentCall): boolean {
    const at = this.held.indexOf(call);
    if (at >= 0) this.held.splice(at, 1);
    return at >= 0;
  }
}
