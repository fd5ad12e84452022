/**
 * A histogram counted by threads of a pool, in one window of fixed time on fresh tables: how fast, and by how much the table is wrong
 * afterwards. What is right is counted here, key by key, from what each thread says it has gone through.
 */
import { prng } from '../base/prng.ts';
import type { Milliseconds } from '../base/units.ts';
import type { HistogramForm } from '../measure/contention/contention-report.ts';
import { pacerOf, type PaceRecord } from '../measure/cores/pace.ts';
import { BINS, histogramPlan, KEYS, type HistogramPlan } from '../memory/histogram-plan.ts';
import type { Pool } from '../pool/pool.ts';
import { firstCall, KEYS_A_CALL, type HistogramCounting } from '../runtime/histogram.ts';

const CALLS_A_ROUND = KEYS / KEYS_A_CALL;

export interface HistogramAsked {
  readonly form: HistogramForm;
  readonly threads: number;
  /** Of which these are the first: own tables stand as for so many, so that one alone counts where it counts beside the others. */
  readonly seats: number;
  readonly ms: Milliseconds;
  /** Of the same strain before it, which is not counted. */
  readonly leadMs: Milliseconds;
  readonly seed: number;
}

export interface HistogramCounted {
  /** An item is `KEYS_A_CALL` keys. */
  readonly records: readonly PaceRecord[];
  /** Keys that were gone through, also after the window's end. */
  readonly made: number;
  /** Keys of all bins that are missing in the table, or too many. */
  readonly off: number;
}

/** Uniform bytes. */
export function keysOf(seed: number): Uint8Array<ArrayBuffer> {
  const random = prng(seed);
  return Uint8Array.from({ length: KEYS }, () => random.below(BINS));
}

/** How often each key stands in the calls that the threads made, each beginning at its own. */
export function expectedTable(keys: Uint8Array, calls: readonly number[], seats: number): Float64Array {
  const table = new Float64Array(BINS);
  for (const [seat, made] of calls.entries()) {
    for (let call = 0; call < Math.min(made, CALLS_A_ROUND); call++) {
      const from = ((firstCall(seat, seats) + call) % CALLS_A_ROUND) * KEYS_A_CALL;
      const times = Math.floor((made - 1 - call) / CALLS_A_ROUND) + 1;
      for (const key of keys.subarray(from, from + KEYS_A_CALL)) table[key] = (table[key] ?? 0) + times;
    }
  }
  return table;
}

const MEANS: Readonly<Record<HistogramForm, HistogramCounting>> = {
  plain: 'plain',
  atomic: 'atomic',
  locked: 'locked',
  packed: 'private',
  padded: 'private',
};

/** The pool has at least as many workers as `threads`. Rejects with `Stopped`, or with the pool's faults. */
export async function countHistogram(
  pool: Pool,
  signal: AbortSignal,
  asked: HistogramAsked,
): Promise<HistogramCounted> {
  const { form, threads, seats, ms, leadMs, seed } = asked;
  const shared = pool.shared;
  if (!shared) throw new Error('a histogram is counted in shared memory, and this pool has none');
  const plan = histogramPlan(shared.plan.program, seats, form === 'packed' ? 'shared-line' : 'padded');
  await pool.listen();
  const keys = keysOf(seed);
  const memory = new Uint8Array(shared.memory.buffer);
  memory.fill(0, plan.table.at, (plan.calls.at(-1) ?? plan.table.at) + Uint32Array.BYTES_PER_ELEMENT);
  memory.set(keys, plan.keys.at);
  pool.roster.sync.initMutex(plan.mutex);
  const counting = MEANS[form];
  const told = pool.lanes(threads).map(({ api }, seat) => api.prepareHistogram({ counting, plan, seat }));
  await pool.guard(Promise.all(told));
  const everyone = Array.from({ length: threads }, (_, worker) => worker);
  const records = await pacerOf(pool, signal, 'counting').window(everyone, ms, leadMs);
  return { records, ...compared(memory, plan, keys, threads) };
}

function compared(memory: Uint8Array, plan: HistogramPlan, keys: Uint8Array, threads: number) {
  const words = (at: number, count: number): Uint32Array => new Uint32Array(memory.buffer, at, count);
  const calls = plan.calls.slice(0, threads).map((at) => words(at, 1)[0] ?? 0);
  const table = words(plan.table.at, BINS);
  const expected = expectedTable(keys, calls, plan.own.length);
  return {
    made: calls.reduce((sum, made) => sum + made * KEYS_A_CALL, 0),
    off: expected.reduce((sum, times, key) => sum + Math.abs(times - (table[key] ?? 0)), 0),
  };
}
