/**
 * Where models run: the page's own instance, the pool if there is one, and the work that is loaded on both.
 * Owns no policy; the pool belongs to whoever opened it.
 */
import type { Clock } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import type { Schedule } from '../base/schedule.ts';
import type { Kernel } from '../kernels/index.ts';
import { sharedJobPlan, type SharedPlaces } from '../memory/job-plan.ts';
import { LINE, type Region } from '../memory/layout.ts';
import type { Pool } from '../pool/pool.ts';
import type { Task } from '../programs/index.ts';
import type { PrivateLoader } from '../runtime/load-job.ts';
import { bytesOf, type JobSetup, type LoadedJob } from '../runtime/job.ts';

/** Work on the stage: the same for every model. */
export interface StagedWork {
  readonly kernel: Kernel;
  readonly size: number;
  readonly items: number;
  /** Times that all tasks are run, each time from what the last has left. */
  readonly steps: number;
  readonly chunkItems: number;
  readonly tasks: readonly Task[];
  readonly input: Uint8Array<ArrayBuffer>;
  readonly page: LoadedJob;
  readonly pageOutput: Uint8Array;
  /** In the pool's memory; null where there is none. */
  readonly sharedOutput: Uint8Array | null;
}

export interface WorkAsked {
  readonly kernel: Kernel;
  readonly program: string;
  readonly size: number;
  readonly chunkItems: number;
  /** One where nothing is said: of a kernel with several then only the first. */
  readonly steps?: number;
  /** Also load it into a memory of each worker's own. */
  readonly isolated: boolean;
}

/** What workers were told of the work, for those that come later. */
interface Loaded {
  readonly setup: JobSetup;
  readonly where: SharedPlaces | null;
  readonly isolated: boolean;
}

export interface StageParts {
  readonly clock: Clock;
  readonly loadOnPage: PrivateLoader;
  readonly pool: Pool | null;
}

/** Written into outputs before a run, so that a task that did not run cannot look as if it had. */
const STALE = 0xa5;

export function forgetOutput(output: Uint8Array): void {
  output.fill(STALE);
}

/** Consecutive ranges of `chunkItems` items. */
export function partition(items: number, chunkItems: number): Task[] {
  return Array.from({ length: Math.ceil(items / chunkItems) }, (_, chunk) => ({
    start: chunk * chunkItems,
    end: Math.min(items, (chunk + 1) * chunkItems),
  }));
}

/** What a thread is told of the work, input included. */
export function jobSetup(asked: Omit<WorkAsked, 'isolated'>): JobSetup {
  const { kernel, size } = asked;
  const input = new Uint8Array(kernel.inputBytes(size));
  kernel.fillInput(input, size);
  return {
    program: asked.program,
    kernel: kernel.id,
    size,
    items: kernel.items(size),
    itemBytes: kernel.itemBytes(size),
    steps: asked.steps ?? 1,
    input,
    sliceItems: asked.chunkItems,
  };
}

export class Stage {
  readonly clock: Clock;
  readonly pool: Pool | null;
  /** How threads over shared memory deal out the tasks of the runs that come; every other model has a way of its own. */
  schedule: Schedule = 'dynamic';
  readonly #parts: StageParts;
  #work: StagedWork | undefined;
  #loaded: Loaded | undefined;

  constructor(parts: StageParts) {
    this.clock = parts.clock;
    this.pool = parts.pool;
    this.#parts = parts;
  }

  /** Bytes there are for a job's input and output together. */
  get room(): number {
    return this.pool?.shared?.plan.work.bytes ?? Infinity;
  }

  get hasWork(): boolean {
    return this.#work !== undefined;
  }

  /** The work that is loaded. Throws where none is. */
  get work(): StagedWork {
    if (!this.#work) throw new Error('no work is on the stage: call stage.load first');
    return this.#work;
  }

  /** Loads work on the page and on every worker, in place of what was there. Throws `MemoryTooSmall`. */
  async load(asked: WorkAsked): Promise<StagedWork> {
    const setup = jobSetup(asked);
    const page = await this.#parts.loadOnPage(setup);
    const where = this.#placeShared(setup);
    const tasks = partition(setup.items, asked.chunkItems);
    await this.pool?.load(setup, where, asked.isolated);
    this.#loaded = { setup, where, isolated: asked.isolated };
    this.pool?.setTasks(tasks);
    this.#work = {
      kernel: asked.kernel,
      size: asked.size,
      items: setup.items,
      steps: setup.steps,
      chunkItems: asked.chunkItems,
      tasks,
      input: setup.input,
      page,
      pageOutput: new Uint8Array(page.memory.buffer, page.plan.output.at, page.plan.output.bytes),
      sharedOutput: where && this.#view(where.output),
    };
    return this.#work;
  }

  /** Starts workers until there are `count`, where the browser grants so many, and loads the work on those that are new. */
  async grow(count: number): Promise<void> {
    const { pool } = this;
    if (!pool || pool.size >= count) return;
    await pool.grow(count);
    const loaded = this.#loaded;
    if (loaded) await pool.load(loaded.setup, loaded.where, loaded.isolated);
  }

  /** What the work leaves free of its room in shared memory; null where none is shared. */
  get spare(): Region | null {
    const shared = this.pool?.shared;
    if (!shared) return null;
    const { at, bytes } = shared.plan.work;
    const last = this.#loaded?.where?.spare;
    const from = last ? Math.ceil((last.at + last.bytes) / LINE) * LINE : at;
    return { at: from, bytes: Math.max(0, at + bytes - from) };
  }

  /** Times relative to the submission. */
  since(submitted: Milliseconds): Milliseconds {
    return this.clock.now() - submitted;
  }

  #placeShared(setup: JobSetup): SharedPlaces | null {
    const shared = this.pool?.shared;
    if (!shared) return null;
    const nowhere = { at: 0, bytes: 0 };
    const { input, output, spare } = sharedJobPlan(shared.plan.work, nowhere, bytesOf(setup));
    this.#view(input)?.set(setup.input);
    return { input, output, spare };
  }

  #view(region: Region): Uint8Array | null {
    const shared = this.pool?.shared;
    return shared ? new Uint8Array(shared.memory.buffer, region.at, region.bytes) : null;
  }
}
