/**
 * Takes the rounds behind "what threads are worth": one worker alone and all proven ones at once, in seeded order, until
 * the ratio is known well enough or the time is spent; then fewer and more workers than that. Runs on any pacer.
 */
import type { Clock } from '../../base/clock.ts';
import { prng, shuffled, type Prng } from '../../base/prng.ts';
import type { Milliseconds } from '../../base/units.ts';
import { effectiveCores, medianPaces, worthOf, type SweepWindow, type WeighingRound } from './core-worth.ts';
import { LEAD_MS, type Pacer } from './pace.ts';
import type { Preset, Worth } from '../report.ts';
import { relativeHalfWidth } from '../stats/half-width.ts';
import type { Interval } from '../stats/interval.ts';
import { windowPace, type WindowPace } from './window-pace.ts';

export interface WeighingRule {
  /** Half-width of the interval as a fraction. */
  readonly target: number;
  readonly fewestRounds: number;
  readonly budgetMs: Milliseconds;
  /** Windows of each other number of workers. */
  readonly sweeps: number;
}

const RULES = {
  quick: { target: 0.02, fewestRounds: 6, budgetMs: 3_600, sweeps: 2 },
  thorough: { target: 0.01, fewestRounds: 12, budgetMs: 30_000, sweeps: 6 },
} satisfies Record<Preset, WeighingRule>;

export function weighingRule(preset: Preset): WeighingRule {
  return RULES[preset];
}

/**
 * A limit on processor time grants it in periods (usually of 100 ms). The first rounds strain the machine for three of
 * them; where nobody stood still for a limit, later windows need no lead and may be short. Where somebody did, windows
 * are long: a kernel keeps to a limit only to a tick a period (Linux: 4 ms), which averages out over many. Those first
 * rounds then do not count.
 */
const WINDOWS = {
  looking: { leadMs: LEAD_MS, windowMs: 220 },
  free: { leadMs: 4, windowMs: 100 },
  limited: { leadMs: LEAD_MS, windowMs: 450 },
} as const;
const LOOKING_ROUNDS = 2;
/** Long windows are precise each: so many rounds of them are taken, whatever the time. */
const LIMITED_ROUNDS = 6;
/** So much of the time all stood still in a round with a limit; accidents take less. */
const LIMIT_SEEN = 0.03;

/** The page's work between windows is kept short: what it sets going (compiling, collecting) would run into the next one. */
const LOOK_RESAMPLES = 200;

/** Warm: no worker's best pace grew by more than this … */
const STEADY = 0.05;
/** … and others took no more than this, in so many windows in a row; a busy machine is not waited for longer than 0.4 s. */
const WARM = { windowMs: 20, leadMs: 1, most: 20, steady: 4, quietCores: 0.1 };
/** The unit is taken from workers that keep up with the fastest. */
const KEEPS_UP = 0.85;

export interface WeighingAsked {
  readonly pacer: Pacer;
  /** As many as were proven to run at once. */
  readonly workers: number;
  readonly rule: WeighingRule;
  readonly seed: number;
  readonly clock: Clock;
  /** Takes again what was taken while nobody looked (attention.ts). */
  readonly attended: <Taken>(take: () => Promise<Taken>) => Promise<Taken>;
}

const everyone = (workers: number): number[] => Array.from({ length: workers }, (_, worker) => worker);

export class Weighing {
  readonly #asked: WeighingAsked;
  readonly #random: Prng;
  readonly #rounds: WeighingRound[] = [];
  readonly #sweep: SweepWindow[] = [];
  #spentMs: Milliseconds = 0;
  #windows: keyof typeof WINDOWS = 'looking';
  /** Null where something was taken since it was worked out. */
  #worth: Worth | null = null;

  constructor(asked: WeighingAsked) {
    this.#asked = asked;
    this.#random = prng(asked.seed);
  }

  get rounds(): number {
    return this.#rounds.length;
  }

  /** A limit on processor time was seen: windows are long. */
  get isLimited(): boolean {
    return this.#windows === 'limited';
  }

