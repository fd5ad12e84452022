/**
 * The workers of an executor of threads: each started only when all others are busy, named, initialised and sent to the board of
 * calls; missed by nobody as long as one works. Owns the pool it is given.
 */
import type { CallMessage, CallSetup } from '../runtime/api.ts';
import type { Thrown } from '../runtime/thrown.ts';
import { NeedsSharedMemory } from '../sync/sharing.ts';
import { InitializerFailed } from './executor-errors.ts';
import type { Lane } from './lane.ts';
import type { Pool } from './pool.ts';
import { thrownOf } from './remote-error.ts';
import type { Calls } from './thread-executor-calls.ts';

export interface WorkersAsked {
  /** The most workers there may be. */
  readonly most: number;
  /** Workers are called `prefix_0`, `prefix_1`, … */
  readonly prefix: string;
  readonly initializer: CallSetup['initializer'];
}

export class ThreadWorkers {
  /** Something keeps the executor from working: a worker died, none could be started, or an initializer threw. */
  onBroken: (cause: unknown) => void = () => {};
  readonly #pool: Pool;
  readonly #calls: Calls;
  readonly #asked: WorkersAsked;
  readonly #at = new Set<Lane>();
  readonly #starts: Promise<void>[] = [];
  #started = 0;
  #ended = false;

  constructor(pool: Pool, calls: Calls, asked: WorkersAsked) {
    this.#pool = pool;
    this.#calls = calls;
    this.#asked = asked;
    // Rejects when a worker dies, and when the pool is closed, which is no news.
    pool.guard(new Promise<never>(() => {})).catch((cause: unknown) => this.#break(cause));
  }

  /** Workers that were started, whether or not they are ready. */
  get started(): number {
    return this.#started;
  }

  /** There are so many calls that have not ended: starts another worker where all that were started have one. */
  demand(unfinished: number): void {
    if (this.#ended || unfinished <= this.#started || this.#started === this.#asked.most) return;
    this.#started += 1;
    this.#starts.push(this.#start(this.#started).catch((cause: unknown) => this.#break(cause)));
  }

  /** Ends them all, after the calls they are in, which are told to stop. Never rejects. */
  async end(): Promise<void> {
    this.#ended = true;
    // A worker that is on its way would be missed by the pool's end, and live on.
    await Promise.all(this.#starts);
    await this.#pool.close();
  }

  async #start(count: number): Promise<void> {
    await this.#pool.grow(count);
    if (this.#pool.size === 0) throw this.#pool.missing[0] ?? new Error('no worker could be started');
    const fresh = this.#pool.lanes(this.#pool.size).filter((lane) => !this.#at.has(lane));
    await Promise.all(fresh.map((lane) => this.#send(lane)));
  }

  async #send(lane: Lane): Promise<void> {
    const { prefix, initializer } = this.#asked;
    const workerName = `${prefix}_${this.#at.size}`;
    this.#at.add(lane);
    lane.onMessage = (message) => {
      if (message.kind === 'call') this.#tell(message);
    };
    if (!this.#pool.marksSeen()) throw new NeedsSharedMemory('an executor of threads');
    const thrown = await this.#pool.guard<Thrown | null>(lane.api.prepareCalls({ workerName, initializer }));
    if (thrown) throw new InitializerFailed(`the initializer failed in ${workerName}`, { cause: thrownOf(thrown) });
    if (this.#ended) return;
    this.#calls.useDesks(lane.index + 1);
    await this.#pool.takeCalls([lane]);
  }

  #tell(message: CallMessage): void {
    this.#calls.told(message.slot, (future) => {
      if (message.ended === 'returned') future.setResult(message.value);
      else future.setException(thrownOf(message.thrown));
    });
  }

  #break(cause: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    this.onBroken(cause);
  }
}
