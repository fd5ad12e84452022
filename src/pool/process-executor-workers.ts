/**
 * The workers of an executor of processes: each started only when all others are busy, named, initialised, and replaced when it has run as
 * many calls as it may. Missed by nobody as long as one works. Those of a pool that belongs to somebody else are only borrowed.
 */
import type { MessageCallSetup } from '../runtime/api.ts';
import { NeedsSharedMemory } from '../sync/sharing.ts';
import { InitializerFailed } from './executor-errors.ts';
import type { Lane } from './lane.ts';
import type { Pool } from './pool.ts';
import { thrownOf } from './remote-error.ts';

export interface ProcessWorkersParts {
  readonly pool: Pool;
  /** The most workers there may be at once. */
  readonly most: number;
  /** Workers are called `prefix_0`, `prefix_1`, … */
  readonly prefix: string;
  readonly setup: Omit<MessageCallSetup, 'workerName'>;
}

export class ProcessWorkers {
  /** A worker is ready for calls. */
  onReady: (lane: Lane) => void = () => {};
  /** Something keeps the executor from working: a worker died, none could be started, or an initializer threw. */
  onBroken: (cause: unknown) => void = () => {};
  readonly #parts: ProcessWorkersParts;
  readonly #lanes = new Set<Lane>();
  readonly #starting = new Set<Promise<void>>();
  readonly #retiring = new Set<Promise<void>>();
  #most: number;
  /** Workers that were started and have not ended, ready or not. */
  #live = 0;
  #started = 0;
  #named = 0;
  #isEnded = false;
  #letGo: () => void = () => {};

  constructor(parts: ProcessWorkersParts) {
    this.#parts = parts;
    this.#most = parts.most;
    const over = new Promise<void>((resolve) => {
      this.#letGo = resolve;
    });
    // Rejects when a worker dies, and when the pool is closed, which is no news.
    parts.pool.guard(over).catch((cause: unknown) => this.#break(cause));
  }

  /** Workers that were started so far, those that have ended included. */
  get started(): number {
    return this.#started;
  }

  /** There are so many calls that have not ended: starts another worker where all that were started have one. */
  demand(unfinished: number): void {
    if (this.#isEnded || unfinished <= this.#live || this.#live >= this.#most) return;
    this.#live += 1;
    this.#started += 1;
    this.#track(this.#start(this.#live));
  }

  /** Takes the first workers that the pool has. Rejects with `InitializerFailed`, `WorkerLost`. */
  async borrow(): Promise<void> {
    await this.#parts.pool.listen();
    this.#started = this.#parts.most;
    await this.#takeFresh(this.#parts.most);
  }

  /** This worker has run enough calls. Resolves when it is gone and there is room for another. Never rejects. */
  async replace(lane: Lane): Promise<void> {
    const retiring = this.#parts.pool.retire(lane);
    this.#retiring.add(retiring);
    await retiring;
    this.#retiring.delete(retiring);
    this.#lanes.delete(lane);
    this.#live -= 1;
  }

  /** Ends them all, in the middle of what they may run. Never rejects. */
  async end(): Promise<void> {
    this.#isEnded = true;
    this.#letGo();
    await this.#parts.pool.close();
    await Promise.allSettled([...this.#starting, ...this.#retiring]);
  }

  /** Lets go of workers that belong to somebody else. */
  giveBack(): void {
    this.#isEnded = true;
    this.#letGo();
  }

  #track(start: Promise<void>): void {
    this.#starting.add(start);
    start.catch((cause: unknown) => this.#break(cause)).finally(() => this.#arrived(start));
  }

  async #start(count: number): Promise<void> {
    await this.#parts.pool.grow(count);
    await this.#takeFresh(this.#parts.pool.size);
  }

  /** Whoever could not be started is not tried again; without anybody there is nobody to wait for. */
  #arrived(start: Promise<void>): void {
    this.#starting.delete(start);
    if (this.#starting.size > 0 || this.#live === this.#lanes.size) return;
    this.#live = this.#most = this.#lanes.size;
    if (this.#most === 0) this.#break(this.#parts.pool.missing[0] ?? new Error('no worker could be started'));
  }

  async #takeFresh(count: number): Promise<void> {
    const fresh = this.#parts.pool.lanes(count).filter((lane) => !this.#lanes.has(lane));
    for (const lane of fresh) this.#lanes.add(lane);
    await Promise.all(fresh.map((lane) => this.#prepare(lane)));
  }

  async #prepare(lane: Lane): Promise<void> {
    const { pool, prefix, setup } = this.#parts;
    const workerName = `${prefix}_${this.#named++}`;
    if (pool.shared && !pool.marksSeen()) throw new NeedsSharedMemory('an executor that was told to share memory');
    const { failed } = await pool.guard(lane.api.answerCalls({ ...setup, workerName }));
    if (failed) throw new InitializerFailed(`the initializer failed in ${workerName}`, { cause: thrownOf(failed) });
    if (!this.#isEnded) this.onReady(lane);
  }

  #break(cause: unknown): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.onBroken(cause);
  }
}
