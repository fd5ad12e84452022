/** The work that is staged on a worker, as calls: how an execution model runs it through an executor. */
import type { Call, ComputedItems, Library, StepBytes } from './index.ts';

export default {
  id: 'staged',
  functions: {
    /** Items of the work in one of its steps, with the name of the worker that computed them. */
    compute: (
      call: Call,
      start: number,
      end: number,
      step: number,
      given: StepBytes | null,
    ): ComputedItems & { worker: string } => ({
      worker: call.workerName,
      ...call.compute(start, end, step, given),
    }),
    /** Computes items, whose bytes stay here, and gives back what it was given: what a task costs that data travels with. */
    carry(call: Call, given: Uint8Array | null, start: number, end: number): Uint8Array | null {
      call.compute(start, end);
      return given;
    },
  },
} satisfies Library;
