/**
 * Plays a schedule step by step: somebody says who gets the turn, and that thread carries out the one operation at which it stands, then
 * runs on to the next at which others may come between. A position is a value; going on from an old one is going back.
 *
 * As in the explorer a thread is run from its start with the results it was given, and thrown away where it stands. Unlike there a
 * thread's next operation is known before it gets the turn, and nobody watches for data races.
 */
import { accesses, type Machine } from './accesses.ts';
import { callsOn } from './instance.ts';
import { portOf } from './machine-port.ts';
import {
  FRESH,
  momentKey,
  resultsOf,
  sleepersOn,
  waitingFor,
  withResult,
  type ThreadState,
  type Value,
} from './moment.ts';
import type { Calls, Port, Scenario, Step } from './port.ts';
import { turnsOf, type Turn } from './turns.ts';
import { World, type Saved } from './world.ts';

/** What a thread does when it gets the turn. */
export interface Standing {
  /** As in a step; `sleep` before a wait, `wake` after one that was notified. */
  readonly operation: string;
  readonly address: number;
  readonly operands: readonly number[];
  /** The access in the compiled code; -1 where the thread's own program does it. */
  readonly site: number;
}

export interface Position {
  readonly memory: Saved;
  readonly threads: readonly ThreadState[];
  /** Null where the thread has ended. */
  readonly standing: readonly (Standing | null)[];
  readonly sleepers: readonly number[];
  readonly now: number;
}

export interface Played {
  readonly position: Position;
  readonly step: Step & { readonly site: number };
}

/** `ended`: all threads have. `stuck`: nobody will ever run again, but for insurance that should not be needed. */
export type Offer = { readonly kind: 'turns'; readonly turns: readonly Turn[] } | { readonly kind: 'ended' | 'stuck' };

class OffProcessor extends Error {}

const NOBODY = -1;

export class Stepper {
  readonly #scenario: Scenario;
  /** No clocks of threads: nothing to watch for races with, and a position is no more than the memory. */
  readonly #world: World;
  readonly #calls: Calls;
  readonly #ports: readonly Port[];

  #threads: ThreadState[] = [];
  #standing: (Standing | null)[] = [];
  #sleepers: number[] = [];
  #now = 0;

  #current = NOBODY;
  #replay: Value[] = [];
  #cursor = 0;
  #granted = false;
  #timeout = false;
  #site = NOBODY;
  #within = '';
  #step: Played['step'] | null = null;

