/**
 * What an operation of assembly/sync answers, and why a parked thread looks up. One vocabulary for every structure, so
 * that src/sync reads them all alike (src/sync/outcome.ts; tests/sync/layout compares the two).
 */

/** Not got within its time; also the answer of a try that may not wait. */
export const TIMED_OUT: i32 = 0;
/** Acquired, granted, released: the operation is over and has succeeded. */
export const DONE: i32 = 1;
/** In the waiters' list: park, then resume. */
export const QUEUED: i32 = 2;
/** The gate is occupied and this thread may not block: nothing was done, call again after a turn. */
export const BUSY: i32 = 3;
/** Last at a barrier that has an action: perform it, then call `finishBarrier`. */
export const LEADS: i32 = 4;
/** Dropped the GIL because it was asked to, and has it again. */
export const SWITCHED: i32 = 8;
/** Woken to look again, with nothing granted. Stays inside assembly/sync. */
export const LOOK_AGAIN: i32 = 5;
/** Turned away: the structure broke or was shut while the thread waited. Stays inside assembly/sync. */
export const TURNED_AWAY: i32 = 6;
/** The wait has to end: leave the list under the gate. Stays inside assembly/sync. */
export const WITHDRAW: i32 = 7;

/** A thread died while it held this. */
export const BROKEN: i32 = -1;
/** The page has told this thread to stop. */
export const STOPPED: i32 = -2;
/** Released, but nobody holds it. */
export const NOT_HELD: i32 = -3;
/** Only the thread that holds it may do this. */
export const NOT_OWNER: i32 = -4;
/** More given back than the bound allows. */
export const TOO_MANY: i32 = -5;
/** The barrier is broken, or was reset while this thread waited. */
export const BROKEN_BARRIER: i32 = -6;
/** The queue takes no more items, or has none left and will get none. */
export const SHUT_DOWN: i32 = -7;
/** This thread holds it already, and may not hold it twice. */
export const HELD_ALREADY: i32 = -8;

/** Reasons of `park`: the signal has changed, or a slice has passed and everything is worth a look. */
export const LOOK: i32 = 0;
/** The deadline has passed. */
export const EXPIRED: i32 = 1;
/** The page wants the thread to stop. */
export const STOPPING: i32 = 2;
