/**
 * Runs threads of compiled lock code under a scheduler that tries every order of their atomic operations, as CHESS does
 * (M. Musuvathi, S. Qadeer et al., "Finding and Reproducing Heisenbugs in Concurrent Programs", OSDI 2008): all
 * schedules with at most `bound` preemptions, where a preemption takes the turn from a thread that could go on.
 *
 * A thread is a function that calls the code. It runs until its next scheduling point (an atomic operation, a wait, a
 * notify); when another thread gets the turn it is thrown away, and later run again from its start with the
 * results it was given before, up to where it was. So nothing but its results has to be kept. Between points a thread runs
 * undisturbed, which is all there is to see as long as plain accesses do not race; that is checked (world.ts).
 *
 * Moments that were reached before, by another order of the same events, are not explored again. Knows nothing of Node.
 */
import { accesses, type Machine } from './accesses.ts';
import {
  FRESH,
  momentKey,
  resultsOf,
  sleepersOn,
  sleepersText,
  stepsOf,
  waitingFor,
  withResult,
  type Choice,
  type ThreadState,
  type Trail,
  type Value,
} from './moment.ts';
import { callsOn } from './instance.ts';
import { portOf } from './machine-port.ts';
import { demand, Violation, type Calls, type Failure, type Port, type Scenario } from './port.ts';
import { turnsOf, type Turn } from './turns.ts';
import { World, type Access } from './world.ts';

/** A thread that does more is taken to make no progress. */
const MOST_STEPS = 2_000;

/** Thrown through the code to take a thread off the processor. Never seen outside; one for all, since an error looks at the stack when it is made. */
const OFF_PROCESSOR = new Error('off the processor');

/** One exploration with a fixed bound; `explore.ts` deepens it. */
export class Explorer {
  executions = 0;
  steps = 0;
  failure: Failure | null = null;
  readonly #scenario: Scenario;
  readonly #bound: number;
  readonly #world: World;
  readonly #calls: Calls;
  readonly #ports: readonly Port[];
  readonly #seen = new Map<number, number>();
  readonly #stack: Choice[] = [];

  // The moment that is being played.
  #threads: ThreadState[] = [];
  #sleepers: number[] = [];
  #now = 0;
  #preemptions = 0;
  #trail: Trail | null = null;
  #depth = 0;

  // The thread that has the turn.
  #current = -1;
  #replay: Value[] = [];
  #cursor = 0;
  /** It has just got the turn for the operation it comes to next. */
  #granted = false;
  #timeout = false;
  #within = '';

