/**
 * What scenarios are made of: room for structures at addresses that a schedule can name, records of threads, and data
 * that a lock has to protect.
 */
import * as structures from '../memory/structures.ts';
import { layout, type Structure } from '../memory/layout.ts';
import { OUTCOME, REASON } from '../sync/outcome.ts';
import type { Calls, Port, Scenario } from './port.ts';

const MOST_BYTES = 4_096;

/** A scenario with its name, the claim it tests, and how many preemptions it is explored with. */
export interface NamedScenario extends Scenario {
  readonly name: string;
  readonly bound: number;
  /** What stands where, for schedules that people read. */
  readonly places: readonly Place[];
}

export interface Place {
  readonly name: string;
  readonly at: number;
  readonly bytes: number;
}

/** Where a scenario puts its things. */
export interface Stage {
  /** Records of the threads, the page's last. */
  readonly threads: readonly number[];
  place(name: string, structure: Structure): number;
  /** A word of plain data. */
  word(name: string): number;
}

export interface Plan {
  readonly name: string;
  readonly threads: number;
  /** How many of the threads, the last ones, stand for the page: they may not block. */
  readonly page?: number;
  readonly bound?: number;
  readonly earlyTimeouts?: boolean;
  readonly slicesMayRunOut?: boolean;
  /** How often a thread looks at a word before it sleeps. */
  readonly spins?: number;
  build(stage: Stage): Built;
}

export interface Built {
  prepare(calls: Calls): void;
  /** One a thread; a single one is run by all. */
  readonly run: ((port: Port, me: number) => void) | readonly ((port: Port, me: number) => void)[];
  ending?: Scenario['ending'];
}

const WORD: Structure = { BYTES: 64, ALIGN: 64 };

/** Two threads are explored with 3 preemptions, three and more with 2, unless the plan says otherwise. */
export function scenario(plan: Plan): NamedScenario {
  const into = layout(MOST_BYTES);
  const places: Place[] = [];
  const place = (name: string, { BYTES: size, ALIGN: align }: Structure): number => {
    const { at } = into.take(name, size, align);
    places.push({ name, at, bytes: size });
    return at;
  };
  const threads = Array.from({ length: plan.threads }, (_, number) => place(`t${number + 1}`, structures.THREAD));
  const built = plan.build({ threads, place, word: (name) => place(name, WORD) });
  const blocking = plan.threads - (plan.page ?? 0);
  return {
    name: plan.name,
    bound: plan.bound ?? (plan.threads === 2 ? 3 : 2),
    places,
    // No more than it uses: all of it is kept at every moment.
    bytes: into.rest().at,
    earlyTimeouts: plan.earlyTimeouts ?? false,
    slicesMayRunOut: plan.slicesMayRunOut ?? false,
    threads: threads.map((me, number) => {
      const run = typeof built.run === 'function' ? built.run : built.run[number];
      return (port) => run?.(port, me);
    }),
    prepare(calls) {
      for (const [number, at] of threads.entries())
        call(calls, 'initThread', at, number, number < blocking ? 1 : 0, plan.spins ?? 1);
      built.prepare(calls);
    },
    ...(built.ending && { ending: built.ending }),
  };
}

/** Adds 1 to a plain word; the explorer reports a race where nothing orders two such additions. */
export function increment(port: Port, word: number): void {
  port.store(word, port.load(word) + 1);
}

/** Calls an export of the code under test. Throws where there is none of that name. */
export function call(calls: Calls, name: string, ...args: number[]): number {
  const found = calls[name];
  if (!found) throw new Error(`the module exports no "${name}"`);
  return found(...args);
}

/** In a record, as in assembly/sync/thread.ts. */
const SIGNAL = 0;
const BREAKER = 8;
const WAITING = 1;
const STOP = 1;

/**
 * A wait as the page carries it out (src/sync/page-thread.ts): repeats what was told BUSY, and waits for its signal
 * without sleeping.
 */
export function pageWait(port: Port, me: number, begin: () => number, resume: (reason: number) => number): number {
  let outcome = unlessBusy(port, begin);
  while (outcome === OUTCOME.QUEUED) {
    const stopping = (port.point(me + BREAKER) & STOP) !== 0;
    while (!stopping && port.point(me + SIGNAL) === WAITING) port.yield();
    outcome = unlessBusy(port, () => resume(stopping ? REASON.STOPPING : REASON.LOOK));
  }
  return outcome;
}

export function unlessBusy(port: Port, step: () => number): number {
  for (;;) {
    const outcome = step();
    if (outcome !== OUTCOME.BUSY) return outcome;
    port.yield();
  }
}
