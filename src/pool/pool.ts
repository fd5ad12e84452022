/**
 * A generation of workers: opened together, and broken as a whole when one dies, since a dead worker may have
 * held or half-written anything in the memory. A broken pool is closed; the next one gets new memory.
 *
 *   open → ready → closed        ready → broken → closed
 */
import { atMost } from '../base/at-most.ts';
import type { Clock } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import type { SharedPlaces } from '../memory/job-plan.ts';
import { TASK_BYTES } from '../memory/pool-plan.ts';
import type { Task } from '../programs/index.ts';
import { instantiate } from '../runtime/instance.ts';
import type { JobSetup } from '../runtime/job.ts';
import { CAN_WAIT_ASYNC } from '../sync/batch.ts';
import { WORTH_SHARING } from '../sync/sharing.ts';
import { PageBoard } from '../sync/call-board.ts';
import { SWITCH_INTERVAL_MS } from '../sync/gil.ts';
import { LEAVE, mailbox } from '../sync/mailbox.ts';
import { Bells } from '../sync/page-thread.ts';
import type { BatchTimes, OrderAsked } from './dispatch.ts';
import { PoolClosed, WorkerLost, WorkerNeverStarted } from './errors.ts';
import { Lane } from './lane.ts';
import { Roster } from './roster.ts';
import { boxesOf, type Seat, type Serving } from './seat.ts';
import { MOST_LANES, sharedMemory, type SharedMemory } from './shared-memory.ts';
import { until } from './until.ts';

const LEAVE_DEADLINE_MS: Milliseconds = 1_000;

export interface PoolOptions {
  readonly module: WebAssembly.Module;
  readonly shared: boolean;
  readonly clock: Clock;
  readonly origin: Milliseconds;
}

export class Pool {
  /** A shared pool has a chance here; `marksSeen` tells whether it really shares. */
  static readonly worthSharing = WORTH_SHARING;
  readonly shared: SharedMemory | null;
  /** Workers that never started, with the reason. */
  readonly missing: WorkerNeverStarted[] = [];
  readonly #options: PoolOptions;
  readonly #seats: Seat[] = [];
  readonly #pending = new Set<(reason: Error) => void>();
  #asked = 0;
  #marksSeen = false;
  /** Places of workers that have retired. */
  readonly #vacant: number[] = [];
  /** Workers that are being started. */
  readonly #arriving = new Set<Lane>();
  #loss: WorkerLost | undefined;
  #closed = false;
  #roster: Roster | undefined;
  #board: PageBoard | undefined;

  /** Throws `MemoryRefused`. Starts nobody: `grow` does. */
  constructor(options: PoolOptions) {
    this.#options = options;
    this.shared = options.shared ? sharedMemory(options.clock) : null;
  }

  /** The workers that are ready. */
  get size(): number {
    return this.#seats.length;
  }

  /** The most workers there can be. */
  get most(): number {
    return this.shared ? this.shared.plan.lanes.length : MOST_LANES;
  }

  /** Why the generation is broken, if it is. */
  get loss(): WorkerLost | undefined {
    return this.#loss;
  }

  lanes(count: number): readonly Lane[] {
    return this.#seats.slice(0, count).map((seat) => seat.lane);
  }

