/**
 * One program, every model: opens the lab, stages the work, plays the program under one model after the other, in an order drawn
 * from the seed, and checks what each printed, returned and computed. One run each: a race is a picture with a time, not a measurement
 * with an interval, which race-models.ts takes.
 */
import { clockFrom } from '../base/clock.ts';
import { nextTurn } from '../base/turn.ts';
import { prng, shuffled } from '../base/prng.ts';
import type { Milliseconds } from '../base/units.ts';
import { kernels, type Kernel } from '../kernels/index.ts';
import { attended, watchAttention, type WatchedAttention } from '../measure/attention.ts';
import { clockResolution } from '../measure/clock-resolution.ts';
import type { RaceOptions, RaceProgress, RaceReport } from '../measure/race/race-report.ts';
import { warnings } from '../measure/warnings.ts';
import { models, type ExecutionModel } from '../models/index.ts';
import type { Played } from '../models/play/play.ts';
import { forgetOutput, Stage } from '../models/stage.ts';
import { Stopped } from '../pool/errors.ts';
import { programs, type Program } from '../programs/index.ts';
import { afterTheLast } from './one-after-another.ts';
import { openLab, type Opening } from './opening.ts';
import { completeArgs, itemsOf, reasonUnable, usualWorkers, withItems } from './race-contestants.ts';
import { RaceRecord } from './race-record.ts';
import { verdictOn, verdictOnFailure } from './race-verdict.ts';
import { demandOneStep, sizeWithItems, stageWork, workOf } from './race-work.ts';
import { endRun, noteLoss, noteSurroundings } from './run-record.ts';

/** No play lasts longer: the whole race is meant to last seconds. */
const LONGEST_MS: Milliseconds = 10_000;
/** A model that is losing is given up at so many times the best makespan so far, and a second. */
const LOSING = { times: 5, moreMs: 1_000 };
/** For the first, tiny play of each model. */
const WARM_UP_MS: Milliseconds = 2_000;
/** The most workers a race opens with, that of `main` included. */
const MOST_OPENED = 64;

export interface RaceRun {
  /** Resolves with the final report, whole or partial; what goes wrong stands in it, it does not reject. */
  readonly done: Promise<RaceReport>;
  /** Ends the race; `done` follows within 100 ms with what there is by then. Harmless when repeated. */
  stop(): void;
}

interface Conduct {
  readonly record: RaceRecord;
  readonly signal: AbortSignal;
  readonly attention: WatchedAttention;
  say(activity: string): void;
}

/** What is raced: known once the program has been loaded and its arguments are complete. */
interface Race {
  readonly program: Program;
  readonly args: readonly number[];
  readonly workers: number;
  /** A program that computes nothing has its smallest work on the stage, which nobody asks for. */
  readonly kernel: Kernel;
  readonly size: number;
}

/** An open lab with the race's work on its stage. */
interface Ground {
  readonly opening: Opening;
  readonly stage: Stage;
  readonly reference: Uint8Array | null;
}

/** Starts a race at once. The report is rebuilt and handed to `onProgress` whenever something is new, at most once a frame while one plays. */
export function startRace(options: RaceOptions, onProgress: (progress: RaceProgress) => void): RaceRun {
  const abort = new AbortController();
  const { signal } = abort;
  const clock = clockFrom();
  const began = clock.now();
  const record = new RaceRecord(options);
  const say = (activity: string): void => {
    if (signal.aborted) return;
    onProgress({ report: record.report(), activity, elapsedMs: clock.now() - began, remainingMs: null });
  };
  const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  say('Starting workers');
  const ended = afterTheLast(() => conductRace({ record, signal, attention: watchAttention(document, clock), say }));
  const done = Promise.race([ended, stopped]).then(() => {
    if (record.state === 'running') record.state = 'stopped';
    return record.report();
  });
  return { done, stop: () => abort.abort() };
}

/** Ends with `record.state` set, never rejects. */
async function conductRace(conduct: Conduct): Promise<void> {
  const { record, signal, attention } = conduct;
  let ground: Ground | undefined;
  try {
    if (signal.aborted) throw new Stopped();
    record.resolutionMs = clockResolution(clockFrom());
    await noteSurroundings(record);
    const race = await raceOf(record);
    const opening = await open(conduct, race);
    ground = { opening, stage: new Stage(opening), reference: null };
    const contestants = await contestantsOf(record, race, opening);
    await warmUp(conduct, race, ground, contestants);
    const prepare = opening.pool?.loss ? reopened : staged;
    ground = await prepare(conduct, race, ground, contestants);
    for (const model of shuffled(contestants, prng(record.options.seed))) {
      if (ground.opening.pool?.loss) ground = await reopened(conduct, race, ground, contestants);
      await playOne(conduct, race, ground, model);
    }
    record.state = 'complete';
  } catch (error) {
    endRun(record, signal, error);
  } finally {
    record.frozen = attention.frozen;
    attention.end();
    await ground?.opening.pool?.close();
  }
}

/** Rejects with `UnknownEntry` or `StepsInRace`. */
async function raceOf(record: RaceRecord): Promise<Race> {
  const { options } = record;
  const program = await programs.load(options.program);
  const asked = completeArgs(program.parameters, options.args);
  const kernel = await kernels.load(options.kernel);
  demandOneStep(kernel);
  const wantedItems = itemsOf(program.parameters, asked);
  const size = sizeWithItems(kernel, wantedItems);
  const mostItems = kernel.items(kernel.maxSize);
  if (wantedItems > mostItems) record.doubts.push(warnings.itemsCapped(kernel.title, wantedItems, mostItems));
  const args = withItems(program.parameters, asked, kernel.items(size));
  const wanted = options.workers ?? usualWorkers(program, args, record.reported);
  const workers = Math.max(1, Math.min(MOST_OPENED - 1, wanted));
  record.program = { id: program.id, title: program.title, args };
  return { program, args, workers, kernel, size };
}

