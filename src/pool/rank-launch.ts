/**
 * Starts a program on several workers as ranks and brings its results home: mpiexec. The first rank that fails ends all; so does
 * a signal, a time-out, or the death of a worker. A rank that does not end when it is told to is ended by force, and the
 * generation of workers with it; so only ranks that wait for one another, with neither signal nor time-out, go on for ever.
 */
import { transfer } from 'comlink';
import { atMost } from '../base/at-most.ts';
import type { Milliseconds } from '../base/units.ts';
import type { Region } from '../memory/layout.ts';
import { rankPlan } from '../memory/rank-plan.ts';
import { fromBytes } from '../memory/value-reader.ts';
import { openSegment } from '../ranks/segment-transport.ts';
import type { Traffic } from '../ranks/wire.ts';
import { limitMs } from '../sync/wait-limit.ts';
import type { RankEnd, RankSetup } from '../runtime/rank-setup.ts';
import type { Lane } from './lane.ts';
import type { Pool } from './pool.ts';
import { rankLinks } from './rank-links.ts';
import { RankFailed, RanksAborted, RanksOverdue, RanksRunning, RanksStopped, type StoppedRank } from './rank-errors.ts';

export type RankTransport = 'segment' | 'ports';

export interface LaunchOptions {
  /** Shared memory where the pool has it, and message ports elsewhere, unless one is named. */
  readonly transport?: RankTransport;
  readonly signal?: AbortSignal;
  /** From the moment the code of the ranks is loaded. Leave it away to wait as long as it takes. */
  readonly timeoutMs?: Milliseconds;
}

/** What became of a rank that returned. */
export interface RankResult {
  readonly value: unknown;
  readonly traffic: Traffic;
}

/** A rank that was told to end and has not by then is ended by force. */
const LEAVE_MS: Milliseconds = 1_000;
/** Looks at a word before a rank sleeps: about the 50 µs that a wake-up costs, at half a nanosecond each. */
const SPINS = 100_000;

/** The first launch of a program loads its code, over a network perhaps; by then it starts without, and the ranks load it themselves. */
const LOAD_MS: Milliseconds = 30_000;

/** Programs that a worker has loaded. */
const loaded = new WeakMap<Lane, Set<string>>();
/** Pools whose workers are ranks right now. */
const launching = new WeakSet<Pool>();

/**
 * Runs program `id` on the first `size` workers; by rank, what each returned. Rejects with `RankFailed`, `RanksAborted`,
 * `RanksStopped` (a `Stopped`), `RanksOverdue`, `RanksRunning`, the pool's faults, or RangeError.
 */
export async function launchRanks(
  pool: Pool,
  id: string,
  size: number,
  args: unknown,
  options: LaunchOptions = {},
): Promise<RankResult[]> {
  if (!Number.isInteger(size) || size < 1 || size > pool.size) {
    throw new RangeError(
      `${size} ranks cannot be launched on ${pool.size} workers: ask for 1 to ${pool.size}, or grow the pool`,
    );
  }
  if (options.timeoutMs !== undefined) limitMs({ timeoutMs: options.timeoutMs });
  if (options.signal?.aborted) throw new RanksStopped([]);
  if (launching.has(pool)) throw new RanksRunning();
  launching.add(pool);
  try {
    await pool.listen();
    const launch = new Launch(pool, pool.lanes(size), options);
    return await launch.run(id, args);
  } finally {
    launching.delete(pool);
  }
}

/** Resolves when the workers have the program's code, the signal ends the launch, or it takes too long. */
async function codeLoaded(lanes: readonly Lane[], id: string, signal: AbortSignal | undefined): Promise<void> {
  const fresh = lanes.filter((lane) => !loaded.get(lane)?.has(id));
  if (fresh.length === 0) return;
  const over = new AbortController();
  const aborted = new Promise((resolve) => signal?.addEventListener('abort', resolve, { signal: over.signal }));
  // One that cannot load it says so when it runs.
  const loads = Promise.all(
    fresh.map((lane) =>
      lane.api.loadRank(id).then(
        () => remember(lane, id),
        () => {},
      ),
    ),
  );
  await atMost(Promise.race([loads, aborted]), LOAD_MS);
  over.abort();
}

function remember(lane: Lane, id: string): void {
  const programs = loaded.get(lane) ?? new Set();
  loaded.set(lane, programs.add(id));
}

type Cause =
  { readonly kind: 'signal' } | { readonly kind: 'overdue' } | { readonly kind: 'rank'; readonly error: Error };

class Launch {
  readonly #pool: Pool;
  readonly #lanes: readonly Lane[];
  readonly #options: LaunchOptions;
  readonly #transport: RankTransport;
  readonly #ends: (RankEnd | undefined)[];
  #cause: Cause | null = null;
  #stopping: () => void = () => {};

  constructor(pool: Pool, lanes: readonly Lane[], options: LaunchOptions) {
    this.#pool = pool;
    this.#lanes = lanes;
    this.#options = options;
    this.#transport = options.transport ?? (pool.shared ? 'segment' : 'ports');
    this.#ends = lanes.map(() => undefined);
  }

