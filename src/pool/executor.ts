/**
 * What every executor offers, and what is the same in all of them: calls of functions by their names, futures for the results, a map in
 * order, and the way from open to shut down. How calls reach workers is the business of the subclasses: thread-executor.ts through
 * shared memory, process-executor.ts by message. An executor has one owner and lives on the page.
 * Source: CPython 3.13, Lib/concurrent/futures/_base.py (`Executor`), thread.py, process.py.
 *
 *   open → shutting-down → shut-down          open, shutting-down → broken
 */
import { clockFrom, type Clock } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import type { CallTable } from '../runtime/call-table.ts';
import { isCount } from '../sync/count.ts';
import { BadArgument } from '../sync/errors.ts';
import { NeedsSharedMemory } from '../sync/sharing.ts';
import { chunksOf, type Chunk } from './executor-chunks.ts';
import { ExecutorShutDown, InitializerFailed, type BrokenExecutor } from './executor-errors.ts';
import { Gates, type Gate } from './executor-gates.ts';
import { MapResults } from './executor-map.ts';
import {
  PAYLOADS,
  type CallOptions,
  type ExecutorSettings,
  type FunctionName,
  type Payload,
} from './executor-options.ts';
import { Future } from './future.ts';
import type { Pool } from './pool.ts';

export type ExecutorState = 'open' | 'shutting-down' | 'shut-down' | 'broken';

export interface MapOptions extends CallOptions {
  /** Calls that travel together, 1 where nothing is said. They fail together, too. */
  readonly chunkSize?: number;
  /** For all results together, counted from the call of `map`. */
  readonly timeoutMs?: Milliseconds;
  /** Chunks submitted ahead of the results taken; all at once where nothing is said. Needed for endless arguments. */
  readonly bufferSize?: number;
  readonly clock?: Clock;
}

export interface ShutdownOptions {
  /** Resolve when the workers have ended, which is so where nothing is said, or at once. They end either way. */
  readonly wait?: boolean;
  /** Calls that do not run yet are cancelled instead of carried out. */
  readonly cancelFutures?: boolean;
}

/** How to end workers in the middle of what they run: asked first, then ended; or ended at once. */
export const FORCES = ['terminate', 'kill'] as const;
export type Force = (typeof FORCES)[number];

export interface ExecutorParts {
  readonly settings: ExecutorSettings;
  /** Grown to 0 workers at least. */
  readonly pool: Pool;
  readonly table: CallTable;
}

export abstract class Executor {
  readonly settings: ExecutorSettings;
  protected readonly pool: Pool;
  protected readonly table: CallTable;
  readonly #gates: Gates;
  #state: ExecutorState = 'open';
  #brokenBy: BrokenExecutor | null = null;
  #end: Promise<void> | null = null;
  #workersEnded: Promise<void> | null = null;
  #whenIdle: (() => void)[] = [];

  protected constructor({ settings, pool, table }: ExecutorParts) {
    this.settings = settings;
    this.pool = pool;
    this.table = table;
    this.#gates = new Gates(pool);
  }

  // For subclasses: what differs.

  /** Calls that have not ended, cancelled ones that the workers' side has not seen included. */
  abstract get unfinished(): number;
  /** Workers that were started so far. */
  abstract get started(): number;
  /** Submits one call. Throws where its arguments cannot be sent; no worker may then have heard of it. */
  protected abstract post(callee: number, args: readonly unknown[], payload: Payload): Future<unknown>;
  /** Submits calls that travel together; their future has the list of results. Throws as `post`. */
  protected abstract postChunk(callee: number, chunk: Chunk, payload: Payload): Future<unknown[]>;
  /** Cancels every call that does not run yet, and tells whoever waits for it. */
  protected abstract cancelPending(): void;
  /** Every call that has not ended fails with `reason`, or is told that it was cancelled; nothing is unfinished afterwards. */
  protected abstract abandon(reason: BrokenExecutor): void;
  protected abstract brokenError(why: string, cause: unknown): BrokenExecutor;
  /** Ends all workers, which run nothing or are not listened to any more. Called once. Never rejects. */
  protected abstract endWorkers(): Promise<void>;

  /** To be called by the subclass whenever `unfinished` has become 0. */
  protected becameIdle(): void {
    const waiting = this.#whenIdle;
    this.#whenIdle = [];
    for (const resume of waiting) resume();
  }

