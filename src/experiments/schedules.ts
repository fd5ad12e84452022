/**
 * Does it matter how chunks are dealt out to threads? The same work under dynamic, static, guided and stealing, with as many threads as
 * were proven to run at once, in seeded random order round after round, every output compared with the main thread's: once work that is
 * uneven and once work that is even. Takes about ten seconds.
 */
import { SCHEDULES, type Schedule } from '../base/schedule.ts';
import { clockFrom, type Clock } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import { kernels } from '../kernels/index.ts';
import { watchAttention, type Attention } from '../measure/attention.ts';
import { countCores } from '../measure/cores/count-cores.ts';
import { provenFrom } from '../measure/cores/handshake-verdict.ts';
import { takeSample } from '../measure/sampling.ts';
import { rounds } from '../measure/schedule.ts';
import type { ScheduleSample } from '../measure/schedules/judge-schedules.ts';
import type {
  Evenness,
  SchedulesOptions,
  SchedulesProgress,
  SchedulesReport,
} from '../measure/schedules/schedules-report.ts';
import { models } from '../models/index.ts';
import { Stage } from '../models/stage.ts';
import { Stopped } from '../pool/errors.ts';
import { checkPublished, findWork } from './find-work.ts';
import { afterTheLast } from './one-after-another.ts';
import { openLab, type Opening } from './opening.ts';
import { PartOfWork } from './part-of-work.ts';
import { SchedulesRecord, WorkRecord } from './schedules-record.ts';

interface Contest {
  readonly kernel: string;
  readonly evenness: Evenness;
  /** How much of the work, from its beginning. */
  readonly part: number;
  /** Said behind the kernel's title. */
  readonly which: string;
}

const CONTESTS: readonly Contest[] = [
  // The whole set is its own mirror image: two blocks of it would take alike.
  { kernel: 'mandelbrot', evenness: 'uneven', part: 0.5, which: ', its upper half' },
  { kernel: 'queens', evenness: 'uneven', part: 1, which: '' },
  { kernel: 'ep', evenness: 'even', part: 1, which: '' },
];

/** Below six rounds no interval of a median reaches 95 %. */
const ROUNDS = { fewest: 9, most: 40 };
const ROUNDS_MS: Milliseconds = 2_200;
/** What one contest takes with its sizing. */
const CONTEST_MS: Milliseconds = 3_300;
/** Before the first round, each schedule: code and memory are then as they stay. */
const WARM_RUNS = 3;

export interface SchedulesRun {
  /** Resolves with the final report, whole or partial; what goes wrong stands in it, it does not reject. */
  readonly done: Promise<SchedulesReport>;
  /** Ends the run; `done` follows within 100 ms with what there is by then. Harmless when repeated. */
  stop(): void;
}

interface Conduct {
  readonly record: SchedulesRecord;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly attention: Attention;
  say(activity: string): void;
}

/** Starts at once. The report is rebuilt and handed to `onProgress` after every round. */
export function startSchedules(
  options: SchedulesOptions,
  onProgress: (progress: SchedulesProgress) => void,
): SchedulesRun {
  const abort = new AbortController();
  const { signal } = abort;
  const clock = clockFrom();
  const began = clock.now();
  const record = new SchedulesRecord(options);
  const say = (activity: string): void => {
    if (signal.aborted) return;
    const remainingMs = (CONTESTS.length - Math.max(0, record.works.length - 1)) * CONTEST_MS;
    onProgress({ report: record.report(), activity, elapsedMs: clock.now() - began, remainingMs });
  };
  const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  say('Starting workers');
  const attention = watchAttention(document, clock);
  const ended = afterTheLast(() => conductSchedules({ record, signal, clock, attention, say })).finally(() => {
    record.frozen = attention.frozen;
    attention.end();
  });
  const done = Promise.race([ended, stopped]).then(() => {
    if (record.state === 'running') record.state = 'stopped';
    return record.report();
  });
  return { done, stop: () => abort.abort() };
}

