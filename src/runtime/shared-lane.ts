/**
 * A worker's life in shared memory: park at the mailbox, carry out one order after another, leave when told.
 * This is the free-threaded form: tasks are claimed with one atomic add, results are written in place.
 */
import type { Clock } from '../base/clock.ts';
import { unreachable } from '../base/unreachable.ts';
import { batchSpans, type PoolPlan } from '../memory/pool-plan.ts';
import { blockingThread } from '../sync/blocking-thread.ts';
import { Gil } from '../sync/gil.ts';
import { mailbox, type Order } from '../sync/mailbox.ts';
import { recorder, type Recorder } from '../trace/recorder.ts';
import { leadHandshake } from './handshake-lead.ts';
import type { Instance } from './instance.ts';
import { runTask, type LoadedJob } from './job.ts';
import { runReleasingGil, runUnderGil, type GilBatch } from './gil-batch.ts';
import { NO_TASK, taskOf, taskSource } from './task-source.ts';
import { countThroughput, sameItem } from './throughput.ts';
import type { TrafficSteps } from './traffic.ts';

/** A lost wake-up costs one slice. */
const SLICE_MS = 50;
/**
 * Looks at whether a step is open before the worker sleeps: about as long as to sleep and be woken takes, so that at most twice the best
 * is lost whichever would have been right (Karlin et al., "Empirical studies of competitive spinning", SOSP 1991).
 */
const STEP_SPINS = 20_000;
/** Spins of a follower before it gives the handshake up: about two seconds. */
const FOLLOW_SPINS = 2_000_000_000;

export interface SharedLane {
  /** Writes this worker's mark where the page looks: the proof that memory is shared. */
  sign(): void;
  /** Blocks this thread until the order to leave. `announce` is called by the worker that ends a batch. */
  serve(announce: (batch: number) => void): void;
  /** Runs one task of the job by its number, as a batch would, and records when. Throws where no job is loaded. */
  runStaged(task: number): void;
  /** Sets the job that the next batches work on. */
  work(job: LoadedJob): void;
  /** The job that is loaded. */
  readonly job: LoadedJob | undefined;
  /** Sets what carries out the orders to play that come next. */
  plays(play: () => void): void;
  /** Sets what the orders to move memory that come next are carried out by; nothing is moved without. */
  moves(steps: TrafficSteps | undefined): void;
  /** Sets what carries out the orders to count that come next: references of an object, or keys of a histogram. */
  counts(loop: (order: Order) => void): void;
}

export function sharedLane(lane: number, instance: Instance, plan: PoolPlan, clock: Clock): SharedLane {
  const own = plan.lanes[lane];
  if (!own) throw new RangeError(`lane ${lane} is not in the plan of ${plan.lanes.length}`);
  const { sync, memory } = instance;
  const box = mailbox(memory, own.mailbox);
  const spans = recorder(memory.buffer, own.spans);
  const tally = new Float64Array(memory.buffer, own.tally.at, own.tally.bytes / 8);
  const tasks = new Uint32Array(memory.buffer, plan.tasks.at, plan.tasks.bytes / 4);
  // One word a look, as CPython's eval breaker; without a GIL only a stop is ever in it.
  const goOn = (): boolean => sync.breaker(own.thread.at) === 0;
  const gil = new Gil(blockingThread(sync, own.thread.at), plan.gil.at);
  let seen = 0;
  let loaded: LoadedJob | undefined;
  let traffic: TrafficSteps | undefined;
  let count = (_order: Order): void => {
    throw new Error('nothing says what to count: prepare that first');
  };
  let play = (): void => {
    throw new Error('no program was prepared: prepare one before it is played');
  };

  function runNumbered(job: LoadedJob, number: number, count: number, ring: Recorder): void {
    const start = clock.now();
    const { entry, step } = taskOf(number, count);
    runTask(job, { start: tasks[2 * entry] ?? 0, end: tasks[2 * entry + 1] ?? 0 }, step, goOn);
    ring.record('running', number, start, clock.now());
  }

  let shape = '';
  let batchRing = spans;
  /** The ring for a batch's spans, empty; kept from batch to batch of the same shape. */
  function ringOf({ place, workers }: Order): Recorder {
    if (shape !== `${place} of ${workers}`) batchRing = recorder(memory.buffer, batchSpans(plan, place, workers));
    shape = `${place} of ${workers}`;
    batchRing.reset();
    return batchRing;
  }

  function runBatch(order: Order): void {
    const job = loaded;
    const came = clock.now();
    const ring = ringOf(order);
    ring.record('queued', -1, order.startAt, came);
    if (!job) return;
    // Spins first: who it waits for is running, on another processor as a rule.
    const awaitStep = (before: number, task: number): void => {
      const start = clock.now();
      sync.awaitStep(plan.batch.at, before, STEP_SPINS);
      ring.record('waiting-step', task, start, clock.now());
    };
    const source = taskSource({ sync, plan, order, awaitStep });
    for (let task = source.next(); task !== NO_TASK; task = source.next()) {
      runNumbered(job, task, order.count, ring);
      source.finished();
    }
  }

  function gilBatch(order: Order): GilBatch {
    return { job: loaded, order, gil, tasks, plan, spans: ringOf(order), clock };
  }

  function runStaged(task: number): void {
    if (!loaded) throw new Error('no job is loaded: load one before its tasks are called');
    // As the stage cuts it: a chunk is what one call of the kernel takes.
    runNumbered(loaded, task, Math.ceil(loaded.setup.items / loaded.setup.sliceItems), spans);
  }

  function carryOut(order: Order): void {
    switch (order.kind) {
      case 'leave':
        return;
      case 'batch':
        return runBatch(order);
      case 'gil-batch':
        return runUnderGil(gilBatch(order));
      case 'gil-released-batch':
        return runReleasingGil(gilBatch(order), goOn);
      case 'lead-handshake':
        return leadHandshake(sync, plan.handshake.at, order, clock, tally);
      case 'follow-handshake':
        sync.followRounds(plan.handshake.at, order.workers, FOLLOW_SPINS);
        return;
      case 'throughput':
        return countThroughput(loaded && sameItem(loaded), order, clock, tally, goOn);
      case 'traffic':
        return countThroughput(traffic?.(order), order, clock, tally, goOn);
      case 'counting':
        return count(order);
      case 'play':
        return play();
      default:
        return unreachable(order.kind);
    }
  }

  return {
    sign() {
      tally[0] = lane + 1;
    },
    runStaged,
    work(job) {
      loaded = job;
    },
    get job() {
      return loaded;
    },
    plays(next) {
      play = next;
    },
    moves(steps) {
      traffic = steps;
    },
    counts(loop) {
      count = loop;
    },
    serve(announce) {
      for (;;) {
        const number = sync.awaitOrder(own.mailbox.at, seen, SLICE_MS);
        if (number === seen) continue;
        seen = number;
        const order = box.read();
        if (order.kind === 'leave') break;
        carryOut(order);
        if (sync.leaveBatch(plan.batch.at, order.workers, order.batch)) announce(order.batch);
      }
      sync.leaveMailbox(own.mailbox.at);
    },
  };
}
