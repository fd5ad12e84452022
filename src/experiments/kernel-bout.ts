/**
 * One kernel in every build of the module, on the page's own thread: each build first computes an instance whose values others published,
 * then all compute the same work in interleaved rounds. Enters what it finds into the record; opens and closes nothing.
 */
import type { Build } from '../base/builds.ts';
import type { Clock } from '../base/clock.ts';
import { nextTurn } from '../base/turn.ts';
import type { Milliseconds } from '../base/units.ts';
import { stepsOf, type Kernel } from '../kernels/index.ts';
import { attended, type Attention } from '../measure/attention.ts';
import { calibrate, SERIAL_TARGET_MS } from '../measure/calibration.ts';
import { agreementOf, type BuildOutput, type TimedBuild } from '../measure/kernels/kernel-speed-judging.ts';
import type { Agreement } from '../measure/kernels/kernel-speed-report.ts';
import { rounds } from '../measure/schedule.ts';
import { jobSetup } from '../models/stage.ts';
import { Stopped } from '../pool/errors.ts';
import type { PrivateLoader } from '../runtime/load-job.ts';
import { computeRange, computeWhole, type LoadedJob } from '../runtime/job.ts';
import type { KernelSpeedRecord } from './kernel-speed-record.ts';

/** Below six rounds no interval of a median reaches 95 %. */
export const FEWEST_ROUNDS = 7;
const MOST_ROUNDS = 25;
/** Of the rounds of one kernel. */
const ROUNDS_MS: Milliseconds = 700;
/** One computation in the fastest build: long against the clock's tick, and a vector kernel's data is then what it is in a longer run. */
const FASTEST_MS: Milliseconds = 12;
/** The slowest build's: Stop is heard between two computations. */
const SLOWEST_MS: Milliseconds = 60;
/** A computation that could be so much longer is looked for again, but not for ever. */
const FAR_OFF = 2;
const ATTEMPTS = 3;
/** A call of a kernel stays in the code it began in: long ones would never see optimised code. */
const CALL_MS: Milliseconds = 4;
/** Of a computation whose length is not known yet. */
const FIRST_CALLS = 64;
/** The page is given a turn after this much work in a row. */
const TURN_MS: Milliseconds = 40;
/** Computations until a build has stopped getting faster. */
const WARM = { fewest: 3, most: 12, ms: 150, steady: 0.05 };

/** A build of the module with a memory of its own. */
export interface OpenBuild {
  readonly build: Build;
  readonly load: PrivateLoader;
}

export interface BoutGround {
  readonly record: KernelSpeedRecord;
  readonly builds: readonly OpenBuild[];
  readonly clock: Clock;
  readonly attention: Attention;
  readonly signal: AbortSignal;
  say(activity: string): void;
}

interface Contestant extends OpenBuild {
  readonly job: LoadedJob;
  readonly samples: Milliseconds[];
}

/** Rejects with `Stopped`, or where a job cannot be loaded; a wrong output is entered, not thrown. */
export async function speedOf(ground: BoutGround, kernel: Kernel): Promise<void> {
  const began = ground.clock.now();
  ground.record.change(kernel.id, { state: 'running', version: kernel.version });
  await new Bout(ground, kernel).play();
  ground.record.change(kernel.id, { state: 'done', tookMs: ground.clock.now() - began });
}

export class NoBuildRight extends Error {
  override readonly name = 'NoBuildRight';
  constructor(fault: string) {
    super(`no build computes what was published, so none is timed: ${fault}`);
  }
}

const outputOf = ({ memory, plan }: LoadedJob): Uint8Array =>
  new Uint8Array(memory.buffer, plan.output.at, plan.output.bytes);

class Bout {
  readonly #ground: BoutGround;
  readonly #kernel: Kernel;
  readonly #faults = new Map<Build, string>();

  constructor(ground: BoutGround, kernel: Kernel) {
    this.#ground = ground;
    this.#kernel = kernel;
  }

