/**
 * A machine of known truth, in steps of a quarter of a millisecond: cores of given speeds, more threads than cores taking
 * turns, a limit on processor time in periods, other programs on some cores, workers with limits of their own. It is the
 * `Pacer` and the clock of tests. Not a test itself.
 */
import type { Clock } from '../../../src/base/clock.ts';
import { prng } from '../../../src/base/prng.ts';
import type { PaceRecord, Pacer, Still } from '../../../src/measure/cores/pace.ts';
import { normal } from '../stats/noise.ts';

export interface Machine {
  /** Speed of each core; 1 is the unit. */
  readonly cores: readonly number[];
  /** Processor time a period for all workers together, in cores; none by default. */
  readonly limit?: number;
  /** Cores on which another program wants half of the time. */
  readonly hogs?: readonly number[];
  /** Workers that get only this fraction of the time, wherever they are. */
  readonly held?: Readonly<Record<number, number>>;
  /** Relative standard deviation of a worker's pace from window to window. */
  readonly noise?: number;
  readonly seed?: number;
}

export interface SimulatedMachine extends Pacer {
  readonly clock: Clock;
  /** Numbers of workers of the windows taken so far. */
  readonly windows: number[];
}

const STEP = 0.25;
const PERIOD = 100;
const SLICE = 3;
const ITEMS_A_MS = 10;
const STILL = 1;

/** Whether a worker held to a fraction of each period has not used it up. */
const granted = (at: number, fraction: number): boolean => at % PERIOD < fraction * PERIOD;

/** The core of each worker in a time slice: as many as there are cores, the others wait for their turn. */
function seated(workers: readonly number[], cores: number, slice: number): ReadonlyMap<number, number> {
  const first = workers.length > cores ? slice % workers.length : 0;
  const order = workers.map((_, place) => workers[(first + place) % workers.length] ?? 0);
  return new Map(order.slice(0, cores).map((worker, core) => [worker, core]));
}

class Tally {
  items = 0;
  readonly #still: Still[] = [];
  #since = 0;
  #at = 0;

  advance(items: number): void {
    if (items === 0) {
      this.#at += STEP;
      return;
    }
    this.#close();
    this.items += items;
    this.#at += STEP;
    this.#since = this.#at;
  }

  record(elapsedMs: number): PaceRecord {
    this.#close();
    return { items: this.items, elapsedMs, still: this.#still };
  }

  #close(): void {
    if (this.#at - this.#since > STILL) this.#still.push({ start: this.#since, end: this.#at, items: this.items });
  }
}

export function simulatedMachine(machine: Machine): SimulatedMachine {
  const { cores, limit = Infinity, hogs = [], held = {}, noise = 0, seed = 1 } = machine;
  const random = prng(seed);
  const windows: number[] = [];
  let now = 0;
  let used = 0;

  /** One step of time; gives each worker's progress. */
  function step(workers: readonly number[], paces: ReadonlyMap<number, number>): number[] {
    if (now % PERIOD < STEP) used = 0;
    const seats = seated(workers, cores.length, Math.floor(now / SLICE));
    const progress = workers.map((worker) => {
      const core = seats.get(worker);
      if (core === undefined || !granted(now, held[worker] ?? 1) || used >= limit * PERIOD) return 0;
      if (hogs.includes(core) && Math.floor(now / SLICE) % 2 === 0) return 0;
      return STEP * ITEMS_A_MS * (cores[core] ?? 1) * (paces.get(worker) ?? 1);
    });
    used += STEP * progress.filter((items) => items > 0).length;
    now += STEP;
    return progress;
  }

  return {
    clock: { now: () => now },
    windows,
    window(workers, lengthMs, leadMs = 100) {
      windows.push(workers.length);
      const paces = new Map(workers.map((worker) => [worker, Math.max(0.1, 1 + noise * normal(random))]));
      // Windows begin anywhere in a period.
      now += STEP * random.below(PERIOD / STEP);
      for (const until = now + leadMs; now < until;) step(workers, paces);
      const tallies = workers.map(() => new Tally());
      for (const until = now + lengthMs; now < until;) {
        step(workers, paces).forEach((items, place) => tallies[place]?.advance(items));
      }
      return Promise.resolve(tallies.map((tally) => tally.record(lengthMs)));
    },
  };
}
