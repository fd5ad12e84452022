/**
 * What ranks need of whoever carries their messages. One operation is enough: a send and a receive that make progress
 * together, either of which may be missing. Messages from one rank to another arrive in the order in which they were sent.
 * Transports know bytes and heads; values, rounds and collectives are above them.
 */
import type { Bytes, Milliseconds } from '../base/units.ts';
import type { Script } from '../sync/thread.ts';
import type { Elements, ElementKind, Payload } from './elements.ts';
import type { Operation } from './operations.ts';

export const ANY_SOURCE = -1;
/** Any tag that a program can give; never a collective's. */
export const ANY_TAG = -1;
/** Any collective's tag: these are below. */
export const ANY_COLLECTIVE = -2;

/** The head of a message. */
export interface Envelope {
  readonly source: number;
  readonly tag: number;
  readonly payload: Payload;
  readonly bytes: Bytes;
  /** The sender's round (wire.ts). */
  readonly round: number;
}

export interface Outgoing {
  readonly to: number;
  readonly tag: number;
  readonly payload: Payload;
  /** Sent one behind the other as one message. */
  readonly parts: readonly Elements[];
  readonly round: number;
  /** `transfer`: the array's memory may be moved to the receiver, where the transport can: it is empty afterwards. */
  readonly hand: 'copy' | 'transfer';
}

/** Where a message's bytes go: into these arrays, in order, in place of what is there or combined with it. */
export interface Landing {
  readonly parts: readonly Elements[];
  readonly operation: Operation | null;
}

export interface Incoming {
  readonly from: number;
  readonly tag: number;
  /** Asked once, when the message is there; null: hand the bytes over. What it throws ends the receive; the message stays. */
  accept(envelope: Envelope): Landing | null;
}

export interface Arrival {
  readonly envelope: Envelope;
  /** null where they went to a landing. */
  readonly bytes: Uint8Array<ArrayBuffer> | null;
}

/** What a rank that makes no progress waits for. */
export type Waiting =
  | { readonly for: 'message'; readonly from: number; readonly tag: number }
  | { readonly for: 'room'; readonly to: number };

export interface Transport {
  readonly rank: number;
  readonly size: number;
  /**
   * Sends and receives; over when both are. What is sent must not be written by what is received. Throws `WaitStopped`
   * when the run is stopped.
   */
  exchange(outgoing: Outgoing | null, incoming: Incoming | null): Script<Arrival | null>;
  /** The message, where one is there or has begun to come; else null, without waiting for any. Throws as `exchange`. */
  poll(incoming: Incoming): Script<Arrival | null>;
  /** An array from which and into which this transport moves fastest; null where there is none or no room is left. */
  allocate(kind: ElementKind, length: number): Elements | null;
  /** Looks whether the run was stopped, where a rank computes for long. Throws `WaitStopped`. */
  checkpoint(): Script<void>;
  /** Waits for `ms`, or less: whoever sleeps looks at the clock and waits again. Throws `WaitStopped`. */
  pause(ms: Milliseconds): Script<void>;
  /** Runs `read` as one of the few reads that ranks may do at once. Throws `WaitStopped`; `Refused` where nobody can count them. */
  reading<T>(read: () => T): Script<T>;
  /** The wait under way, or that a stop has ended. */
  readonly waiting: Waiting | null;
}

export function matches({ from, tag }: Pick<Incoming, 'from' | 'tag'>, envelope: Envelope): boolean {
  if (from !== ANY_SOURCE && from !== envelope.source) return false;
  if (tag === ANY_TAG) return envelope.tag >= 0;
  return tag === ANY_COLLECTIVE ? envelope.tag < ANY_COLLECTIVE : tag === envelope.tag;
}

/** "a message from rank 1 with tag 5". */
export function describeWaiting(waiting: Waiting): string {
  if (waiting.for === 'room') return `rank ${waiting.to} to take a message`;
  const { from, tag } = waiting;
  const source = from === ANY_SOURCE ? 'any rank' : `rank ${from}`;
  if (tag === ANY_COLLECTIVE) return `a message of a collective from ${source}`;
  return `a message from ${source}${tag === ANY_TAG ? '' : ` with tag ${tag}`}`;
}
