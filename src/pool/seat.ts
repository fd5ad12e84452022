/** A worker of a pool as the pool knows it, and how several are chosen. */
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

/** The mailboxes of the first so many workers, or of those at these places. */
export function boxesOf(seats: readonly Seat[], workers: number | readonly number[]): Mailbox[] {
  const chosen = typeof workers === 'number' ? seats.slice(0, workers) : workers.map((at) => seats[at]);
  return chosen.flatMap((seat) => seat?.box ?? []);
}
