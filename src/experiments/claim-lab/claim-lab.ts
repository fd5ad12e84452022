/**
 * What a claim's experiment works with: a pool, the page, computing work that is verified, programs played under any model, things measured in
 * interleaved rounds, and the speed-ups that claims share. Opened once for all claims of a run. Judges nothing.
 */
import { nextTurn } from '../../base/turn.ts';
import type { Clock } from '../../base/clock.ts';
import type { Milliseconds } from '../../base/units.ts';
import { attended, type Attended, type Attention } from '../../measure/attention.ts';
import { pacerOf } from '../../measure/cores/pace.ts';
import { noiseFloor } from '../../measure/noise-floor.ts';
import type { Mode } from '../../measure/report.ts';
import { models, type ModelId } from '../../models/index.ts';
import { type Played, type PlaySettings, USUAL_SETTINGS } from '../../models/play/play.ts';
import { forgetOutput, Stage } from '../../models/stage.ts';
import { Stopped } from '../../pool/errors.ts';
import type { Pool } from '../../pool/pool.ts';
import { programs, type Program } from '../../programs/index.ts';
import { NotTestable } from '../claims/index.ts';
import { WrongResult } from '../find-work.ts';
import { openLab, type Opening } from '../opening.ts';
import { completeArgs, itemsOf, reasonUnable, withItems } from '../race-contestants.ts';
import { verdictOn } from '../race-verdict.ts';
import { CpuWork } from './cpu-work.ts';
import { interleaved, type RoundsAsked, type Takes } from './interleaved.ts';
import type { Pause } from './pause.ts';
import { SpeedUps } from './speed-ups.ts';

/** No play lasts longer, where nobody says otherwise. */
const LONGEST_PLAY_MS: Milliseconds = 10_000;

const STRAIN_MS: Milliseconds = 25;
const NOISE = { samples: 12, ms: 20 };

export interface PlayWanted {
  readonly program: string;
  /** Of `main`, as they are: they may go beyond what a visitor can set. */
  readonly args: readonly number[];
  readonly model: ModelId;
  /** Threads, processes or ranks besides that of `main`; models of the page's own thread pass it over. */
  readonly workers: number;
  readonly settings?: Partial<PlaySettings>;
  readonly limitMs?: Milliseconds;
  /** A program that is meant to come out wrong: what it printed and returned is then the caller's to judge. */
  readonly unchecked?: true;
  readonly signal?: AbortSignal;
  /** See `PlayAsked`: what is known so far, for plays that do not end by themselves. */
  readonly onProgress?: (soFar: Played) => void;
}

export interface LabParts {
  readonly opening: Opening;
  /** Threads proven to run at once; 1 where it could not be proven. */
  readonly proven: number;
  readonly attention: Attention;
  readonly pause: Pause;
  readonly resolutionMs: Milliseconds;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly work: CpuWork;
  onVoid(): void;
  say(activity: string): void;
}

/** The most workers that claims use, as in their definition. */
const MOST_WIDTH = 8;

export class ClaimLab {
  readonly speedUps: SpeedUps;
  readonly stage: Stage;
  /** A copy of `signal` that ends with the claim under way; see `within`. */
  signal: AbortSignal;
  readonly #parts: LabParts;
  readonly #warm = new Set<string>();
  readonly #guests: Opening[] = [];

  constructor(parts: LabParts) {
    this.#parts = parts;
    this.signal = parts.signal;
    this.stage = new Stage(parts.opening);
    this.speedUps = new SpeedUps(this);
  }

