/**
 * Puts claims to the test: opens the lab, counts what runs at once, measures the speed-ups that the claims share, then tests one claim after
 * the other and judges what it brings home. A claim that breaks leaves the others alone.
 */
import { clockFrom, type Clock } from '../base/clock.ts';
import { nextTurn } from '../base/turn.ts';
import type { Milliseconds } from '../base/units.ts';
import { watchAttention, type WatchedAttention } from '../measure/attention.ts';
import type { ClaimEntry, ClaimsProgress, ClaimsReport } from '../measure/claims/claim-report.ts';
import { decide } from '../measure/claims/verdict.ts';
import { clockResolution } from '../measure/clock-resolution.ts';
import { Stopped } from '../pool/errors.ts';
import type { ClaimLab } from './claim-lab/claim-lab.ts';
import { openClaimLab } from './claim-lab/open-claim-lab.ts';
import { Pause } from './claim-lab/pause.ts';
import { remainingMs } from './claim-lab/remaining.ts';
import { untestable } from './claim-lab/untestable.ts';
import { claims, NotTestable, type Claim } from './claims/index.ts';
import { ClaimsRecord } from './claims-record.ts';
import { afterTheLast } from './one-after-another.ts';
import { endRun, noteLoss, noteSurroundings } from './run-record.ts';

/** A claim that takes longer is given up: all of them together are meant to take minutes. */
const LONGEST_MS: Milliseconds = 45_000;

export interface ClaimsOptions {
  /** In the order in which they are to be decided. */
  readonly claims: readonly string[];
  /** 32 bits. */
  readonly seed: number;
}

export interface ClaimsRun {
  /** Resolves with the final report, whole or partial; what goes wrong stands in it, it does not reject. */
  readonly done: Promise<ClaimsReport>;
  /** Ends the run; `done` follows within 100 ms with what there is by then. Harmless when repeated. */
  stop(): void;
  /** Holds the run at the next step; what is being measured at this moment is finished. Harmless when repeated. */
  pause(): void;
  resume(): void;
}

interface Conduct {
  readonly record: ClaimsRecord;
  readonly signal: AbortSignal;
  readonly pause: Pause;
  readonly clock: Clock;
  readonly attention: WatchedAttention;
  say(activity: string): void;
}

/** Starts at once. The report is rebuilt and handed to `onProgress` whenever something is new. */
export function startClaims(options: ClaimsOptions, onProgress: (progress: ClaimsProgress) => void): ClaimsRun {
  const abort = new AbortController();
  const { signal } = abort;
  const clock = clockFrom();
  const began = clock.now();
  const record = new ClaimsRecord(options.claims, options.seed);
  const pause = new Pause();
  let activity = 'Starting workers';
  const tell = (): void => {
    if (signal.aborted) return;
    const report = record.report();
    const elapsedMs = clock.now() - began;
    onProgress({ report, activity, elapsedMs, remainingMs: remainingMs(report), isPaused: pause.isPaused });
  };
  const say = (now: string): void => {
    activity = now;
    tell();
  };
  const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  tell();
  const conduct = { record, signal, pause, clock, attention: watchAttention(document, clock), say };
  const ended = afterTheLast(() => conductClaims(conduct));
  const done = Promise.race([ended, stopped]).then(() => {
    if (record.state === 'running') record.state = 'stopped';
    return record.report();
  });
  return {
    done,
    stop: () => abort.abort(),
    pause() {
      pause.pause();
      tell();
    },
    resume() {
      pause.resume();
      tell();
    },
  };
}

/** Ends with `record.state` set, never rejects. */
async function conductClaims(conduct: Conduct): Promise<void> {
  const { record, signal, attention } = conduct;
  let lab: ClaimLab | undefined;
  try {
    if (signal.aborted) throw new Stopped();
    const asked = await Promise.all(record.entries.map(({ claim }) => claims.load(claim)));
    await noteSurroundings(record);
    record.resolutionMs = clockResolution(clockFrom());
    lab = await openClaimLab(conduct);
    const testable = asked.filter((claim) => !enteredAsUntestable(conduct, claim, lab as ClaimLab));
    await shareSpeedUps(conduct, lab, testable);
    for (const claim of testable) {
      if (lab.opening.pool?.loss) lab = await reopened(conduct, lab);
      await testOne(conduct, lab, claim);
    }
    record.state = 'complete';
  } catch (error) {
    endRun(record, signal, error);
  } finally {
    record.frozen = attention.frozen;
    attention.end();
    await lab?.close();
  }
}

/** A lost worker breaks its generation; the next claim is tested in another, with what was measured so far. */
async function reopened(conduct: Conduct, broken: ClaimLab): Promise<ClaimLab> {
  await broken.close();
  const lab = await openClaimLab(conduct);
  lab.speedUps.adopt(broken.speedUps);
  return lab;
}

function enteredAsUntestable({ record }: Conduct, { id, needs }: Claim, lab: ClaimLab): boolean {
  const reason = untestable(needs, { mode: lab.mode, proven: record.proven, resolutionMs: record.resolutionMs });
  if (reason !== null) record.change(id, { state: 'done', verdict: 'not testable', reason, tookMs: 0 });
  return reason !== null;
}

async function shareSpeedUps({ record }: Conduct, lab: ClaimLab, testable: readonly Claim[]): Promise<void> {
  const { proven, width } = lab;
  await lab.speedUps.measure(testable.flatMap((claim) => [...(claim.cells?.({ proven, width }) ?? [])]));
  record.noiseFloor = lab.speedUps.noiseFloor ?? (await lab.measureNoise());
}

/** Rejects with `Stopped` only. */
async function testOne(conduct: Conduct, lab: ClaimLab, claim: Claim): Promise<void> {
  const { record, signal, clock, pause } = conduct;
  await pause.passed(signal);
  const began = clock.now();
  const limit = AbortSignal.timeout(LONGEST_MS);
  lab.signal = AbortSignal.any([signal, limit]);
  record.change(claim.id, { state: 'running' });
  conduct.say(claim.statement);
  try {
    record.change(claim.id, await judgedEntry(claim, lab, record.noiseFloor));
  } catch (error) {
    if (signal.aborted) {
      record.change(claim.id, { state: 'waiting' });
      throw new Stopped();
    }
    noteLoss(record, error);
    record.change(claim.id, entryOfFault(error, limit.aborted));
  } finally {
    lab.signal = signal;
    await lab.closeGuests();
  }
  record.change(claim.id, { tookMs: clock.now() - began });
  conduct.say(claim.statement);
  await nextTurn();
}

async function judgedEntry(claim: Claim, lab: ClaimLab, noiseFloor: number | null): Promise<Partial<ClaimEntry>> {
  const { parts, control, pictures, beside } = await claim.test(lab);
  const decided = decide({ parts, control, controlExpected: claim.controlExpected, noiseFloor });
  return { state: 'done', ...decided, pictures, beside };
}

function entryOfFault(error: unknown, isOverdue: boolean): Partial<ClaimEntry> {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof NotTestable) return { state: 'done', verdict: 'not testable', reason: message, ...error.shown };
  const reason = isOverdue ? `It had not ended after ${LONGEST_MS / 1000} s and was given up.` : message;
  return { state: 'failed', verdict: null, reason };
}
