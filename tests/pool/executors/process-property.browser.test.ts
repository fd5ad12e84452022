/**
 * Seeded programs on real workers against the same functions on one thread: submissions, maps, cancellations and failing calls, by every
 * payload, with and without shared memory, with workers that are replaced; some rounds with one killed in the middle. Every call is carried
 * out exactly once or was cancelled, gives what the reference gives, and nothing is lost. The seed is told where one fails.
 */
import { afterEach, expect, inject, test, vi } from 'vitest';
import { prng, type Prng } from '../../../src/base/prng.ts';
import { nextTurn } from '../../../src/base/turn.ts';
import { loadFunction, type Call, type CallableFunction } from '../../../src/functions/index.ts';
import { BrokenProcessPool } from '../../../src/pool/executor-errors.ts';
import type { CallOptions, FunctionName } from '../../../src/pool/executor-options.ts';
import type { Future } from '../../../src/pool/future.ts';
import { ProcessPoolExecutor } from '../../../src/pool/process-executor.ts';
import { wait } from '../../../src/pool/wait.ts';
import { sharedBuffer } from '../../../src/sync/sharing.ts';
import { range, whileMoving, workersAlive } from './kind.ts';
import { watchWorkers } from './watched-worker.ts';

const SEED = 20_261_125;
const ROUNDS = 10 * inject('repeats');
const STEPS = 60;
const MOST_CALLS = 4_000;
const TEST_MS = 30_000 * ROUNDS;

/** What came of a call: its value, or the words of what it has thrown. */
type Outcome = { readonly value: unknown } | { readonly thrown: string } | 'cancelled' | 'broken';

interface Asked {
  readonly name: FunctionName;
  readonly args: readonly unknown[];
  readonly options: CallOptions;
}

interface Submitted extends Asked {
  readonly future: Future<unknown>;
  readonly expected: Outcome;
  /** Its place in the tally; null where it counts nothing. */
  readonly place: number | null;
}

/** A thread that never waits. */
const ALONE = { workerName: 'alone', sleep() {} } as unknown as Call;

async function reference({ name, args }: Asked): Promise<Outcome> {
  const callee: CallableFunction = await loadFunction(name);
  try {
    // The arguments are copied, as on their way to a worker.
    return { value: callee(ALONE, ...(structuredClone(args) as never[])) };
  } catch (error) {
    return { thrown: String(error) };
  }
}

async function outcomeOf(future: Future<unknown>): Promise<Outcome> {
  if (future.isCancelled) return 'cancelled';
  const failure = await future.exception();
  if (failure === null) return { value: await future.result() };
  return failure.thrown instanceof BrokenProcessPool ? 'broken' : { thrown: String(failure.thrown) };
}

class Round {
  readonly submitted: Submitted[] = [];
  readonly maps: Promise<void>[] = [];
  /** Results of maps that were taken. */
  #taken = 0;
  /** One place a call, in memory that all workers see. */
  readonly tally = new Uint8Array(sharedBuffer(MOST_CALLS));

  constructor(
    readonly executor: ProcessPoolExecutor,
    readonly random: Prng,
  ) {}

