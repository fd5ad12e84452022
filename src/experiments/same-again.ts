/**
 * Is the lab honest on this device? One model is measured against itself (an A/A test: any difference found is none) and
 * against a known multiple of the same work, in interleaved rounds, with the interval of every speed-up. Repeated, the
 * counts can be held against what a 95 % interval promises. No speed-up is measured here.
 */
import { clockFrom } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import { kernels } from '../kernels/index.ts';
import { watchAttention, type Attention } from '../measure/attention.ts';
import type { SameAgainModel, SameAgainReport } from '../measure/same-again-report.ts';
import { takeSample, type SamplingGround } from '../measure/sampling.ts';
import { rounds } from '../measure/schedule.ts';
import { bootstrapRatio } from '../measure/stats/bootstrap-ratio.ts';
import type { Interval } from '../measure/stats/interval.ts';
import { median } from '../measure/stats/median.ts';
import { warmUp } from '../measure/warm-up.ts';
import { models, type ExecutionModel } from '../models/index.ts';
import { Stage } from '../models/stage.ts';
import { Stopped } from '../pool/errors.ts';
import { findWork } from './find-work.ts';
import { openLab, type Opening } from './opening.ts';
import { PartOfWork } from './part-of-work.ts';

export interface SameAgainOptions {
  readonly model: SameAgainModel;
  /** For free threads; 0 for the page's own thread. */
  readonly workers: number;
  /** Intervals to take, of each kind. */
  readonly experiments: number;
  /** Interleaved rounds behind each. */
  readonly rounds: number;
  /** 32 bits. */
  readonly seed: number;
}

export interface SameAgainProgress {
  readonly activity: string;
  readonly elapsedMs: Milliseconds;
  /** Null before the first interval has shown what one costs. */
  readonly remainingMs: Milliseconds | null;
}

export interface SameAgainRun {
  /** Resolves with all intervals, or after a stop with those taken so far. Rejects with what broke the run. */
  readonly done: Promise<SameAgainReport>;
  /** Ends the run; `done` follows within 100 ms. */
  stop(): void;
}

/** Its items are all alike, so twice the items are twice the work. */
const KERNEL = 'ep';
const MULTIPLE = 2;
/** The loaded work lasts about 60 ms on one thread; once is a third of it, the multiple two thirds. */
const PARTS = 3;

type Take = 'once' | 'once again' | 'multiple';

/** The three wall times of one round. */
type Round = Record<Take, Milliseconds>;

interface Scene {
  readonly model: ExecutionModel;
  readonly workers: number;
  readonly grounds: Record<Take, SamplingGround>;
}

/** Everything found so far. */
class Tally {
  readonly once: Milliseconds[] = [];
  readonly itself: Interval[] = [];
  readonly multiple: Interval[] = [];
  items = 0;
  voided = 0;

  add(round: readonly Round[], seed: number): void {
    const of = (take: Take): number[] => round.map((times) => times[take]);
    this.once.push(...of('once'), ...of('once again'));
    this.itself.push(bootstrapRatio(of('once again'), of('once'), { seed }));
    this.multiple.push(bootstrapRatio(of('multiple'), of('once'), { seed }));
  }

  report(options: SameAgainOptions, state: SameAgainReport['state'], elapsedMs: Milliseconds): SameAgainReport {
    const { model, workers, rounds, seed } = options;
    const holding = (intervals: readonly Interval[], truth: number): number =>
      intervals.filter(({ low, high }) => low <= truth && truth <= high).length;
    return {
      state,
      model,
      workers,
      rounds,
      seed,
      kernel: KERNEL,
      items: this.items,
      onceMs: this.once.length > 0 ? median(this.once) : null,
      itself: { intervals: [...this.itself], separated: this.itself.length - holding(this.itself, 1) },
      multiple: {
        ratio: MULTIPLE,
        intervals: [...this.multiple],
        covered: holding(this.multiple, MULTIPLE),
      },
      voided: this.voided,
      elapsedMs,
    };
  }
}

interface Conduct {
  readonly options: SameAgainOptions;
  readonly tally: Tally;
  readonly signal: AbortSignal;
  say(activity: string): void;
}

