/**
 * What the proven threads are worth where memory is the limit. The vectors lie in a memory of their own, which the pool's
 * workers fill, move, and let go of at the end; the sums that they write are compared with the exact ones. The loop that
 * computes is the one that the weighing has loaded.
 */
import type { Bytes } from '../base/units.ts';
import { kernels, type Kernel } from '../kernels/index.ts';
import { BLOCK_BYTES, BLOCK_TRAFFIC, MOST_BLOCKS, WHOLE } from '../kernels/triad.ts';
import { attended, type Attended } from '../measure/attention.ts';
import { pacerOf } from '../measure/cores/pace.ts';
import { trafficOf, trafficRounds, trafficRule } from '../measure/cores/weigh-traffic.ts';
import type { Preset, Traffic } from '../measure/report.ts';
import { sameBytes } from '../measure/same-bytes.ts';
import { grantMemory, MemoryRefused } from '../memory/pages.ts';
import { TRAFFIC_BYTES, trafficPlan, type TrafficPlan } from '../memory/traffic-plan.ts';
import type { Pool } from '../pool/pool.ts';
import { BLOCKS_A_STEP, type TrafficSetup } from '../runtime/traffic.ts';
import { WrongResult } from './find-work.ts';

const KERNEL = 'triad';

export interface TrafficFor {
  readonly pool: Pool;
  readonly ground: Attended;
  /** As many as were proven to run at once, two at least. */
  readonly workers: number;
  readonly preset: Preset;
  readonly seed: number;
}

/** Null where the browser grants too little memory. Rejects with `Stopped`, `WrongResult`, or the pool's faults. */
export async function findTraffic({ pool, ground, workers, preset, seed }: TrafficFor): Promise<Traffic | null> {
  const granted = vectors();
  if (!granted) return null;
  const { memory, plan } = granted;
  const kernel = await kernels.load(KERNEL);
  const first = plan.segments[0]?.input ?? 0;
  kernel.fillInput(new Uint8Array(memory.buffer, first, kernel.inputBytes(WHOLE)), WHOLE);
  try {
    await prepare(pool, workers, { memory, plan, kernel: KERNEL, size: WHOLE });
    const pacers = { computing: pacerOf(pool, ground.signal), moving: pacerOf(pool, ground.signal, 'traffic') };
    const again = <Taken>(take: () => Promise<Taken>): Promise<Taken> => attended(ground, take);
    const rounds = await trafficRounds({ pacers, workers, rule: trafficRule(preset), seed, attended: again });
    checkSums(kernel, memory, plan);
    const bytes = plan.segments.length * 3 * plan.blocks * plan.blockBytes;
    return trafficOf({ rounds, workers, bytes, itemBytes: BLOCKS_A_STEP * BLOCK_TRAFFIC, seed });
  } finally {
    await letGo(pool, workers);
  }
}

function vectors(): { readonly memory: WebAssembly.Memory; readonly plan: TrafficPlan } | null {
  try {
    const memory = grantMemory(TRAFFIC_BYTES, true);
    const plan = trafficPlan(memory.buffer.byteLength, MOST_BLOCKS, BLOCK_BYTES);
    return plan.segments.length > 0 ? { memory, plan } : null;
  } catch (cause) {
    if (cause instanceof MemoryRefused) return null;
    throw cause;
  }
}

/** Each worker gets its part of the blocks of every segment. */
async function prepare(pool: Pool, workers: number, setup: Omit<TrafficSetup, 'own'>): Promise<void> {
  await pool.listen();
  const edge = (place: number): number => Math.floor((place * setup.plan.blocks) / workers);
  await pool.guard(
    Promise.all(
      pool
        .lanes(workers)
        .map(({ api }, place) => api.prepareTraffic({ ...setup, own: { from: edge(place), to: edge(place + 1) } })),
    ),
  );
}

/** So that the memory is free before the next measurement. A pool that is broken or closed has let go already. */
async function letGo(pool: Pool, workers: number): Promise<void> {
  if (pool.loss) return;
  await pool.listen();
  await pool.guard(Promise.all(pool.lanes(workers).map(({ api }) => api.prepareTraffic(null))));
}

/** The sums of the last time that each block was moved. Throws `WrongResult`. */
export function checkSums(kernel: Kernel, memory: WebAssembly.Memory, { segments, blocks }: TrafficPlan): void {
  const viewOf = (at: Bytes, bytes: Bytes): Uint8Array => new Uint8Array(memory.buffer, at, bytes);
  const [first, ...others] = segments.map(({ output }) => viewOf(output, blocks * kernel.itemBytes(WHOLE)));
  if (!first) return;
  const fault = kernel.fault(first, viewOf(segments[0]?.input ?? 0, kernel.inputBytes(WHOLE)), WHOLE);
  if (fault) throw new WrongResult(kernel.id, fault);
  if (others.some((output) => !sameBytes(output, first))) {
    throw new WrongResult(kernel.id, 'the same vectors at another address gave other sums');
  }
}
