/**
 * Where one job's input, output and (in a private memory) scratch stand.
 */
import type { Bytes } from '../base/units.ts';
import { COUNTERS_ALIGN, COUNTERS_BYTES } from './counter-plan.ts';
import { layout, LINE, MemoryTooSmall, type Region } from './layout.ts';
import { SCRATCH } from './pool-plan.ts';

export interface JobPlan {
  readonly input: Region;
  readonly output: Region;
  readonly scratch: Region;
  /** Of a thread that has the memory to itself; null in the pool's, where programs have theirs elsewhere. */
  readonly counters: Region | null;
}

const lines = (bytes: Bytes): Bytes => Math.ceil(bytes / LINE) * LINE;

/** Input and output in the work area of a pool's memory; each lane brings a scratch of its own. Throws `MemoryTooSmall`. */
export function sharedJobPlan(work: Region, scratch: Region, inputBytes: Bytes, outputBytes: Bytes): JobPlan {
  const wanted = lines(inputBytes) + outputBytes;
  if (wanted > work.bytes) throw new MemoryTooSmall(wanted, work.bytes, 'the work');
  return {
    input: { at: work.at, bytes: inputBytes },
    output: { at: work.at + lines(inputBytes), bytes: outputBytes },
    scratch,
    counters: null,
  };
}

/** Everything in a memory that one thread has to itself. Throws `MemoryTooSmall`. */
export function privateJobPlan(total: Bytes, inputBytes: Bytes, outputBytes: Bytes): JobPlan {
  const into = layout(total);
  const scratch = into.take('the scratch', SCRATCH.BYTES);
  const counters = into.take('the counters', COUNTERS_BYTES, COUNTERS_ALIGN);
  const input = into.take('the input', inputBytes);
  return { scratch, counters, input, output: into.take('the output', outputBytes) };
}
