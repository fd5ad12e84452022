/**
 * Calls at the board of a pool that belongs to somebody else, where `ThreadPoolExecutor` has a pool of its own: whose workers take
 * them, and how these are made ready. Starts and ends no worker.
 */
import type { CallSetup } from '../runtime/api.ts';
import type { Thrown } from '../runtime/thrown.ts';
import { InitializerFailed } from './executor-errors.ts';
import type { Lane } from './lane.ts';
import type { Pool } from './pool.ts';
import { thrownOf } from './remote-error.ts';
import { Calls } from './thread-executor-calls.ts';
import { PayloadArea } from './thread-executor-payload.ts';

/** A board keeps what was posted, so each has one owner for life. */
const owners = new WeakMap<Pool, Calls>();

/** The calls of this pool. Their arguments stand where ranks have their messages, of which there are none meanwhile. */
export function callsOf(pool: Pool): Calls {
  const known = owners.get(pool);
  if (known) return known;
  const calls = new Calls(pool.board, pool.shared && new PayloadArea(pool.shared.plan.ranks));
  owners.set(pool, calls);
  return calls;
}

/** The workers hear no message when they are at the board, but send what does not fit into a call's record. */
export function hearCalls(calls: Calls, lanes: readonly Lane[]): void {
  for (const lane of lanes) {
    lane.onMessage = (message) => {
      if (message.kind !== 'call') return;
      calls.told(message.slot, (future) => {
        if (message.ended === 'returned') future.setResult(message.value);
        else future.setException(thrownOf(message.thrown));
      });
    };
  }
}

/** A worker that listens becomes ready for calls. Rejects with `InitializerFailed`, or the pool's faults. */
export async function prepareForCalls(pool: Pool, lane: Lane, setup: CallSetup): Promise<void> {
  const thrown = await pool.guard<Thrown | null>(lane.api.prepareCalls(setup));
  if (!thrown) return;
  const cause = thrownOf(thrown);
  throw new InitializerFailed(`the initializer failed in ${setup.workerName}`, { cause });
}

/** Workers that are ready take calls from the board. */
export async function sendToBoard(pool: Pool, lanes: readonly Lane[]): Promise<void> {
  callsOf(pool).useDesks(Math.max(...lanes.map(({ index }) => index)) + 1);
  await pool.takeCalls(lanes);
}