  /** To be called by the subclass when it can carry out no call any more. Does nothing when that is known, or all is over. */
  protected broke(cause: unknown): void {
    if (this.#state === 'broken' || this.#state === 'shut-down') return;
    if (cause instanceof InitializerFailed) this.settings.onCritical(cause);
    const why = cause instanceof Error ? cause.message : String(cause);
    this.#brokenBy = withoutFrames(this.brokenError(why, cause), cause);
    this.#state = 'broken';
    this.abandon(this.#brokenBy);
    this.becameIdle();
    void this.#workersEnd();
  }

  // For everybody.

  get state(): ExecutorState {
    return this.#state;
  }

  get maxWorkers(): number {
    return this.settings.maxWorkers;
  }

  /**
   * Calls a function on a worker. Its arguments and its result are copied. Throws `NoSuchFunction`, `ExecutorShutDown`, `BrokenExecutor`; a
   * call whose arguments cannot be sent fails, and so does its future.
   */
  submit<T = unknown>(name: FunctionName, ...args: readonly unknown[]): Future<T> {
    return this.#submit<T>(name, args, 'clone');
  }

  /** The same, with a say in how arguments and result travel. Throws `BadArgument`, too. */
  submitWith<T = unknown>(options: CallOptions, name: FunctionName, ...args: readonly unknown[]): Future<T> {
    return this.#submit<T>(name, args, payloadOf(options));
  }

  /**
   * Calls a function with the first of every iterable, then with the second, … as long as all have one. The results come in that order.
   * Throws as `submit`, and `BadArgument` for a chunk size or a buffer size below 1.
   */
  map<T = unknown>(
    name: FunctionName,
    iterables: readonly Iterable<unknown>[],
    options: MapOptions = {},
  ): MapResults<T> {
    const { chunkSize = 1, timeoutMs = Infinity, bufferSize = Infinity, clock = clockFrom() } = options;
    if (bufferSize !== Infinity && !isCount(bufferSize, 1)) {
      throw new BadArgument(`a map cannot be ${bufferSize} chunks ahead: give 1, 2, 3 …, or nothing for all at once`);
    }
    const payload = payloadOf(options);
    const deadline = clock.now() + timeoutMs;
    const chunks = chunksOf(iterables, chunkSize);
    const single = ({ columns }: Chunk): Future<unknown> =>
      this.#submit(
        name,
        columns.map(([value]) => value),
        payload,
      );
    const whole = (chunk: Chunk): Future<unknown> => {
      this.#demandOpen();
      const callee = this.table.numberOf(name);
      return orFailed(() => this.postChunk(callee, chunk, payload));
    };
    const isSingle = chunkSize === 1;
    return new MapResults<T>({
      chunks,
      submit: isSingle ? single : whole,
      resultsOf: isSingle ? (value) => [value] : (value) => value as unknown[],
      buffer: bufferSize,
      deadline,
      clock,
    });
  }

  /** No call is taken any more; the workers end after the last. Never rejects, and may be called again. */
  shutdown({ wait = true, cancelFutures = false }: ShutdownOptions = {}): Promise<void> {
    if (this.#state === 'open') this.#state = 'shutting-down';
    if (cancelFutures) this.cancelPending();
    this.#end ??= this.#endAfterCalls();
    return wait ? this.#end : Promise.resolve();
  }

  /**
   * Tells everything that runs to stop (`Call.isStopped`; waits throw `WaitStopped`) and cancels the rest. Resolves when nothing runs any
   * more; the executor then takes calls as before. What is submitted meanwhile may be stopped, too. Throws `NeedsSharedMemory`.
   */
  async stop(): Promise<void> {
    if (!this.pool.shared) throw new NeedsSharedMemory('a stop of what runs');
    this.cancelPending();
    this.pool.roster.stop();
    await this.#idle();
    this.pool.roster.allow();
  }

  /** Ends all workers in the middle of what they run: asked to first, by force what does not. The executor is broken afterwards. */
  terminateWorkers(): Promise<void> {
    return this.forceShutdown('terminate');
  }

  /** Ends all workers at once. The executor is broken afterwards. */
  killWorkers(): Promise<void> {
    return this.forceShutdown('kill');
  }

  /** What does not run yet is cancelled, what runs fails. Resolves when the workers are gone. Throws `BadArgument` for another force. */
  async forceShutdown(force: Force): Promise<void> {
    if (!FORCES.includes(force)) {
      throw new BadArgument(`workers cannot be ended by "${String(force)}": say one of ${FORCES.join(', ')}`);
    }
    const end = this.shutdown({ cancelFutures: true });
    if (force === 'kill') for (const lane of this.pool.lanes(this.pool.size)) lane.fail('it was killed');
    this.broke(new Error(`its workers were told to ${force === 'kill' ? 'die' : 'end'}`));
    await end;
  }

  /** A gate that calls can wait at: shut, and nobody else's. Throws `NeedsSharedMemory`. */
  gate(): Gate {
    return this.#gates.take();
  }

  /** As `shutdown`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown();
  }

  async #endAfterCalls(): Promise<void> {
    await this.#idle();
    await this.#workersEnd();
    if (this.#state === 'shutting-down') this.#state = 'shut-down';
  }

  #workersEnd(): Promise<void> {
    this.#workersEnded ??= this.endWorkers();
    return this.#workersEnded;
  }

  async #idle(): Promise<void> {
    while (this.unfinished > 0) await new Promise<void>((resume) => this.#whenIdle.push(resume));
  }

  #submit<T>(name: FunctionName, args: readonly unknown[], payload: Payload): Future<T> {
    this.#demandOpen();
    const callee = this.table.numberOf(name);
    // What comes back is what the function gives; whoever names it knows what that is.
    return orFailed(() => this.post(callee, args, payload)) as Future<T>;
  }

  #demandOpen(): void {
    if (this.#state === 'open') return;
    throw this.#brokenBy ?? new ExecutorShutDown();
  }
}

/**
 * V8 keeps the frames of an error, and with them every object whose method was running, until its stack is asked for. The error of a
 * broken executor outlives it in the futures, which must not keep the workers' memory.
 */
function withoutFrames(error: BrokenExecutor, cause: unknown): BrokenExecutor {
  for (const one of [error, cause]) if (one instanceof Error) void one.stack;
  return error;
}

function payloadOf({ payload = 'clone' }: CallOptions): Payload {
  if (PAYLOADS.includes(payload)) return payload;
  throw new BadArgument(`nothing can travel by "${String(payload)}": say one of ${PAYLOADS.join(', ')}`);
}

/** Arguments that cannot be sent are a matter of this call, not of the executor. */
function orFailed(post: () => Future<unknown>): Future<unknown> {
  try {
    return post();
  } catch (error) {
    const failed = new Future<unknown>();
    failed.setException(error);
    return failed;
  }
}