  async play(): Promise<void> {
    const published = await this.#check();
    const right = this.#ground.builds.filter(({ build }) => !this.#faults.has(build));
    const [first] = right;
    if (!first) throw new NoBuildRight([...this.#faults.values()][0] ?? 'there is no build');
    const contestants = await this.#sized(right, await this.#firstSize(first));
    await this.#rounds(contestants);
    this.#judge(published, contestants);
  }

  /** Every build on the cheapest published instance; what the right ones gave. */
  async #check(): Promise<readonly BuildOutput[]> {
    const { builds, record, say } = this.#ground;
    const [published] = this.#kernel.published;
    const right: BuildOutput[] = [];
    for (const { build, load } of builds) {
      say('checked against published values');
      const job = await this.#loaded(load, published.size);
      await this.#computeInTurns(job);
      const fault = published.fault(outputOf(job));
      if (fault === undefined) right.push({ build, output: outputOf(job).slice() });
      else this.#faults.set(build, `${fault}.`);
    }
    record.change(this.#kernel.id, { agreement: agreementOf(this.#kernel.builds, right, published.size) });
    return right;
  }

  /** At which the first of the builds takes about `FASTEST_MS`. */
  async #firstSize({ load }: OpenBuild): Promise<number> {
    const { clock, signal, say } = this.#ground;
    say('how much work is enough');
    let loaded: LoadedJob | undefined;
    const run = async (size: number): Promise<Milliseconds> => {
      const job = loaded?.setup.size === size ? loaded : await this.#loaded(load, size);
      loaded = job;
      // The first touch of fresh memory is slow: the second run is the one that counts.
      const first = this.#timed(job);
      await nextTurn();
      this.#heed();
      return Math.min(first, this.#timed(job));
    };
    const size = await calibrate(this.#kernel, run, clock, signal);
    this.#heed();
    return this.#kernel.scale(size, FASTEST_MS / SERIAL_TARGET_MS);
  }

  /** All builds loaded with the same work and warm: the fastest takes about what it should, and none is slower than a stop may wait. */
  async #sized(right: readonly OpenBuild[], wanted: number): Promise<readonly Contestant[]> {
    const { record, say } = this.#ground;
    let size = wanted;
    for (let attempt = 1; ; attempt++) {
      say('warming up');
      const warm: { readonly one: OpenBuild; readonly job: LoadedJob; readonly ms: Milliseconds }[] = [];
      for (const one of right) {
        const job = await this.#loaded(one.load, size);
        warm.push({ one, job, ms: await this.#warmed(job) });
      }
      const times = warm.map(({ ms }) => ms);
      const slowest = Math.max(...times);
      const factor = Math.min((0.8 * SLOWEST_MS) / slowest, FASTEST_MS / Math.min(...times));
      const other = this.#kernel.scale(size, factor);
      // What ran cold when the size was looked for is found to be too short now.
      const isOff = slowest > SLOWEST_MS ? other < size : factor > FAR_OFF && other > size && attempt < ATTEMPTS;
      if (isOff) {
        size = other;
        continue;
      }
      const items = this.#kernel.items(size);
      const steps = stepsOf(this.#kernel, size);
      record.change(this.#kernel.id, { size, items, steps, work: this.#kernel.work(size) });
      const sliceItems = this.#sliceOf(items, Math.ceil(slowest / steps / CALL_MS));
      return warm.map(({ one, job }) => ({
        ...one,
        job: { ...job, setup: { ...job.setup, sliceItems } },
        samples: [],
      }));
    }
  }

  async #rounds(contestants: readonly Contestant[]): Promise<void> {
    const { record, clock, attention, signal, say } = this.#ground;
    const schedule = rounds(contestants, record.seed);
    const onVoid = (): number => (record.voided += 1);
    const until = clock.now() + ROUNDS_MS;
    for (let round = 0; round < MOST_ROUNDS && (round < FEWEST_ROUNDS || clock.now() < until); round++) {
      for (const { job, samples } of schedule.next().value) {
        samples.push(await attended({ attention, signal, onVoid }, async () => this.#timed(job)));
      }
      record.enter(this.#kernel.id, this.#all(contestants), round + 1);
      say(`round ${round + 1}`);
    }
  }

  /** What was timed is checked as well, by itself and build against build. */
  #judge(published: readonly BuildOutput[], contestants: readonly Contestant[]): void {
    const { record } = this.#ground;
    const { id, builds } = this.#kernel;
    const right = contestants.filter(({ build, job }) => {
      const fault = this.#kernel.fault(outputOf(job), job.setup.input, job.setup.size);
      if (fault !== undefined) this.#faults.set(build, `${fault}.`);
      return fault === undefined;
    });
    record.enter(id, this.#all(contestants), contestants[0]?.samples.length ?? 0);
    const timed = right.map(({ build, job }) => ({ build, output: outputOf(job) }));
    const [size = 0] = contestants.map(({ job }) => job.setup.size);
    const both: readonly Agreement[] = [
      agreementOf(builds, published, this.#kernel.published[0].size),
      agreementOf(builds, timed, size),
    ];
    const worst = (['different', 'within tolerance'] as const).flatMap((found) =>
      both.filter((one) => one.found === found),
    );
    record.change(id, { agreement: worst[0] ?? both[0] ?? null });
  }

  /** Those that were given up, too. */
  #all(contestants: readonly Contestant[]): readonly TimedBuild[] {
    return this.#ground.builds.map(({ build }) => ({
      build,
      fault: this.#faults.get(build) ?? null,
      samples: [...(contestants.find((one) => one.build === build)?.samples ?? [])],
    }));
  }

  async #loaded(load: PrivateLoader, size: number): Promise<LoadedJob> {
    const steps = stepsOf(this.#kernel, size);
    const chunkItems = this.#sliceOf(this.#kernel.items(size), Math.ceil(FIRST_CALLS / steps));
    return load(jobSetup({ kernel: this.#kernel, program: 'crunch', size, steps, chunkItems }));
  }

  #sliceOf(items: number, slices: number): number {
    const { naturalItems } = this.#kernel;
    return naturalItems * Math.max(1, Math.ceil(items / Math.max(1, slices) / naturalItems));
  }

  #timed(job: LoadedJob): Milliseconds {
    const { clock, record } = this.#ground;
    const start = clock.now();
    computeWhole(job);
    return Math.max(clock.now() - start, record.resolutionMs, Number.MIN_VALUE);
  }

  /** The last of its times. */
  async #warmed(job: LoadedJob): Promise<Milliseconds> {
    const until = this.#ground.clock.now() + WARM.ms;
    let best = Infinity;
    for (let run = 1; ; run++) {
      const ms = this.#timed(job);
      await nextTurn();
      this.#heed();
      const isSteady = ms > best * (1 - WARM.steady);
      best = Math.min(best, ms);
      const isOver = run >= WARM.most || this.#ground.clock.now() >= until;
      if (isOver || (run >= WARM.fewest && isSteady)) return best;
    }
  }

  /** All of it, with turns for the page. */
  async #computeInTurns(job: LoadedJob): Promise<void> {
    const { clock } = this.#ground;
    const { steps, items, sliceItems } = job.setup;
    let turnAt = clock.now() + TURN_MS;
    for (let step = 0; step < steps; step++) {
      for (let start = 0; start < items; start += sliceItems) {
        computeRange(job, { start, end: Math.min(start + sliceItems, items) }, step);
        if (clock.now() < turnAt) continue;
        await nextTurn();
        this.#heed();
        turnAt = clock.now() + TURN_MS;
      }
    }
  }

  #heed(): void {
    if (this.#ground.signal.aborted) throw new Stopped();
  }
}
