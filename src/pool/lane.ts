/**
 * One supervised worker: started with a deadline, watched for life, and every promise that waits for it rejected
 * when it dies. comlink alone would leave them pending for ever.
 *
 *   starting → ready → closed        starting → lost        ready → lost
 */
import { releaseProxy, transfer, wrap, type Remote } from 'comlink';
import { atMost } from '../base/at-most.ts';
import type { Clock } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import type { CallRequest, LaneMessage, LaneSetup, TaskMessage, WorkerApi } from '../runtime/api.ts';
import { WorkerLost, WorkerNeverStarted } from './errors.ts';
import { HAS_LOCKS, lifeLockName, watchBeat, watchLock, watchNothing, type Watch } from './life.ts';
import { spawn } from './spawn.ts';

/** A worker that has not said hello by then never will. */
const READY_DEADLINE_MS: Milliseconds = 10_000;
/** A worker that was told to end and has not by then is terminated. */
const GONE_DEADLINE_MS: Milliseconds = 250;
/** Chromium lets a terminated worker that runs or sleeps live on for two seconds. */
const TERMINATED_DEADLINE_MS: Milliseconds = 2_500;

export type SharedSetup = Omit<LaneSetup, 'lane' | 'lifeLock' | 'port'>;

export type LaneState = 'starting' | 'ready' | 'lost' | 'closed';

export class Lane {
  readonly api: Remote<WorkerApi>;
  /** Results and faults of tasks sent as messages; set by whoever sends them. */
  onMessage: (message: LaneMessage) => void = () => {};
  /** The worker ended a batch, where the page cannot wait for a word. */
  onBatch: () => void = () => {};
  /** The worker has signalled a thread of the page, where the page cannot watch a word. */
  onSignalled: (thread: number) => void = () => {};
  /** Called once when a ready worker dies. */
  onLost: (loss: WorkerLost) => void = () => {};
  /** From the order to start, which all of a pool's new workers are given at once, to ready. */
  startup: { start: Milliseconds; end: Milliseconds } = { start: 0, end: 0 };
  readonly #worker: Worker;
  readonly #channel = new MessageChannel();
  readonly #pending = new Set<(reason: Error) => void>();
  #state: LaneState = 'starting';
  #loss: WorkerLost | undefined;
  #watch: Watch | undefined;
  #holdsLock = false;

  constructor(readonly index: number) {
    this.#worker = spawn(index, () => this.#lose('it was terminated'));
    this.api = wrap<WorkerApi>(this.#worker);
    this.#worker.onerror = (event) => this.#lose(event.message || 'its script could not be loaded or run');
    // Chromium's workers have the event, but no attribute for it.
    this.#worker.addEventListener('messageerror', () => this.#lose('a message could not be read'));
    this.#channel.port1.onmessageerror = () => this.#lose('its answer could not be read');
    this.#channel.port1.onmessage = ({ data }: MessageEvent<LaneMessage>) => {
      if (data.kind === 'batch') this.onBatch();
      else if (data.kind === 'signalled') this.onSignalled(data.thread);
      else this.onMessage(data);
    };
  }

  get state(): LaneState {
    return this.#state;
  }

  /** Resolves when the worker is ready. Rejects with `WorkerNeverStarted` on a fault or past the deadline, never hangs. */
  async start(shared: SharedSetup, clock: Clock, deadlineMs: Milliseconds = READY_DEADLINE_MS): Promise<void> {
    const start = clock.now();
    const lifeLock = HAS_LOCKS ? lifeLockName(shared.origin, this.index) : null;
    const port = this.#channel.port2;
    const setup: LaneSetup = { ...shared, lane: this.index, lifeLock, port };
    const overdue = setTimeout(() => this.#lose(`no answer within ${deadlineMs / 1000} s`), deadlineMs);
    try {
      const sign = await this.guard(this.api.hello(transfer(setup, [port])));
      this.#holdsLock = sign === 'lock';
    } catch (cause) {
      this.#state = 'lost';
      this.#worker.terminate();
      this.#letGo();
      const reason = cause instanceof WorkerLost ? cause.reason : String(cause);
      throw new WorkerNeverStarted(this.index, reason);
    } finally {
      clearTimeout(overdue);
    }
    this.#state = 'ready';
    this.startup = { start, end: clock.now() };
    this.#watch = this.#watchFor(setup);
    void this.#watch.gone.then(() => this.#lose('its thread ended'));
  }

  /** The same promise, but it rejects with `WorkerLost` when the worker dies. */
  guard<Value>(promise: Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      // Lost before anybody asked: a script that cannot be loaded may fail before the first call.
      if (this.#loss) reject(this.#loss);
      this.#pending.add(reject);
      promise.then(resolve, reject).finally(() => this.#pending.delete(reject));
    });
  }

  /** `moved`: what is gone from the page afterwards. Throws DOMException "DataCloneError" for what cannot be sent. */
  send(message: TaskMessage | CallRequest, moved: Transferable[] = []): void {
    this.#channel.port1.postMessage(message, moved);
  }

  /** The worker met a fault it cannot go on from: everything that waits for it is rejected. */
  fail(reason: string): void {
    this.#lose(reason);
  }

  /**
   * Ends the worker, a lost one too, and waits until its thread is gone: one that lives on would run beside whatever comes
   * next. It must not be serving.
   */
  async close(): Promise<void> {
    const gone = this.#watch?.gone ?? Promise.resolve();
    if (this.#state === 'ready') {
      this.#state = 'closed';
      this.#rejectAll(new WorkerLost(this.index, 'the pool was closed'));
      void this.api.bye();
      await atMost(gone, GONE_DEADLINE_MS);
      this.#worker.terminate();
    }
    if (this.#holdsLock) await atMost(gone, TERMINATED_DEADLINE_MS);
    this.#letGo();
  }

  /** A worker that sleeps in shared memory answers nobody, so there silence means nothing. */
  #watchFor({ lifeLock, shared }: LaneSetup): Watch {
    if (this.#holdsLock && lifeLock !== null) return watchLock(lifeLock);
    return shared ? watchNothing() : watchBeat(() => this.api.ping());
  }

  #lose(reason: string): void {
    if (this.#state === 'lost' || this.#state === 'closed') return;
    const wasReady = this.#state === 'ready';
    const loss = new WorkerLost(this.index, reason);
    this.#loss = loss;
    // Before the end by force, which tells of itself.
    this.#state = 'lost';
    this.#worker.terminate();
    this.#rejectAll(loss);
    if (wasReady) this.onLost(loss);
  }

  /**
   * Gives up everything that would keep the lane, and with it the generation's memory: comlink holds a worker for as long
   * as its proxy lives, and every call that was never answered, and both lead back here.
   */
  #letGo(): void {
    this.#watch?.end();
    this.#channel.port1.close();
    this.api[releaseProxy]();
  }

  #rejectAll(reason: Error): void {
    for (const reject of [...this.#pending]) reject(reason);
    this.#pending.clear();
  }
}
