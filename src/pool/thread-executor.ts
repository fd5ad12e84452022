/**
 * An executor whose workers share one memory: calls are records on a board there, taken and stolen by workers that sleep beside it
 * (assembly/sync/call-board.ts). Numbers cost no message at all; what else is given or returned is copied. Workers are started one by
 * one, each only when all others are busy, and the death of one is the end of the executor, since it may have left anything half-written.
 * Source: CPython 3.13, Lib/concurrent/futures/thread.py.
 */
import { loadCallTable } from '../runtime/call-table.ts';
import { BadArgument } from '../sync/errors.ts';
import { NeedsSharedMemory } from '../sync/sharing.ts';
import type { Chunk } from './executor-chunks.ts';
import { BrokenThreadPool, type BrokenExecutor } from './executor-errors.ts';
import { settled, type ExecutorOptions, type Payload } from './executor-options.ts';
import { openExecutorPool } from './executor-pool.ts';
import { Executor, type ExecutorParts } from './executor.ts';
import type { Future } from './future.ts';
import { Pool } from './pool.ts';
import { Calls } from './thread-executor-calls.ts';
import { PayloadArea } from './thread-executor-payload.ts';
import { ThreadWorkers } from './thread-executor-workers.ts';

const WHAT = 'an executor of threads';

function demandCopies(payload: Payload): void {
  if (payload === 'clone') return;
  throw new BadArgument(
    `${WHAT} copies what it is given: leave the payload "${payload}" away, or ask an executor of processes`,
  );
}

export class ThreadPoolExecutor extends Executor {
  readonly #calls: Calls;
  readonly #workers: ThreadWorkers;

  private constructor(parts: ExecutorParts, calls: Calls) {
    super(parts);
    const { maxWorkers: most, namePrefix: prefix, initializer } = parts.settings;
    this.#calls = calls;
    this.#calls.onIdle = () => this.becameIdle();
    this.#workers = new ThreadWorkers(parts.pool, calls, { most, prefix, initializer });
    this.#workers.onBroken = (cause) => this.broke(cause);
  }

  /**
   * Makes the memory; no worker is started before there is a call for it. Rejects with `BadArgument`, `NeedsSharedMemory`,
   * `MemoryRefused`, `ModuleUnavailable`.
   */
  static async open(options: ExecutorOptions = {}): Promise<ThreadPoolExecutor> {
    const settings = settled('thread', options);
    if (!Pool.worthSharing) throw new NeedsSharedMemory(WHAT);
    const [pool, table] = await Promise.all([openExecutorPool(true, settings.maxWorkers), loadCallTable()]);
    if (!pool.shared) throw new NeedsSharedMemory(WHAT);
    // No job is loaded in this pool, so the room of its input and output is the arguments'.
    const calls = new Calls(pool.board, new PayloadArea(pool.shared.plan.work));
    return new ThreadPoolExecutor({ settings, pool, table }, calls);
  }

  override get unfinished(): number {
    return this.#calls.unfinished;
  }

  override get started(): number {
    return this.#workers.started;
  }

  protected override post(callee: number, args: readonly unknown[], payload: Payload): Future<unknown> {
    demandCopies(payload);
    const future = this.#calls.call(callee, args);
    this.#workers.demand(this.#calls.unfinished);
    return future;
  }

  protected override postChunk(callee: number, chunk: Chunk, payload: Payload): Future<unknown[]> {
    demandCopies(payload);
    const future = this.#calls.callAll(callee, chunk);
    this.#workers.demand(this.#calls.unfinished);
    return future;
  }

  protected override cancelPending(): void {
    this.#calls.cancelPending();
  }

  protected override abandon(reason: BrokenExecutor): void {
    this.#calls.abandon(reason);
  }

  protected override brokenError(why: string, cause: unknown): BrokenExecutor {
    return new BrokenThreadPool(why, { cause });
  }

  protected override endWorkers(): Promise<void> {
    return this.#workers.end();
  }
}