  effective(): Interval | null {
    return effectiveCores(this.#rounds, { seed: this.#asked.seed });
  }

  /** Worked out anew only where something was taken since. */
  worth(): Worth | null {
    this.#worth ??= worthOf({ rounds: this.#rounds, sweep: this.#sweep, seed: this.#asked.seed });
    return this.#worth;
  }

  /**
   * All workers until none of them gets faster (each has code of its own to be optimised) nor stands still for the
   * browser's compiler. Resolves with the cores that others took at the end, a first look at what else this machine is doing.
   */
  async warmUp(): Promise<number> {
    const { pacer, workers } = this.#asked;
    const best = everyone(workers).map(() => 0);
    let others: readonly number[] = [];
    for (let window = 0, steady = 0; window < WARM.most && steady < WARM.steady; window++) {
      const pace = windowPace(await pacer.window(everyone(workers), WARM.windowMs, WARM.leadMs));
      const grew = pace?.workers.some(({ rate }, worker) => rate > (best[worker] ?? 0) * (1 + STEADY)) ?? false;
      pace?.workers.forEach(({ rate }, worker) => (best[worker] = Math.max(best[worker] ?? 0, rate)));
      const taken = pace?.workers.reduce((sum, { still, withAll }) => sum + still - withAll, 0) ?? 0;
      others = [...others.slice(1 - WARM.steady), taken];
      steady = grew || taken > WARM.quietCores ? 0 : steady + 1;
    }
    return others.reduce((sum, cores) => sum + cores, 0) / Math.max(1, others.length);
  }

  /** Whether the rule asks for one more round. */
  get wantsMore(): boolean {
    const { target, budgetMs } = this.#asked.rule;
    const fewest = this.isLimited ? LIMITED_ROUNDS : this.#asked.rule.fewestRounds;
    if (this.rounds < fewest) return true;
    const interval = effectiveCores(this.#rounds, { seed: this.#asked.seed, resamples: LOOK_RESAMPLES });
    if (interval && relativeHalfWidth(interval) <= target) return false;
    return this.#spentMs * (1 + 1 / this.rounds) <= budgetMs;
  }

  /** One worker alone and all at once, in the order of a coin. Rejects with `Stopped`. */
  async round(): Promise<void> {
    const { workers, clock, attended } = this.#asked;
    const began = clock.now();
    const alone = this.#unit();
    this.#worth = null;
    const round = await attended(async () => {
      const taken: { alone?: WindowPace | null; together?: WindowPace | null } = {};
      for (const which of shuffled(['alone', 'together'] as const, this.#random)) {
        taken[which] = await this.#window(which === 'alone' ? [alone] : everyone(workers));
      }
      return taken;
    });
    if (round.alone && round.together) this.#rounds.push({ alone: round.alone, together: round.together });
    this.#spentMs += clock.now() - began;
    if (this.#windows === 'looking' && this.rounds >= LOOKING_ROUNDS) this.#look();
  }

  /** Each of these numbers of workers once, in seeded order, beside one worker alone. Rejects with `Stopped`. */
  async sweep(counts: readonly number[]): Promise<void> {
    this.#worth = null;
    const alone = await this.#asked.attended(() => this.#window([this.#unit()]));
    for (const workers of shuffled(counts, this.#random)) {
      const together = await this.#asked.attended(() => this.#window(everyone(workers)));
      if (alone && together) this.#sweep.push({ workers, alone, together });
    }
  }

  async #window(workers: readonly number[]): Promise<WindowPace | null> {
    const { windowMs, leadMs } = WINDOWS[this.#windows];
    return windowPace(await this.#asked.pacer.window(workers, windowMs, leadMs));
  }

  #look(): void {
    this.#windows = this.#rounds.some(({ together }) => together.allStill > LIMIT_SEEN) ? 'limited' : 'free';
    if (this.#windows === 'limited') this.#rounds.length = 0;
  }

  /** Whose pace alone is the unit in the next round: in turn those that keep up with the fastest. */
  #unit(): number {
    const paces = medianPaces(this.#rounds);
    const fastest = Math.max(0, ...paces);
    const fit = everyone(this.#asked.workers).filter((worker) => (paces[worker] ?? fastest) >= KEEPS_UP * fastest);
    return fit[this.rounds % fit.length] ?? 0;
  }
}
