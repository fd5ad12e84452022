/**
 * Makes a worker ready for calls by message: every function by its number, the initializer run. With shared memory its waits are those of
 * the locks and end when the page says stop; without, it can only spin.
 */
import { clockFrom, type Clock } from '../base/clock.ts';
import type { ComputedItems } from '../functions/index.ts';
import { blockingThread } from '../sync/blocking-thread.ts';
import { WaitStopped } from '../sync/errors.ts';
import { demandFewReaders } from '../sync/read-limit.ts';
import { NeedsSharedMemory } from '../sync/sharing.ts';
import type { CallRequest, LaneSetup, MessageCallSetup } from './api.ts';
import { answerCall } from './call-lane.ts';
import { loadCallTable } from './call-table.ts';
import type { Instance } from './instance.ts';
import { asThrown, type Thrown } from './thrown.ts';
import { compute, copiedOut } from './isolated-lane.ts';
import type { LoadedJob } from './job.ts';
import { loadProgram } from './load-program.ts';
import { readThreadFile } from './thread-file.ts';
import { ownCounters } from './own-counters.ts';
import { computeNoting } from './processor-watch.ts';
import { Crash, partsUntilStopped, readBy, workerCall, type Computing, type WorkerCall } from './worker-call.ts';

export interface MessageCallParts {
  readonly setup: LaneSetup;
  readonly instance: Instance | null;
  /** What is loaded in this worker's own memory. */
  readonly job: () => LoadedJob | undefined;
}

export type AnswerCall = (request: CallRequest) => void;

/** Ready to answer, or what the initializer has thrown. */
export type MessageCallService = { readonly failed: null; readonly answer: AnswerCall } | { readonly failed: Thrown };

/** What a call may ask for where no memory is shared: nothing can wake it, so it spins, and nobody can tell it to stop. */
function lonelyCall(workerName: string, clock: Clock, end: () => void, computing: Computing): WorkerCall {
  let isCrashing = false;
  return {
    workerName,
    get isCrashing() {
      return isCrashing;
    },
    sleep(ms) {
      for (const until = clock.now() + ms; clock.now() < until;);
    },
    pass() {
      throw new NeedsSharedMemory('a gate');
    },
    isStopped() {
      throw new NeedsSharedMemory('a stop of what runs');
    },
    ...computing,
    now: () => clock.now(),
    read: readBy(workerName, clock, ({ readers }, read) => {
      demandFewReaders(readers);
      return read();
    }),
    readFile: readThreadFile,
    program: loadProgram,
    shared() {
      throw new NeedsSharedMemory('what calls share');
    },
    crash() {
      isCrashing = true;
      end();
      throw new Crash();
    },
  };
}

/** In the worker's own memory. `goOn`: false once it is told to stop. */
function ownComputing(job: () => LoadedJob | undefined, clock: Clock, goOn?: () => boolean): Computing {
  const demandLoaded = (): LoadedJob => {
    const loaded = job();
    if (!loaded) throw new Error('no work is staged in the memory of this worker: load it as isolated');
    return loaded;
  };
  return {
    compute(start, end, step = 0, given = null): ComputedItems {
      const { bytes, ...times } = compute(demandLoaded(), { task: 0, start, end, step, given }, clock);
      return { bytes, start: times.start, end: times.end, copied: times.copied };
    },
    computeRange(first, last) {
      const loaded = demandLoaded();
      const start = clock.now();
      const absences = computeNoting(loaded, { start: first, end: last }, clock, goOn ?? (() => true));
      if (goOn?.() === false) throw new WaitStopped('the end of a computation');
      const end = clock.now();
      const bytes = copiedOut(loaded, { start: first, end: last });
      return { bytes, start, end, copied: clock.now(), absences };
    },
    ownCounters: (count) => ownCounters(demandLoaded(), count),
    inParts: partsUntilStopped(clock, goOn ?? (() => true)),
  };
}

function callOf({ setup, instance, job }: MessageCallParts, workerName: string, clock: Clock): WorkerCall {
  const end = (): void => self.close();
  const own = setup.shared?.plan.lanes[setup.lane];
  if (!setup.shared || !own || !instance) return lonelyCall(workerName, clock, end, ownComputing(job, clock));
  const { sync } = instance;
  const thread = blockingThread(sync, own.thread.at);
  const computing = ownComputing(job, clock, () => sync.breaker(own.thread.at) === 0);
  const { memory, plan } = setup.shared;
  return workerCall({ workerName, thread, memory, plan: plan.calls, clock, end, computing });
}

/** Rejects where the functions cannot be loaded. */
export async function messageCallService(
  { workerName, initializer, claims }: MessageCallSetup,
  parts: MessageCallParts,
): Promise<MessageCallService> {
  const clock = clockFrom(parts.setup.origin);
  const table = await loadCallTable();
  const call = callOf(parts, workerName, clock);
  try {
    if (initializer) await table.functionAt(table.numberOf(initializer.name))(call, ...initializer.args);
  } catch (error) {
    if (!call.isCrashing) return { failed: asThrown(error) };
  } finally {
    // Answers nothing more: the worker ends.
    if (call.isCrashing) await new Promise(() => {});
  }
  const lane = { port: parts.setup.port, table, call, clock, claims: claims && new Int32Array(claims) };
  return { failed: null, answer: (request) => answerCall(lane, request) };
}
