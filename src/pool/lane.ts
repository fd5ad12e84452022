/**
 * One supervised worker: started with a deadline, watched for life, and every promise that waits for it rejected
 * when it dies. comlink alone would leave them pending for ever.
 *
 *   starting → ready → closed        starting → lost        ready → lost
 */
import { transfer, wrap, type Remote } from 'comlink';
import { atMost } from '../base/at-most.ts';
import type { Clock } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import type { LaneMessage, LaneSetup, TaskMessage, WorkerApi } from '../runtime/api.ts';
import { WorkerLost, WorkerNeverStarted } from './errors.ts';
import { HAS_LOCKS, lifeLockName, watchBeat, watchLock, type Watch } from './life.ts';
import { spawn } from './spawn.ts';

/** A worker that has not said hello by then never will. */
const READY_DEADLINE_MS: Milliseconds = 10_000;
/** A worker that was told to end and has not by then is terminated. */
const GONE_DEADLINE_MS: Milliseconds = 250;

export type SharedSetup = Omit<LaneSetup, 'lane' | 'lifeLock' | 'port'>;

export type LaneState = 'starting' | 'ready' | 'lost' | 'closed';

export class Lane {
  readonly api: Remote<WorkerApi>;
  /** Results and faults of tasks sent as messages; set by whoever sends them. */
  onMessage: (message: LaneMessage) => void = () => {};
  /** The worker ended a batch, where the page cannot wait for a word. */
  onBatch: () => void = () => {};
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

  constructor(readonly index: number) {
    this.#worker = spawn(index);
    this.api = wrap<WorkerApi>(this.#worker);
    this.#worker.onerror = (event) => this.#lose(event.message || 'its script could not be loaded or run');
    this.#worker.onmessageerror = () => this.#lose('a message could not be read');
    this.#channel.port1.onmessage = ({ data }: MessageEvent<LaneMessage>) =>
      data.kind === 'batch' ? this.onBatch() : this.onMessage(data);
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
      await this.guard(this.api.hello(transfer(setup, [port])));
    } catch (cause) {
      this.#end('lost');
      this.#worker.terminate();
      const reason = cause instanceof WorkerLost ? cause.reason : String(cause);
      throw new WorkerNeverStarted(this.index, reason);
    } finally {
      clearTimeout(overdue);
    }
    this.#state = 'ready';
    this.startup = { start, end: clock.now() };
    this.#watch = lifeLock ? watchLock(lifeLock) : watchBeat(() => this.api.ping());
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

  send(message: TaskMessage): void {
    this.#channel.port1.postMessage(message);
  }

  /** The worker met a fault it cannot go on from: everything that waits for it is rejected. */
  fail(reason: string): void {
    this.#lose(reason);
  }

  /** Ends the worker and waits until its thread is gone. It must not be serving: a blocked worker outlives its end by seconds. */
  async close(): Promise<void> {
    if (this.#state !== 'ready') return;
    this.#state = 'closed';
    this.#rejectAll(new WorkerLost(this.index, 'the pool was closed'));
    void this.api.bye();
    const gone = this.#watch?.gone ?? Promise.resolve();
    await atMost(gone, GONE_DEADLINE_MS);
    this.terminate();
  }

  /** Ends the worker at once, whatever it does. */
  terminate(): void {
    this.#end(this.#state === 'lost' ? 'lost' : 'closed');
    this.#worker.terminate();
    this.#rejectAll(new WorkerLost(this.index, 'it was terminated'));
  }

  #lose(reason: string): void {
    if (this.#state === 'lost' || this.#state === 'closed') return;
    const wasReady = this.#state === 'ready';
    const loss = new WorkerLost(this.index, reason);
    this.#loss = loss;
    this.#end('lost');
    this.#worker.terminate();
    this.#rejectAll(loss);
    if (wasReady) this.onLost(loss);
  }

  #end(state: LaneState): void {
    this.#state = state;
    this.#watch?.end();
    this.#channel.port1.close();
  }

  #rejectAll(reason: Error): void {
    for (const reject of [...this.#pending]) reject(reason);
    this.#pending.clear();
  }
}
