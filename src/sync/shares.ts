/**
 * The typed face of assembly/sync/shares.ts: the page deals the first step of a batch out, a worker its own share of each later one and takes
 * from all of them.
 */
import { blockOf } from '../base/schedule.ts';
import { shareStructure } from '../memory/structures.ts';
import type { SyncExports } from './sync-exports.ts';

export interface Deal {
  /** Tasks of a step. */
  readonly count: number;
  readonly workers: number;
}

/** The page makes every worker's share anew and puts its block of the first step in. No worker may be in the batch. */
export function dealShares(sync: SyncExports, shares: number, { count, workers }: Deal): void {
  const { BYTES, slots } = shareStructure(count, workers);
  for (let place = 0; place < workers; place++) {
    const { first, end } = blockOf(count, workers, place);
    sync.initDeque(shares + place * BYTES, slots, 0);
    sync.dealShare(shares + place * BYTES, first, end);
  }
}

/** The shares as one worker has them. */
export class Shares {
  readonly #stride: number;
  readonly #block: ReturnType<typeof blockOf>;

  constructor(
    readonly sync: SyncExports,
    readonly at: number,
    readonly deal: Deal,
    readonly place: number,
  ) {
    this.#stride = shareStructure(deal.count, deal.workers).BYTES;
    this.#block = blockOf(deal.count, deal.workers, place);
  }

  /** Puts this worker's block of a step that is open into its share. */
  refill(step: number): void {
    const from = step * this.deal.count;
    this.sync.dealShare(this.at + this.place * this.#stride, from + this.#block.first, from + this.#block.end);
  }

  /** Number of a task, its own or somebody else's; below 0 where there is none. */
  take(): number {
    return this.sync.takeShare(this.at, this.#stride, this.deal.workers, this.place);
  }
}
