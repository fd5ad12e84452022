/** Functions that fail in every way a call can fail, for tests of executors and for showing what then happens. */
import type { Call, Library } from './index.ts';

const ERRORS = { Error, TypeError, RangeError } as const;

export default {
  id: 'faults',
  functions: {
    /** Throws an error of this class. */
    fail(_call, kind: keyof typeof ERRORS, message: string): never {
      throw new ERRORS[kind](message);
    },
    /** The same, with properties of its own and a cause. */
    failWith(_call, kind: keyof typeof ERRORS, message: string, properties: Readonly<Record<string, unknown>>): never {
      throw Object.assign(new ERRORS[kind](message, { cause: new Error('what it came from') }), properties);
    },
    /** Throws what is no error. */
    throwValue(_call, value: unknown): never {
      throw value;
    },
    /** The worker ends in the middle of the call. */
    crash: (call: Call) => call.crash(),
    /** The same, once a gate of the executor is open. */
    crashBehind(call: Call, gate: number): never {
      call.pass(gate);
      return call.crash();
    },
    /** A result in the middle of whose clone the worker ends. */
    crashingResult: (call: Call) => ({
      get part() {
        return call.crash();
      },
    }),
    /** A result in the middle of whose clone this is thrown. */
    throwingResult: (_call, thrown: unknown) => ({
      get part() {
        throw thrown;
      },
    }),
    /** Ends by force only. */
    endless(): never {
      for (;;);
    },
    /** A result that no structured clone can carry. */
    uncloneable: () => () => {},
  },
} satisfies Library;
