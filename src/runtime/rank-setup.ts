/** What the page tells a worker that is to be a rank, and what it is told when the rank has ended. Types only. */
import type { RankPlan } from '../memory/rank-plan.ts';
import type { Waiting } from '../ranks/transport.ts';
import type { Traffic } from '../ranks/wire.ts';

export interface RankSetup {
  /** Id of the program. */
  readonly program: string;
  readonly rank: number;
  readonly args: unknown;
  readonly transport:
    | { readonly kind: 'segment'; readonly plan: RankPlan; readonly spins: number }
    /** By rank; null for this one. */
    | { readonly kind: 'ports'; readonly ports: readonly (MessagePort | null)[] };
}

/** How a rank ended. `returned`: with a value, as bytes (memory/value-writer). */
export type RankEnd =
  | { readonly kind: 'returned'; readonly value: Uint8Array<ArrayBuffer>; readonly traffic: Traffic }
  | {
      readonly kind: 'threw';
      readonly name: string;
      readonly message: string;
      /** The worker's. */
      readonly stack: string;
    }
  | { readonly kind: 'aborted'; readonly code: number }
  /** Because it was told to; `waiting`: what for, null where it did not wait. */
  | { readonly kind: 'stopped'; readonly waiting: Waiting | null };
