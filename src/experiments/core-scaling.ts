/**
 * The main question: how many things does this device do at once, and how much sooner does the same work get
 * done? Opens the lab, proves simultaneity, counts what the threads are worth, then runs the same verified work
 * under each model, interleaved, until the answer is precise or the time is spent.
 */
import { clockFrom, type Clock } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import { watchAttention, type Attention } from '../measure/attention.ts';
import { clockResolution } from '../measure/clock-resolution.ts';
import { watchSurroundings, type Said, type SurroundingsWatch } from '../measure/surroundings.ts';
import { checkTimers } from '../measure/timer-check.ts';
import { warnings } from '../measure/warnings.ts';
import { SHARED_BYTES } from '../memory/pages.ts';
import { Stopped, WorkerLost } from '../pool/errors.ts';
import type { Pool } from '../pool/pool.ts';
import { kernels } from '../kernels/index.ts';
import { findCores } from './find-cores.ts';
import { Findings } from './findings.ts';
import { afterTheLast } from './one-after-another.ts';
import { openLab, type Opening } from './opening.ts';
import { raceModels } from './race-models.ts';
import type { MeasureOptions, Progress, Run } from './run.ts';

const MOST_REPORTED = 64;

/** What every phase of a run works with. */
export interface Conduct {
  readonly findings: Findings;
  readonly signal: AbortSignal;
  /** Tells the page what is happening; `remainingMs` null where it cannot be told. */
  say(activity: string, remainingMs: Milliseconds | null): void;
}

/** Starts a run at once. The report is rebuilt and handed to `onProgress` whenever something was found. */
export function startCoreScaling(options: MeasureOptions, onProgress: (progress: Progress) => void): Run {
  const abort = new AbortController();
  const clock = clockFrom();
  const began = clock.now();
  const findings = new Findings(options);
  const conduct: Conduct = {
    findings,
    signal: abort.signal,
    say(activity, remainingMs) {
      if (!abort.signal.aborted) {
        onProgress({ report: findings.report(), activity, elapsedMs: clock.now() - began, remainingMs });
      }
    },
  };
  const stopped = new Promise<void>((resolve) =>
    abort.signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  conduct.say('Starting workers', null);
  const ended = afterTheLast(() => conductRun(conduct));
  const done = Promise.race([ended, stopped]).then(() => {
    if (abort.signal.aborted) findings.ending ??= 'stopped';
    return findings.report();
  });
  return { done, stop: () => abort.abort() };
}

/** Watched from the first run on: a browser takes seconds to say the first word, which is then known to the next run. */
let surroundings: Promise<SurroundingsWatch> | undefined;
/** When the last run ended, on any clock of the page. */
let lastLoad: Milliseconds = -Infinity;
/** The pressure that a browser names is that of some seconds ago. */
const ECHO_MS: Milliseconds = 15_000;

/** All phases; ends with `findings.ending` set, never rejects. */
async function conductRun(conduct: Conduct): Promise<void> {
  const { findings, signal } = conduct;
  const clock = clockFrom();
  const attention = watchAttention(document, clock);
  let opening: Opening | undefined;
  try {
    if (signal.aborted) throw new Stopped();
    findings.resolutionMs = clockResolution(clock);
    findings.said = await lookAround(clock);
    findings.timers = await checkTimers({ clock });
    opening = await openLab(Math.min(MOST_REPORTED, Math.max(2, findings.reported ?? 2)), signal);
    noteOpening(findings, opening);
    const onWorkers = (pool: Pool): void => noteWorkers(findings, pool);
    const cores = await findCores({ conduct, opening, attention, onWorkers });
    const raced = await race(conduct, opening, attention);
    const weighed = (await cores?.finish()) ?? 'precise';
    // The answer of a run with work is the race's; without, it is what the cores are worth.
    findings.ending = findings.options.kernels.length > 0 ? raced : weighed;
  } catch (error) {
    end(conduct, error);
  } finally {
    findings.frozen = attention.frozen;
    attention.end();
    if (opening) noteWorkers(findings, opening.pool);
    await opening?.pool?.close();
    lastLoad = clock.now();
  }
}

/** What the browser says; of the processor only where it cannot be the echo of the last run. */
async function lookAround(clock: Clock): Promise<Said> {
  surroundings ??= watchSurroundings();
  const said = (await surroundings).look();
  return clock.now() - lastLoad < ECHO_MS ? { ...said, pressure: null } : said;
}

function end({ findings, signal }: Conduct, error: unknown): void {
  if (signal.aborted || error instanceof Stopped) {
    findings.ending ??= 'stopped';
    return;
  }
  findings.ending = 'failed';
  findings.failure = error instanceof Error ? error.message : String(error);
  if (error instanceof WorkerLost) findings.doubts.push(warnings.workerLost(error.message));
}

function noteOpening(findings: Findings, { mode, pool, missing }: Opening): void {
  findings.mode = mode;
  findings.missing = missing;
  if (mode === 'main-only') findings.doubts.push(warnings.noWorkers());
  const got = pool?.shared?.memory.buffer.byteLength;
  if (got !== undefined && got < SHARED_BYTES) findings.memory = { wanted: SHARED_BYTES, got };
  noteWorkers(findings, pool);
}

function noteWorkers(findings: Findings, pool: Pool | null): void {
  if (!pool) return;
  findings.missing = pool.missing.map(({ message }) => message);
  if (pool.size === 0) return;
  const times = pool.lanes(pool.size).map(({ startup }) => startup);
  const first = Math.min(...times.map(({ start }) => start));
  findings.startup = times.map(({ start, end }, lane) => {
    return { lane, task: -1, phase: 'startup', start: start - first, end: end - first };
  });
}

async function race(conduct: Conduct, opening: Opening, attention: Attention): Promise<'precise' | 'budget'> {
  const { findings, signal } = conduct;
  let ending: 'precise' | 'budget' = 'precise';
  for (const [index, id] of findings.options.kernels.entries()) {
    const kernel = await kernels.load(id);
    if (signal.aborted) throw new Stopped();
    const kernelEnding = await raceModels({ conduct, opening, kernel, attention, index });
    if (kernelEnding === 'budget') ending = 'budget';
  }
  return ending;
}
