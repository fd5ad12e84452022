/**
 * The threads that share a pool's memory, as the page steers them: who is alive, and the end of every wait by word and
 * notify. Each has a record (assembly/sync/thread.ts). Never blocks; starts and ends no worker.
 */
import type { Clock } from '../base/clock.ts';
import type { PoolPlan } from '../memory/pool-plan.ts';
import { CAN_WAIT_ASYNC } from '../sync/batch.ts';
import { Bells, pageThread } from '../sync/page-thread.ts';
import type { SyncExports } from '../sync/sync-exports.ts';
import type { Thread } from '../sync/thread.ts';

/** How often a worker looks at a word before it sleeps: about as long as a hand-over between two cores takes. */
const SPINS = 100;

export interface RosterParts {
  /** An instance of the module over the pool's memory, on the page. Its host's `announce` rings `bells`. */
  readonly sync: SyncExports;
  readonly memory: WebAssembly.Memory;
  readonly plan: PoolPlan;
  readonly clock: Clock;
  readonly bells: Bells;
}

export class Roster {
  readonly #parts: RosterParts;
  #pageThreads = 0;

  constructor(parts: RosterParts) {
    const { sync, plan } = parts;
    this.#parts = parts;
    plan.lanes.forEach(({ thread }, place) => sync.initThread(thread.at, place, 1, SPINS));
    plan.pageThreads.forEach(({ at }, place) => sync.initThread(at, plan.lanes.length + place, 0, 0));
  }

  get sync(): SyncExports {
    return this.#parts.sync;
  }

  /** Ends every wait of every thread, now and until `allow`. */
  stop(): void {
    for (const at of this.#records()) this.sync.stopThread(at);
  }

  /** Takes the stop back; no thread may be waiting. */
  allow(): void {
    for (const at of this.#records()) this.sync.allowThread(at);
  }

  /** The worker of this lane is gone for good: whoever waits for what it held gets `BrokenLock`. */
  bury(lane: number): void {
    const record = this.#parts.plan.lanes[lane]?.thread;
    if (record) this.sync.markDead(record.at);
  }

  /** A thread of the page, for one wait at a time. Throws where all are taken. */
  pageThread(): Thread<'page'> {
    const { sync, memory, plan, clock, bells } = this.#parts;
    const record = plan.pageThreads[this.#pageThreads++];
    if (!record) throw new RangeError(`the page has ${plan.pageThreads.length} threads of its own and all are taken`);
    return pageThread({ sync, memory, at: record.at, clock, bells: CAN_WAIT_ASYNC ? null : bells });
  }

  /** A worker tells that it has signalled a thread of the page. */
  ring(thread: number): void {
    this.#parts.bells.ring(thread);
  }

  #records(): number[] {
    const { lanes, pageThreads } = this.#parts.plan;
    return [...lanes.map(({ thread }) => thread.at), ...pageThreads.map(({ at }) => at)];
  }
}