/** Ends with `record.state` set, never rejects. */
async function conductSchedules(conduct: Conduct): Promise<void> {
  const { record, signal } = conduct;
  let opening: Opening | undefined;
  try {
    if (signal.aborted) throw new Stopped();
    opening = await openLab(2, signal);
    record.workers = await threadsOf(conduct, opening);
    record.untestable = obstacleTo(opening, record.workers);
    if (record.untestable === null) for (const contest of CONTESTS) await hold(conduct, opening, contest);
    record.state = 'complete';
  } catch (error) {
    record.state = signal.aborted || error instanceof Stopped ? 'stopped' : 'failed';
    if (record.state === 'failed') record.failure = error instanceof Error ? error.message : String(error);
  } finally {
    await opening?.pool?.close();
  }
}

/** Proven to run at once; null where nothing is shared. */
async function threadsOf(conduct: Conduct, { mode, pool }: Opening): Promise<number | null> {
  if (mode !== 'shared' || !pool) return null;
  const { record, say } = conduct;
  const attended = { ...conduct, onVoid: () => (record.voided += 1) };
  const onLevel = (workers: number): void => say(`Counting what runs at once: ${workers} at the barrier`);
  return provenFrom(await countCores({ pool, attended, reported: navigator.hardwareConcurrency || null, onLevel }));
}

function obstacleTo({ mode }: Opening, workers: number | null): string | null {
  if (mode !== 'shared') return 'Chunks are dealt out to threads over shared memory, and this page has none.';
  if (workers === null || workers < 2) return 'One thread at a time runs here: there is nobody to share chunks with.';
  return null;
}

interface Bout {
  readonly found: WorkRecord;
  /** The whole of the contest's work once, entered by whoever wants it to count. */
  run(schedule: Schedule): Promise<ScheduleSample>;
}

/** The work checked, sized and loaded. Rejects with `Stopped`, `WrongResult` or the pool's faults. */
async function boutOf({ record, ...conduct }: Conduct, opening: Opening, contest: Contest): Promise<Bout> {
  const { signal, attention, say } = conduct;
  const kernel = await kernels.load(contest.kernel);
  const [mainThread, model] = await Promise.all([models.load('main-thread'), models.load('free-threads')]);
  const { workers, seed } = { workers: record.workers ?? 1, seed: record.seed };
  const title = `${kernel.title}${contest.which}`;
  say(`${title}: sizing it for this device`);
  await checkPublished(opening, kernel, signal);
  const whole = new Stage(opening);
  const sized = { opening, stage: whole, kernel, mainThread, workers, isolated: false, signal };
  const { work, reference } = await findWork(sized);
  const stage = new PartOfWork(opening, work, Math.ceil(work.tasks.length * contest.part));
  const { tasks, sharedOutput } = stage.work;
  const about = { kernel: kernel.id, title, evenness: contest.evenness, size: work.size, tasks: tasks.length };
  const onVoid = (): number => (record.voided += 1);
  const ground = { stage, attention, signal, onVoid, reference: reference.subarray(0, sharedOutput?.length) };
  return {
    found: new WorkRecord(about, seed),
    async run(schedule) {
      stage.schedule = schedule;
      const { wallMs, spans, verified } = await takeSample(ground, { model, workers });
      return { timeline: { kernel: kernel.id, model: model.id, workers, makespanMs: wallMs, spans }, verified };
    },
  };
}

/** Rejects likewise. */
async function hold(conduct: Conduct, opening: Opening, contest: Contest): Promise<void> {
  const { record, clock, say } = conduct;
  const { found, run } = await boutOf(conduct, opening, contest);
  record.works.push(found);
  for (let warm = 0; warm < WARM_RUNS; warm++) for (const schedule of SCHEDULES) await run(schedule);
  const until = clock.now() + ROUNDS_MS;
  const order = rounds(SCHEDULES, record.seed + record.works.length);
  for (let round = 1; round <= ROUNDS.most && (round <= ROUNDS.fewest || clock.now() < until); round++) {
    for (const schedule of order.next().value) found.samples[schedule].push(await run(schedule));
    say(`${found.about.title}: round ${round}`);
  }
}
