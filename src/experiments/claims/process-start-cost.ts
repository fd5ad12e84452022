/**
 * A process is said to cost more to start than a thread. Here both are workers of the browser: one is given a memory to itself, the other
 * the memory that is there.
 */
import type { Bytes, Milliseconds } from '../../base/units.ts';
import { threadOrigin } from '../../base/clock.ts';
import { nextTurn } from '../../base/turn.ts';
import { kernels } from '../../kernels/index.ts';
import { sharedJobPlan } from '../../memory/job-plan.ts';
import type { Evidence } from '../../measure/claims/claim-report.ts';
import { median } from '../../measure/stats/median.ts';
import { jobSetup } from '../../models/stage.ts';
import { Pool } from '../../pool/pool.ts';
import { bytesOf, type JobSetup } from '../../runtime/job.ts';
import { compileModule } from '../../runtime/module.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { CPU_KERNEL } from '../claim-lab/cpu-work.ts';
import { measuredPart, ratioOf } from '../claim-lab/parts.ts';
import { WITHOUT_SHARED } from '../claim-lab/untestable.ts';
import { NotTestable, type Claim, type Shown } from './index.ts';

const DEARER = { above: 1.2 };
const STATE_BYTES: Bytes = 64 * 2 ** 20;
const ROUNDS = { rounds: 9, fewest: 5, budgetMs: 6_000 };
/** The first workers fetch and compile their script. */
const WARM = 2;

const WAYS = ['thread', 'process', 'laden'] as const;
type Way = (typeof WAYS)[number];

/** From the order to start until ready with its job, one number a round. Of threads none where no memory is shared. */
export type Starts = Readonly<Record<Way, readonly Milliseconds[]>>;

export function evidenceOf(starts: Starts, seed: number): Evidence {
  return {
    parts: [
      measuredPart(
        { id: 'start', title: 'start of a process ÷ start of a thread', region: DEARER },
        ratioOf(starts.process, starts.thread, seed),
      ),
    ],
    control: [
      measuredPart(
        { id: 'with-state', title: 'start of a process with 64 MB of state ÷ start of a thread', region: DEARER },
        ratioOf(starts.laden, starts.thread, seed),
      ),
    ],
    ...shownOf(starts),
  };
}

/** Without shared memory there is something to see as well: a process, and what data adds to its start. */
export function shownOf(starts: Starts): Shown {
  const taken = WAYS.filter((way) => starts[way].length > 0);
  const took = (way: Way): string => `${WHO[way]} ${median(starts[way]).toFixed(1)} ms`;
  return {
    pictures: [
      {
        kind: 'spread',
        title: 'From the order to start until it could work',
        axis: 'ms',
        rows: taken.map((way) => ({ ...ROWS[way], samples: starts[way] })),
        lines: [],
      },
    ],
    beside: [
      `To start takes ${taken.map(took).join(', ')}.`,
      'CPython 3.11 on Linux takes about 0.15 ms for a thread and about 5 ms for a process: there the operating system makes a new address space and a new interpreter for it. A page cannot ask for that.',
    ],
  };
}

const WHO: Readonly<Record<Way, string>> = {
  thread: 'a thread',
  process: 'a process',
  laden: 'a process that is given 64 MB',
};
const ROWS = {
  thread: { label: 'thread: the memory that is there', model: 'free-threads' },
  process: { label: 'process: a memory of its own', model: 'processes' },
  laden: { label: 'process, given 64 MB', model: 'processes' },
} as const;

/** Starts workers and ends them, one at a time, each in the pool of its kind. */
class Nursery {
  readonly #lab: ClaimLab;
  readonly #pools: Readonly<Partial<Record<Way, Pool>>>;
  readonly #job: JobSetup;
  readonly #laden: JobSetup;

  private constructor(lab: ClaimLab, job: JobSetup, pools: { readonly together: Pool | null; readonly apart: Pool }) {
    this.#lab = lab;
    this.#job = job;
    this.#laden = { ...job, input: new Uint8Array(STATE_BYTES) };
    const { together, apart } = pools;
    this.#pools = { ...(together && { thread: together }), process: apart, laden: apart };
  }

