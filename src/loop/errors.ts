/**
 * What can go wrong on an event loop, by asyncio's names. Locks and queues of the loop throw the errors of src/sync, so that
 * a program catches the same ones under every model.
 */

/** A task or future was cancelled. Carries whatever was given to `cancel`. Whoever catches it should throw it on. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
  constructor(
    readonly reason?: unknown,
    options?: ErrorOptions,
  ) {
    super(typeof reason === 'string' ? `cancelled: ${reason}` : 'cancelled', options);
  }
}

/**
 * The loop's own, without a stack outside of debug mode: it would show nothing but the loop, whoever asked being long gone, and taking
 * it costs more than all the rest of a cancellation. `stackTraceLimit` is V8's; elsewhere this changes nothing.
 */
export function cancelledError(reason: unknown, { debug }: { readonly debug: boolean }): CancelledError {
  if (debug) return new CancelledError(reason);
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return new CancelledError(reason);
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/** The future has its result already, or none yet. */
export class InvalidState extends Error {
  override readonly name = 'InvalidState';
}

/** It did not end in time. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

/** A call that makes no sense in this place, whatever its arguments. */
export class MisusedLoop extends Error {
  override readonly name = 'MisusedLoop';
}

/** Thrown by a task or callback to leave the loop at once: what SystemExit and KeyboardInterrupt are in Python. */
export class LoopExit extends Error {
  override readonly name = 'LoopExit';
}

/** Nothing is ready, no timer is set, and what was waited for is not done: it never will be. */
export class NothingLeftToRun extends Error {
  override readonly name = 'NothingLeftToRun';
  constructor() {
    super('nothing is ready and no timer is set, but the task is not done: it waits for something that nobody will do');
  }
}

/** One of several Deferreds has failed; `cause` is what with. */
export class FirstError extends Error {
  override readonly name = 'FirstError';
  constructor(
    /** Its place in the list. */
    readonly index: number,
    options: ErrorOptions,
  ) {
    super(`number ${index} of the list failed: ${String(options.cause)}`, options);
  }
}

/**
 * Makes `before` the cause of `error` where it has none, as Python chains what is thrown while another error is handled.
 * Returns `error`.
 */
export function chained(error: unknown, before: unknown): unknown {
  if (error instanceof Error && error !== before && error.cause === undefined) error.cause = before;
  return error;
}