  get mode(): Mode {
    return this.#parts.opening.mode;
  }
  /** Of the lab's own; prefer `play` and `speedUps`. Throws `NotTestable` where the browser gave no workers. */
  get pool(): Pool {
    const { pool } = this.#parts.opening;
    if (!pool) throw new NotTestable('The browser gave this page no workers.');
    return pool;
  }
  get opening(): Opening {
    return this.#parts.opening;
  }
  get clock(): Clock {
    return this.#parts.opening.clock;
  }
  get resolutionMs(): Milliseconds {
    return this.#parts.resolutionMs;
  }
  /** P: threads proven to run at once. */
  get proven(): number {
    return this.#parts.proven;
  }
  /** W: as many of them as claims use. */
  get width(): number {
    return Math.min(this.#parts.proven, MOST_WIDTH);
  }
  get seed(): number {
    return this.#parts.seed;
  }
  get work(): CpuWork {
    return this.#parts.work;
  }

  /** What is being done now, as the page says it. */
  readonly say = (activity: string): void => this.#parts.say(activity);

  /** Takes something while the tab is in front and nobody has paused; again where the tab was hidden meanwhile. Rejects with `Stopped`. */
  readonly attended = async <Taken>(take: () => Promise<Taken>): Promise<Taken> => {
    await this.#parts.pause.passed(this.signal);
    return attended(this.ground, take);
  };

  get ground(): Attended {
    const { attention, onVoid } = this.#parts;
    return { attention, signal: this.signal, onVoid };
  }

  /** See interleaved.ts. */
  rounds<Name extends string, Sample = number>(
    takes: Takes<Name, Sample>,
    asked: RoundsAsked,
  ): Promise<Record<Name, Sample[]>> {
    return interleaved(this, takes, asked);
  }

  /**
   * Plays a program once, after a first, tiny play of its code under that model; what it printed, returned and computed is checked. To be
   * called within `attended` or `rounds`, which give a play under a hidden tab another try. Rejects with `WrongResult`, `NotTestable` where
   * the model cannot run here, `Stopped`, or as `ExecutionModel.play` does.
   */
  async play(wanted: PlayWanted): Promise<Played> {
    const program = await programs.load(wanted.program);
    await this.#warmUp(program, wanted);
    return this.#playOnce(program, wanted);
  }

  /**
   * All threads that run at once at work for a moment, before something that computes is timed, so that serial and parallel forms are taken
   * from the same state of the machine. In 80 pairs with and without it, on two cores of a virtual machine, the speed-up of two threads was
   * the same within its spread: it evens out, and is not known to speed anything up. Does nothing where threads share no memory, or nothing
   * is on the stage.
   */
  async strain(): Promise<void> {
    if (this.mode !== 'shared' || this.proven < 2 || !this.stage.hasWork) return;
    const everyone = Array.from({ length: Math.min(this.width, this.pool.size) }, (_, worker) => worker);
    await pacerOf(this.pool, this.signal).window(everyone, STRAIN_MS, 0);
  }

  /** Half-width of baseline ÷ baseline as a fraction, from short computations on the page. */
  async measureNoise(): Promise<number | null> {
    const args = [1, this.work.itemsFor(NOISE.ms)];
    const once = async (): Promise<Milliseconds> =>
      (await this.play({ program: 'crunch', args, model: 'main-thread', workers: 0 })).wallMs;
    const { serial } = await this.rounds(
      { serial: once },
      { rounds: NOISE.samples, fewest: NOISE.samples, budgetMs: 0 },
    );
    return noiseFloor(serial, this.seed);
  }

  /** A pool of its own, closed when the claim is over; rejects as `openLab` does. */
  async guest(workers: number): Promise<Opening> {
    const opening = await openLab(workers, this.signal);
    this.#guests.push(opening);
    return opening;
  }

  /** What the claim under way has opened. */
  async closeGuests(): Promise<void> {
    for (const { pool } of this.#guests.splice(0)) await pool?.close();
  }

  async close(): Promise<void> {
    await this.closeGuests();
    await this.#parts.opening.pool?.close();
  }

  async #warmUp(program: Program, wanted: PlayWanted): Promise<void> {
    const { style = '', counting = '', payload = '' } = wanted.settings ?? {};
    const key = [program.id, wanted.model, style, counting, payload].join(' ');
    if (this.#warm.has(key)) return;
    const least = program.parameters.map((parameter) => parameter.least);
    const args = withItems(program.parameters, least, this.work.itemsFor(0));
    await this.#playOnce(program, { ...wanted, args, workers: Math.min(2, wanted.workers) });
    this.#warm.add(key);
  }

  async #playOnce(program: Program, wanted: PlayWanted): Promise<Played> {
    const signal = wanted.signal ?? this.signal;
    if (signal.aborted) throw new Stopped();
    const model = await models.load(wanted.model);
    const unable = reasonUnable(model, this.mode);
    if (unable !== null || !model.play) throw new NotTestable(unable ?? `${model.title} cannot play programs.`);
    const args = completeArgs(
      program.parameters.map((parameter) => ({ ...parameter, least: 0, most: Number.MAX_SAFE_INTEGER })),
      wanted.args,
    );
    const items = program.computes ? itemsOf(program.parameters, args) : this.work.itemsFor(0);
    const isolated = model.needs === 'workers';
    const reference = await this.work.stage(this.stage, program.id, items, isolated, signal);
    const { pageOutput, sharedOutput } = this.stage.work;
    forgetOutput(pageOutput);
    if (sharedOutput) forgetOutput(sharedOutput);
    if (program.computes) await this.strain();
    const played = await model.play(this.stage, {
      program,
      args,
      workers: Math.max(1, wanted.workers),
      settings: { ...USUAL_SETTINGS, ...wanted.settings },
      limitMs: wanted.limitMs ?? LONGEST_PLAY_MS,
      signal,
      ...(wanted.onProgress && { onProgress: wanted.onProgress }),
    });
    if (!wanted.unchecked) {
      const judged = { program, args, reference: program.computes ? reference : null };
      const { fault } = verdictOn(model.id, played, judged);
      if (fault !== null) throw new WrongResult(`${program.title} under ${model.title}`, fault);
    }
    await nextTurn();
    return { ...played, output: null };
  }
}