async function setScene(conduct: Conduct, opening: Opening, attention: Attention): Promise<Scene> {
  const { options, tally, signal } = conduct;
  const kernel = await kernels.load(KERNEL);
  const [model, mainThread] = await Promise.all([models.load(options.model), models.load('main-thread')]);
  if (model.needs === 'shared memory' && (opening.mode !== 'shared' || (opening.pool?.size ?? 0) < options.workers)) {
    throw new Error(`${model.title} with ${options.workers} workers cannot be run here: the mode is ${opening.mode}`);
  }
  const stage = new Stage(opening);
  const workers = Math.max(1, options.workers);
  const { work, reference } = await findWork({ opening, stage, kernel, mainThread, workers, isolated: false, signal });
  const ground = (times: number): SamplingGround => {
    const part = new PartOfWork(opening, work, times * Math.floor(work.tasks.length / PARTS));
    return {
      stage: part,
      reference: reference.subarray(0, part.work.pageOutput.byteLength),
      attention,
      signal,
      onVoid: () => (tally.voided += 1),
    };
  };
  const once = ground(1);
  tally.items = once.stage.work.items;
  return { model, workers: options.workers, grounds: { once, 'once again': once, multiple: ground(MULTIPLE) } };
}

/** One round in the order given. Throws where an output was wrong: its time means nothing. */
async function takeRound({ model, workers, grounds }: Scene, order: readonly Take[]): Promise<Round> {
  const times: Round = { once: 0, 'once again': 0, multiple: 0 };
  for (const take of order) {
    const { wallMs, verified } = await takeSample(grounds[take], { model, workers });
    if (!verified) throw new Error(`${KERNEL} under ${model.id} gave a wrong result: its times mean nothing`);
    times[take] = wallMs;
  }
  return times;
}

async function takeIntervals({ options, tally, signal, say }: Conduct, scene: Scene): Promise<void> {
  const schedule = rounds<Take>(['once', 'once again', 'multiple'], options.seed);
  for (let experiment = 0; experiment < options.experiments; experiment++) {
    say(`Measuring the same work again: interval ${experiment + 1} of ${options.experiments}`);
    const taken: Round[] = [];
    for (let round = 0; round < options.rounds; round++) taken.push(await takeRound(scene, schedule.next().value));
    if (signal.aborted) throw new Stopped();
    tally.add(taken, (options.seed + experiment) >>> 0);
  }
}

async function conductRun(conduct: Conduct): Promise<void> {
  const { options, signal, say } = conduct;
  const attention = watchAttention(document, clockFrom());
  let opening: Opening | undefined;
  try {
    say('Starting workers');
    opening = await openLab(Math.max(1, options.workers), signal);
    say('Finding work that is long enough');
    const scene = await setScene(conduct, opening, attention);
    const { model, workers, grounds } = scene;
    say('Warming up');
    for (const ground of Object.values(grounds)) await warmUp(ground, { model, workers });
    await takeIntervals(conduct, scene);
  } catch (error) {
    if (!signal.aborted && !(error instanceof Stopped)) throw error;
  } finally {
    attention.end();
    await opening?.pool?.close();
  }
}

/** Starts at once. One run a page at a time: two would measure each other, which the caller sees to. */
export function startSameAgain(
  given: Partial<SameAgainOptions> & Pick<SameAgainOptions, 'seed'>,
  onProgress: (progress: SameAgainProgress) => void,
): SameAgainRun {
  const options: SameAgainOptions = { model: 'main-thread', workers: 0, experiments: 100, rounds: 12, ...given };
  const abort = new AbortController();
  const clock = clockFrom();
  const began = clock.now();
  const tally = new Tally();
  const say = (activity: string): void => {
    const taken = tally.itself.length;
    const elapsedMs = clock.now() - began;
    const remainingMs = taken === 0 ? null : (elapsedMs / taken) * (options.experiments - taken);
    if (!abort.signal.aborted) onProgress({ activity, elapsedMs, remainingMs });
  };
  const stopped = new Promise<void>((resolve) => abort.signal.addEventListener('abort', () => resolve()));
  const whole = conductRun({ options, tally, signal: abort.signal, say });
  const done = Promise.race([whole, stopped]).then(() =>
    tally.report(options, tally.itself.length < options.experiments ? 'stopped' : 'complete', clock.now() - began),
  );
  return { done, stop: () => abort.abort() };
}