  /**
   * Starts workers, all at once, until there are `count`; with 0 only makes the memory ready for them. Those that fail are
   * listed in `missing`; the first is replaced.
   */
  async grow(count: number): Promise<void> {
    const replaced = Math.min(this.missing.length, 1);
    const most = Math.min(Math.max(this.#asked, count + replaced), this.most);
    const lanes: Lane[] = [];
    for (; this.#asked < most && this.size + lanes.length < count; this.#asked++) {
      const lane = this.#made(this.#vacant.pop() ?? this.#asked);
      if (lane) lanes.push(lane);
    }
    for (const lane of lanes) this.#arriving.add(lane);
    const roster = this.#openRoster();
    if (lanes.length === 0) await roster;
    const starts = await Promise.allSettled(lanes.map((lane) => this.#start(lane, roster)));
    for (const [place, start] of starts.entries()) {
      if (start.status === 'fulfilled') this.#seats.push(start.value);
      else this.#miss(lanes[place]?.index ?? 0, start.reason);
    }
    for (const lane of lanes) this.#arriving.delete(lane);
  }

  /** The threads over the shared memory, once there are workers. Throws where memory is not shared. */
  get roster(): Roster {
    if (!this.#roster) throw new Error('this pool has no threads in shared memory yet: grow it first');
    return this.#roster;
  }

  /** Where calls are posted, once there are workers. Throws where memory is not shared. */
  get board(): PageBoard {
    if (!this.#board) throw new Error('this pool has no board in shared memory yet: grow it first');
    return this.#board;
  }

  /** True where the workers' marks are seen in the page's memory: it is shared. Kept, since loops of fixed time write where marks stand. */
  marksSeen(): boolean {
    return (this.#marksSeen ||= this.#seats.every(({ lane }, place) => this.tally(place)[0] === lane.index + 1));
  }

  /** Loads a job on every worker. */
  async load(job: JobSetup, where: SharedPlaces | null, isolated: boolean): Promise<void> {
    await this.listen();
    await this.guard(Promise.all(this.#seats.map(({ lane }) => lane.api.load(job, where, isolated))));
  }

  /** Writes the task table that the next batches work through. */
  setTasks(tasks: readonly Task[]): void {
    if (!this.shared) return;
    const { memory, plan } = this.shared;
    const most = plan.tasks.bytes / TASK_BYTES;
    if (tasks.length > most) throw new RangeError(`${tasks.length} tasks do not fit into a table of ${most}`);
    new Uint32Array(memory.buffer, plan.tasks.at, 2 * tasks.length).set(
      tasks.flatMap(({ start, end }) => [start, end]),
    );
  }

  /** The first `count` workers park in shared memory. */
  async serve(count: number): Promise<void> {
    const seats = this.#seats.slice(0, count);
    if (seats.some(({ serving }) => serving?.at === 'board')) await this.listen();
    for (const seat of seats) seat.serving ??= this.#served(seat.lane, 'mailbox');
    await this.guard(
      until(this.#options.clock, 'a worker coming to its mailbox', () =>
        seats.every(({ box }) => box?.state() === 'parked'),
      ),
    );
  }

  /** These workers, prepared for calls, go to the board and take calls until they are told to listen. */
  async takeCalls(lanes: readonly Lane[]): Promise<void> {
    const { board } = this;
    const seats = this.#seats.filter(({ lane }) => lanes.includes(lane));
    if (seats.some(({ serving }) => serving?.at === 'mailbox')) await this.listen();
    if (!this.#seats.some(({ serving }) => serving?.at === 'board')) board.open();
    for (const seat of seats) seat.serving ??= this.#served(seat.lane, 'board');
    const there = (): boolean => seats.every(({ lane }) => board.isThere(lane.index));
    await this.guard(until(this.#options.clock, 'a worker coming to the board', there));
  }

  /** Every worker returns to its event loop and hears messages again. */
  async listen(): Promise<void> {
    const serving = this.#seats.filter((seat) => seat.serving !== null);
    this.#callHome(serving);
    await this.guard(Promise.all(serving.flatMap((seat) => seat.serving?.home ?? [])));
    for (const seat of serving) seat.serving = null;
  }

  /** One order to the first so many workers, or to those at these places; they serve. Rejects with `WorkerLost` or `Overdue`. */
  batch(workers: number | readonly number[], asked: OrderAsked): Promise<BatchTimes> {
    if (!this.shared) return Promise.reject(new Error('a batch needs shared memory: this pool has none'));
    if (this.#loss) return Promise.reject(this.#loss);
    // A stop ends what runs, not what comes.
    this.#roster?.allow();
    return this.guard(this.shared.dispatch.run(boxesOf(this.#seats, workers), asked, this.roster.sync));
  }

  /** What the worker at `place` reported after a handshake or a throughput loop. */
  tally(place: number): Float64Array {
    const lane = this.#seats[place]?.lane.index ?? -1;
    const region = this.shared?.plan.lanes[lane]?.tally;
    if (!this.shared || !region) return new Float64Array();
    return new Float64Array(this.shared.memory.buffer, region.at, region.bytes / 8);
  }

  /** Makes the GIL free and its counts zero, with a switch interval; no thread may run. */
  resetGil(intervalMs: Milliseconds = SWITCH_INTERVAL_MS): void {
    if (this.shared) this.roster.sync.initGil(this.shared.plan.gil.at, intervalMs, 0);
  }

  /** Workers claim nothing more, leave every wait, and end what they run after the slice they are in. */
  stop(): void {
    this.shared?.dispatch.stop();
    this.#roster?.stop();
  }

  /** The same promise, but it rejects as soon as any worker of this generation dies, or the pool is closed. */
  guard<Value>(promise: Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      if (this.#loss) reject(this.#loss);
      if (this.#closed) reject(new PoolClosed());
      this.#pending.add(reject);
      promise.then(resolve, reject).finally(() => this.#pending.delete(reject));
    });
  }

  /** Ends all workers: by word where they serve, by message, and by force only what is left. Never rejects. */
  async close(): Promise<void> {
    this.stop();
    await atMost(this.listen(), LEAVE_DEADLINE_MS);
    this.#closed = true;
    this.#rejectAll(new PoolClosed());
    for (const lane of this.#arriving) lane.fail('the pool was closed');
    await Promise.all(this.#seats.map(({ lane }) => lane.close()));
    this.#seats.length = 0;
  }

  /** Ends one worker, which runs nothing and listens; the others stay. Its place is free for another. Never rejects. */
  async retire(lane: Lane): Promise<void> {
    const at = this.#seats.findIndex((seat) => seat.lane === lane);
    if (at === -1) return;
    this.#seats.splice(at, 1);
    await lane.close();
    this.#asked -= 1;
    this.#vacant.push(lane.index);
  }

  /** A worker, or null where the browser makes none. */
  #made(index: number): Lane | null {
    try {
      return new Lane(index);
    } catch (cause) {
      this.#miss(index, cause);
      return null;
    }
  }

  #miss(index: number, cause: unknown): void {
    this.missing.push(cause instanceof WorkerNeverStarted ? cause : new WorkerNeverStarted(index, String(cause)));
  }

  /** Home is settled when the worker has come home; a fault on the way ends the worker and so the generation. */
  #served(lane: Lane, at: Serving['at']): Serving {
    const home = this.guard(at === 'mailbox' ? lane.api.serve() : lane.api.takeCalls());
    home.catch((cause: unknown) => {
      // The others of a broken generation leave by their orders.
      if (!this.#loss) lane.fail(String(cause));
    });
    return { at, home };
  }

  #callHome(seats: readonly Seat[]): void {
    if (seats.some(({ serving }) => serving?.at === 'board')) this.#board?.sendHome();
    for (const { box, serving } of seats) {
      if (serving?.at !== 'mailbox') continue;
      box?.post(LEAVE);
    }
  }

  /** Once, before the first worker: its record has to be there when it comes. */
  async #openRoster(): Promise<void> {
    if (!this.shared || this.#roster) return;
    const { module, clock } = this.#options;
    const { memory, plan } = this.shared;
    const bells = new Bells();
    const host = { now: () => clock.now(), announce: (thread: number) => bells.ring(thread) };
    const { sync } = await instantiate(module, memory, host);
    this.#roster ??= new Roster({ sync, memory, plan, clock, bells });
    this.#board ??= new PageBoard(sync, memory, plan.calls, bells);
  }

  async #start(lane: Lane, roster: Promise<void>): Promise<Seat> {
    const { module, origin, clock } = this.#options;
    await roster;
    const shared = this.shared && { memory: this.shared.memory, plan: this.shared.plan };
    lane.onLost = (loss) => this.#break(loss);
    await lane.start({ origin, module, shared, announceByMessage: shared !== null && !CAN_WAIT_ASYNC }, clock);
    lane.onBatch = () => this.shared?.dispatch.announce();
    lane.onSignalled = (thread) => this.#roster?.ring(thread);
    const own = shared?.plan.lanes[lane.index];
    return { lane, box: shared && own ? mailbox(shared.memory, own.mailbox) : null, serving: null };
  }

  #break(loss: WorkerLost): void {
    this.#loss ??= loss;
    // Dead first: whoever is woken by the stop and waited for what it held is told so.
    this.#roster?.bury(loss.lane);
    this.stop();
    this.shared?.dispatch.abandon();
    this.#callHome(this.#seats);
    this.#rejectAll(loss);
  }

  #rejectAll(reason: Error): void {
    for (const reject of [...this.#pending]) reject(reason);
    this.#pending.clear();
  }
}
