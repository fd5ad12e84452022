/**
 * The same verified work of one kernel under each model and worker count: found, warmed up, then sampled in
 * interleaved rounds until the headline's interval is narrow or the time is spent.
 */
import type { Milliseconds } from '../base/units.ts';
import type { Kernel } from '../kernels/index.ts';
import type { Attention } from '../measure/attention.ts';
import { Collected, type Headline, type SerialForm } from '../measure/collected.ts';
import { watchFrames, type Frames } from '../measure/frames.ts';
import { takeSample, type Configuration, type Sample, type SamplingGround } from '../measure/sampling.ts';
import { rounds } from '../measure/schedule.ts';
import type { Interval } from '../measure/stats/interval.ts';
import { median } from '../measure/stats/median.ts';
import { relativeHalfWidth } from '../measure/stats/half-width.ts';
import { decide, stoppingRule, type StoppingRule } from '../measure/stopping.ts';
import { warmUp } from '../measure/warm-up.ts';
import { warnings } from '../measure/warnings.ts';
import { workerCounts } from '../measure/worker-counts.ts';
import { models, type ExecutionModel } from '../models/index.ts';
import { Stopped } from '../pool/errors.ts';
import { Stage } from '../models/stage.ts';
import type { Conduct } from './core-scaling.ts';
import { checkPublished, findWork } from './find-work.ts';
import type { Opening } from './opening.ts';

export interface RaceAsked {
  readonly conduct: Conduct;
  readonly opening: Opening;
  readonly kernel: Kernel;
  readonly attention: Attention;
  /** Which of the run's kernels this is, from 0. */
  readonly index: number;
}

/** The models asked for that can run in this mode, the serial ones always among them. */
async function runnable({ conduct, opening }: RaceAsked): Promise<ExecutionModel[]> {
  const asked = models.ids.filter(
    (id) => id === 'main-thread' || conduct.findings.options.models.some((model) => model === id),
  );
  const all = await Promise.all(asked.map((id) => models.load(id)));
  return all.filter(({ needs }) => {
    if (needs === 'page') return true;
    return needs === 'workers' ? opening.pool !== null : opening.mode === 'shared';
  });
}

/** Worker counts to measure, as far as there are workers; grows the pool to the largest. */
async function counts({ conduct, opening }: RaceAsked, all: readonly ExecutionModel[]): Promise<readonly number[]> {
  const { findings } = conduct;
  const { preset, workers: chosen } = findings.options;
  const { pool } = opening;
  if (!pool || all.every(({ needs }) => needs === 'page')) return [];
  const wanted = workerCounts({ preset, proven: findings.proven, reported: findings.reported, chosen });
  await pool.grow(Math.max(...wanted));
  // One worker is always measured: it may be the faster serial form.
  return [...new Set([1, ...wanted])].filter((count) => count <= pool.size);
}

function configurations(parallel: readonly ExecutionModel[], workers: readonly number[]): Configuration[] {
  return parallel.flatMap((model) =>
    model.needs === 'page' ? [{ model, workers: 0 }] : workers.map((count) => ({ model, workers: count })),
  );
}

/** The number of workers that the answer is about: as many as run at once. */
function headlineOf(conduct: Conduct, threads: ExecutionModel | undefined, workers: readonly number[]): Headline {
  const { proven, reported } = conduct.findings;
  const cores = proven ?? reported ?? 1;
  const count = workers.filter((each) => each <= cores).at(-1) ?? workers[0];
  if (!threads || count === undefined) return { model: 'main-thread', workers: 0 };
  return { model: threads.id, workers: count };
}

/** Of each model the fewest and the most workers: between them the same code runs on the same threads. */
function toWarm(all: readonly Configuration[]): readonly Configuration[] {
  return all.filter(({ model, workers }) => {
    const counts = all.filter((other) => other.model === model).map((other) => other.workers);
    return workers === Math.min(...counts) || workers === Math.max(...counts);
  });
}

/** Runs of each serial form, taken in turns, by which the faster is chosen. */
const SERIAL_RUNS = 4;

/** The faster by median of main thread and one worker, from runs after warm-up that are not among the timed samples. */
async function chooseSerial(
  ground: SamplingGround,
  all: readonly Configuration[],
  threads: ExecutionModel | undefined,
): Promise<[SerialForm, Headline]> {
  const serial = all.filter(({ model, workers }) => model.id === 'main-thread' || (model === threads && workers === 1));
  const times = serial.map((): Milliseconds[] => []);
  for (let run = 0; run < SERIAL_RUNS; run++) {
    for (const [form, configuration] of serial.entries()) {
      times[form]?.push((await takeSample(ground, configuration)).wallMs);
    }
  }
  const medians = times.map(median);
  const { model, workers } = serial[medians.indexOf(Math.min(...medians))] as Configuration;
  return [workers === 0 ? 'main-thread' : 'one worker', { model: model.id, workers }];
}

