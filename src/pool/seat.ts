/** A worker of a pool as the pool knows it. */
import type { Mailbox } from '../sync/mailbox.ts';
import type { Lane } from './lane.ts';

/** Where a worker is that hears no messages, and what settles when it is home again. */
export interface Serving {
  readonly at: 'mailbox' | 'board';
  readonly home: Promise<void>;
}

export interface Seat {
  readonly lane: Lane;
  readonly box: Mailbox | null;
  serving: Serving | null;
}
