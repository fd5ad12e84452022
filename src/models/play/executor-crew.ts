/** What an executor is to a program that is played by it: threads or processes, ready for its tasks. A type; each kind is a file beside this one. */
import type { TaskAsked, TaskReport } from '../../functions/program.ts';
import type { Future } from '../../pool/future.ts';
import type { ProgramShare } from '../../sync/program-share.ts';

/** An executor that is ready for the tasks of one program. */
export interface Crew {
  submit(asked: Pick<TaskAsked, 'task' | 'body' | 'args'>): Future<TaskReport>;
  /** From a worker's name to its place, 0 … */
  laneOf(worker: string): number;
  /** Runs what `main` reads as one of the few reads that may be under way. Rejects with `CannotPlay`, with what `read` rejects with. */
  reading(read: () => Promise<number>): Promise<number>;
  /** What `main` reads, which is on the page. Rejects with the signal's reason. */
  readFile(signal: AbortSignal): Promise<number>;
  /** What the tasks share, as the page reaches it; null where the workers are processes. */
  readonly share: ProgramShare<'page'> | null;
  /** Where the bytes of all items are in the end. */
  readonly output: Uint8Array;
  /** The page computed these items, in its own memory. */
  fromPage(start: number, end: number): void;
  /** Settles as `work` does, or rejects when a worker is lost. */
  guard<T>(work: Promise<T>): Promise<T>;
  /** Nobody waits for the calls any more: ends what runs, cancels the rest. */
  giveUp(): void;
}