/** An interval this many times as wide as intended is worth a doubt of its own. */
const NOISY = 2;
/** Frames are watched in these first rounds only. */
const FRAME_ROUNDS = 6;

interface Sampling {
  readonly asked: RaceAsked;
  readonly ground: SamplingGround;
  readonly all: readonly Configuration[];
  readonly samples: Collected;
  readonly headline: Headline;
  readonly rule: StoppingRule;
}

/** Every configuration once, in the order given. */
async function takeRound({ ground }: Sampling, order: readonly Configuration[], frames: Frames): Promise<Sample[]> {
  const round: Sample[] = [];
  await frames.settled();
  for (const configuration of order) {
    round.push(await takeSample(ground, configuration));
    // A page that was frozen has painting to make up for, which must not fall into the next sample.
    if (configuration.workers === 0) await frames.settled();
  }
  if (ground.signal.aborted) throw new Stopped();
  return round;
}

/** Rounds until the stopping rule is content. */
async function takeRounds(sampling: Sampling, frames: Frames): Promise<Decided> {
  const { asked, all, samples, headline, rule } = sampling;
  const { findings, say } = asked.conduct;
  const later = (findings.options.kernels.length - 1 - asked.index) * rule.budgetMs;
  const { clock } = asked.opening;
  const began = clock.now();
  const awayBefore = asked.attention.awayMs;
  const schedule = rounds(all, findings.options.seed);
  for (;;) {
    const round = await takeRound(sampling, schedule.next().value, frames);
    const isVoid = samples.addRound(round, frames) === 'void';
    if (isVoid) findings.voidRounds += 1;
    findings.rounds += 1;
    if (samples.rounds === FRAME_ROUNDS) frames.end();
    const interval = samples.speedup(headline);
    const elapsedMs = clock.now() - began - (asked.attention.awayMs - awayBefore);
    const { verdict, remainingMs } = decide({ rounds: samples.rounds, headline: interval, elapsedMs }, rule);
    if (verdict !== 'go-on') return { verdict, interval };
    say(
      `Running the same work under every model: round ${samples.rounds + 1}`,
      remainingMs === null ? null : remainingMs + later,
    );
  }
}

interface Decided {
  readonly verdict: 'precise' | 'budget';
  readonly interval: Interval | null;
}

async function sampleRounds(sampling: Sampling): Promise<'precise' | 'budget'> {
  const { asked, samples, rule } = sampling;
  const { doubts } = asked.conduct.findings;
  const frames = watchFrames(asked.opening.clock);
  try {
    const { verdict, interval } = await takeRounds(sampling, frames);
    const halfWidth = interval ? relativeHalfWidth(interval) : 0;
    if (halfWidth > NOISY * rule.target) doubts.push(warnings.noisy(halfWidth, rule.target));
    else if (verdict === 'budget') doubts.push(warnings.budgetEnded(samples.rounds));
    return verdict;
  } finally {
    frames.end();
  }
}

/** Measures one kernel and adds it to the findings. Rejects with `Stopped`, `WrongResult` or the pool's faults. */
export async function raceModels(asked: RaceAsked): Promise<'precise' | 'budget'> {
  const { conduct, opening, kernel, attention } = asked;
  const { findings, signal, say } = conduct;
  say(`Checking ${kernel.title} against published values`, null);
  await checkPublished(opening, kernel, signal);
  say(`Sizing ${kernel.title} for this device`, null);
  const all = await runnable(asked);
  const workers = await counts(asked, all);
  const mainThread = await models.load('main-thread');
  const parallel = all.filter((model) => model.parallel);
  const threads =
    parallel.find(({ needs }) => needs === 'shared memory') ?? parallel.find(({ needs }) => needs === 'workers');
  const headline = headlineOf(conduct, threads, workers);
  const stage = new Stage(opening);
  stage.schedule = findings.options.schedule;
  const isolated = all.some(({ needs }) => needs === 'workers');
  const found = await findWork({ opening, stage, kernel, mainThread, workers: headline.workers, isolated, signal });
  const ground: SamplingGround = {
    stage,
    attention,
    reference: found.reference,
    signal,
    onVoid: () => (findings.voided += 1),
  };
  say(`Warming up ${kernel.title}`, null);
  const configured = configurations(all, workers);
  for (const configuration of toWarm(configured)) await warmUp(ground, configuration);
  const [serialForm, serialRow] = await chooseSerial(ground, configured, threads);
  const samples = new Collected({ work: found.work, serialForm, serialRow, headline, seed: findings.options.seed });
  findings.collected.push(samples);
  const rule = stoppingRule(findings.options.preset, findings.options.kernels.length);
  return sampleRounds({ asked, ground, all: configured, samples, headline, rule });
}
