/** The engine of the executor of threads without the executor: calls and workers, for tests and the bench. Not a test itself. */
import { clockFrom, threadOrigin } from '../../../src/base/clock.ts';
import { Pool } from '../../../src/pool/pool.ts';
import { Calls } from '../../../src/pool/thread-executor-calls.ts';
import { PayloadArea } from '../../../src/pool/thread-executor-payload.ts';
import { ThreadWorkers } from '../../../src/pool/thread-executor-workers.ts';
import { loadCallTable, type CallTable } from '../../../src/runtime/call-table.ts';
import { compileModule } from '../../../src/runtime/module.ts';

export interface CallRig {
  readonly pool: Pool;
  readonly calls: Calls;
  readonly workers: ThreadWorkers;
  readonly table: CallTable;
}

/** `workers` of them started. */
export async function openCallRig(workers: number): Promise<CallRig> {
  const module = await compileModule(true);
  const pool = new Pool({ module, shared: true, clock: clockFrom(), origin: threadOrigin() });
  await pool.grow(0);
  if (!pool.shared) throw new Error('the pool shares no memory');
  const calls = new Calls(pool.board, new PayloadArea(pool.shared.plan.work));
  const threads = new ThreadWorkers(pool, calls, { most: workers, prefix: 'rig', initializer: null });
  for (let unfinished = 1; unfinished <= workers; unfinished++) threads.demand(unfinished);
  return { pool, calls, workers: threads, table: await loadCallTable() };
}
