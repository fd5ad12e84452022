/**
 * The samples of one kernel's work, round by round, and what follows from them: series, timelines and account.
 * Pure bookkeeping; takes no sample itself.
 */
import type { Kernel } from '../kernels/index.ts';
import type { ModelId } from '../models/index.ts';
import type { StagedWork } from '../models/stage.ts';
import { account } from './account.ts';
import type { Frames } from './frames.ts';
import type { Account, Series, Timeline, Work } from './report.ts';
import type { Sample } from './sampling.ts';
import { bootstrapMedian } from './stats/bootstrap-median.ts';
import { bootstrapRatio } from './stats/bootstrap-ratio.ts';
import type { Interval } from './stats/interval.ts';
import { median } from './stats/median.ts';

/** Spans of this many latest samples are kept a configuration, of which a typical one is shown. */
const KEPT_RUNS = 8;
/** Of the configuration that is accounted for, runs from the whole of the measurement are kept. */
const KEPT_HEADLINE_RUNS = 400;

interface Row {
  readonly model: ModelId;
  readonly workers: number;
  readonly wallMs: number[];
  readonly gapsMs: number[];
  readonly runs: Timeline[];
  verified: boolean;
}

export type SerialForm = Work['serialForm'];

export interface Headline {
  readonly model: ModelId;
  readonly workers: number;
}

export interface CollectedOptions {
  readonly work: StagedWork;
  readonly serialForm: SerialForm;
  readonly serialRow: Headline;
  /** The configuration that the answer is about and the account is made for. */
  readonly headline: Headline;
  readonly seed: number;
}

export class Collected {
  readonly #options: CollectedOptions;
  readonly #rows = new Map<string, Row>();
  #rounds = 0;

  constructor(options: CollectedOptions) {
    this.#options = options;
  }

  get kernel(): Kernel {
    return this.#options.work.kernel;
  }

  get rounds(): number {
    return this.#rounds;
  }

  /** Adds a whole round: every configuration once. */
  addRound(samples: readonly Sample[], frames: Frames | null): void {
    this.#rounds += 1;
    for (const sample of samples) this.#add(sample, frames);
  }

  work(): Work {
    const { kernel, size, items, chunkItems, tasks } = this.#options.work;
    return {
      kernel: kernel.id,
      version: kernel.version,
      title: kernel.title,
      size,
      sizeName: kernel.sizeName,
      items,
      chunkItems,
      tasks: tasks.length,
      serialForm: this.#options.serialForm,
      published: kernel.published[0].statement,
    };
  }

  /** Times of the serial form, in the order taken. */
  serial(): readonly number[] {
    return this.#row(this.#options.serialRow)?.wallMs ?? [];
  }

  speedup(headline: Headline, resamples?: number): Interval | null {
    const row = this.#row(headline);
    const serial = this.serial();
    if (!row || serial.length === 0) return null;
    return bootstrapRatio(serial, row.wallMs, this.#bootstrap(resamples));
  }

  series(resamples?: number): Series[] {
    return [...this.#rows.values()].map((row) => {
      const { estimate, low, high } = bootstrapMedian(row.wallMs, this.#bootstrap(resamples));
      return {
        kernel: this.kernel.id,
        model: row.model,
        workers: row.workers,
        wallMs: { median: estimate, low, high, samples: [...row.wallMs] },
        speedup: this.speedup(row, resamples) ?? { estimate: 1, low: 1, high: 1 },
        verified: row.verified,
        frameGapMs: row.gapsMs.length > 0 ? median(row.gapsMs) : null,
      };
    });
  }

  /** The typical run of each configuration: of those kept, the one closest to the median. */
  timelines(): Timeline[] {
    return [...this.#rows.values()].flatMap((row) => {
      const typical = median(row.wallMs);
      const [closest] = [...row.runs].sort(
        (one, other) => Math.abs(one.makespanMs - typical) - Math.abs(other.makespanMs - typical),
      );
      return closest ?? [];
    });
  }

  /** Where the speed-up that is missing to the headline's workers went; null before it was measured. */
  account(startupMs: number | null, resamples?: number): Account | null {
    const { headline } = this.#options;
    const row = this.#row(headline);
    const measured = this.speedup(headline, resamples)?.estimate;
    if (!row || measured === undefined) return null;
    return account({
      kernel: this.kernel.id,
      model: headline.model,
      workers: headline.workers,
      // The middle half: the reported speed-up is of medians, a few disturbed runs would pull the mean away.
      timelines: middleHalf(row.runs),
      serialMs: median(this.serial()),
      measured,
      surroundings: {
        startupMs,
        mainAgainstWorker: this.#timeRatio({ ...headline, workers: 1 }, { model: 'main-thread', workers: 0 }),
        oversubscription: this.#timeRatio(headline, { ...headline, workers: headline.workers + 1 }),
      },
    });
  }

  #bootstrap(resamples: number | undefined): { seed: number; resamples?: number } {
    const { seed } = this.#options;
    return resamples === undefined ? { seed } : { seed, resamples };
  }

  #timeRatio(over: Headline, under: Headline): number | null {
    const one = this.#row(over);
    const other = this.#row(under);
    return one && other ? median(one.wallMs) / median(other.wallMs) : null;
  }

  #row({ model, workers }: Headline): Row | undefined {
    return this.#rows.get(`${model} ${workers}`);
  }

  #add(sample: Sample, frames: Frames | null): void {
    const { model, workers, wallMs, spans } = sample;
    const row = this.#row(sample) ?? { model, workers, wallMs: [], gapsMs: [], runs: [], verified: true };
    this.#rows.set(`${model} ${workers}`, row);
    row.wallMs.push(wallMs);
    row.verified &&= sample.verified;
    const gap = frames?.gap(sample.start, sample.end) ?? null;
    if (gap !== null) row.gapsMs.push(gap);
    const headline = this.#row(this.#options.headline) === row;
    row.runs.push({ kernel: this.kernel.id, model, workers, makespanMs: wallMs, spans });
    row.runs.splice(0, row.runs.length - (headline ? KEPT_HEADLINE_RUNS : KEPT_RUNS));
  }
}

/** The runs between the quartiles of makespan, all where there are few. */
function middleHalf(runs: readonly Timeline[]): readonly Timeline[] {
  const ordered = [...runs].sort((one, other) => one.makespanMs - other.makespanMs);
  const quarter = Math.floor(runs.length / 4);
  return ordered.slice(quarter, runs.length - quarter);
}
