/** Everything that a run of a program with a serial part has found so far, and the report made of it. Filled by serial-part.ts. */
import { wallDate } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import { browserName } from '../measure/browser-name.ts';
import type { ClaimPicture } from '../measure/claims/claim-report.ts';
import type { Mode } from '../measure/report.ts';
import type { SerialPartOptions, SerialPartReport } from '../measure/serial-part/serial-part-report.ts';
import { bootstrapRatio } from '../measure/stats/bootstrap-ratio.ts';
import { median } from '../measure/stats/median.ts';
import { COARSE_CLOCK_MS, warnings, type Warning } from '../measure/warnings.ts';
import { Pool } from '../pool/pool.ts';

export interface Taken {
  readonly wallMs: Milliseconds;
  /** Of it, the serial part. */
  readonly headMs: Milliseconds;
}

export interface TakenRounds {
  /** In rounds, like the others. */
  readonly whole: readonly Milliseconds[];
  readonly split: readonly { readonly workers: number; readonly taken: readonly Taken[] }[];
}

/** Speed-ups with intervals, and the limit that the serial part sets. Throws `RangeError` where there are no rounds. */
export function resultsOf(
  { whole, split }: TakenRounds,
  seed: number,
): Pick<SerialPartReport, 'points' | 'serialMs' | 'headMs' | 'limit'> {
  const heads = split.at(-1)?.taken.map(({ headMs }) => headMs) ?? [];
  const alone = { workers: 1, speedup: { low: 1, high: 1, estimate: 1 } };
  const points = split.map(({ workers, taken }) => {
    const walls = taken.map(({ wallMs }) => wallMs);
    return { workers, speedup: bootstrapRatio(whole, walls, { seed }) };
  });
  const isMeasured = heads.length > 0 && heads.every((head) => head > 0);
  return {
    points: [alone, ...points],
    serialMs: median(whole),
    headMs: isMeasured ? median(heads) : null,
    limit: isMeasured ? bootstrapRatio(whole, heads, { seed }) : null,
  };
}

export class SerialPartRecord {
  state: SerialPartReport['state'] = 'running';
  failure: string | null = null;
  /** Expected until it has been found. */
  mode: Mode = Pool.worthSharing ? 'shared' : 'messages';
  resolutionMs: Milliseconds = 0;
  proven: number | null = null;
  missing: readonly string[] = [];
  rounds: TakenRounds | null = null;
  lanes: ClaimPicture | null = null;
  readonly doubts: Warning[] = [];
  /** What was thrown away since the tab was not in front, and how often the page was frozen. */
  voided = 0;
  frozen = 0;
  readonly #startedAt = wallDate();
  readonly #browser = browserName(navigator.userAgent);

  constructor(readonly options: SerialPartOptions) {}

  get seed(): number {
    return this.options.seed;
  }

  get reported(): number | null {
    return navigator.hardwareConcurrency || null;
  }

  get model(): 'free-threads' | 'processes' {
    return this.mode === 'shared' ? 'free-threads' : 'processes';
  }

  report(): SerialPartReport {
    const { state, failure, mode, seed, resolutionMs, reported, proven, rounds, lanes, model, options } = this;
    const none = { points: [], serialMs: null, headMs: null, limit: null };
    return {
      ...{ state, failure, startedAt: this.#startedAt, mode, seed, browser: this.#browser },
      ...{ clock: { resolutionMs }, cores: { reported, proven }, percent: options.percent, model, lanes },
      ...(rounds === null ? none : resultsOf(rounds, seed)),
      warnings: [...this.doubts, ...this.#doubts()],
    };
  }

  #doubts(): Warning[] {
    const [missing] = this.missing;
    const found: Warning[] = [];
    if (missing !== undefined) found.push(warnings.workerMissing(missing, this.missing.length));
    if (this.frozen > 0) found.push(warnings.tabFrozen(this.frozen));
    if (this.voided > this.frozen) found.push(warnings.tabHidden(this.voided - this.frozen));
    if (this.resolutionMs > COARSE_CLOCK_MS) found.push(warnings.coarseClock(this.resolutionMs));
    return found;
  }
}
