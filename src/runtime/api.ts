/**
 * What the page and a worker say to each other. Control plane: the methods, through comlink, a few calls a run.
 * Data plane of isolated workers: the messages, through a port of their own. Types only.
 */
import type { Milliseconds } from '../base/units.ts';
import type { SharedPlaces } from '../memory/job-plan.ts';
import type { PoolPlan } from '../memory/pool-plan.ts';
import type { HistogramSetup } from './histogram.ts';
import type { GivenBytes, JobSetup } from './job.ts';
import type { PlaySetup } from './program-setup.ts';
import type { Thrown } from './thrown.ts';
import type { TrafficSetup } from './traffic.ts';
import type { RankEnd, RankSetup } from './rank-setup.ts';
import type { ReferencesSetup } from './references.ts';

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

/** What a worker is told before it takes its first call. */
export interface CallSetup {
  readonly workerName: string;
  /** Called once, before any call; null where there is nothing to prepare. */
  readonly initializer: { readonly name: string; readonly args: readonly unknown[] } | null;
}

/** What a worker is told that is called by message. */
export interface MessageCallSetup extends CallSetup {
  /** Where page and worker agree who has a call that was sent ahead (src/sync/claims.ts); null where no memory is shared. */
  readonly claims: ArrayBufferLike | null;
}

/** By what the page learns of the worker's death: the Web Lock that it holds, or nothing of the worker's. */
export type LifeSign = 'lock' | 'none';

export interface WorkerApi {
  /** Makes the worker ready; resolves when it is. In a shared pool it has then written its lane number where the page can see it. */
  hello(setup: LaneSetup): Promise<LifeSign>;
  /** Loads a job: into the pool's memory where `shared` says where, and into a memory of the worker's own where `isolated`. */
  load(job: JobSetup, shared: SharedPlaces | null, isolated: boolean): Promise<void>;
  /** Parks and carries out orders until told to leave; the worker hears no message meanwhile. */
  serve(): void;
  /** Loads every function that can be called and runs the initializer; gives what that has thrown. */
  prepareCalls(setup: CallSetup): Promise<Thrown | null>;
  /** Goes to the board and takes calls until sent home; the worker hears no message meanwhile. */
  takeCalls(): Promise<void>;
  /** Makes the worker ready to play tasks of a program, at the next order to. */
  preparePlay(play: PlaySetup): Promise<void>;
  /** Makes the worker ready to move memory, at the next order to; with null it lets go of that memory. */
  prepareTraffic(setup: TrafficSetup | null): Promise<void>;
  /** Makes the worker ready to count references, at the next order to count. */
  prepareReferences(setup: ReferencesSetup): Promise<void>;
  /** Makes the worker ready to count keys of a histogram, at the next order to count. */
  prepareHistogram(setup: HistogramSetup): Promise<void>;
  /**
   * Writes the worker's own file into this folder of the origin's private files, and keeps it open. Rejects where the browser has none, or
   * no room.
   */
  openFile(folder: string, name: string): Promise<void>;
  /** Closes the worker's own file, where it is in this folder; the page removes it. */
  closeFile(folder: string): Promise<void>;
  /** Loads what a rank of this program needs, once; what cannot be loaded is told by `runRank`. */
  loadRank(program: string): Promise<void>;
  /** Runs a program as one of several ranks; resolves however that ends. */
  runRank(setup: RankSetup): Promise<RankEnd>;
  /** Ends the waits of the rank that runs here over ports. */
  stopRank(): void;
  /**
   * Loads every function that can be called, runs the initializer, and answers calls that come by message from then on. Gives what the
   * initializer has thrown.
   */
  answerCalls(setup: MessageCallSetup): Promise<{ readonly failed: Thrown | null }>;
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
  readonly step: number;
  /** What the step reads and this worker does not have; null where nothing is missing. */
  readonly given: GivenBytes | null;
}

/** Page to worker: one call, or several of one function that travel together. */
export interface CallRequest {
  readonly kind: 'call';
  readonly id: number;
  /** Number of the function, see call-table.ts. */
  readonly callee: number;
  /** Arguments of one call; of several, all first ones, all second ones, … */
  readonly args: readonly unknown[];
  /** How many calls travel together; null for one that travels alone. */
  readonly count: number | null;
  /** Place of the word that says who has it; null where it cannot be taken back. */
  readonly claim: number | null;
  readonly payload: 'clone' | 'transfer' | 'shared';
}

/** Worker to page: what came of a call. */
export type AnswerMessage = {
  readonly kind: 'answer';
  readonly id: number;
  /** How long it ran. */
  readonly tookMs: Milliseconds;
} & ({ readonly ended: 'returned'; readonly value: unknown } | { readonly ended: 'thrown'; readonly thrown: Thrown });

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

/** Worker to page: a call in this slot has ended, and what came of it does not fit into its record. */
export type CallMessage =
  | { readonly kind: 'call'; readonly slot: number; readonly ended: 'returned'; readonly value: unknown }
  | {
      readonly kind: 'call';
      readonly slot: number;
      readonly ended: 'thrown';
      readonly thrown: Thrown;
    };

/** Worker to page, while a program is played: bytes of items that a process has computed; or that a body threw, and what. */
export type PlayMessage =
  | { readonly kind: 'play-bytes'; readonly start: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'play-fault'; readonly task: number; readonly thrown: Thrown };

export type LaneMessage =
  ResultMessage | FaultMessage | BatchMessage | SignalledMessage | CallMessage | AnswerMessage | PlayMessage;
