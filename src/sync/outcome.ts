/**
 * What an operation of assembly/sync answers and why a parked thread looks up, as numbers: the same as in
 * assembly/sync/outcome.ts, which `tests/sync/layout` compares. Errors are made of them in errors.ts.
 */
export const OUTCOME = {
  TIMED_OUT: 0,
  DONE: 1,
  QUEUED: 2,
  BUSY: 3,
  LEADS: 4,
  SWITCHED: 8,
  BROKEN: -1,
  STOPPED: -2,
  NOT_HELD: -3,
  NOT_OWNER: -4,
  TOO_MANY: -5,
  BROKEN_BARRIER: -6,
  SHUT_DOWN: -7,
  HELD_ALREADY: -8,
} as const;

export const REASON = { LOOK: 0, EXPIRED: 1, STOPPING: 2 } as const;