  constructor(module: WebAssembly.Module, scenario: Scenario) {
    this.#scenario = scenario;
    this.#world = new World(scenario.bytes, 0);
    const machine: Machine = {
      world: this.#world,
      touch() {},
      logged: (compute) => this.#logged(compute),
      scheduled: (operation, address, operands, compute) => this.#scheduled(operation, address, operands, compute),
      wait: (address, expected, ns) => this.#wait(address, expected, ns),
      wake: (address, count) => this.#wake(address, count),
      demandPreparing: () => {
        if (this.#current !== NOBODY) throw new Error('a structure was initialised while threads run');
      },
      pass: (ms) => void (this.#now += ms),
      yield: () => {
        throw new Error('a puzzle’s threads wait by sleeping');
      },
      enter: (within) => void (this.#within = within),
      mark: (site) => void (this.#site = site),
    };
    const access = accesses(machine);
    this.#calls = callsOn(module, machine, access, () => this.#logged(() => this.#now));
    this.#ports = scenario.threads.map((_, thread) => portOf(thread, machine, access, this.#calls));
  }

  /** Every thread at the first operation that others may come before. */
  start(): Position {
    this.#current = NOBODY;
    this.#world.restore(new World(this.#scenario.bytes, 0).save());
    this.#scenario.prepare(this.#calls);
    this.#threads = this.#scenario.threads.map(() => FRESH);
    this.#standing = this.#threads.map(() => null);
    this.#sleepers = [];
    this.#now = 0;
    this.#threads.forEach((_, thread) => this.#run(thread, false));
    return this.#position();
  }

  /** Who may get the turn. A wait of limited length runs out only where nobody else can run. */
  offer({ threads }: Position): Offer {
    return turnsOf(threads, NOBODY, false, this.#scenario);
  }

  /** The position after a turn that was offered. Throws what the thread's own checks throw. */
  after(position: Position, { thread, timeout }: Turn): Played {
    this.#world.restore(position.memory);
    this.#threads = [...position.threads];
    this.#standing = [...position.standing];
    this.#sleepers = timeout ? position.sleepers.filter((sleeper) => sleeper !== thread) : [...position.sleepers];
    this.#now = timeout ? Math.max(position.now, position.threads[thread]?.waiting?.until ?? 0) : position.now;
    this.#timeout = timeout;
    this.#step = null;
    this.#run(thread, true);
    if (!this.#step) throw new Error(`thread ${thread + 1} had nothing to do`);
    return { position: this.#position(), step: this.#step };
  }

  /** Same memory, same place of every thread: same number. */
  keyOf({ memory, threads, sleepers, now }: Position): number {
    return momentKey(memory.hash, threads, sleepers, NOBODY, now);
  }

  /** A word of a position's memory. */
  static word({ memory }: Position, address: number): number {
    return memory.state[address / 4] ?? 0;
  }

  #position(): Position {
    const { standing, threads, sleepers } = {
      standing: this.#standing,
      threads: this.#threads,
      sleepers: this.#sleepers,
    };
    return { memory: this.#world.save(), threads, standing, sleepers, now: this.#now };
  }

  #run(thread: number, granted: boolean): void {
    this.#current = thread;
    this.#replay = resultsOf(this.#threads[thread]);
    this.#cursor = 0;
    this.#granted = granted;
    this.#site = NOBODY;
    try {
      this.#scenario.threads[thread]?.(this.#ports[thread] as Port);
      this.#update({ status: 'done', waiting: null });
      this.#standing[thread] = null;
    } catch (error) {
      if (!(error instanceof OffProcessor)) throw error;
    } finally {
      this.#current = NOBODY;
    }
  }

  #logged<V extends Value>(compute: () => V): V {
    if (this.#current === NOBODY) return compute();
    if (this.#cursor < this.#replay.length) return this.#replay[this.#cursor++] as V;
    const value = compute();
    this.#note(value);
    return value;
  }

  #scheduled<V extends Value>(operation: string, address: number, operands: number[], compute: () => V): V {
    if (this.#current === NOBODY) return compute();
    if (this.#cursor < this.#replay.length) return this.#replay[this.#cursor++] as V;
    this.#takeTurn({ operation, address, operands, site: this.#site });
    const value = compute();
    this.#note(value);
    this.#record(operation, address, operands, Number(value));
    return value;
  }

  #wait(address: number, expected: number, ns: bigint): number {
    if (this.#current === NOBODY) throw new Error('the preparation waits');
    if (this.#cursor < this.#replay.length) return Number(this.#replay[this.#cursor++]);
    const here = { address, operands: [expected], site: this.#site };
    if (this.#state().waiting) return this.#awake(address, expected);
    this.#takeTurn({ operation: 'sleep', ...here });
    if (this.#world.i32(address) !== expected) return this.#answer('stay awake', address, expected, 1);
    this.#record('sleep', address, [expected], 0);
    this.#sleepers = [...this.#sleepers, this.#current];
    this.#update({ status: 'waiting', waiting: waitingFor(address, ns, this.#now) });
    this.#standing[this.#current] = { operation: 'wake', ...here };
    throw new OffProcessor();
  }

  #awake(address: number, expected: number): number {
    this.#granted = false;
    this.#update({ status: 'ready', waiting: null });
    return this.#timeout ? this.#answer('wake late', address, expected, 2) : this.#answer('wake', address, expected, 0);
  }

  #answer(operation: string, address: number, expected: number, result: number): number {
    this.#note(result);
    this.#record(operation, address, [expected], result);
    return result;
  }

  #wake(address: number, count: number): number {
    const woken = sleepersOn(this.#threads, this.#sleepers, address, count);
    this.#sleepers = this.#sleepers.filter((sleeper) => !woken.includes(sleeper));
    for (const thread of woken) this.#threads[thread] = { ...(this.#threads[thread] as ThreadState), status: 'ready' };
    return woken.length;
  }

  /** One operation a turn: the second one is where the thread stands then. */
  #takeTurn(standing: Standing): void {
    if (this.#granted) {
      this.#granted = false;
      return;
    }
    this.#standing[this.#current] = standing;
    throw new OffProcessor();
  }

  #state(): ThreadState {
    return this.#threads[this.#current] as ThreadState;
  }

  #update(change: Partial<ThreadState>): void {
    this.#threads[this.#current] = { ...this.#state(), ...change };
  }

  #note(value: Value): void {
    this.#threads[this.#current] = withResult(this.#state(), value);
    this.#replay.push(value);
    this.#cursor += 1;
  }

  #record(operation: string, address: number, operands: readonly number[], result: number): void {
    const [thread, within, site] = [this.#current, this.#within, this.#site];
    this.#step = { thread, within, operation, address, operands, result, site };
  }
}
