/**
 * Where one job's input, output and (in a private memory) scratch stand; and the spare, where a job of several steps leaves
 * every second one of them.
 */
import type { Bytes } from '../base/units.ts';
import { COUNTERS_ALIGN, COUNTERS_BYTES } from './counter-plan.ts';
import { layout, LINE, MemoryTooSmall, type Region } from './layout.ts';
import { SCRATCH } from './pool-plan.ts';

export interface JobPlan {
  readonly input: Region;
  readonly output: Region;
  /** As large as the output; empty where the job has one step. */
  readonly spare: Region;
  readonly scratch: Region;
  /** Of a thread that has the memory to itself; null in the pool's, where programs have theirs elsewhere. */
  readonly counters: Region | null;
}

/** Bytes that a job moves through. */
export interface JobBytes {
  readonly input: Bytes;
  readonly output: Bytes;
  readonly spare: Bytes;
}

/** Bytes that a job takes in a memory, its regions on lines of their own. */
export function roomOf({ input, output, spare }: JobBytes): Bytes {
  return lines(input) + lines(output) + spare;
}

/** Where a job stands in the memory that workers share. */
export type SharedPlaces = Pick<JobPlan, 'input' | 'output' | 'spare'>;

const lines = (bytes: Bytes): Bytes => Math.ceil(bytes / LINE) * LINE;

/** Input and output in the work area of a pool's memory; each lane brings a scratch of its own. Throws `MemoryTooSmall`. */
export function sharedJobPlan(work: Region, scratch: Region, bytes: JobBytes): JobPlan {
  const wanted = roomOf(bytes);
  if (wanted > work.bytes) throw new MemoryTooSmall(wanted, work.bytes, 'the work');
  const output = { at: work.at + lines(bytes.input), bytes: bytes.output };
  return {
    input: { at: work.at, bytes: bytes.input },
    output,
    spare: { at: output.at + lines(bytes.output), bytes: bytes.spare },
    scratch,
    counters: null,
  };
}

/** Everything in a memory that one thread has to itself. Throws `MemoryTooSmall`. */
export function privateJobPlan(total: Bytes, bytes: JobBytes): JobPlan {
  const into = layout(total);
  const scratch = into.take('the scratch', SCRATCH.BYTES);
  const counters = into.take('the counters', COUNTERS_BYTES, COUNTERS_ALIGN);
  const input = into.take('the input', bytes.input);
  const output = into.take('the output', bytes.output);
  return { scratch, counters, input, output, spare: into.take('the spare', bytes.spare) };
}
