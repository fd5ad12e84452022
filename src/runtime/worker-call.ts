/** What a function called on a thread may ask of it: waits are those of the locks, so every one ends when the page says stop. */
import type { Call } from '../functions/index.ts';
import { EVENT } from '../memory/structures.ts';
import type { BoardPlan } from '../memory/pool-plan.ts';
import { BadArgument } from '../sync/errors.ts';
import { Event } from '../sync/event.ts';
import type { Thread } from '../sync/thread.ts';

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

export type Compute = Call['compute'];

/** Threads have one memory, and no work in one of their own. */
function refuseToCompute(): never {
  throw new Error('this executor has threads: staged work is computed by its workers without a call');
}

/** `end` closes the worker. */
export function workerCall(
  workerName: string,
  thread: Thread<'blocking'>,
  plan: BoardPlan,
  end: () => void,
  compute: Compute = refuseToCompute,
): WorkerCall {
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
    compute,
    crash() {
      isCrashing = true;
      end();
      throw new Crash();
    },
  };
}
