/**
 * How fast does each kernel run on one thread here, and what do vectors and the fused multiply-add give it? Opens every build of the module
 * that the browser takes and lets them compute the same verified work, kernel after kernel (kernel-bout.ts). On the page's own thread, in
 * computations of at most 60 ms: it needs no worker and no shared memory, and Stop is heard between any two.
 */
import { clockFrom, type Clock } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import { kernels } from '../kernels/index.ts';
import { watchAttention, type WatchedAttention } from '../measure/attention.ts';
import { clockResolution } from '../measure/clock-resolution.ts';
import type {
  KernelSpeedsOptions,
  KernelSpeedsProgress,
  KernelSpeedsReport,
} from '../measure/kernels/kernel-speed-report.ts';
import { Stopped } from '../pool/errors.ts';
import { Pool } from '../pool/pool.ts';
import { buildsHere } from '../base/builds.ts';
import { privateLoader } from '../runtime/load-job.ts';
import { compileModule } from '../runtime/module.ts';
import { FEWEST_ROUNDS, type OpenBuild, speedOf } from './kernel-bout.ts';
import { KernelSpeedRecord } from './kernel-speed-record.ts';
import { afterTheLast } from './one-after-another.ts';
import { endRun } from './run-record.ts';

/** What a kernel takes with everything before its rounds. */
const USUAL_MS: Milliseconds = 1_300;

export interface KernelSpeedsRun {
  /** Resolves with the final report, whole or partial; what goes wrong stands in it, it does not reject. */
  readonly done: Promise<KernelSpeedsReport>;
  /** Ends the run; `done` follows within 100 ms with what there is by then. Harmless when repeated. */
  stop(): void;
}

interface Conduct {
  readonly record: KernelSpeedRecord;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly attention: WatchedAttention;
  say(activity: string): void;
}

/** Starts at once. The report is rebuilt and handed to `onProgress` after every round and whenever something else is new. */
export function startKernelSpeeds(
  options: KernelSpeedsOptions,
  onProgress: (progress: KernelSpeedsProgress) => void,
): KernelSpeedsRun {
  const abort = new AbortController();
  const { signal } = abort;
  const clock = clockFrom();
  const began = clock.now();
  const record = new KernelSpeedRecord(options);
  const say = (activity: string): void => {
    if (signal.aborted) return;
    const left = record.kernels.filter(({ state }) => state === 'waiting' || state === 'running').length;
    onProgress({
      report: record.report(),
      activity,
      elapsedMs: clock.now() - began,
      remainingMs: left * USUAL_MS,
    });
  };
  const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  say('Loading the kernels');
  const attention = watchAttention(document, clock);
  const ended = afterTheLast(() => conductSpeeds({ record, signal, clock, attention, say }));
  const done = Promise.race([ended, stopped]).then(() => {
    if (record.state === 'running') record.state = 'stopped';
    record.settle(FEWEST_ROUNDS);
    return record.report();
  });
  return { done, stop: () => abort.abort() };
}

/** Ends with `record.state` set, never rejects. */
async function conductSpeeds(conduct: Conduct): Promise<void> {
  const { record, signal, attention } = conduct;
  try {
    if (signal.aborted) throw new Stopped();
    record.resolutionMs = clockResolution(conduct.clock);
    const builds = await openBuilds(signal);
    record.builds = builds.map(({ build }) => build);
    for (const { kernel } of record.kernels) await measureOne(conduct, builds, kernel);
    record.state = 'complete';
  } catch (error) {
    endRun(record, signal, error);
  } finally {
    record.frozen = attention.frozen;
    attention.end();
  }
}

/** A kernel that fails is entered as failed; the others are measured. Rejects with `Stopped` only. */
async function measureOne(conduct: Conduct, builds: readonly OpenBuild[], id: string): Promise<void> {
  const { record, signal, say } = conduct;
  try {
    const kernel = await kernels.load(id);
    if (signal.aborted) throw new Stopped();
    await speedOf({ ...conduct, builds, say: (activity) => say(`${kernel.title}: ${activity}`) }, kernel);
  } catch (error) {
    if (signal.aborted || error instanceof Stopped) throw new Stopped();
    const text = error instanceof Error ? error.message : String(error);
    record.change(id, { state: 'failed', failure: `${text.charAt(0).toUpperCase()}${text.slice(1)}` });
  }
}

/** Rejects with `ModuleUnavailable`, or `Stopped`. */
async function openBuilds(signal: AbortSignal): Promise<readonly OpenBuild[]> {
  const shared = Pool.worthSharing;
  const opened: OpenBuild[] = [];
  for (const build of buildsHere()) {
    const module = await compileModule(shared, { signal, build });
    if (signal.aborted) throw new Stopped();
    opened.push({ build, load: privateLoader(module, shared) });
  }
  return opened;
}
