/** Functions that wait, and those that say where they ran. */
import type { Milliseconds } from '../base/units.ts';
import type { Call, Library } from './index.ts';

export default {
  id: 'waiting',
  functions: {
    /** Sleeps, then gives `value` back. */
    sleep(call: Call, ms: Milliseconds, value: unknown): unknown {
      call.sleep(ms);
      return value;
    },
    /** Sleeps, then gives the square: a result that takes as long as the caller says. */
    squareAfter(call: Call, ms: Milliseconds, number: number): number {
      call.sleep(ms);
      return number * number;
    },
    /** Waits for a gate of the executor, then gives `value` back. */
    pass(call: Call, gate: number, value: unknown): unknown {
      call.pass(gate);
      return value;
    },
    /** The same, with the name of the worker that waited. */
    nameBehind(call: Call, gate: number): string {
      call.pass(gate);
      return call.workerName;
    },
    workerName: (call: Call) => call.workerName,
    /** Works without end until the executor is told to stop what runs. */
    untilStopped(call: Call): string {
      while (!call.isStopped());
      return 'stopped';
    },
  },
} satisfies Library;
