/**
 * How many threads run at once, and what they are worth: the handshake, the weighing, other numbers of workers, and pairs.
 * In two parts, since a run shows its first curve before it weighs to the end.
 */
import type { Milliseconds } from '../base/units.ts';
import { kernels } from '../kernels/index.ts';
import { attended, type Attended, type Attention } from '../measure/attention.ts';
import { countCores } from '../measure/cores/count-cores.ts';
import { pacerOf } from '../measure/cores/pace.ts';
import type { Ending } from '../measure/report.ts';
import { relativeHalfWidth } from '../measure/stats/half-width.ts';
import { COARSE_CLOCK_MS } from '../measure/warnings.ts';
import { Weighing, weighingRule, type WeighingRule } from '../measure/cores/weigh-cores.ts';
import { workerCounts } from '../measure/worker-counts.ts';
import { Stage } from '../models/stage.ts';
import type { Pool } from '../pool/pool.ts';
import type { Conduct } from './core-scaling.ts';
import type { Opening } from './opening.ts';

/** The kernel whose items are all alike and share nothing: what a thread is worth shows undisturbed. */
const KERNEL = 'ep';
/** Enough for a first word. */
const FIRST_ROUNDS = 2;

export interface CoresAsked {
  readonly conduct: Conduct;
  readonly opening: Opening;
  readonly attention: Attention;
  /** Called when workers have been started. */
  onWorkers(pool: Pool): void;
}

/** The weighing under way. */
export interface CoresFound {
  /** The rest of the rounds, other numbers of workers, pairs. Rejects with `Stopped`, or with the pool's faults. */
  finish(): Promise<Extract<Ending, 'precise' | 'budget'>>;
}

/** The handshake and the first rounds; null where memory is not shared or the clock is too coarse. Rejects with `Stopped`. */
export async function findCores(asked: CoresAsked): Promise<CoresFound | null> {
  const { conduct, opening, attention } = asked;
  const { findings, signal } = conduct;
  const { pool, mode } = opening;
  // A clock this coarse cannot tell a round of the handshake from a scheduler's turn.
  if (!pool || mode !== 'shared' || findings.resolutionMs > COARSE_CLOCK_MS) return null;
  const ground: Attended = { attention, signal, onVoid: () => (findings.voided += 1) };
  await countThreads(asked, pool, ground);
  const workers = Math.min(findings.proven ?? 1, pool.size);
  const rule = weighingRule(findings.options.preset);
  const weighing = new Weighing({
    pacer: pacerOf(pool, signal),
    workers,
    rule,
    seed: findings.options.seed,
    clock: opening.clock,
    attended: (take) => attended(ground, take),
  });
  findings.weighing = weighing;
  await loadLoop(opening);
  sayWeighing(conduct, workers, null);
  findings.busyBefore = await weighing.warmUp();
  for (let round = 0; round < FIRST_ROUNDS; round++) await weighing.round();
  return { finish: () => finish({ asked, pool, ground, weighing, workers, rule }) };
}

async function countThreads({ conduct, onWorkers }: CoresAsked, pool: Pool, ground: Attended): Promise<void> {
  const { findings, say } = conduct;
  findings.levels = await countCores({
    pool,
    attended: ground,
    reported: findings.reported,
    onLevel(workers, soFar) {
      findings.levels = [...soFar];
      say(`Counting what runs at once: ${workers} ${workers === 1 ? 'worker' : 'workers'} at the barrier`, null);
    },
  });
  onWorkers(pool);
}

async function loadLoop(opening: Opening): Promise<void> {
  const kernel = await kernels.load(KERNEL);
  await new Stage(opening).load({ kernel, program: 'crunch', size: kernel.tinySize, chunkItems: 1, isolated: false });
}

function sayWeighing({ say }: Conduct, workers: number, remainingMs: Milliseconds | null): void {
  say(`Weighing what ${workers === 1 ? 'one worker is' : `${workers} workers are`} worth`, remainingMs);
}

interface Finishing {
  readonly asked: CoresAsked;
  readonly pool: Pool;
  readonly ground: Attended;
  readonly weighing: Weighing;
  readonly workers: number;
  readonly rule: WeighingRule;
}

async function finish(finishing: Finishing): Promise<Extract<Ending, 'precise' | 'budget'>> {
  const { asked, pool, ground, weighing, workers, rule } = finishing;
  const { conduct, opening, onWorkers } = asked;
  const { findings, signal } = conduct;
  await loadLoop(opening);
  sayWeighing(conduct, workers, null);
  await weighing.warmUp();
  // Nothing is said between rounds: a report worked out then would disturb the next window.
  while (weighing.wantsMore) await weighing.round();
  const interval = weighing.effective();
  const precise = interval !== null && relativeHalfWidth(interval) <= rule.target;
  await moveMemory(finishing);
  await sweep(finishing);
  onWorkers(pool);
  if (workers > 1) {
    conduct.say('Timing the handshake of each pair of workers', null);
    const { pairLatencies } = await import('../measure/cores/pair-latency.ts');
    await pool.serve(workers);
    findings.pairs = await attended(ground, () => pairLatencies(pool, workers, signal));
  }
  return precise ? 'precise' : 'budget';
}

/**
 * What memory gives, which the account of a kernel is held against: nobody asks for it where only the cores are counted, in five seconds.
 * Under a limit on processor time short windows would tell of that.
 */
async function moveMemory({ asked, pool, ground, weighing, workers }: Finishing): Promise<void> {
  const { findings, say } = asked.conduct;
  if (workers < 2 || weighing.isLimited || findings.options.kernels.length === 0) return;
  const { preset, seed } = findings.options;
  say(`Weighing what ${workers} workers are worth at moving memory`, null);
  const { findTraffic } = await import('./find-traffic.ts');
  findings.traffic = await findTraffic({ pool, ground, workers, preset, seed });
}

/** Fewer and more workers than run at once. */
async function sweep({ asked, pool, weighing, workers, rule }: Finishing): Promise<void> {
  const { findings, say } = asked.conduct;
  const { preset, workers: chosen } = findings.options;
  const wanted = workerCounts({ preset, proven: findings.proven, reported: findings.reported, chosen });
  await pool.grow(Math.max(...wanted));
  await loadLoop(asked.opening);
  const others = wanted.filter((count) => count > 1 && count !== workers && count <= pool.size);
  if (others.length === 0) return;
  const sweeps = weighing.isLimited ? 1 : rule.sweeps;
  for (let round = 1; round <= sweeps; round++) {
    say(`Weighing other numbers of workers: round ${round} of ${sweeps}`, null);
    await weighing.sweep(others);
  }
}
