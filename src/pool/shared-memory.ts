/** The memory that the workers of a pool share, and how many of them it has room for. */
import type { Clock } from '../base/clock.ts';
import { grantMemory, SHARED_BYTES } from '../memory/pages.ts';
import { poolPlan, type PoolPlan } from '../memory/pool-plan.ts';
import { Dispatch } from './dispatch.ts';

/** 64 workers, the most any experiment uses, and one more for the handshake to fail on. */
export const MOST_LANES = 65;
const LANE_BYTES = 200_000;

/** What the workers share; null in a pool whose workers have only memories of their own. */
export interface SharedMemory {
  readonly memory: WebAssembly.Memory;
  readonly plan: PoolPlan;
  readonly dispatch: Dispatch;
}

/** Throws `MemoryRefused`. */
export function sharedMemory(clock: Clock): SharedMemory {
  const memory = grantMemory(SHARED_BYTES, true);
  const lanes = Math.min(MOST_LANES, Math.floor(memory.buffer.byteLength / 2 / LANE_BYTES));
  const plan = poolPlan(memory.buffer.byteLength, lanes);
  return { memory, plan, dispatch: new Dispatch(memory, plan, clock) };
}
