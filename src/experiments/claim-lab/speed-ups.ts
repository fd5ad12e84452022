/**
 * S(m, n), the grid that claims share: wall time of the best serial form over wall time under model m with n workers on the same verified work, and
 * E(n), what n cores are worth here. Each cell is measured once, all cells that are asked for together in interleaved rounds with both
 * serial forms and the fixed-time loops behind E(n).
 */
import type { Milliseconds } from '../../base/units.ts';
import type { Interval } from '../../measure/stats/interval.ts';
import { bootstrapRounds } from '../../measure/stats/bootstrap-rounds.ts';
import { median } from '../../measure/stats/median.ts';
import { noiseFloor } from '../../measure/noise-floor.ts';
import { pacerOf } from '../../measure/cores/pace.ts';
import { takeSample, type SamplingGround } from '../../measure/sampling.ts';
import { warmUp } from '../../measure/warm-up.ts';
import { models, type ModelId } from '../../models/index.ts';
import type { PlaySettings } from '../../models/play/play.ts';
import type { Stage, StagedWork } from '../../models/stage.ts';
import { reasonUnable } from '../race-contestants.ts';
import { findWork } from '../find-work.ts';
import type { ClaimLab } from './claim-lab.ts';
import { ratioOf, type Sampled } from './parts.ts';

/** One model with a number of workers; 0 on the page's own thread. With settings it is played as a program of as many chunks. */
export interface Cell {
  readonly model: ModelId;
  readonly workers: number;
  readonly settings?: Partial<PlaySettings>;
}

const ROUNDS = { rounds: 15, fewest: 8, budgetMs: 20_000 };
const SERIAL_RUNS = 4;
/** A window of the fixed-time loops, and a start in common before it. */
const WINDOW = { lengthMs: 60, leadMs: 4 };

/** Cells that were measured in the same rounds. */
interface Batch {
  readonly serial: readonly Milliseconds[];
  readonly wall: ReadonlyMap<string, readonly Milliseconds[]>;
  /** Items a millisecond of one loop alone. */
  readonly alone: readonly number[];
  /** Of n at once, in all. */
  readonly together: ReadonlyMap<number, readonly number[]>;
}

/** The grid's own work, which other work on the stage drives out now and then. */
interface Grid {
  readonly work: StagedWork;
  readonly reference: Uint8Array;
  readonly size: number;
}

function keyOf({ model, workers, settings }: Cell): string {
  return `${model} ${workers} ${settings ? JSON.stringify(settings) : ''}`;
}

export class SpeedUps {
  readonly #lab: ClaimLab;
  readonly #batches: Batch[] = [];
  #grid: Grid | null = null;

  constructor(lab: ClaimLab) {
    this.#lab = lab;
  }