  /** Those that can be started here. */
  get ways(): Way[] {
    return WAYS.filter((way) => this.#pools[way] !== undefined);
  }

  /** Rejects with `ModuleUnavailable`, `MemoryRefused`, or an abort. */
  static async open(lab: ClaimLab): Promise<Nursery> {
    const { clock, signal } = lab;
    const kernel = await kernels.load(CPU_KERNEL);
    const job = jobSetup({ kernel, program: 'crunch', size: kernel.tinySize, chunkItems: 16 });
    const empty = async (shared: boolean): Promise<Pool> => {
      const module = await compileModule(shared, { signal });
      const pool = new Pool({ module, shared, clock, origin: threadOrigin() });
      await pool.grow(0);
      return pool;
    };
    const [together, apart] = await Promise.all([lab.mode === 'shared' ? empty(true) : null, empty(false)]);
    return new Nursery(lab, job, { together, apart });
  }

  /** Rejects with `NotTestable` where the browser starts no further worker. */
  readonly start = async (way: Way): Promise<Milliseconds> => {
    const pool = this.#pools[way];
    if (!pool) throw new NotTestable(WITHOUT_SHARED);
    const { clock } = this.#lab;
    const began = clock.now();
    await pool.grow(1);
    const [lane] = pool.lanes(1);
    if (!lane) throw new NotTestable(pool.missing.at(-1)?.message ?? 'The browser started no further worker.');
    await pool.load(way === 'laden' ? this.#laden : this.#job, this.#where(pool), way !== 'thread');
    const took = clock.now() - began;
    await pool.retire(lane);
    // Collecting what the last one leaves is not part of the next one's start.
    await nextTurn();
    return took;
  };

  async close(): Promise<void> {
    await Promise.all([this.#pools.thread?.close(), this.#pools.process?.close()]);
  }

  #where({ shared }: Pool): Parameters<Pool['load']>[1] {
    if (!shared) return null;
    return sharedJobPlan(shared.plan.work, { at: 0, bytes: 0 }, bytesOf(this.#job));
  }
}

export default {
  id: 'process-start-cost',
  statement: 'A process costs more to start than a thread.',
  from: ['A', 'B', 'C', 'D'],
  group: 'processes',
  models: ['free-threads', 'processes'],
  needs: { memory: 'workers', threads: 1 },
  experiment:
    'A worker with a memory of its own, and one that is given the memory which others use: from the order to start until its code is loaded and it has its work.',
  control: 'A process that is also given 64 MB to begin with, as one that is handed the data of its parent: dearer.',
  controlExpected: 'holds',
  notice:
    'A page’s processes and threads are the same kind of worker: a thread of the browser’s with a heap of its own. They start alike, and far slower than a thread of an operating system. What makes a start dear here is the data that comes with it.',
  regionNote:
    'The claim is about processes of an operating system, which a page cannot start. What is tested is whether it is still true of what stands for them here.',
  program: null,
  usualMs: 2_600,
  async test(lab) {
    const nursery = await Nursery.open(lab);
    try {
      lab.say('Starting workers, some of them with 64 MB');
      const takes = Object.fromEntries(nursery.ways.map((way) => [way, () => nursery.start(way)]));
      for (let warm = 0; warm < WARM; warm++) await lab.rounds(takes, { rounds: 1, fewest: 1, budgetMs: 0 });
      const samples: Record<string, number[]> = await lab.rounds<string>(takes, ROUNDS);
      const of = (way: Way): number[] => samples[way] ?? [];
      const starts = { thread: of('thread'), process: of('process'), laden: of('laden') };
      if (lab.mode !== 'shared') throw new NotTestable(WITHOUT_SHARED, shownOf(starts));
      return evidenceOf(starts, lab.seed);
    } finally {
      await nursery.close();
    }
  },
} satisfies Claim;
