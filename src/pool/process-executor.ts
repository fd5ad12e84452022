/**
 * An executor whose workers share nothing with each other: each has a memory of its own, and calls and results travel as messages. It
 * works without shared memory, too, but for gates, for stopping what runs, and for arrays that both sides see. When one worker dies the
 * executor is broken: who knows what the call has done by then.
 * Source: CPython 3.13, Lib/concurrent/futures/process.py.
 */
import { clockFrom } from '../base/clock.ts';
import { loadCallTable } from '../runtime/call-table.ts';
import { demandShared, movableIn } from '../runtime/payload.ts';
import { PageClaims } from '../sync/claims.ts';
import { isCount } from '../sync/count.ts';
import { BadArgument } from '../sync/errors.ts';
import { WORTH_SHARING } from '../sync/sharing.ts';
import type { Chunk } from './executor-chunks.ts';
import { BrokenProcessPool, type BrokenExecutor } from './executor-errors.ts';
import { settled, type ExecutorOptions, type Payload } from './executor-options.ts';
import { openExecutorPool } from './executor-pool.ts';
import { Executor, type ExecutorParts, type Force } from './executor.ts';
import type { Future } from './future.ts';
import type { Pool } from './pool.ts';
import { ProcessCalls } from './process-executor-calls.ts';
import { Desk } from './process-executor-desk.ts';
import { ProcessWorkers } from './process-executor-workers.ts';
import { CallFuture } from './thread-executor-future.ts';

export interface ProcessPoolOptions extends ExecutorOptions {
  /** Calls that a worker runs before another takes its place, a chunk counting as one; without end where nothing is said. */
  readonly maxTasksPerWorker?: number;
  /** Whether to share memory with the workers, for gates and stops; wherever it can be where nothing is said. */
  readonly sharesMemory?: boolean;
}

interface ProcessParts extends ExecutorParts {
  readonly maxTasks: number;
  readonly owner: 'executor' | 'somebody else';
}

export class ProcessPoolExecutor extends Executor {
  readonly #calls: ProcessCalls;
  readonly #workers: ProcessWorkers;
  readonly #owner: ProcessParts['owner'];

  private constructor(parts: ProcessParts) {
    super(parts);
    const { pool, settings, maxTasks } = parts;
    const claims = pool.shared ? new PageClaims(ProcessCalls.places) : null;
    this.#owner = parts.owner;
    this.#calls = new ProcessCalls({ claims, clock: clockFrom() });
    this.#workers = new ProcessWorkers({
      pool,
      most: settings.maxWorkers,
      prefix: settings.namePrefix,
      setup: { initializer: settings.initializer, claims: claims?.buffer ?? null },
    });
    this.#calls.onIdle = () => this.becameIdle();
    this.#calls.onSpent = ({ lane }) => void this.#workers.replace(lane).then(() => this.#demand());
    this.#workers.onBroken = (cause) => this.broke(cause);
    this.#workers.onReady = (lane) => this.#calls.join(new Desk(lane, { isQuick: claims !== null, left: maxTasks }));
  }

  /** Starts no worker before there is a call for it. Rejects with `BadArgument`, `ModuleUnavailable`, `MemoryRefused`. */
  static async open(options: ProcessPoolOptions = {}): Promise<ProcessPoolExecutor> {
    const settings = settled('process', options);
    const { maxTasksPerWorker: maxTasks = Infinity, sharesMemory = WORTH_SHARING } = options;
    if (maxTasks !== Infinity && !isCount(maxTasks, 1)) {
      throw new BadArgument(
        `a worker cannot be replaced after ${maxTasks} calls: give 1, 2, 3 …, or nothing for never`,
      );
    }
    const opening = openExecutorPool(sharesMemory, settings.maxWorkers);
    const [pool, table] = await Promise.all([opening, loadCallTable()]);
    return new ProcessPoolExecutor({ settings, pool, table, maxTasks, owner: 'executor' });
  }

  /**
   * On the workers of a pool that belongs to somebody else, the first `maxWorkers` or all, who hear messages meanwhile; they live on when it
   * is shut down. Rejects with `BadArgument` for options that ask for other workers, `InitializerFailed`, `WorkerLost`.
   */
  static async over(pool: Pool, options: ProcessPoolOptions = {}): Promise<ProcessPoolExecutor> {
    if (options.maxTasksPerWorker !== undefined) {
      throw new BadArgument('workers that belong to somebody else are not replaced: leave maxTasksPerWorker away');
    }
    const settings = settled('process', { maxWorkers: pool.size, ...options }, pool.size);
    const table = await loadCallTable();
    const executor = new ProcessPoolExecutor({ settings, pool, table, maxTasks: Infinity, owner: 'somebody else' });
    await executor.#workers.borrow().catch(async (error: unknown) => {
      await executor.shutdown();
      throw error;
    });
    return executor;
  }

  override get unfinished(): number {
    return this.#calls.unfinished;
  }

  override get started(): number {
    return this.#workers.started;
  }

  /** Throws `BadArgument` where the workers belong to somebody else, too. */
  override async forceShutdown(force: Force): Promise<void> {
    if (this.#owner !== 'executor') {
      throw new BadArgument(
        'workers that belong to somebody else cannot be ended: shut the executor down, or close the pool',
      );
    }
    await super.forceShutdown(force);
  }

  protected override post(callee: number, args: readonly unknown[], payload: Payload): Future<unknown> {
    return this.#submit<unknown>(callee, args, null, payload);
  }

  protected override postChunk(callee: number, { columns, count }: Chunk, payload: Payload): Future<unknown[]> {
    return this.#submit<unknown[]>(callee, columns, count, payload);
  }

  protected override cancelPending(): void {
    this.#calls.cancelPending();
  }

  protected override abandon(reason: BrokenExecutor): void {
    this.#calls.abandon(reason);
  }

  protected override brokenError(why: string, cause: unknown): BrokenExecutor {
    return new BrokenProcessPool(why, { cause });
  }

  protected override async endWorkers(): Promise<void> {
    this.#calls.forgetWorkers();
    if (this.#owner === 'executor') await this.#workers.end();
    else this.#workers.giveBack();
  }

  #submit<T>(callee: number, given: readonly unknown[], count: number | null, payload: Payload): Future<T> {
    if (payload === 'shared') demandShared(given);
    const moved = payload === 'transfer' ? movableIn(given) : [];
    // Gone from the caller at once, not when a worker is free.
    const args = moved.length > 0 ? structuredClone(given, { transfer: moved }) : given;
    const future = new CallFuture<T>(this.#calls);
    this.#calls.submit({ future, callee, args, count, payload, moved: moved.length > 0 ? movableIn(args) : [] });
    this.#demand();
    return future;
  }

  #demand(): void {
    if (this.#owner === 'executor') this.#workers.demand(this.#calls.unfinished);
  }
}
