/**
 * The main question: how many things does this device do at once, and how much sooner does the same work get
 * done? Opens the lab, proves simultaneity, counts what the threads are worth, then runs the same verified work
 * under each model, interleaved, until the answer is precise or the time is spent.
 */
import { clockFrom } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import { attended, watchAttention, type Attention } from '../measure/attention.ts';
import { clockResolution } from '../measure/clock-resolution.ts';
import { countCores } from '../measure/count-cores.ts';
import { throughputRound } from '../measure/throughput-rounds.ts';
import { COARSE_CLOCK_MS, warnings } from '../measure/warnings.ts';
import { SHARED_BYTES } from '../memory/pages.ts';
import { Stage } from '../models/stage.ts';
import { Stopped, WorkerLost } from '../pool/errors.ts';
import type { Pool } from '../pool/pool.ts';
import { kernels } from '../kernels/index.ts';
import { Findings } from './findings.ts';
import { openLab, type Opening } from './opening.ts';
import { raceModels } from './race-models.ts';
import type { MeasureOptions, Progress, Run } from './run.ts';

const MOST_REPORTED = 64;
/** The kernel whose items are all alike and share nothing: what a thread is worth shows undisturbed. */
const THROUGHPUT_KERNEL = 'ep';
const THROUGHPUT_ROUNDS = { quick: 16, thorough: 40 };

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
  const before = lastRun;
  conduct.say('Starting workers', null);
  lastRun = before.then(() => conductRun(conduct));
  const done = Promise.race([lastRun, stopped]).then(() => {
    if (abort.signal.aborted) findings.ending ??= 'stopped';
    return findings.report();
  });
  return { done, stop: () => abort.abort() };
}

/** Settles when the workers of the last run are gone: they would disturb the next one. */
let lastRun: Promise<void> = Promise.resolve();

/** All phases; ends with `findings.ending` set, never rejects. */
async function conductRun(conduct: Conduct): Promise<void> {
  const { findings, signal } = conduct;
  const clock = clockFrom();
  const attention = watchAttention(document, clock);
  let opening: Opening | undefined;
  try {
    if (signal.aborted) throw new Stopped();
    findings.resolutionMs = clockResolution(clock);
    opening = await openLab(Math.min(MOST_REPORTED, Math.max(2, findings.reported ?? 2)), signal);
    noteOpening(findings, opening);
    await cores(conduct, opening, attention);
    findings.ending = await race(conduct, opening, attention);
  } catch (error) {
    end(conduct, error);
  } finally {
    attention.end();
    if (opening) noteWorkers(findings, opening.pool);
    await opening?.pool?.close();
  }
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

/** The handshake and the throughput rounds, where memory is shared. */
async function cores(conduct: Conduct, opening: Opening, attention: Attention): Promise<void> {
  const { pool, mode } = opening;
  const { findings, signal, say } = conduct;
  // A clock this coarse cannot tell a round of the handshake from a scheduler's turn.
  if (!pool || mode !== 'shared' || findings.resolutionMs > COARSE_CLOCK_MS) return;
  const ground = { attention, signal, onVoid: () => (findings.voided += 1) };
  findings.levels = await countCores({
    pool,
    attended: ground,
    reported: findings.reported,
    onLevel(workers, soFar) {
      findings.levels = [...soFar];
      say(`Counting what runs at once: ${workers} ${workers === 1 ? 'worker' : 'workers'} at the barrier`, null);
    },
  });
  noteWorkers(findings, pool);
  const stage = new Stage(opening);
  const kernel = await kernels.load(THROUGHPUT_KERNEL);
  await stage.load({ kernel, program: 'crunch', size: kernel.tinySize, chunkItems: 1, isolated: false });
  const together = Math.min(findings.proven ?? 1, pool.size);
  for (let round = 0; round <= THROUGHPUT_ROUNDS[findings.options.preset]; round++) {
    say(`Weighing what ${together === 1 ? 'one worker is' : `${together} workers are`} worth`, null);
    const sample = await attended(ground, () => throughputRound(pool, together, signal));
    // The first round warms up.
    if (round > 0) findings.throughput.push(sample);
  }
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