  constructor(module: WebAssembly.Module, scenario: Scenario, bound: number) {
    this.#scenario = scenario;
    this.#bound = bound;
    this.#world = new World(scenario.bytes, scenario.threads.length);
    const machine: Machine = {
      world: this.#world,
      touch: (access, address) => this.#touch(access, address),
      logged: (compute) => this.#logged(compute),
      scheduled: (operation, address, operands, compute) => this.#scheduled(operation, address, operands, compute),
      wait: (address, expected, ns) => this.#wait(address, expected, ns),
      wake: (address, count) => this.#wake(address, count),
      demandPreparing: () => demand(this.#current < 0, 'a structure was initialised while threads run'),
      pass: (ms) => void (this.#now += ms),
      yield: () => this.#yield(),
      enter: (within) => void (this.#within = within),
      mark() {},
    };
    const access = accesses(machine);
    this.#calls = callsOn(module, machine, access, () => this.#logged(() => this.#now));
    this.#ports = scenario.threads.map((_, thread) => portOf(thread, machine, access, this.#calls));
  }

  get moments(): number {
    return this.#seen.size;
  }

  run(): void {
    this.#scenario.prepare(this.#calls);
    this.#threads = this.#scenario.threads.map(() => FRESH);
    for (let thread = 0; thread < this.#threads.length; thread++) {
      this.#push({ thread, cost: 0, timeout: false });
    }
    for (let choice = this.#stack.pop(); choice; choice = this.#stack.pop()) this.#play(choice);
  }

  /** From a moment on, until nobody goes on by himself. */
  #play(choice: Choice): void {
    if (this.#tooLong(choice.depth)) return;
    this.#world.restore(choice.world);
    this.#threads = [...choice.threads];
    this.#sleepers = [...choice.sleepers];
    this.#now = choice.now;
    this.#preemptions = choice.preemptions;
    this.#trail = choice.trail;
    this.#depth = choice.depth;
    this.#current = choice.next;
    this.#timeout = choice.timeout;
    this.#replay = resultsOf(this.#threads[choice.next]);
    this.#cursor = 0;
    this.#granted = true;
    this.#within = '';
    try {
      this.#scenario.threads[choice.next]?.(this.#ports[choice.next] as Port);
      this.#update({ status: 'done', waiting: null });
      this.#pushOthers(false);
    } catch (error) {
      if (error === OFF_PROCESSOR) return;
      if (error instanceof Violation || error instanceof RangeError) return this.#fail(error.message);
      if (error instanceof WebAssembly.RuntimeError) return this.#fail(`the code trapped: ${error.message}`);
      throw error;
    }
  }

  #fail(reason: string): void {
    // Fewest steps among those with as few preemptions.
    if (this.#tooLong(this.#depth)) return;
    this.failure = { reason, steps: stepsOf(this.#trail), preemptions: this.#preemptions };
  }

  /** A schedule of as many steps as one that failed has nothing simpler to show. */
  #tooLong(depth: number): boolean {
    return this.failure !== null && depth >= this.failure.steps.length;
  }

  #touch(kind: Access, address: number): void {
    if (this.#current < 0) return;
    const race = this.#world.touch(this.#current, address, kind);
    if (!race) return;
    throw new Violation(
      `data race at address ${race.address}: thread ${race.by + 1} (${kind}, in ${this.#within}) against thread ${race.against + 1}`,
    );
  }

  /** A result that was given before, or a new one. Nobody else can run in between. */
  #logged<V extends Value>(compute: () => V): V {
    if (this.#current < 0) return compute();
    if (this.#cursor < this.#replay.length) return this.#replay[this.#cursor++] as V;
    const value = compute();
    this.#note(value);
    return value;
  }

  /** As above, at a scheduling point: somebody else may get the turn first. */
  #scheduled<V extends Value>(operation: string, address: number, operands: number[], compute: () => V): V {
    if (this.#current < 0) return compute();
    if (this.#cursor < this.#replay.length) return this.#replay[this.#cursor++] as V;
    this.#takeTurn();
    // After the turn: the others have seen that this thread had not come to it.
    const value = compute();
    this.#note(value);
    this.#record(operation, address, operands, Number(value));
    return value;
  }

  #wait(address: number, expected: number, ns: bigint): number {
    if (this.#current < 0) throw new Error('the preparation waits');
    if (this.#cursor < this.#replay.length) return Number(this.#replay[this.#cursor++]);
    const { waiting } = this.#state();
    if (waiting) return this.#awake(address, expected);
    this.#takeTurn();
    this.#touch('atomic-read', address);
    if (this.#world.i32(address) !== expected) return this.#answerWait(address, expected, 1);
    this.#record('wait', address, [expected], 0);
    this.#sleepers.push(this.#current);
    this.#update({ status: 'waiting', waiting: waitingFor(address, ns, this.#now) });
    this.#pushOthers(false);
    throw OFF_PROCESSOR;
  }

  /** The turn comes back to a thread that slept. */
  #awake(address: number, expected: number): number {
    this.#granted = false;
    const timedOut = this.#timeout;
    this.#update({ status: 'ready', waiting: null });
    return this.#answerWait(address, expected, timedOut ? 2 : 0);
  }

  #answerWait(address: number, expected: number, result: number): number {
    this.#note(result);
    const said = ['woken', 'wait, but the word differs', 'wait runs out'][result] ?? 'wait';
    this.#record(said, address, [expected], result);
    return result;
  }

  #wake(address: number, count: number): number {
    const woken = sleepersOn(this.#threads, this.#sleepers, address, count);
    this.#sleepers = this.#sleepers.filter((sleeper) => !woken.includes(sleeper));
    for (const thread of woken) this.#threads[thread] = { ...(this.#threads[thread] as ThreadState), status: 'ready' };
    return woken.length;
  }

  #yield(): void {
    if (this.#cursor < this.#replay.length) return void this.#cursor++;
    if (this.#granted) {
      this.#granted = false;
      this.#note(0);
      return;
    }
    this.#update({ status: 'yielded', waiting: null });
    this.#pushOthers(false);
    throw OFF_PROCESSOR;
  }

  /** At a scheduling point: offers the turn to the others, then goes on, unless this moment is known. */
  #takeTurn(): void {
    if (this.#granted) {
      this.#granted = false;
      return;
    }
    if (this.#tooLong(this.#depth)) throw OFF_PROCESSOR;
    if (this.#state().length > MOST_STEPS) throw new Violation(`thread ${this.#current + 1} makes no progress`);
    if (this.#known(this.#current)) throw OFF_PROCESSOR;
    this.#pushOthers(true);
  }

  /** Whether this moment, with this thread's turn, was reached before with no more preemptions. */
  #known(next: number): boolean {
    const key = momentKey(this.#world.hash, this.#threads, this.#sleepers, next, this.#now);
    const before = this.#seen.get(key);
    if (before !== undefined && before <= this.#preemptions) return true;
    this.#seen.set(key, this.#preemptions);
    return false;
  }

  /** Puts everybody else who can run on the stack. `preempts`: this thread could go on itself. */
  #pushOthers(preempts: boolean): void {
    const next = turnsOf(this.#threads, this.#current, preempts, this.#scenario);
    if (next.kind === 'turns') next.turns.forEach((turn) => this.#push(turn));
    else if (next.kind === 'ended') this.#ended();
    else throw new Violation(`lost wake-up: nobody can run, and ${sleepersText(this.#threads)}`);
  }

  #ended(): void {
    this.executions += 1;
    const check = (holds: boolean, message: string): void => demand(holds, `at the end: ${message}`);
    this.#scenario.ending?.(check, (address) => this.#world.i32(address));
  }

  #push({ thread: next, cost, timeout }: Turn): void {
    const state = this.#threads[next];
    if (!state || this.#preemptions + cost > this.#bound) return;
    // Whoever yielded may look again once somebody else has had the turn.
    const threads = this.#threads.map((each) =>
      each.status === 'yielded' ? { ...each, status: 'ready' as const } : each,
    );
    const now = timeout ? Math.max(this.#now, state.waiting?.until ?? 0) : this.#now;
    this.#stack.push({
      world: this.#world.save(),
      threads,
      sleepers: timeout ? this.#sleepers.filter((sleeper) => sleeper !== next) : this.#sleepers,
      now,
      next,
      timeout,
      preemptions: this.#preemptions + cost,
      trail: this.#trail,
      depth: this.#depth,
    });
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
    this.steps += 1;
    this.#depth += 1;
    const step = { thread: this.#current, within: this.#within, operation, address, operands, result };
    this.#trail = { step, before: this.#trail };
  }
}
