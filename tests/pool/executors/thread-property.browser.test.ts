/**
 * Seeded programs on real threads against a single-threaded reference: submissions of every form, cancellations at any moment, time-outs,
 * stops, and the death of a worker. Each call runs once or not at all, gives what the reference gives, and nothing is lost: every
 * future ends, whatever happens. 200 rounds in `npm run soak`, a few otherwise; the seed is told where one fails.
 */
import { expect, inject, test } from 'vitest';
import { prng, type Prng } from '../../../src/base/prng.ts';
import { nextTurn } from '../../../src/base/turn.ts';
import { CancelledError, TimeoutError } from '../../../src/loop/errors.ts';
import { BrokenThreadPool } from '../../../src/pool/executor-errors.ts';
import type { FunctionName } from '../../../src/pool/executor-options.ts';
import type { Future } from '../../../src/pool/future.ts';
import { ThreadPoolExecutor } from '../../../src/pool/thread-executor.ts';
import { wait } from '../../../src/pool/wait.ts';

const SEED = 20_261_125;
const ROUNDS = 10 * inject('repeats');
const STEPS = 60;
const ENDED_MS = 20_000;
const TEST_MS = 600_000;

interface Asked {
  readonly name: FunctionName;
  readonly args: readonly unknown[];
  /** What a single thread gives. */
  readonly expected: unknown;
}

/** A call whose number no other call of the round has, and what it gives. */
function anyCall(random: Prng, number: number): Asked {
  const text = `text ${number}`;
  switch (random.below(5)) {
    case 0:
      return { name: 'arithmetic.add', args: [number, 1], expected: number + 1 };
    case 1:
      return { name: 'arithmetic.same', args: [{ number, text }], expected: { number, text } };
    case 2:
      return { name: 'waiting.sleep', args: [random.below(4), number], expected: number };
    case 3:
      return { name: 'arithmetic.divide', args: [number, 7], expected: [Math.floor(number / 7), number % 7] };
    default:
      return { name: 'arithmetic.same', args: [text.repeat(1 + random.below(200))], expected: null };
  }
}

interface Submitted extends Asked {
  readonly future: Future<unknown>;
  /** `cancel` was called and said true. */
  cancelled: boolean;
}

class Round {
  readonly all: Submitted[] = [];

  constructor(
    readonly executor: ThreadPoolExecutor,
    readonly random: Prng,
  ) {}

  submit(): void {
    const asked = anyCall(this.random, this.all.length);
    const expected = asked.expected ?? asked.args[0];
    const future = this.executor.submit(asked.name, ...asked.args);
    this.all.push({ ...asked, expected, future, cancelled: false });
  }

  /** One of those that were submitted. */
  cancel(): void {
    const one = this.all[this.random.below(this.all.length + 1)];
    if (one && !one.future.isDone) one.cancelled = one.future.cancel();
  }

  /** A time-out of its own, which changes nothing. */
  async askBriefly(): Promise<void> {
    const one = this.all[this.random.below(this.all.length + 1)];
    const outcome = await one?.future.result(0).catch((error: unknown) => error);
    if (outcome instanceof TimeoutError) expect(one?.future.isDone).toBe(false);
  }

  async map(): Promise<void> {
    const numbers = Array.from({ length: this.random.below(300) }, (_, place) => place);
    const chunkSize = 1 + this.random.below(50);
    const results = await this.executor.map<number>('arithmetic.square', [numbers], { chunkSize }).toArray();
    expect(results).toEqual(numbers.map((number) => number ** 2));
  }

  async play(): Promise<void> {
    for (let step = 0; step < STEPS; step++) {
      const choice = this.random.below(12);
      if (choice < 6) this.submit();
      else if (choice < 8) this.cancel();
      else if (choice === 8) await this.askBriefly();
      else if (choice === 9) await nextTurn();
      else if (choice === 10) await this.map();
      else for (let many = this.random.below(30); many > 0; many--) this.submit();
    }
  }

  /** Every future ends; those that ended well have what the reference gives. `broken`: others may have failed with that. */
  async check(broken: boolean): Promise<void> {
    const { notDone } = await wait(
      this.all.map(({ future }) => future),
      { timeoutMs: ENDED_MS },
    );
    expect(notDone.size).toBe(0);
    for (const { name, args, expected, future, cancelled } of this.all) {
      const outcome = await future.result().catch((error: unknown) => error);
      const what = `${name}(${JSON.stringify(args).slice(0, 60)})`;
      if (cancelled) expect(outcome, what).toBeInstanceOf(CancelledError);
      else if (broken && outcome instanceof Error) expect(outcome, what).toBeInstanceOf(BrokenThreadPool);
      else expect(outcome, what).toEqual(expected);
    }
    expect(this.executor.unfinished).toBe(0);
  }
}

async function playRound(random: Prng): Promise<void> {
  const executor = await ThreadPoolExecutor.open({ maxWorkers: 1 + random.below(4) });
  const round = new Round(executor, random);
  await round.play();
  const dies = random.below(3) === 0;
  if (dies) {
    const crash = executor.submit('faults.crash');
    while (executor.state === 'open' && random.below(20) > 0) round.submit();
    await expect(crash.result()).rejects.toBeInstanceOf(BrokenThreadPool);
  }
  await round.check(dies);
  await executor.shutdown();
  expect(executor.state).toBe(dies ? 'broken' : 'shut-down');
}

test(
  `in ${ROUNDS} seeded programs each call runs as on a single thread, or not at all, and nothing is lost`,
  async () => {
    const random = prng(SEED);
    for (let round = 0; round < ROUNDS; round++) {
      await playRound(random).catch((error: unknown) => {
        throw new Error(`seed ${SEED}, round ${round}: ${String(error)}`, { cause: error });
      });
    }
  },
  TEST_MS,
);