  /** Half-width of baseline ÷ baseline as a fraction; null before anything was measured. */
  get noiseFloor(): number | null {
    const [first] = this.#batches;
    return first ? noiseFloor(first.serial, this.#lab.seed) : null;
  }

  /** What another lab on this page has measured in this run. */
  adopt(other: SpeedUps): void {
    this.#batches.push(...other.#batches);
  }

  /** Measures those that have not been. Cells that cannot run in this mode are left out. Rejects with `Stopped`, `WrongResult` or the pool's faults. */
  async measure(cells: readonly Cell[]): Promise<void> {
    const wanted = await this.#missing(cells);
    if (wanted.length === 0) return;
    const lab = this.#lab;
    lab.say('Measuring the speed-ups that claims share');
    const counts = wanted.map(({ workers }) => workers);
    if (lab.mode !== 'main-only') await lab.stage.grow(Math.max(1, ...counts));
    const serial = await this.#serialForm(wanted);
    const loops = lab.mode === 'shared' ? [...new Set(counts)].filter((n) => n > 1 && n <= lab.proven) : [];
    const takes = {
      serial: () => this.#take(serial),
      ...Object.fromEntries(wanted.map((cell) => [keyOf(cell), () => this.#take(cell)])),
      ...(loops.length > 0 && { alone: () => this.#pace(1) }),
      ...Object.fromEntries(loops.map((count) => [`loops ${count}`, () => this.#pace(count)])),
    };
    const samples: Record<string, readonly number[]> = await lab.rounds<string>(takes, ROUNDS);
    this.#batches.push({
      serial: samples['serial'] ?? [],
      wall: new Map(wanted.map((cell) => [keyOf(cell), samples[keyOf(cell)] ?? []])),
      alone: samples['alone'] ?? [],
      together: new Map(loops.map((count) => [count, samples[`loops ${count}`] ?? []])),
    });
  }

  /** S of a cell; measures it where that has not been done. Throws `RangeError` where it cannot run here. */
  async of(cell: Cell): Promise<Sampled> {
    const { serial, wall } = await this.#batchOf(cell);
    return ratioOf(serial, wall.get(keyOf(cell)) ?? [], this.#lab.seed);
  }

  /** Wall times of a cell, milliseconds, one a round. */
  async wallMs(cell: Cell): Promise<readonly Milliseconds[]> {
    return (await this.#batchOf(cell)).wall.get(keyOf(cell)) ?? [];
  }

  /** E(n) for n up to the proven threads, from loops in the rounds of `cell`. */
  async worth(cell: Cell): Promise<Sampled> {
    const { alone, together } = await this.#batchOf(cell);
    if (cell.workers <= 1) return { estimate: { estimate: 1, low: 1, high: 1 }, samples: [] };
    return ratioOf(together.get(cell.workers) ?? [], alone, this.#lab.seed);
  }

  /** S of a cell ÷ E of its workers, round by round: 1 where the model makes as much of the cores as they are worth. */
  async againstWorth(cell: Cell): Promise<Sampled> {
    const { serial, wall, alone, together } = await this.#batchOf(cell);
    const series = [serial, wall.get(keyOf(cell)) ?? [], together.get(cell.workers) ?? [], alone];
    const of = ([base = 1, time = 1, all = 1, one = 1]: readonly number[]): number[] => [base / time / (all / one)];
    const [estimate] = bootstrapRounds(series, of, { seed: this.#lab.seed });
    const samples = serial.flatMap((_, round) => of(series.map((values) => values[round] ?? 1)));
    return { estimate: estimate as Interval, samples };
  }

  async #batchOf(cell: Cell): Promise<Batch> {
    await this.measure([cell]);
    const found = this.#batches.find(({ wall }) => wall.has(keyOf(cell)));
    if (!found) throw new RangeError(`${cell.model} with ${cell.workers} workers cannot run here`);
    return found;
  }

  async #missing(cells: readonly Cell[]): Promise<Cell[]> {
    const unique = [...new Map(cells.map((cell) => [keyOf(cell), cell])).values()];
    const fresh = unique.filter((cell) => !this.#batches.some(({ wall }) => wall.has(keyOf(cell))));
    const able = await Promise.all(
      fresh.map(async ({ model }) => reasonUnable(await models.load(model), this.#lab.mode) === null),
    );
    return fresh.filter((_, place) => able[place]);
  }

  /** The faster by median of main thread and one worker, after each cell has warmed up; chosen from runs that are not among the samples. */
  async #serialForm(wanted: readonly Cell[]): Promise<Cell> {
    const one: Cell = { model: this.#lab.mode === 'shared' ? 'free-threads' : 'processes', workers: 1 };
    const forms: Cell[] = [{ model: 'main-thread', workers: 0 }, ...(this.#lab.mode === 'main-only' ? [] : [one])];
    for (const { model, workers, settings } of [...forms, ...wanted]) {
      if (!settings) await warmUp(await this.#sampling(), { model: await models.load(model), workers });
    }
    const times = forms.map((): Milliseconds[] => []);
    for (let run = 0; run < SERIAL_RUNS; run++) {
      for (const [place, form] of forms.entries()) {
        times[place]?.push(await this.#lab.attended(() => this.#take(form)));
      }
    }
    const medians = times.map(median);
    return forms[medians.indexOf(Math.min(...medians))] as Cell;
  }

  async #take(cell: Cell): Promise<Milliseconds> {
    const { model, workers, settings } = cell;
    if (settings) return this.#played(cell);
    const ground = await this.#sampling();
    await this.#lab.strain();
    const { wallMs, verified } = await takeSample(ground, { model: await models.load(model), workers });
    if (!verified) throw new Error(`${model} with ${workers} workers gave a wrong result: its times mean nothing`);
    return wallMs;
  }

  async #played({ model, workers, settings }: Cell): Promise<Milliseconds> {
    const { work } = await this.#sampled();
    const args = [work.tasks.length, work.items];
    const { wallMs } = await this.#lab.play({ program: 'crunch', args, model, workers, settings: settings ?? {} });
    return wallMs;
  }

  async #pace(workers: number): Promise<number> {
    await this.#sampling();
    const everyone = Array.from({ length: workers }, (_, worker) => worker);
    const records = await pacerOf(this.#lab.pool, this.#lab.signal).window(everyone, WINDOW.lengthMs, WINDOW.leadMs);
    return records.reduce((sum, { items, elapsedMs }) => sum + items / Math.max(elapsedMs, 0.01), 0);
  }

  /** The grid's own work on the stage. */
  async #sampling(): Promise<SamplingGround> {
    const { reference } = await this.#sampled();
    return { ...this.#lab.ground, stage: this.#lab.stage, reference };
  }

  async #sampled(): Promise<Grid> {
    const { stage, work } = this.#lab;
    if (this.#grid && isOn(stage, this.#grid.work)) return this.#grid;
    work.forget();
    this.#grid = this.#grid ? await this.#staged(this.#grid) : await this.#found();
    return this.#grid;
  }

  async #staged({ work, reference, size }: Grid): Promise<Grid> {
    const asked = { kernel: work.kernel, program: 'crunch', size, chunkItems: work.chunkItems, isolated: true };
    return { work: await this.#lab.stage.load(asked), reference, size };
  }

  async #found(): Promise<Grid> {
    const { opening, stage, signal, width } = this.#lab;
    const mainThread = await models.load('main-thread');
    const { kernel } = this.#lab.work;
    const found = await findWork({ opening, stage, kernel, mainThread, workers: width, isolated: true, signal });
    return { ...found, size: found.work.size };
  }
}

function isOn(stage: Stage, work: StagedWork): boolean {
  return stage.hasWork && stage.work === work;
}
