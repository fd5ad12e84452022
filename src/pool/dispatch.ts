/**
 * The data plane in shared memory: posts one order to several workers and waits, without blocking, until all of
 * them have answered. One batch at a time.
 */
import type { Clock } from '../base/clock.ts';
import type { Schedule } from '../base/schedule.ts';
import type { Milliseconds } from '../base/units.ts';
import type { PoolPlan } from '../memory/pool-plan.ts';
import { batchWords, CAN_WAIT_ASYNC, MOST_NUMBERS, type BatchWords } from '../sync/batch.ts';
import { handshakeWords, type HandshakeWords } from '../sync/handshake.ts';
import type { Mailbox, Order, OrderKind } from '../sync/mailbox.ts';
import { dealShares } from '../sync/shares.ts';
import type { SyncExports } from '../sync/sync-exports.ts';
import { Overdue } from './errors.ts';

export interface BatchTimes {
  /** When the first order was posted. */
  readonly submitted: Milliseconds;
  /** When the page heard that all workers had finished. */
  readonly finished: Milliseconds;
}

export interface OrderAsked {
  /** What the worker at this place of the batch does. */
  readonly kind: (place: number) => OrderKind;
  readonly count: number;
  /** One where nothing is said. */
  readonly steps?: number;
  /** Dynamic where nothing is said. */
  readonly schedule?: Schedule;
  readonly budgetMs: Milliseconds;
  /** How long before the loops of a throughput order start. */
  readonly delayMs: Milliseconds;
  /** After this long the batch is given up. */
  readonly deadlineMs: Milliseconds;
}

export class Dispatch {
  readonly #batch: BatchWords;
  readonly #handshake: HandshakeWords;
  readonly #plan: PoolPlan;
  #number: number;
  #announced: (() => void) | undefined;
  #abandoned = false;

  /** `firstNumber`: of the batch before the first; not 0 only in tests of the wrap. */
  constructor(
    memory: WebAssembly.Memory,
    plan: PoolPlan,
    readonly clock: Clock,
    firstNumber = 0,
  ) {
    this.#number = firstNumber;
    this.#plan = plan;
    this.#batch = batchWords(memory, plan.batch);
    this.#handshake = handshakeWords(memory, plan.handshake);
  }

  /** Deals the tasks out where that is done beforehand, posts the order to every mailbox and resolves when all have answered. Throws `Overdue` past the deadline, `RangeError`. */
  async run(boxes: readonly Mailbox[], asked: OrderAsked, sync: SyncExports): Promise<BatchTimes> {
    const { count, steps = 1, schedule = 'dynamic' } = asked;
    if (count * steps > MOST_NUMBERS) throw new RangeError(`${steps} steps of ${count} tasks are too many for a batch`);
    this.#batch.open();
    this.#handshake.open();
    // Wraps as the word in memory does.
    this.#number = (this.#number + 1) | 0;
    const batch = this.#number;
    const submitted = this.clock.now();
    const order: Omit<Order, 'kind' | 'place'> = {
      batch,
      workers: boxes.length,
      count,
      steps,
      schedule,
      budgetMs: asked.budgetMs,
      startAt: submitted + asked.delayMs,
    };
    if (schedule === 'stealing') dealShares(sync, this.#plan.shares.at, { count, workers: boxes.length });
    boxes.forEach((box, place) => box.post({ ...order, place, kind: asked.kind(place) }));
    await this.#ended(batch, submitted + asked.deadlineMs, asked.deadlineMs);
    return { submitted, finished: this.clock.now() };
  }

  /** A worker's message that a batch has ended, where the page cannot wait for a word. */
  announce(): void {
    this.#announced?.();
  }

  /** Workers claim nothing more and leave the barrier. Harmless when nothing runs. */
  stop(): void {
    this.#batch.stop();
    this.#handshake.close();
  }

  /** Waits for no batch any more: one of the workers it would wait for is gone. */
  abandon(): void {
    this.#abandoned = true;
    this.#announced?.();
  }

  async #ended(batch: number, deadline: Milliseconds, deadlineMs: Milliseconds): Promise<void> {
    while (!(await this.#slice(batch))) {
      if (this.clock.now() < deadline && !this.#abandoned) continue;
      this.stop();
      throw new Overdue('a batch of tasks', deadlineMs);
    }
  }

  #slice(batch: number): Promise<boolean> {
    if (CAN_WAIT_ASYNC) return this.#batch.awaitSlice(batch);
    const ended = (): boolean => this.#batch.finished() === batch;
    if (ended()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const look = (): void => {
        clearTimeout(slice);
        resolve(ended());
      };
      const slice = setTimeout(look, MESSAGE_SLICE_MS);
      this.#announced = look;
    });
  }
}

const MESSAGE_SLICE_MS: Milliseconds = 100;
