/** n processes gain less than n where tasks are short and data travels with them: each hand-over costs. */
import type { Milliseconds } from '../../base/units.ts';
import type { ClaimPicture, Evidence } from '../../measure/claims/claim-report.ts';
import { pacerOf } from '../../measure/cores/pace.ts';
import { bootstrapRounds } from '../../measure/stats/bootstrap-rounds.ts';
import type { Interval } from '../../measure/stats/interval.ts';
import { median } from '../../measure/stats/median.ts';
import { ProcessPoolExecutor } from '../../pool/process-executor.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { measuredPart, ratioOf, type Sampled } from '../claim-lab/parts.ts';
import type { Claim } from './index.ts';

/** Tasks of about a millisecond. */
const TASKS = 60;
const PAYLOAD_BYTES = 65_536;
/** A twentieth above what the control is expected to give, as every border keeps from its control. */
const LOST = { above: 0.05 };
const SERIAL_MS: Milliseconds = 60;
/** Of the control, for each process. */
const BARE_TASKS = 3;
const LEAD_MS: Milliseconds = 2;
const ROUNDS = { rounds: 11, fewest: 7, budgetMs: 9_000 };
const CHOICES = 3;

/** In rounds: milliseconds of the work as a whole, and items a millisecond of loops that share nothing. */
export interface Loads {
  readonly processes: readonly number[];
  readonly serial: readonly number[];
  readonly alone: readonly number[];
  /** By number of processes, in the order of `processes`. */
  readonly loops: readonly (readonly number[])[];
  readonly loaded: readonly (readonly number[])[];
  /** Of `BARE_TASKS` tasks a process, each as long as the whole work. */
  readonly bare: readonly (readonly number[])[];
}

/** Powers of two up to the width, and the width: every number would take too long where there are eight. */
export function processCounts(width: number): number[] {
  return [2, 4, 8].filter((count) => count < width).concat(width);
}

/** What is missing of what the cores are worth, as a fraction: 1 − S(n) ÷ E(n), the work being `times` the serial one. */
function lost(loads: Loads, place: number, walls: Loads['loaded'], times: number, seed: number): Sampled {
  const series = [loads.serial, walls[place] ?? [], loads.loops[place] ?? [], loads.alone];
  const of = ([serial = 1, wall = 1, loops = 1, alone = 1]: readonly number[]): number[] => [
    1 - (times * serial) / wall / (loops / alone),
  ];
  const [estimate] = bootstrapRounds(series, of, { seed });
  const samples = loads.serial.flatMap((_, round) => of(series.map((values) => values[round] ?? 1)));
  return { estimate: estimate as Interval, samples };
}

export function evidenceOf(loads: Loads, seed: number): Evidence {
  const { processes } = loads;
  const common = { unit: '', scale: 'difference' as const, region: LOST };
  return {
    parts: processes.map((count, place) =>
      measuredPart(
        {
          id: `lost-${count}`,
          title: `missing of what ${count} cores are worth, ${count} processes with data each way`,
          ...common,
        },
        lost(loads, place, loads.loaded, 1, seed),
      ),
    ),
    control: processes.map((count, place) =>
      measuredPart(
        { id: `bare-${count}`, title: `the same with long tasks for each of ${count} and no data`, ...common },
        lost(loads, place, loads.bare, BARE_TASKS * count, seed),
      ),
    ),
    pictures: [curves(loads, seed)],
    beside: processes.map((count, place) => {
      const gained = ratioOf(loads.serial, loads.loaded[place] ?? [], seed).estimate.estimate;
      const worth = median(loads.loops[place] ?? []) / median(loads.alone);
      return `${count} processes finish ${gained.toFixed(2)}× sooner; ${count} loops that share nothing are worth ${worth.toFixed(2)}.`;
    }),
  };
}

function curves({ processes, serial, alone, loops, loaded, bare }: Loads, seed: number): ClaimPicture {
  const points = (of: (place: number) => Interval) => processes.map((x, place) => ({ x, y: of(place) }));
  const scaled = (times: number): number[] => serial.map((ms) => times * ms);
  return {
    kind: 'curves',
    title: 'How much sooner the work is done',
    xTitle: 'processes',
    yTitle: 'speed-up',
    series: [
      {
        label: `tasks of 1 ms, ${PAYLOAD_BYTES / 1024} KB each way`,
        model: 'process-executor',
        points: points((place) => ratioOf(serial, loaded[place] ?? [], seed).estimate),
      },
      {
        label: 'long tasks, no data',
        model: 'process-executor',
        points: points(
          (place) => ratioOf(scaled(BARE_TASKS * (processes[place] ?? 1)), bare[place] ?? [], seed).estimate,
        ),
      },
      {
        label: 'loops that share nothing',
        model: null,
        points: points((place) => ratioOf(loops[place] ?? [], alone, seed).estimate),
      },
    ],
    laws: [{ label: 'as many times as processes', points: [1, ...processes].map((x) => ({ x, y: x })) }],
  };
}

interface Batch {
  readonly processes: number;
  readonly tasks: readonly { readonly start: number; readonly end: number }[];
  readonly bytes: number;
}

class Experiment {
  readonly #lab: ClaimLab;
  readonly #items: number;

