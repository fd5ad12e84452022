/** Amdahl's law put to the test: a serial part of a known size, and the serial fraction that the speed-ups then give. */
import type { Milliseconds } from '../../base/units.ts';
import type { ClaimPicture, Evidence } from '../../measure/claims/claim-report.ts';
import { pacerOf } from '../../measure/cores/pace.ts';
import { amdahl, amdahlFraction } from '../../measure/laws/amdahl.ts';
import { bootstrapRounds } from '../../measure/stats/bootstrap-rounds.ts';
import type { Interval } from '../../measure/stats/interval.ts';
import { median } from '../../measure/stats/median.ts';
import type { ClaimLab, PlayWanted } from '../claim-lab/claim-lab.ts';
import { measuredPart, ratioOf, type Sampled } from '../claim-lab/parts.ts';
import type { Claim } from './index.ts';

/** Of the work, in percent. */
const SERIAL = [10, 25, 50] as const;
const OVERLAPPING = 25;
/** On either side of the true fraction. */
const MARGIN = 0.03;
/** Long enough that what waking threads takes, a few milliseconds, is small beside ±3 %; too long for the page’s own thread. */
const SERIAL_MS: Milliseconds = 240;
const LOOP_MS: Milliseconds = 100;
const LEAD_MS: Milliseconds = 2;
const ROUNDS = { rounds: 9, fewest: 6, budgetMs: 10_000 };

/** All in rounds: milliseconds of plays, items a millisecond of loops. By number of threads, in the order of `threads`. */
export interface AmdahlRounds {
  readonly threads: readonly number[];
  readonly serial: readonly number[];
  readonly alone: readonly number[];
  readonly loops: readonly (readonly number[])[];
  /** By the serial percentage. */
  readonly forked: Readonly<Record<(typeof SERIAL)[number], readonly (readonly number[])[]>>;
  /** The same percentage with the GIL held, and nobody waiting for the others. */
  readonly overlapping: readonly (readonly number[])[];
}

/** Powers of two up to the width, and the width: every number would take too long where there are eight. */
export function threadCounts(width: number): number[] {
  return [2, 4, 8].filter((count) => count < width).concat(width);
}

/** The serial fraction with which Amdahl's law comes nearest, n cores counting for what n loops that share nothing get done. */
function fraction(rounds: AmdahlRounds, walls: readonly (readonly number[])[], seed: number): Sampled {
  const count = rounds.threads.length;
  const of = ([serial = 1, alone = 1, ...rest]: readonly number[]): number[] => [
    amdahlFraction(
      rounds.threads.map((_, place) => ({
        workers: (rest[place] ?? 1) / alone,
        speedup: serial / (rest[count + place] ?? 1),
      })),
    ),
  ];
  const series = [rounds.serial, rounds.alone, ...rounds.loops, ...walls];
  const [estimate] = bootstrapRounds(series, of, { seed });
  const samples = rounds.serial.flatMap((_, round) => of(series.map((values) => values[round] ?? 1)));
  return { estimate: estimate as Interval, samples };
}

export function evidenceOf(rounds: AmdahlRounds, seed: number): Omit<Evidence, 'pictures'> {
  const part = (percent: (typeof SERIAL)[number]) =>
    measuredPart(
      {
        id: `serial-${percent}`,
        title: `fitted serial fraction, ${percent} % serial`,
        unit: '',
        scale: 'difference',
        region: { above: percent / 100 - MARGIN, below: percent / 100 + MARGIN },
      },
      fraction(rounds, rounds.forked[percent], seed),
    );
  const control = measuredPart(
    {
      id: 'overlapping',
      title: `fitted serial fraction, ${OVERLAPPING} % under the GIL, nobody waits`,
      unit: '',
      scale: 'difference',
      region: { above: OVERLAPPING / 100 - MARGIN },
    },
    fraction(rounds, rounds.overlapping, seed),
  );
  const worth = rounds.threads.map((count, place) => {
    const times = median(rounds.loops[place] ?? []) / median(rounds.alone);
    return `${count} threads for ${times.toFixed(2)}`;
  });
  return {
    parts: SERIAL.map(part),
    control: [control],
    beside: [`In the fit, ${worth.join(', ')}: what as many loops that share nothing got done against one.`],
  };
}

function curves(rounds: AmdahlRounds, seed: number): ClaimPicture {
  const worths = rounds.loops.map((loops) => median(loops) / median(rounds.alone));
  const curve = (walls: readonly (readonly number[])[]) =>
    rounds.threads.map((x, place) => ({ x, y: ratioOf(rounds.serial, walls[place] ?? [], seed).estimate }));
  const law = (percent: number) =>
    rounds.threads.map((x, place) => ({ x, y: amdahl(percent / 100, worths[place] ?? x) }));
  const one = { x: 1, y: 1 };
  return {
    kind: 'curves',
    title: 'Measured speed-ups, and what the law allows',
    xTitle: 'threads',
    yTitle: 'speed-up',
    series: [
      ...SERIAL.map((percent) => ({
        label: `${percent} % serial`,
        model: 'free-threads' as const,
        points: curve(rounds.forked[percent]),
      })),
      {
        label: `${OVERLAPPING} % under the GIL, nobody waits`,
        model: 'gil-threads-released' as const,
        points: curve(rounds.overlapping),
      },
    ],
    laws: SERIAL.map((percent) => ({ label: `Amdahl, ${percent} %`, points: [one, ...law(percent)] })),
  };
}

