/** How a program of ranks can end badly, as its launcher is told; each names the ranks. */
import type { Milliseconds } from '../base/units.ts';
import { ANY_SOURCE, describeWaiting, type Waiting } from '../ranks/transport.ts';
import { Stopped } from './errors.ts';

/** A rank threw; the others were stopped. */
export class RankFailed extends Error {
  override readonly name = 'RankFailed';
  constructor(
    readonly rank: number,
    /** Of the error it threw. */
    readonly remoteName: string,
    message: string,
    /** The worker's. */
    readonly remoteStack: string,
  ) {
    super(`rank ${rank} failed: ${remoteName}: ${message}`);
  }
}

/** A rank ended the program for all: MPI_Abort. */
export class RanksAborted extends Error {
  override readonly name = 'RanksAborted';
  constructor(
    readonly rank: number,
    readonly code: number,
  ) {
    super(`rank ${rank} aborted the program with code ${code}`);
  }
}

/** What a stopped rank was doing: its number, and what it waited for; null where it was not waiting. */
export interface StoppedRank {
  readonly rank: number;
  readonly waiting: Waiting | null;
}

/** The run was stopped from outside. Not a fault; says what the ranks waited for. */
export class RanksStopped extends Stopped {
  constructor(readonly ranks: readonly StoppedRank[]) {
    super();
    if (ranks.length > 0) this.message = `${this.message}: ${describeRanks(ranks)}`;
  }
}

/** The ranks did not end in time and were stopped. */
export class RanksOverdue extends Error {
  override readonly name = 'RanksOverdue';
  constructor(
    timeoutMs: Milliseconds,
    readonly ranks: readonly StoppedRank[],
  ) {
    const circle = circleIn(ranks);
    const deadlock = circle ? `; ranks ${circle.join(' → ')} wait in a circle: a deadlock` : '';
    super(`the ranks did not end within ${timeoutMs / 1000} s: ${describeRanks(ranks)}${deadlock}`);
  }
}

/** A worker runs the ranks of one program at a time. */
export class RanksRunning extends Error {
  override readonly name = 'RanksRunning';
  constructor() {
    super('ranks run in this pool already: wait for them, or open another pool');
  }
}

function describeRanks(ranks: readonly StoppedRank[]): string {
  const each = ranks.map(({ rank, waiting }) =>
    waiting ? `rank ${rank} waited for ${describeWaiting(waiting)}` : `rank ${rank} was computing`,
  );
  return each.join('; ');
}

/** Ranks each of which waits for the next one, the first again at the end; null where nobody waits in a circle. */
export function circleIn(ranks: readonly StoppedRank[]): number[] | null {
  const next = new Map<number, number>();
  for (const { rank, waiting } of ranks) {
    if (waiting?.for === 'room') next.set(rank, waiting.to);
    if (waiting?.for === 'message' && waiting.from !== ANY_SOURCE) next.set(rank, waiting.from);
  }
  for (const start of next.keys()) {
    const path = [start];
    for (let at = next.get(start); at !== undefined && path.length <= next.size; at = next.get(at)) {
      path.push(at);
      if (at === start) return path;
    }
  }
  return null;
}