  constructor(lab: ClaimLab) {
    this.#lab = lab;
    this.#items = lab.work.itemsFor(SERIAL_MS);
  }

  async loads(): Promise<Loads> {
    const processes = processCounts(this.#lab.width);
    await this.#lab.stage.grow(this.#lab.width);
    const serial = await this.#serialForm();
    const takes = Object.fromEntries([
      ['serial', serial] as const,
      ['loops 1', this.#loops(1)] as const,
      ...processes.flatMap((n) => [
        [`loops ${n}`, this.#loops(n)] as const,
        [`loaded ${n}`, this.#wall({ processes: n, tasks: this.#tasks(TASKS), bytes: PAYLOAD_BYTES })] as const,
        [`bare ${n}`, this.#wall({ processes: n, tasks: this.#wholes(BARE_TASKS * n), bytes: 0 })] as const,
      ]),
    ]);
    const samples: Record<string, number[]> = await this.#lab.rounds<string>(takes, ROUNDS);
    const all = (name: string) => processes.map((n) => samples[`${name} ${n}`] ?? []);
    return {
      processes,
      serial: samples['serial'] ?? [],
      alone: samples['loops 1'] ?? [],
      loops: all('loops'),
      loaded: all('loaded'),
      bare: all('bare'),
    };
  }

  #tasks(count: number): Batch['tasks'] {
    const from = (task: number): number => Math.floor((task * this.#items) / count);
    return Array.from({ length: count }, (_, task) => ({ start: from(task), end: from(task + 1) }));
  }

  /** The whole work so many times. */
  #wholes(count: number): Batch['tasks'] {
    return Array.from({ length: count }, () => ({ start: 0, end: this.#items }));
  }

  /** The faster by median of main thread and one process with one task, from runs that are not among the samples. */
  async #serialForm(): Promise<() => Promise<number>> {
    const args = [1, this.#items];
    const main = async (): Promise<number> =>
      (await this.#lab.play({ program: 'crunch', args, model: 'main-thread', workers: 0 })).wallMs;
    const worker = this.#wall({ processes: 1, tasks: this.#wholes(1), bytes: 0 });
    const choice = { rounds: CHOICES, fewest: CHOICES, budgetMs: 0 };
    const { main: onMain, worker: onWorker } = await this.#lab.rounds({ main, worker }, choice);
    return median(onMain) <= median(onWorker) ? main : worker;
  }

  /** On the first workers of the lab's pool, from the first call handed over to the last result back. */
  #wall({ processes, tasks, bytes }: Batch): () => Promise<number> {
    return async () => {
      const { pool, clock } = this.#lab;
      await this.#staged();
      await this.#lab.strain();
      const executor = await ProcessPoolExecutor.over(pool, { maxWorkers: processes });
      try {
        const given = tasks.map(() => (bytes > 0 ? new Uint8Array(bytes).fill(7) : null));
        const start = clock.now();
        const futures = tasks.map(({ start: from, end }, task) =>
          executor.submit<Uint8Array | null>('staged.carry', given[task] ?? null, from, end),
        );
        const back = await Promise.all(futures.map((future) => future.result()));
        const wallMs = clock.now() - start;
        if (back.some((got) => (got?.length ?? 0) !== bytes))
          throw new Error('a task gave back other data than it got');
        return wallMs;
      } finally {
        await executor.shutdown();
      }
    };
  }

  #loops(n: number): () => Promise<number> {
    const { pool, signal } = this.#lab;
    const everyone = Array.from({ length: n }, (_, worker) => worker);
    return async () => {
      await this.#staged();
      await this.#lab.strain();
      const records = await pacerOf(pool, signal).window(everyone, SERIAL_MS, LEAD_MS);
      return records.reduce((sum, { items, elapsedMs }) => sum + items / Math.max(elapsedMs, 0.01), 0);
    };
  }

  async #staged(): Promise<void> {
    const { work, stage, signal } = this.#lab;
    await work.stage(stage, 'crunch', this.#items, true, signal);
  }
}

export default {
  id: 'processes-sublinear',
  statement: 'n processes do not make work n times as fast: handing tasks and data to them takes time of its own.',
  from: ['B'],
  group: 'processes',
  models: ['process-executor'],
  needs: { memory: 'shared', threads: 2 },
  experiment: `${TASKS} tasks of about 1 ms, each with ${PAYLOAD_BYTES / 1024} KB to the process and as much back, by 2 processes and more, as many as run at once (at most 8). How much is missing of what as many loops that share nothing are worth.`,
  control: `${BARE_TASKS} tasks of ${SERIAL_MS} ms for each process and no data: nearly nothing is missing.`,
  controlExpected: 'refuted',
  notice:
    'With long tasks and no data the processes are worth what the cores are. Short tasks and copies take them off the line, and more so with every process that the one page has to supply.',
  regionNote:
    'Lost is what is missing of the cores’ worth, not of n: cores that share a unit or a clock would lose that much with threads as well, and it is no cost of processes. A twentieth is asked for, since the slower of several long tasks alone makes up a hundredth or two.',
  program: null,
  usualMs: 3_600,
  async test(lab) {
    return evidenceOf(await new Experiment(lab).loads(), lab.seed);
  },
} satisfies Claim;