type PlayNamed = Pick<PlayWanted, 'program' | 'args' | 'model' | 'workers' | 'settings'>;

class Experiment {
  readonly #lab: ClaimLab;
  readonly #items: number;
  readonly #threads: readonly number[];

  constructor(lab: ClaimLab) {
    this.#lab = lab;
    this.#items = lab.work.itemsFor(SERIAL_MS);
    this.#threads = threadCounts(lab.width);
  }

  async rounds(): Promise<AmdahlRounds> {
    const serial: PlayNamed = { program: 'fork-join', args: [1, 0, this.#items], model: 'free-threads', workers: 1 };
    const forked = (percent: number, n: number) => `${percent} ${n}`;
    const each = (key: (n: number) => string, take: (n: number) => () => Promise<number>) =>
      this.#threads.map((n) => [key(n), take(n)] as const);
    const takes = Object.fromEntries([
      ['serial', this.#wall(serial)] as const,
      ['loops 1', this.#loops(1)] as const,
      ...each(
        (n) => `loops ${n}`,
        (n) => this.#loops(n),
      ),
      ...each(
        (n) => `overlapping ${n}`,
        (n) => this.#wall(this.#overlapping(n)),
      ),
      ...SERIAL.flatMap((percent) =>
        each(
          (n) => forked(percent, n),
          (n) => this.#wall(this.#forked(percent, n)),
        ),
      ),
    ]);
    const samples: Record<string, number[]> = await this.#lab.rounds<string>(takes, ROUNDS);
    const all = (key: (n: number) => string) => this.#threads.map((n) => samples[key(n)] ?? []);
    return {
      threads: this.#threads,
      serial: samples['serial'] ?? [],
      alone: samples['loops 1'] ?? [],
      loops: all((n) => `loops ${n}`),
      overlapping: all((n) => `overlapping ${n}`),
      forked: {
        10: all((n) => forked(10, n)),
        25: all((n) => forked(25, n)),
        50: all((n) => forked(50, n)),
      },
    };
  }

  /** One typical play of each, for the picture. */
  async lanes(): Promise<ClaimPicture> {
    const n = this.#lab.width;
    const wanted = [
      { label: `${OVERLAPPING} % serial, everybody waits for it`, ...this.#forked(OVERLAPPING, n) },
      { label: `${OVERLAPPING} % under the GIL, nobody waits`, ...this.#overlapping(n) },
    ];
    const plays = [];
    for (const { label, ...asked } of wanted) {
      const played = await this.#lab.attended(() => this.#lab.play(asked));
      plays.push({ label, model: asked.model, played });
    }
    return { kind: 'lanes', title: `The same work by ${n} threads`, plays };
  }

  #forked(percent: number, n: number): PlayNamed {
    return { program: 'fork-join', args: [n, percent, this.#items], model: 'free-threads', workers: n };
  }

  #overlapping(n: number): PlayNamed {
    const settings = { heldFraction: OVERLAPPING / 100 };
    return { program: 'crunch', args: [n, this.#items], model: 'gil-threads-released', workers: n, settings };
  }

  #wall(asked: PlayNamed): () => Promise<number> {
    return async () => (await this.#lab.play(asked)).wallMs;
  }

  #loops(n: number): () => Promise<number> {
    const { work, stage, pool, signal } = this.#lab;
    const everyone = Array.from({ length: n }, (_, worker) => worker);
    return async () => {
      await work.stage(stage, 'fork-join', this.#items, false, signal);
      await this.#lab.strain();
      const records = await pacerOf(pool, signal).window(everyone, LOOP_MS, LEAD_MS);
      return records.reduce((sum, { items, elapsedMs }) => sum + items / Math.max(elapsedMs, 0.01), 0);
    };
  }
}

export default {
  id: 'amdahl',
  statement: 'The part of the work that only one thread can do bounds what all the others can gain: Amdahl’s law.',
  from: ['B', 'C'],
  group: 'cores',
  models: ['free-threads', 'gil-threads-released'],
  needs: { memory: 'shared', threads: 2 },
  experiment:
    'One thread computes 10, 25 or 50 % of the work while the others wait for it, then all share out the rest, by 2 threads and more, as many as run at once (at most 8). From the speed-ups alone the serial fraction is fitted back.',
  control:
    'A quarter of each thread’s work holds the GIL, and nobody waits at a barrier: what one holds overlaps with what the others have free, and the fitted fraction comes out lower.',
  controlExpected: 'refuted',
  notice:
    'The law needs more than a serial part: it needs everybody to wait for it. Where the serial parts of some overlap with the free parts of others, more is to be had than it allows.',
  regionNote:
    'Within 0.03 of the true fraction. The law’s n are equal cores; here n threads count for what n loops that share nothing get done, measured in the same rounds, so that cores which share something are not taken for a serial part. The serial form is one worker: a quarter of a second is too long for the page’s own thread. Who starts the others looks for the end of the serial part every quarter of a millisecond; what starting them takes counts as serial, a hundredth where a scheduler is slow to spread them.',
  program: 'fork-join',
  usualMs: 10_000,
  async test(lab) {
    const experiment = new Experiment(lab);
    const rounds = await experiment.rounds();
    return { ...evidenceOf(rounds, lab.seed), pictures: [curves(rounds, lab.seed), await experiment.lanes()] };
  },
} satisfies Claim;