  async run(id: string, args: unknown): Promise<RankResult[]> {
    const { signal, timeoutMs } = this.#options;
    if (this.#transport === 'segment') this.#segment();
    // Now, not when they run: a stop of the pool that comes while the code is loading is for them.
    this.#allow();
    await this.#pool.guard(codeLoaded(this.#lanes, id, signal));
    if (signal?.aborted) throw new RanksStopped([]);
    const stop = (): void => this.#stop({ kind: 'signal' });
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => this.#stop({ kind: 'overdue' }), timeoutMs);
    signal?.addEventListener('abort', stop);
    try {
      await this.#pool.guard(this.#allEnded(id, args));
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    }
    this.#allow();
    return this.#results();
  }

  /** Settles when every rank has ended, or some time after they were told to. */
  async #allEnded(id: string, args: unknown): Promise<void> {
    const told = new Promise<void>((resolve) => (this.#stopping = resolve));
    const runs = Promise.all(this.#setups(id, args).map(([lane, setup]) => this.#runRank(lane, setup)));
    await Promise.race([runs, told]);
    await (this.#cause ? atMost(runs, LEAVE_MS) : runs);
    this.#lanes.forEach((lane, rank) => {
      if (!this.#ends[rank]) lane.fail(`its rank ${rank} did not end when it was told to`);
    });
  }

  async #runRank(lane: Lane, setup: RankSetup): Promise<void> {
    const { rank } = setup;
    const end = await endOf(lane, setup);
    this.#ends[rank] = end;
    if (end.kind === 'threw') {
      this.#stop({ kind: 'rank', error: new RankFailed(rank, end.name, end.message, end.stack) });
    }
    if (end.kind === 'aborted') this.#stop({ kind: 'rank', error: new RanksAborted(rank, end.code) });
  }

  /** By rank. Makes the memory or the ports ready. */
  #setups(program: string, args: unknown): [Lane, RankSetup][] {
    const size = this.#lanes.length;
    const setups = (transport: (rank: number) => RankSetup['transport']): [Lane, RankSetup][] =>
      this.#lanes.map((lane, rank) => [lane, { program, rank, args, transport: transport(rank) }]);
    if (this.#transport === 'ports') {
      const links = rankLinks(size);
      return setups((rank) => ({ kind: 'ports', ports: links[rank] ?? [] }));
    }
    const plan = rankPlan(this.#segment(), size);
    openSegment(this.#pool.roster.sync, plan, this.#threads());
    const spins = size <= navigator.hardwareConcurrency ? SPINS : 0;
    return setups(() => ({ kind: 'segment', plan, spins }));
  }

  /** The part of the shared memory that is the ranks'. Throws where none is shared. */
  #segment(): Region {
    const { shared } = this.#pool;
    if (!shared) throw new Error('this pool shares no memory: launch the ranks over ports');
    return shared.plan.ranks;
  }

  /** Tells every rank to end. The first cause is the one that is reported. */
  #stop(cause: Cause): void {
    if (this.#cause) return;
    this.#cause = cause;
    if (this.#transport === 'segment') this.#threads().forEach((thread) => this.#pool.roster.sync.stopThread(thread));
    // A worker that died meanwhile never answers; the guard tells of it.
    else for (const { api } of this.#lanes) api.stopRank().catch(() => {});
    this.#stopping();
  }

  /** Takes the stop of the ranks' threads back: before they are launched, and after they have run. */
  #allow(): void {
    if (this.#transport === 'segment') this.#threads().forEach((thread) => this.#pool.roster.sync.allowThread(thread));
  }

  /** The record of each rank's thread. */
  #threads(): number[] {
    const lanes = this.#pool.shared?.plan.lanes ?? [];
    return this.#lanes.map(({ index }) => lanes[index]?.thread.at ?? 0);
  }

  #results(): RankResult[] {
    const stopped = this.#ends.flatMap((end, rank): StoppedRank[] =>
      end?.kind === 'stopped' ? [{ rank, waiting: end.waiting }] : [],
    );
    if (this.#cause?.kind === 'rank') throw this.#cause.error;
    const overdue = this.#cause?.kind === 'overdue';
    if (overdue && stopped.length > 0) throw new RanksOverdue(this.#options.timeoutMs ?? 0, stopped);
    // The pool stops its workers too.
    if (this.#cause?.kind === 'signal' || stopped.length > 0) throw new RanksStopped(stopped);
    return this.#ends.flatMap((end) =>
      end?.kind === 'returned' ? [{ value: fromBytes(end.value), traffic: end.traffic }] : [],
    );
  }
}

/** What the worker says; a call that fails, as one whose arguments cannot be posted, is a rank that threw. */
async function endOf(lane: Lane, setup: RankSetup): Promise<RankEnd> {
  const { transport } = setup;
  const ports = transport.kind === 'ports' ? transport.ports.flatMap((port) => port ?? []) : [];
  try {
    return await lane.api.runRank(transfer(setup, ports));
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    return { kind: 'threw', name, message, stack: stack ?? '' };
  }
}
