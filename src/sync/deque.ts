/**
 * A work-stealing deque of numbers ≥ 0: assembly/sync/deque.ts at an address. Nobody ever waits at it, so one face serves
 * workers and page alike. Only its owner may push and pop.
 */
import { isCount } from './count.ts';
import { BadArgument } from './errors.ts';
import type { SyncExports } from './sync-exports.ts';

const EMPTY = -1;
const LOST = -2;

/** Makes the deque at an address, for `capacity` items; nobody may use it yet. Throws `BadArgument` unless that is a power of two. */
export function makeDeque(sync: SyncExports, at: number, capacity: number): void {
  if (!(isCount(capacity, 1) && Number.isInteger(Math.log2(capacity)))) {
    throw new BadArgument(`a deque cannot be for ${capacity} items: ask for 1, 2, 4, 8 …`);
  }
  sync.initDeque(at, capacity, 0);
}

export class Deque {
  constructor(
    readonly sync: SyncExports,
    readonly at: number,
  ) {}

  /** The owner's: false where it is full. Throws `BadArgument` for what a thief would take for an answer. */
  push(item: number): boolean {
    if (!isCount(item, 0)) throw new BadArgument(`a deque cannot hold ${item}: it holds whole numbers from 0`);
    return this.sync.pushDeque(this.at, item) !== 0;
  }

  /** The owner's: the youngest item, or null. */
  pop(): number | null {
    const item = this.sync.popDeque(this.at);
    return item === EMPTY ? null : item;
  }

  /** Anybody's: the oldest item, or null where there is none. Tries again while others are faster. */
  steal(): number | null {
    for (;;) {
      const item = this.sync.stealDeque(this.at);
      // Lost means that somebody else has got an item: the deque as a whole makes progress.
      if (item !== LOST) return item === EMPTY ? null : item;
    }
  }

  /** Items in it; old when it comes, but for the owner. */
  get size(): number {
    return this.sync.dequeSize(this.at);
  }
}