async function open({ record, signal }: Conduct, { workers }: Race): Promise<Opening> {
  // One more for `main`, which has a thread of its own under the models of threads.
  const opening = await openLab(Math.min(MOST_OPENED, workers + 1), signal);
  record.mode = opening.mode;
  record.missing = opening.pool ? opening.pool.missing.map(({ message }) => message) : opening.missing;
  return opening;
}

/** Those that can play here; the others are entered as unable. */
async function contestantsOf(record: RaceRecord, race: Race, opening: Opening): Promise<ExecutionModel[]> {
  const all = await Promise.all(record.entries.map(({ model }) => models.load(model)));
  return all.filter((model) => {
    const reason = reasonUnable(model, opening.mode);
    record.change(model.id, {
      workers: model.needs === 'page' ? 0 : race.workers,
      ...(reason !== null && { state: 'unable', reason }),
    });
    return reason === null;
  });
}

/** Some of them compute in memories of the workers' own. */
function isolates(contestants: readonly ExecutionModel[]): boolean {
  return contestants.some(({ needs }) => needs === 'workers');
}

/** The program at its smallest, once under each model, so that loading its code falls into nobody's time. */
async function warmUp(
  conduct: Conduct,
  race: Race,
  ground: Ground,
  contestants: readonly ExecutionModel[],
): Promise<void> {
  const { signal, say } = conduct;
  const { program, kernel } = race;
  const { stage } = ground;
  say('Warming up');
  const least = program.parameters.map((parameter) => parameter.least);
  const args = withItems(program.parameters, least, kernel.items(kernel.tinySize));
  await stageWork({ stage, kernel, program: program.id, size: kernel.tinySize, isolated: isolates(contestants) });
  for (const model of contestants) {
    if (signal.aborted) throw new Stopped();
    if (ground.opening.pool?.loss) return;
    const { settings } = conduct.record.options;
    const asked = { program, args, workers: race.workers, settings, limitMs: WARM_UP_MS, signal };
    // What goes wrong here goes wrong again in the race, where it is reported.
    await model.play?.(stage, asked).catch(() => undefined);
  }
}

/** The ground with the race's work on it, known to be right. */
async function staged(
  conduct: Conduct,
  { kernel, program, size }: Race,
  ground: Ground,
  contestants: readonly ExecutionModel[],
): Promise<Ground> {
  const { record, signal, say } = conduct;
  const { stage } = ground;
  const asked = { stage, kernel, program: program.id, size, isolated: isolates(contestants) };
  if (!program.computes) {
    await stageWork(asked);
    return ground;
  }
  say(`Computing ${kernel.title} once, to know what is right`);
  const { work, reference } = await workOf({ ...asked, signal });
  record.work = work;
  return { ...ground, reference };
}

/** A lost worker breaks its generation; the next model plays on another. */
async function reopened(
  conduct: Conduct,
  race: Race,
  broken: Ground,
  contestants: readonly ExecutionModel[],
): Promise<Ground> {
  await broken.opening.pool?.close();
  const opening = await open(conduct, race);
  return staged(conduct, race, { opening, stage: new Stage(opening), reference: null }, contestants);
}

/** Main thread and all others; the main thread is what they are compared with, so it is let come to its end. */
function limitFor(model: ExecutionModel, bestMs: Milliseconds | null): Milliseconds {
  if (bestMs === null || model.id === 'main-thread') return LONGEST_MS;
  return Math.min(LONGEST_MS, LOSING.times * bestMs + LOSING.moreMs);
}

/** Rejects with `Stopped` only. */
async function playOne(conduct: Conduct, race: Race, ground: Ground, model: ExecutionModel): Promise<void> {
  const { record, signal } = conduct;
  const { program, args } = race;
  const { bestMs } = record;
  const given = { bestMs, limitMs: limitFor(model, bestMs) };
  try {
    const played = await attendedPlay(conduct, race, ground, model, given.limitMs);
    record.change(model.id, verdictOn(model.id, played, { program, args, reference: ground.reference }));
  } catch (error) {
    if (signal.aborted || error instanceof Stopped) {
      record.change(model.id, { state: 'waiting' });
      throw new Stopped();
    }
    noteLoss(record, error);
    record.change(model.id, verdictOnFailure(model.id, error, program, given));
  }
  conduct.say(
    `${record.entries.filter(({ state }) => state !== 'waiting').length} of ${record.entries.length} models have played`,
  );
  await nextTurn();
}

/** Again where the tab was not in front meanwhile. */
function attendedPlay(
  conduct: Conduct,
  race: Race,
  { stage }: Ground,
  model: ExecutionModel,
  limitMs: Milliseconds,
): Promise<Played> {
  const { record, signal, attention, say } = conduct;
  const { program, args, workers } = race;
  const activity = `Playing it under: ${model.title}`;
  const onVoid = (): void => {
    record.voided += 1;
  };
  return attended({ attention, signal, onVoid }, async () => {
    record.change(model.id, { state: 'running', played: null });
    say(activity);
    forgetOutput(stage.work.pageOutput);
    if (stage.work.sharedOutput) forgetOutput(stage.work.sharedOutput);
    if (!model.play) throw new Error(`the model "${model.id}" cannot play programs`);
    return model.play(stage, {
      program,
      args,
      workers,
      settings: record.options.settings,
      limitMs,
      signal,
      onProgress(soFar) {
        record.change(model.id, { played: { ...soFar, output: null } });
        say(activity);
      },
    });
  });
}
