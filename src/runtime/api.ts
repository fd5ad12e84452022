/**
 * What the page and a worker say to each other. Control plane: the methods, through comlink, a few calls a run.
 * Data plane of isolated workers: the messages, through a port of their own. Types only.
 */
import type { Milliseconds } from '../base/units.ts';
import type { Region } from '../memory/layout.ts';
import type { PoolPlan } from '../memory/pool-plan.ts';
import type { JobSetup } from './job.ts';

export interface LaneSetup {
  readonly lane: number;
  /** The page's time origin: every stamp counts from it. */
  readonly origin: Milliseconds;
  readonly module: WebAssembly.Module;
  /** The pool's memory and where everything stands in it; null where memory cannot be shared. */
  readonly shared: { readonly memory: WebAssembly.Memory; readonly plan: PoolPlan } | null;
  /** The Web Lock to hold for life; null where there are none. */
  readonly lifeLock: string | null;
  /** Data plane of the isolated form; also brings the end of a batch where the page cannot wait for a word. */
  readonly port: MessagePort;
  readonly announceByMessage: boolean;
}

export interface WorkerApi {
  /** Makes the worker ready; resolves when it is. In a shared pool it has then written its lane number where the page can see it. */
  hello(setup: LaneSetup): Promise<void>;
  /** Loads a job: into the pool's memory where `shared` says where, and into a memory of the worker's own where `isolated`. */
  load(job: JobSetup, shared: { input: Region; output: Region } | null, isolated: boolean): Promise<void>;
  /** Parks and carries out orders until told to leave; the worker hears no message meanwhile. */
  serve(): void;
  /** A sign of life. */
  ping(): void;
  /** Ends the worker from inside. */
  bye(): void;
}

/** Page to isolated worker. */
export interface TaskMessage {
  readonly task: number;
  readonly start: number;
  readonly end: number;
}

/** Isolated worker to page: the bytes of the task's items, and when it ran. */
export interface ResultMessage {
  readonly kind: 'result';
  readonly task: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly start: Milliseconds;
  readonly end: Milliseconds;
  /** When the copy of the result was made and handed to the browser. */
  readonly copied: Milliseconds;
}

/** Worker to page: a task failed. */
export interface FaultMessage {
  readonly kind: 'fault';
  readonly task: number;
  readonly message: string;
}

/** Worker to page, where the page cannot wait for a word: batch `batch` is finished. */
export interface BatchMessage {
  readonly kind: 'batch';
  readonly batch: number;
}

/** Worker to page, where the page cannot watch a word: the thread of the page with this record has been signalled. */
export interface SignalledMessage {
  readonly kind: 'signalled';
  readonly thread: number;
}

export type LaneMessage = ResultMessage | FaultMessage | BatchMessage | SignalledMessage;
