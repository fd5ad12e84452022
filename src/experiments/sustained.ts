/**
 * Does this device keep its pace? Opens the lab, counts the threads that run at once, keeps all of them at work for
 * minutes, and reports how their pace went, window by window.
 */
import { atMost } from '../base/at-most.ts';
import { clockFrom } from '../base/clock.ts';
import { nextTurn } from '../base/turn.ts';
import type { Milliseconds } from '../base/units.ts';
import { kernels } from '../kernels/index.ts';
import { watchAttention, type Attention } from '../measure/attention.ts';
import { clockResolution } from '../measure/clock-resolution.ts';
import { countCores } from '../measure/cores/count-cores.ts';
import { pacerOf } from '../measure/cores/pace.ts';
import { watchSurroundings } from '../measure/surroundings.ts';
import { takeWindows } from '../measure/sustained/sustained-windows.ts';
import { COARSE_CLOCK_MS } from '../measure/warnings.ts';
import { Stage } from '../models/stage.ts';
import { Stopped } from '../pool/errors.ts';
import type { Pool } from '../pool/pool.ts';
import { afterTheLast } from './one-after-another.ts';
import { openLab, type Opening } from './opening.ts';
import { SustainedRecord } from './sustained-record.ts';
import type { SustainedOptions, SustainedProgress, SustainedRun } from './sustained-run.ts';
import { endRun } from './run-record.ts';

const MOST_REPORTED = 64;
/** The kernel whose items are all alike and share nothing: the processors work, and nothing else is in the way. */
const KERNEL = 'ep';
/** Until all workers run optimised code. */
const WARM_UP_MS: Milliseconds = 500;
/** A page that is hidden gets no frames; then there is nothing to paint either. */
const FRAME_MS: Milliseconds = 50;

const UNAVAILABLE = {
  messages:
    'Without shared memory the workers of this page cannot start and end their loops together, so their pace cannot be watched.',
  'main-only': 'This browser gave the page no workers, so there are no threads to keep at work.',
} as const;

interface Conduct {
  readonly record: SustainedRecord;
  readonly signal: AbortSignal;
  say(activity: string, remainingMs: Milliseconds | null): void;
}

/** Starts a run at once. The report is rebuilt and handed to `onProgress` after every window. */
export function startSustained(
  options: SustainedOptions,
  onProgress: (progress: SustainedProgress) => void,
): SustainedRun {
  const abort = new AbortController();
  const clock = clockFrom();
  const began = clock.now();
  const record = new SustainedRecord(options);
  const conduct: Conduct = {
    record,
    signal: abort.signal,
    say(activity, remainingMs) {
      if (abort.signal.aborted) return;
      onProgress({ report: record.report(), activity, elapsedMs: clock.now() - began, remainingMs });
    },
  };
  const stopped = new Promise<void>((resolve) =>
    abort.signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  conduct.say('Starting workers', null);
  const ended = afterTheLast(() => conductRun(conduct));
  const done = Promise.race([ended, stopped]).then(() => {
    if (record.state === 'running') record.state = 'stopped';
    return record.report();
  });
  return { done, stop: () => abort.abort() };
}

/** Ends with `record.state` set, never rejects. */
async function conductRun(conduct: Conduct): Promise<void> {
  const { record, signal } = conduct;
  const clock = clockFrom();
  const attention = watchAttention(document, clock);
  let opening: Opening | undefined;
  try {
    if (signal.aborted) throw new Stopped();
    record.resolutionMs = clockResolution(clock);
    await noteBattery(record);
    opening = await openLab(Math.min(MOST_REPORTED, Math.max(2, record.reported ?? 2)), signal);
    record.mode = opening.mode;
    record.missing = opening.missing;
    if (opening.mode === 'shared' && opening.pool) {
      await keepAtWork(conduct, opening, opening.pool, attention);
      record.state = 'complete';
    } else {
      record.failure = UNAVAILABLE[opening.mode === 'main-only' ? 'main-only' : 'messages'];
      record.state = 'unavailable';
    }
  } catch (error) {
    endRun(record, signal, error);
  } finally {
    record.frozen = attention.frozen;
    attention.end();
    await opening?.pool?.close();
  }
}

async function noteBattery(record: SustainedRecord): Promise<void> {
  const watch = await watchSurroundings();
  record.battery = watch.look().battery;
  watch.end();
}

async function keepAtWork(conduct: Conduct, opening: Opening, pool: Pool, attention: Attention): Promise<void> {
  const { record, signal, say } = conduct;
  await countThreads(conduct, pool, attention);
  record.missing = pool.missing.map(({ message }) => message);
  record.workers = Math.max(1, Math.min(record.proven ?? record.reported ?? 1, pool.size));
  const kernel = await kernels.load(KERNEL);
  const size = kernel.tinySize;
  await new Stage(opening).load({ kernel, program: 'crunch', size, chunkItems: 1, isolated: false });
  record.work = { kernel: kernel.id, version: kernel.version, size };
  const pacer = pacerOf(pool, signal);
  const { workers } = record;
  const activity = workers === 1 ? 'One thread at work' : `${workers} threads at work`;
  say('Warming up', null);
  const everyone = Array.from({ length: workers }, (_, worker) => worker);
  await pacer.window(everyone, WARM_UP_MS);
  const { durationMs } = record.options;
  await takeWindows({
    pacer,
    workers,
    clock: opening.clock,
    attention,
    signal,
    durationMs,
    async onWindow(window, countedMs) {
      record.windows.push(window);
      say(activity, durationMs - countedMs);
      await painted();
    },
  });
}

/** The handshake, where the clock is fine enough to tell one of its rounds from a scheduler's turn. */
async function countThreads({ record, signal, say }: Conduct, pool: Pool, attention: Attention): Promise<void> {
  if (record.resolutionMs > COARSE_CLOCK_MS) return;
  record.levels = await countCores({
    pool,
    attended: { attention, signal, onVoid: () => undefined },
    reported: record.reported,
    onLevel: (workers) => say(`Counting what runs at once: ${workers} ${workers === 1 ? 'thread' : 'threads'}`, null),
  });
}

/** The page draws the window before the next one begins, not during it. */
async function painted(): Promise<void> {
  await atMost(new Promise((resolve) => requestAnimationFrame(resolve)), FRAME_MS);
  await nextTurn();
}