  /** A call, and its place in the tally where it has one. */
  #anyCall(): Asked & { readonly place: number | null } {
    const number = this.submitted.length;
    const clone = { place: null, options: {} };
    const { random } = this;
    switch (random.below(6)) {
      case 0:
        return { name: 'arithmetic.divide', args: [number, random.below(3)], ...clone };
      case 1:
        return { name: 'waiting.sleep', args: [random.below(4), { number }], ...clone };
      case 2:
        return { name: 'arithmetic.isPrime', args: [1_000_003 + number], ...clone };
      case 3: {
        const array = new Uint8Array(1 + random.below(5_000));
        return { name: 'memory.write', args: [array, 0, number % 256], place: null, options: { payload: 'transfer' } };
      }
      default:
        return { name: 'memory.count', args: [this.tally, number], place: number, options: { payload: 'shared' } };
    }
  }

  async submit(): Promise<void> {
    const asked = this.#anyCall();
    const expected = asked.place === null ? await reference(asked) : { value: 1 };
    if (this.executor.state === 'broken') return;
    const future = this.executor.submitWith(asked.options, asked.name, ...asked.args);
    this.submitted.push({ ...asked, expected, future });
  }

  cancel(): void {
    this.submitted[this.random.below(this.submitted.length + 1)]?.future.cancel();
  }

  /** Taken to its end, or closed on the way. */
  map(): void {
    const numbers = range(0, this.random.below(60));
    const taken = this.random.below(2) === 0 ? Infinity : this.random.below(20);
    const options = { chunkSize: 1 + this.random.below(7), ...(this.random.below(2) === 0 && { bufferSize: 2 }) };
    if (this.executor.state === 'broken') return;
    const results = this.executor.map('arithmetic.square', [numbers], options);
    const take = async (): Promise<void> => {
      let count = 0;
      for await (const square of results) {
        expect(square).toBe(count ** 2);
        count += 1;
        this.#taken += 1;
        if (count >= taken) break;
      }
      expect(count).toBe(Math.min(numbers.length, Math.max(taken, numbers.length > 0 ? 1 : 0)));
    };
    this.maps.push(
      take().catch((error: unknown) => {
        if (!(error instanceof BrokenProcessPool)) throw error;
      }),
    );
  }

  async step(): Promise<void> {
    const choice = this.random.below(10);
    if (choice < 5) await this.submit();
    else if (choice < 7) this.cancel();
    else if (choice === 7) this.map();
    else if (choice === 8) await nextTurn();
    else for (let many = this.random.below(30); many > 0; many--) await this.submit();
  }

  /** The same promise, but it rejects when neither workers nor calls nor results come or go any more. */
  ends<T>(promise: Promise<T>, what: string): Promise<T> {
    const { executor } = this;
    return whileMoving(
      promise,
      what,
      () =>
        `${executor.unfinished} calls unfinished, ${executor.started} workers started, ${this.#taken} results taken`,
    );
  }

  async check(dies: boolean): Promise<void> {
    await this.ends(Promise.all(this.maps), 'a map');
    const { notDone } = await this.ends(wait(this.submitted.map(({ future }) => future)), 'a future');
    expect(notDone.size).toBe(0);
    for (const { name, future, expected, place } of this.submitted) {
      const outcome = await outcomeOf(future);
      const times = place === null ? null : this.tally[place];
      if (outcome === 'cancelled') expect(times ?? 0, `${name} was cancelled, and ran`).toBe(0);
      else if (outcome === 'broken') expect(dies && (times ?? 0) <= 1, `${name} broke`).toBe(true);
      else expect(outcome, name).toEqual(expected);
      if (typeof outcome === 'object' && place !== null) expect(times, `${name} ran so often`).toBe(1);
    }
  }
}

async function playRound(random: Prng, made: readonly Worker[]): Promise<string> {
  const before = made.length;
  const executor = await ProcessPoolExecutor.open({
    maxWorkers: 1 + random.below(3),
    sharesMemory: random.below(4) > 0,
    ...(random.below(4) === 0 && { maxTasksPerWorker: 1 + random.below(20) }),
  });
  const round = new Round(executor, random);
  const dies = random.below(3) === 0;
  const killedAt = dies ? random.below(STEPS) : STEPS;
  for (let step = 0; step < STEPS; step++) {
    await round.step();
    if (step === killedAt) made[before + random.below(made.length - before)]?.terminate();
  }
  await round.check(dies);
  await round.ends(executor.shutdown(), 'the shutdown');
  // Calls of maps that were closed on the way included.
  expect(executor.unfinished).toBe(0);
  expect(await workersAlive()).toBe(0);
  return executor.state;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test(
  `in ${ROUNDS} seeded programs each call is carried out once and as on one thread, or was cancelled, and nothing is lost`,
  async () => {
    const made = watchWorkers();
    const random = prng(SEED);
    const states: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const state = await playRound(random, made).catch((error: unknown) => {
        throw new Error(`seed ${SEED}, round ${round}: ${String(error)}`, { cause: error });
      });
      states.push(state);
    }
    // Or the rounds with a death show nothing.
    expect(states).toContain('broken');
    expect(states).toContain('shut-down');
  },
  TEST_MS,
);
