/**
 * The switch under way. There is one a thread, filled in anew each time, so that a switch allocates nothing; whoever switches
 * fills it in, greenlet.ts carries it out.
 */
import type { Greenlet } from './greenlet.ts';

/** What comes with a switch: a value to return from the switch that was left, or an error to throw out of it. */
export type TransferKind = 'value' | 'error';

export interface Transfer {
  /** Null before the first. */
  target: Greenlet | null;
  kind: TransferKind;
  payload: unknown;
}

export const transfer: Transfer = { target: null, kind: 'value', payload: undefined };

export function fillIn(target: Greenlet, kind: TransferKind, payload: unknown): void {
  transfer.target = target;
  transfer.kind = kind;
  transfer.payload = payload;
}
