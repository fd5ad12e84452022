/**
 * Takes the windows of a sustained run: all threads at once, second after second, and now and then the first one alone.
 * A window during which the tab was hidden or frozen is void and its time does not count. Judges nothing.
 */
import { atMost } from '../../base/at-most.ts';
import type { Clock } from '../../base/clock.ts';
import type { Milliseconds } from '../../base/units.ts';
import { Overdue, Stopped } from '../../pool/errors.ts';
import type { Attention } from '../attention.ts';
import type { PaceRecord, Pacer } from '../cores/pace.ts';
import { windowPace } from '../cores/window-pace.ts';
import type { SustainedWindow } from './sustained-report.ts';

const TOGETHER_MS: Milliseconds = 1_000;
const ALONE_MS: Milliseconds = 200;
/** Two of one worker alone each time: 4 % of the run, in which the other processors rest. */
const ALONE_WINDOWS = 2;
const ALONE_EVERY_MS: Milliseconds = 10_000;
/** A window that took this much longer than it was meant to was frozen, with the page: a phone in the pocket, a lid closed. */
const FROZEN_MS: Milliseconds = 1_000;
/** Windows in a row that workers may miss; more is no freezing but a fault. */
const MOST_OVERDUE = 3;
const AFTER_OVERDUE_MS: Milliseconds = 1_000;

export interface SustainedAsked {
  readonly pacer: Pacer;
  readonly workers: number;
  readonly clock: Clock;
  readonly attention: Attention;
  readonly signal: AbortSignal;
  readonly durationMs: Milliseconds;
  /** After every window, between it and the next: what is done here disturbs none. `countedMs` excludes void windows. */
  onWindow(window: SustainedWindow, countedMs: Milliseconds): Promise<void>;
}

/** The run's own clock, which does not see absences. */
class RunClock {
  #outMs: Milliseconds;
  constructor(readonly clock: Clock) {
    this.#outMs = clock.now();
  }
  now(): Milliseconds {
    return this.clock.now() - this.#outMs;
  }
  leaveOut(ms: Milliseconds): void {
    this.#outMs += ms;
  }
}

/** Until the time is up. Rejects with `Stopped`, or as the pacer does. */
export async function takeWindows(asked: SustainedAsked): Promise<void> {
  const { durationMs, attention, signal } = asked;
  await attention.inFront(signal);
  const run = new RunClock(asked.clock);
  const everyone = Array.from({ length: asked.workers }, (_, worker) => worker);
  const records = patient(asked.pacer);
  let voidMs = 0;
  let dueMs = 0;
  const take = async (kind: SustainedWindow['kind']): Promise<void> => {
    const window = await takeOne({ asked, run, records }, kind, kind === 'alone' ? [0] : everyone);
    if (window.spoilt) voidMs += window.endMs - window.startMs;
    await asked.onWindow(window, Math.min(durationMs, run.now() - voidMs));
  };
  const listen = async (): Promise<void> => {
    for (let window = 0; window < ALONE_WINDOWS; window++) await take('alone');
  };
  while (run.now() - voidMs < durationMs) {
    if (run.now() >= dueMs) {
      dueMs = run.now() + ALONE_EVERY_MS;
      await listen();
    }
    await take('together');
  }
  await listen();
}

type Records = (workers: readonly number[], lengthMs: Milliseconds) => Promise<readonly PaceRecord[] | null>;

/** Null where the workers were overdue, as they are when page and workers were frozen: they are given time to come to. */
function patient(pacer: Pacer): Records {
  let overdue = 0;
  return async (workers, lengthMs) => {
    try {
      const records = await pacer.window(workers, lengthMs);
      overdue = 0;
      return records;
    } catch (error) {
      if (!(error instanceof Overdue) || ++overdue > MOST_OVERDUE) throw error;
      await atMost(new Promise(() => undefined), AFTER_OVERDUE_MS);
      return null;
    }
  };
}

interface Taking {
  readonly asked: SustainedAsked;
  readonly run: RunClock;
  readonly records: Records;
}

async function takeOne(
  { asked: { attention, signal }, run, records }: Taking,
  kind: SustainedWindow['kind'],
  workers: readonly number[],
): Promise<SustainedWindow> {
  if (signal.aborted) throw new Stopped();
  attention.lapsed();
  const lengthMs = kind === 'alone' ? ALONE_MS : TOGETHER_MS;
  const startMs = run.now();
  const found = await records(workers, lengthMs);
  const overMs = run.now() - startMs - lengthMs;
  const lapsed = attention.lapsed();
  const spoilt = found === null || overMs > FROZEN_MS ? 'frozen' : lapsed ? 'hidden' : null;
  // A void window shows as a gap of its own length, however long it took.
  const excessMs = spoilt ? Math.max(0, overMs) : 0;
  run.leaveOut(excessMs);
  const endMs = run.now();
  const beforeMs = attention.awayMs;
  await attention.inFront(signal);
  const hiddenMs = attention.awayMs - beforeMs;
  run.leaveOut(hiddenMs);
  const pace = spoilt || !found ? null : windowPace(found);
  return { kind, startMs, endMs, spoilt, awayMs: excessMs + hiddenMs, pace };
}
