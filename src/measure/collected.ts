/**
 * The samples of one kernel's work, round by round, and what follows from them: series, timelines and account.
 * Pure bookkeeping; takes no sample itself.
 */
import type { Kernel } from '../kernels/index.ts';
import type { ModelId } from '../models/index.ts';
import type { StagedWork } from '../models/stage.ts';
import { account } from './account/account.ts';
import type { Surroundings } from './account/side-notes.ts';
import { roundIsVoid, type BaselineRound } from './drift.ts';
import type { Frames } from './frames.ts';
import type { Account, Series, Timeline, Work } from './report.ts';
import type { Sample } from './sampling.ts';
import type { Isolated } from './account/slow-work.ts';
import { bootstrapMedian } from './stats/bootstrap-median.ts';
import { bootstrapRatio } from './stats/bootstrap-ratio.ts';
import type { Interval } from './stats/interval.ts';
import { median } from './stats/median.ts';
import { referenceTimes } from './account/task-times.ts';

/**
 * Spans of this many latest samples are kept a configuration: a typical one is shown, and what the headline's runs are
 * compared with is a median over them.
 */
const KEPT_RUNS = 24;
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
  readonly #baselines: BaselineRound[] = [];
  #rounds = 0;

  constructor(options: CollectedOptions) {
    this.#options = options;
  }

  get kernel(): Kernel {
    return this.#options.work.kernel;
  }

  get headline(): Headline {
    return this.#options.headline;
  }

  get rounds(): number {
    return this.#rounds;
  }

  /** Adds a whole round, every configuration once; a round whose baseline jumped is void (drift.ts) and left out. */
  addRound(samples: readonly Sample[], frames: Frames | null): 'taken' | 'void' {
    const { model, workers } = this.#options.serialRow;
    const baseline = samples.find((sample) => sample.model === model && sample.workers === workers);
    const isVoid = baseline !== undefined && roundIsVoid(this.#baselines, baseline.wallMs);
    if (baseline) this.#baselines.push({ ms: baseline.wallMs, isVoid });
    if (isVoid) {
      // A wrong output is wrong at any moment.
      for (const sample of samples) if (!sample.verified) this.#rowFor(sample).verified = false;
      return 'void';
    }
    this.#rounds += 1;
    for (const sample of samples) this.#add(sample, frames);
    return 'taken';
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
      ...kernel.work(size),
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

  /**
   * Where the speed-up that is missing to the headline's workers went; null before it was measured. `computePace` as
   * `computePaceOf` gives it.
   */
  account(
    beside: Pick<Surroundings, 'startupMs' | 'memoryOnly'>,
    resamples?: number,
    computePace?: number,
  ): Account | null {
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
      reference: referenceTimes(this.#runs({ ...headline, workers: 1 }) ?? this.#runs(this.#options.serialRow) ?? []),
      serialRuns: this.#runs(this.#options.serialRow),
      computePace,
      isolated: this.#isolated(),
      surroundings: {
        ...beside,
        mainAgainstWorker: this.#timeRatio({ ...headline, workers: 1 }, { model: 'main-thread', workers: 0 }),
        oversubscription: this.#timeRatio(headline, { ...headline, workers: headline.workers + 1 }),
      },
    });
  }

  /** The headline's work by workers that share no memory, where both numbers of workers were measured. */
  #isolated(): Isolated | 'itself' | undefined {
    const { model, workers } = this.#options.headline;
    if (model === 'processes') return 'itself';
    const runs = this.#runs({ model: 'processes', workers });
    const alone = this.#runs({ model: 'processes', workers: 1 });
    return runs && alone && { runs: middleHalf(runs), alone };
  }

  #runs(headline: Headline): readonly Timeline[] | undefined {
    return this.#row(headline)?.runs;
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

  #rowFor({ model, workers }: Headline): Row {
    const row = this.#row({ model, workers }) ?? { model, workers, wallMs: [], gapsMs: [], runs: [], verified: true };
    this.#rows.set(`${model} ${workers}`, row);
    return row;
  }

  #add(sample: Sample, frames: Frames | null): void {
    const { model, workers, wallMs, spans } = sample;
    const row = this.#rowFor(sample);
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
