/** What a function called on a thread may ask of it: waits are those of the locks, so every one ends when the page says stop. */
import type { Call, ReadLimit } from '../functions/index.ts';
import { EVENT } from '../memory/structures.ts';
import type { BoardPlan } from '../memory/pool-plan.ts';
import type { Clock } from '../base/clock.ts';
import { BadArgument, WaitStopped } from '../sync/errors.ts';
import { Event } from '../sync/event.ts';
import { ProgramShare } from '../sync/program-share.ts';
import { limitedRead } from '../sync/read-limit.ts';
import type { Thread } from '../sync/thread.ts';
import type { LoadedJob } from './job.ts';
import { loadProgram } from './load-program.ts';
import { computeNoting, countNoting } from './processor-watch.ts';
import { readAnew } from './read-anew.ts';
import { readThreadFile } from './thread-file.ts';

/** Thrown through whatever runs, to end the worker in the middle of it. Nobody may catch it for good. */
export class Crash extends Error {
  override readonly name = 'Crash';
  constructor() {
    super('the worker ends here');
  }
}

export interface WorkerCall extends Call {
  /** The worker has been told to end, whatever became of the error that told it. */
  readonly isCrashing: boolean;
}

/** How a call computes, which memory decides. */
export type Computing = Pick<Call, 'compute' | 'computeRange' | 'ownCounters' | 'inParts'>;

export interface WorkerCallParts {
  readonly workerName: string;
  readonly thread: Thread<'blocking'>;
  readonly memory: WebAssembly.Memory;
  readonly plan: BoardPlan;
  readonly clock: Clock;
  /** Closes the worker. */
  readonly end: () => void;
  readonly computing: Computing;
}

/** `goOn`: false once it is told to stop. */
export function partsUntilStopped(clock: Clock, goOn: () => boolean): Call['inParts'] {
  return (times, step) => {
    const absences = countNoting(times, step, clock, goOn);
    if (!goOn()) throw new WaitStopped('the end of a count');
    return absences;
  };
}

/** Computes in the memory that threads share, where the page sees the bytes. */
export function sharedComputing(job: () => LoadedJob | undefined, clock: Clock, thread: Thread<'blocking'>): Computing {
  return {
    compute() {
      throw new Error('this executor has threads: staged work is computed by its workers without a call');
    },
    computeRange(first, last) {
      const loaded = job();
      if (!loaded) throw new Error('no work is staged in the memory that is shared: load it first');
      const start = clock.now();
      const goOn = (): boolean => thread.sync.breaker(thread.at) === 0;
      const absences = computeNoting(loaded, { start: first, end: last }, clock, goOn);
      if (thread.sync.breaker(thread.at) !== 0) throw new WaitStopped('the end of a computation');
      const end = clock.now();
      return { bytes: null, start, end, copied: end, absences };
    },
    ownCounters() {
      throw new Error('this executor has threads: their counters are shared');
    },
    inParts: partsUntilStopped(clock, () => thread.sync.breaker(thread.at) === 0),
  };
}

/** As one of the few: `limited` says how. */
export function readBy(
  workerName: string,
  clock: Clock,
  limited: (limit: ReadLimit, read: () => number) => number,
): Call['read'] {
  return (url, limit) => limited(limit, () => readAnew(url, `${workerName}-${clock.now()}`));
}

/** A stop is heard before each read, even where nobody has to wait for a turn. */
function limitedBy(thread: Thread<'blocking'>): (limit: ReadLimit, read: () => number) => number {
  return ({ at }, read) => {
    if (at === null) throw new Error('threads that share memory count their reads in it: say where');
    if (thread.sync.breaker(thread.at) !== 0) throw new WaitStopped('its turn to read');
    return limitedRead(thread, at, read);
  };
}

export function workerCall({ workerName, thread, memory, plan, clock, end, computing }: WorkerCallParts): WorkerCall {
  const { sync, at: me } = thread;
  const never = new Event(thread, plan.never.at);
  const gateCount = plan.gates.bytes / EVENT.BYTES;
  let isCrashing = false;
  return {
    workerName,
    get isCrashing() {
      return isCrashing;
    },
    sleep(ms) {
      never.wait({ timeoutMs: ms });
    },
    pass(gate) {
      if (!(Number.isInteger(gate) && gate >= 0 && gate < gateCount)) {
        throw new BadArgument(`there is no gate ${gate}: an executor has gates 0 to ${gateCount - 1}`);
      }
      new Event(thread, plan.gates.at + gate * EVENT.BYTES).wait();
    },
    // One word a look, as CPython's eval breaker; without a GIL only a stop is ever in it.
    isStopped: () => sync.breaker(me) !== 0,
    ...computing,
    now: () => clock.now(),
    read: readBy(workerName, clock, limitedBy(thread)),
    readFile: readThreadFile,
    program: loadProgram,
    shared: (plan) => new ProgramShare(thread, memory, plan),
    crash() {
      isCrashing = true;
      end();
      throw new Crash();
    },
  };
}
