/**
 * The vocabulary of the explorer: what a scenario is, what its threads work with, and what an exploration finds.
 */

/** What a thread of a scenario works with. */
export interface Port {
  /** Its number, from 0. */
  readonly thread: number;
  /** The code under test, each call noted in the schedule. */
  readonly call: Calls;
  /** Plain memory, as a program's own data. */
  load(address: number): number;
  store(address: number, value: number): void;
  /** An atomic load and nothing else: a point at which others may run. */
  point(address: number): number;
  /** What TypeScript does with `Atomics`: the page's side of a protocol. */
  atomicStore(address: number, value: number): void;
  atomicAdd(address: number, value: number): number;
  notify(address: number, count: number): void;
  /** Time passes. */
  pass(ms: number): void;
  /** Lets the others run before this thread goes on; for loops that wait for somebody else. */
  yield(): void;
  /** Ends the exploration with `message` where it does not hold. */
  check(holds: boolean, message: string): void;
}

export type Calls = Readonly<Record<string, (...args: number[]) => number>>;

export interface Scenario {
  readonly threads: readonly ((port: Port) => void)[];
  /** Writes the memory as it is before the threads start, through the code under test. */
  prepare(call: Calls): void;
  /** What has to hold when all have ended. */
  ending?(check: (holds: boolean, message: string) => void, look: (address: number) => number): void;
  readonly bytes: number;
  /** A wait shorter than a slice may run out at any moment, not only when nothing else can happen. */
  readonly earlyTimeouts?: boolean;
  /** Slices may be needed: somebody has died. Else a slice that runs out is a lost wake-up. */
  readonly slicesMayRunOut?: boolean;
}

/** One step of a schedule: what a thread did at a scheduling point. */
export interface Step {
  readonly thread: number;
  /** The export it is in. */
  readonly within: string;
  readonly operation: string;
  readonly address: number;
  readonly operands: readonly number[];
  readonly result: number;
}

export interface Failure {
  readonly reason: string;
  readonly steps: readonly Step[];
  readonly preemptions: number;
}

export interface Exploration {
  /** Complete executions. */
  readonly executions: number;
  /** Different moments at which a choice was made. */
  readonly moments: number;
  readonly steps: number;
  /** The failure with the fewest preemptions and, among these, the fewest steps. */
  readonly failure: Failure | null;
}

/** Something that must not happen has happened; the message says what. Ends the schedule. */
export class Violation extends Error {}

/** Throws `Violation` with `message` where it does not hold. */
export function demand(holds: boolean, message: string): void {
  if (!holds) throw new Violation(message);
}
