/** Makes a worker ready for calls: its desk at the board, every function by its number, the initializer run. */
import { clockFrom } from '../base/clock.ts';
import { blockingThread } from '../sync/blocking-thread.ts';
import { WorkerBoard } from '../sync/call-board.ts';
import type { CallSetup, LaneSetup } from './api.ts';
import { serveCalls } from './call-board-lane.ts';
import { loadCallTable } from './call-table.ts';
import type { Instance } from './instance.ts';
import type { LoadedJob } from './job.ts';
import type { SharedLane } from './shared-lane.ts';
import { asThrown, type Thrown } from './thrown.ts';
import { Crash, sharedComputing, workerCall } from './worker-call.ts';

export interface CallService {
  /** What the initializer has thrown. */
  readonly failure: Thrown | null;
  /** Blocks until sent home. After a crash the promise stays open: nobody is left to keep it. */
  serve(): Promise<void>;
}

export async function callService(
  { workerName, initializer }: CallSetup,
  { lane, shared: memory, port, origin }: LaneSetup,
  shared: { readonly instance: Instance; readonly lane: SharedLane; readonly job: () => LoadedJob | undefined },
): Promise<CallService> {
  const own = memory?.plan.lanes[lane];
  if (!memory || !own) throw new RangeError(`lane ${lane} has no place in shared memory`);
  const { sync } = shared.instance;
  const table = await loadCallTable();
  const thread = blockingThread(sync, own.thread.at);
  const clock = clockFrom(origin);
  const call = workerCall({
    workerName,
    thread,
    memory: memory.memory,
    plan: memory.plan.calls,
    clock,
    end: () => self.close(),
    computing: sharedComputing(shared.job, clock, thread),
  });
  const board = new WorkerBoard(sync, memory.memory, memory.plan.calls, lane);
  const failure =
    initializer &&
    (await failureOf(() => table.functionAt(table.numberOf(initializer.name))(call, ...initializer.args)));
  const runStaged = (task: number): void => shared.lane.runStaged(task);
  return {
    failure,
    async serve() {
      try {
        serveCalls({ board, table, call, port, runStaged });
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
        await new Promise(() => {});
      }
    },
  };
}

async function failureOf(initialise: () => unknown): Promise<Thrown | null> {
  try {
    await initialise();
    return null;
  } catch (error) {
    return asThrown(error);
  }
}
