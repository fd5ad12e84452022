/**
 * What is work with a serial part of a chosen size worth to several workers here? The program of Amdahl's law, played by each number of them in
 * interleaved rounds, beside the whole of it on one. Fits nothing: whoever reads the report holds it against the law.
 */
import { clockFrom, type Clock } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import { watchAttention } from '../measure/attention.ts';
import type { ClaimPicture } from '../measure/claims/claim-report.ts';
import { clockResolution } from '../measure/clock-resolution.ts';
import type {
  SerialPartOptions,
  SerialPartProgress,
  SerialPartReport,
} from '../measure/serial-part/serial-part-report.ts';
import type { Played } from '../models/play/play.ts';
import { Stopped } from '../pool/errors.ts';
import type { ClaimLab, PlayWanted } from './claim-lab/claim-lab.ts';
import { openClaimLab } from './claim-lab/open-claim-lab.ts';
import { afterTheLast } from './one-after-another.ts';
import { endRun, noteSurroundings } from './run-record.ts';
import { SerialPartRecord, type Taken } from './serial-part-record.ts';

/** Of the whole, on one worker: long enough that what waking the others takes is small beside it. */
const WHOLE_MS: Milliseconds = 240;
/** With the opening a run then stays within fifteen seconds. */
const ROUNDS = { rounds: 9, fewest: 4, budgetMs: 6_500 };
/** `main` is task 0; the first that it spawns computes the serial part. */
const HEAD_TASK = 1;

export interface SerialPartRun {
  /** Resolves with the final report, whole or partial; what goes wrong stands in it, it does not reject. */
  readonly done: Promise<SerialPartReport>;
  /** Ends the run; `done` follows within 100 ms with what there is by then. Harmless when repeated. */
  stop(): void;
}

interface Conduct {
  readonly record: SerialPartRecord;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  say(activity: string): void;
}

/** Starts at once. The report is rebuilt and handed to `onProgress` whenever something is new. */
export function startSerialPart(
  options: SerialPartOptions,
  onProgress: (progress: SerialPartProgress) => void,
): SerialPartRun {
  const abort = new AbortController();
  const { signal } = abort;
  const clock = clockFrom();
  const began = clock.now();
  const record = new SerialPartRecord(options);
  const say = (activity: string): void => {
    if (signal.aborted) return;
    onProgress({ report: record.report(), activity, elapsedMs: clock.now() - began, remainingMs: null });
  };
  const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  say('Starting workers');
  const ended = afterTheLast(() => conductRun({ record, signal, clock, say }));
  const done = Promise.race([ended, stopped]).then(() => {
    if (record.state === 'running') record.state = 'stopped';
    return record.report();
  });
  return { done, stop: () => abort.abort() };
}

/** Ends with `record.state` set, never rejects. */
async function conductRun({ record, signal, clock, say }: Conduct): Promise<void> {
  const attention = watchAttention(document, clock);
  let lab: ClaimLab | undefined;
  try {
    if (signal.aborted) throw new Stopped();
    record.resolutionMs = clockResolution(clock);
    await noteSurroundings(record);
    lab = await openClaimLab({ record, signal, attention, say });
    await measure(lab, record);
    record.state = 'complete';
  } catch (error) {
    endRun(record, signal, error);
  } finally {
    record.frozen = attention.frozen;
    attention.end();
    await lab?.close();
  }
}

async function measure(lab: ClaimLab, record: SerialPartRecord): Promise<void> {
  const { percent } = record.options;
  const items = lab.work.itemsFor(WHOLE_MS);
  const several = record.options.workers.filter((workers) => workers > 1);
  const asked = (tasks: number, share: number): PlayWanted => ({
    program: 'fork-join',
    args: [tasks, share, items],
    model: record.model,
    workers: tasks,
  });
  const take = (wanted: PlayWanted) => async (): Promise<Taken> => takenFrom(await lab.play(wanted));
  lab.say(`Computing it on one worker and on ${several.join(', ')}, by turns`);
  const takes = Object.fromEntries([
    ['whole', take(asked(1, 0))] as const,
    ...several.map((workers) => [String(workers), take(asked(workers, percent))] as const),
  ]);
  const taken: Readonly<Record<string, readonly Taken[]>> = await lab.rounds<string, Taken>(takes, ROUNDS);
  record.rounds = {
    whole: (taken['whole'] ?? []).map(({ wallMs }) => wallMs),
    split: several.map((workers) => ({ workers, taken: taken[String(workers)] ?? [] })),
  };
  const most = asked(several.at(-1) ?? 1, percent);
  const played = await lab.attended(() => lab.play(most));
  record.lanes = lanesOf(record, most.workers, played);
}

function takenFrom({ wallMs, tasks }: Played): Taken {
  const head = tasks.find(({ task }) => task === HEAD_TASK);
  const isWhole = head && head.start !== null && head.end !== null;
  return { wallMs, headMs: isWhole ? (head.end ?? 0) - (head.start ?? 0) : 0 };
}

function lanesOf({ options, model }: SerialPartRecord, workers: number, played: Played): ClaimPicture {
  const label = `${options.percent} % serial, ${workers} ${workers === 1 ? 'worker' : 'workers'}`;
  return { kind: 'lanes', title: 'One computes, the others wait; then all compute', plays: [{ label, model, played }] };
}
