/**
 * What trying everything comes to with each puzzle's code without the fault, in Node and in a browser: both tests hold the engine against
 * these. They change with the lock code; the failing test says what they are then.
 */
export interface Counts {
  readonly positions: number;
  /** Orders in which the steps can be taken. */
  readonly schedules: number;
  /** Of the explorer, with up to 2 preemptions. */
  readonly executions: number;
}

/** Three puzzles have the same threads under the same mutex. */
const UNDER_MUTEX: Counts = { positions: 2_715, schedules: 55_340_024, executions: 18 };

export const COUNTS: Readonly<Record<string, Counts>> = {
  'lost-update': { positions: 19, schedules: 6, executions: 6 },
  'under-the-lock': UNDER_MUTEX,
  'look-then-lock': UNDER_MUTEX,
  'last-reference': { positions: 7, schedules: 2, executions: 2 },
  'sleeping-on-news': { positions: 25, schedules: 12, executions: 8 },
  'two-locks': { positions: 128, schedules: 322, executions: 10 },
  'forgotten-wake-up': UNDER_MUTEX,
  'no-second-look': { positions: 312, schedules: 25_058, executions: 22 },
  'look-then-open': { positions: 80, schedules: 22, executions: 10 },
  'three-at-the-gate': { positions: 12_659, schedules: 3_056_422, executions: 227 },
};
