/**
 * What does sharing a counter cost here? Opens the lab, counts the threads that run at once, and lets one, two and more of them count the same
 * things in every way (contention-report.ts): round after round, each way with each number of threads, in an order drawn anew. A count that
 * was promised to be right and is not ends the run.
 */
import { clockFrom, type Clock } from '../base/clock.ts';
import { prng, shuffled, type Prng } from '../base/prng.ts';
import type { Milliseconds } from '../base/units.ts';
import { attended, watchAttention, type Attended, type Attention } from '../measure/attention.ts';
import { clockResolution } from '../measure/clock-resolution.ts';
import {
  type ContentionOptions,
  type ContentionProgress,
  type ContentionReport,
  type Way,
} from '../measure/contention/contention-report.ts';
import { threadCounts, type Round, type Take } from '../measure/contention/way-report.ts';
import { countCores } from '../measure/cores/count-cores.ts';
import { provenFrom } from '../measure/cores/handshake-verdict.ts';
import { COARSE_CLOCK_MS } from '../measure/warnings.ts';
import { MOST_SEATS } from '../memory/histogram-plan.ts';
import { Stage } from '../models/stage.ts';
import { Stopped } from '../pool/errors.ts';
import type { Pool } from '../pool/pool.ts';
import { ContentionRecord } from './contention-record.ts';
import { Taker } from './contention-takes.ts';
import { afterTheLast } from './one-after-another.ts';
import { openLab, type Opening } from './opening.ts';
import { endRun, noteSurroundings } from './run-record.ts';

const FEWEST_WORKERS = 2;
/** Of all rounds; with the opening and the warming up a run then stays within fifteen seconds. */
const BUDGET_MS: Milliseconds = 9_500;
/** However long they take: where other programs are busy, windows are taken twice and with a long lead. */
const FEWEST_ROUNDS = 4;
const MOST_ROUNDS = 24;
/** Each way so often before anything counts: the engine optimises the loops meanwhile. */
const WARM_UPS = 2;

const UNAVAILABLE = {
  messages: 'Without shared memory the workers of this page have no counter that they could share.',
  'main-only': 'This browser gave the page no workers, so there are no threads that could share a counter.',
} as const;

export interface ContentionRun {
  /** Resolves with the final report, whole or partial; what goes wrong stands in it, it does not reject. */
  readonly done: Promise<ContentionReport>;
  /** Ends the run; `done` follows within 100 ms with what there is by then. Harmless when repeated. */
  stop(): void;
}

interface Conduct {
  readonly record: ContentionRecord;
  readonly budgetMs: Milliseconds;
  readonly mostThreads: number;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  say(activity: string, remainingMs: Milliseconds | null): void;
}

/** Starts at once. The report is rebuilt and handed to `onProgress` after every round. */
export function startContention(
  options: ContentionOptions,
  onProgress: (progress: ContentionProgress) => void,
): ContentionRun {
  const abort = new AbortController();
  const { signal } = abort;
  const clock = clockFrom();
  const began = clock.now();
  const record = new ContentionRecord(options);
  const say = (activity: string, remainingMs: Milliseconds | null): void => {
    if (signal.aborted) return;
    onProgress({ report: record.report(), activity, elapsedMs: clock.now() - began, remainingMs });
  };
  const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  say('Starting workers', null);
  const { budgetMs = BUDGET_MS, mostThreads = MOST_SEATS } = options;
  const ended = afterTheLast(() => conductRun({ record, budgetMs, mostThreads, signal, clock, say }));
  const done = Promise.race([ended, stopped]).then(() => {
    if (record.state === 'running') record.state = 'stopped';
    return record.report();
  });
  return { done, stop: () => abort.abort() };
}

/** Ends with `record.state` set, never rejects. */
async function conductRun(conduct: Conduct): Promise<void> {
  const { record, signal, clock } = conduct;
  const attention = watchAttention(document, clock);
  let opening: Opening | undefined;
  try {
    if (signal.aborted) throw new Stopped();
    record.resolutionMs = clockResolution(clock);
    await noteSurroundings(record);
    opening = await openLab(FEWEST_WORKERS, signal);
    record.mode = opening.mode;
    record.missing = opening.missing;
    if (opening.mode === 'shared' && opening.pool) {
      await measure(conduct, opening, opening.pool, attention);
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

async function measure(conduct: Conduct, opening: Opening, pool: Pool, attention: Attention): Promise<void> {
  const { record, mostThreads, signal, say } = conduct;
  const onVoid = (): void => {
    record.voided += 1;
  };
  const ground: Attended = { attention, signal, onVoid };
  if (mostThreads > 1) await countThreads(conduct, pool, ground);
  const most = Math.min(record.proven ?? record.reported ?? 1, mostThreads, MOST_SEATS);
  const stage = new Stage(opening);
  await stage.grow(most);
  record.missing = pool.missing.map(({ message }) => message);
  record.threads = threadCounts(Math.max(1, Math.min(most, pool.size)));
  const seats = record.threads.at(-1) ?? 1;
  const taker = new Taker({ pool, stage, signal, seats, seed: record.seed, onTake: (take) => record.watch(take) });
  say('Warming up', null);
  const random = prng(record.seed);
  for (let time = 0; time < WARM_UPS; time++) await takeRound(conduct, taker, ground, random);
  await takeRounds(conduct, taker, ground, random);
}

/** The handshake, where the clock is fine enough to tell one of its rounds from a scheduler's turn. */
async function countThreads({ record, say }: Conduct, pool: Pool, ground: Attended): Promise<void> {
  if (record.resolutionMs > COARSE_CLOCK_MS) return;
  const levels = await countCores({
    pool,
    attended: ground,
    reported: record.reported,
    onLevel: (workers) => say(`Counting what runs at once: ${workers} ${workers === 1 ? 'thread' : 'threads'}`, null),
  });
  record.proven = provenFrom(levels);
}

async function takeRounds(conduct: Conduct, taker: Taker, ground: Attended, random: Prng): Promise<void> {
  const { record, budgetMs, clock, say } = conduct;
  const began = clock.now();
  const usual = (): Milliseconds => (record.rounds > 0 ? (clock.now() - began) / record.rounds : 0);
  while (record.rounds < MOST_ROUNDS) {
    const leftMs = budgetMs - (clock.now() - began);
    if (record.rounds >= FEWEST_ROUNDS && usual() > leftMs) return;
    say(`Counting: round ${record.rounds + 1}`, Math.max(leftMs, (FEWEST_ROUNDS - record.rounds) * usual()));
    record.addRound(await takeRound(conduct, taker, ground, random));
  }
}

/** Every way once; its numbers of threads in a row, so that what disturbs one of them is likely to disturb all. */
async function takeRound({ record }: Conduct, taker: Taker, ground: Attended, random: Prng): Promise<Round> {
  const round = new Map<Way['id'], ReadonlyMap<number, Take>>();
  for (const way of shuffled(record.ways, random)) {
    const counts = shuffled(record.threads, random);
    const takes = await attended(ground, async () => {
      const taken = new Map<number, Take>();
      for (const threads of counts) {
        const take = await taker.take(way, threads);
        if (take) taken.set(threads, take);
      }
      return taken;
    });
    round.set(way.id, takes);
  }
  return round;
}
