/**
 * What the record of every run that is not the main measurement has in common: how it notes its surroundings in the beginning,
 * and how it ends. Each experiment keeps a record of its own kind; the main one (core-scaling.ts) ends in more ways.
 */
import { watchSurroundings } from '../measure/surroundings.ts';
import { surroundingsDoubts } from '../measure/surroundings-doubts.ts';
import { warnings, type Warning } from '../measure/warnings.ts';
import { Stopped, WorkerLost } from '../pool/errors.ts';

interface Doubting {
  readonly doubts: Warning[];
}

interface Ending<State extends string> extends Doubting {
  state: State | 'stopped' | 'failed';
  /** For the reader; null while nothing failed. */
  failure: string | null;
}

/** Enters what the browser says of the machine's state as doubts. */
export async function noteSurroundings(record: Doubting): Promise<void> {
  const watch = await watchSurroundings();
  record.doubts.push(...surroundingsDoubts({ ...watch.look(), busyBefore: null }));
  watch.end();
}

/** Enters a doubt where the fault is the loss of a worker. */
export function noteLoss(record: Doubting, error: unknown): void {
  if (error instanceof WorkerLost) record.doubts.push(warnings.workerLost(error.message));
}

/** Enters what has ended a run before its end: a stop, or a fault, which is said. */
export function endRun<State extends string>(record: Ending<State>, signal: AbortSignal, error: unknown): void {
  if (signal.aborted || error instanceof Stopped) {
    record.state = 'stopped';
    return;
  }
  record.state = 'failed';
  record.failure = error instanceof Error ? error.message : String(error);
  noteLoss(record, error);
}
