/**
 * A worker's part in moving memory: the triad over vectors that no cache holds, each block of b and c read from memory and each
 * block of a written to it. It is an item of the kernel `triad` whose scratch is a place of a vector of its own. The
 * loop around it, which counts and times, is throughput.ts.
 */
import type { TrafficPlan } from '../memory/traffic-plan.ts';
import type { Order } from '../sync/mailbox.ts';
import { instantiate, type KernelFunction } from './instance.ts';

export interface TrafficSetup {
  /** Shared, and there for nothing else. The input of the first segment is filled. */
  readonly memory: WebAssembly.Memory;
  readonly plan: TrafficPlan;
  readonly kernel: string;
  readonly size: number;
  /** The blocks of each segment that are this worker's where several take part. */
  readonly own: Blocks;
}

interface Blocks {
  readonly from: number;
  /** Excluded. */
  readonly to: number;
}

/** A step is so many blocks: some tens of microseconds, so that reading the clock in between costs little. */
export const BLOCKS_A_STEP = 4;

/** What an order to move memory is carried out by. */
export type TrafficSteps = (order: Order) => () => void;

/** Fills this worker's blocks, goes over them once, and gives the steps that go round and round. Rejects with `MissingKernel`. */
export async function trafficSteps(setup: TrafficSetup, module: WebAssembly.Module): Promise<TrafficSteps> {
  const { memory, plan, own } = setup;
  const move = mover(setup, (await instantiate(module, memory)).kernel(setup.kernel));
  copyInput(new Uint8Array(memory.buffer), plan, own);
  for (const [segment] of plan.segments.entries()) {
    for (let block = own.from; block < own.to; block++) move(segment, block);
  }
  return ({ workers }) => roundAndRound(plan, workers === 1 ? { from: 0, to: plan.blocks } : own, move);
}

type Move = (segment: number, block: number) => void;

function mover({ plan, size }: TrafficSetup, kernel: KernelFunction): Move {
  return (segment, block) => {
    const at = plan.segments[segment];
    if (at) kernel(block, block + 1, at.output, at.input, at.written + block * plan.blockBytes, size);
  };
}

/** Whoever reads a block has written it first: on machines of several sockets it is then in memory of its own. */
function copyInput(bytes: Uint8Array, { segments, blocks, blockBytes }: TrafficPlan, { from, to }: Blocks): void {
  const [first, ...others] = segments;
  for (const vector of [0, blocks * blockBytes]) {
    for (const { input } of others) {
      const source = (first?.input ?? 0) + vector;
      bytes.copyWithin(input + vector + from * blockBytes, source + from * blockBytes, source + to * blockBytes);
    }
  }
}

/** Block after block, segment after segment: what was read comes again only after everything else. */
function roundAndRound({ segments }: TrafficPlan, { from, to }: Blocks, move: Move): () => void {
  let [segment, block] = [0, from];
  return () => {
    for (let moved = 0; moved < BLOCKS_A_STEP; moved++) {
      move(segment, block);
      block += 1;
      if (block < to) continue;
      block = from;
      segment = (segment + 1) % segments.length;
    }
  };
}
