/** Atomic or locked reference counts are right, and destroy scaling where all threads count the same object; counts of a thread's own do not. */
import type { Milliseconds } from '../../base/units.ts';
import type { Evidence } from '../../measure/claims/claim-report.ts';
import { pacerOf } from '../../measure/cores/pace.ts';
import { bootstrapRounds } from '../../measure/stats/bootstrap-rounds.ts';
import type { Interval } from '../../measure/stats/interval.ts';
import { median } from '../../measure/stats/median.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { measuredPart, ratioOf, type Sampled } from '../claim-lab/parts.ts';
import { countReferences } from '../claim-lab/reference-counts.ts';
import type { Claim } from './index.ts';

const ROUNDS = { rounds: 11, fewest: 6, budgetMs: 6_000 };
const WINDOW_MS: Milliseconds = 30;
const LEAD_MS: Milliseconds = 2;

const SLOWER = { below: 0.9 };
/** Of what the cores are worth. */
const FAR_FROM_WORTH = { below: 0.8 };

const WAYS = ['atomic', 'locked', 'biased'] as const;
type Way = (typeof WAYS)[number];

const LABELS: Readonly<Record<Way, string>> = {
  atomic: 'atomic counts, one object',
  locked: 'counts under a lock, one object',
  biased: 'biased counts, an object each',
};

/** How much was done a millisecond, one number a round: `one` by a thread alone, `all` by all of them. `loops` share nothing. */
export type Rates = Readonly<
  Record<Way | 'loops', { readonly one: readonly number[]; readonly all: readonly number[] }>
>;

function againstWorth({ biased, loops }: Rates, seed: number): Sampled {
  const series = [biased.all, biased.one, loops.all, loops.one];
  const of = ([all = 1, one = 1, loopsAll = 1, loopsOne = 1]: readonly number[]): number[] => [
    all / one / (loopsAll / loopsOne),
  ];
  const [estimate] = bootstrapRounds(series, of, { seed });
  const samples = biased.all.flatMap((_, round) => of(series.map((values) => values[round] ?? 1)));
  return { estimate: estimate as Interval, samples };
}

export function evidenceOf(rates: Rates, threads: number, seed: number): Evidence {
  const speedUp = (way: Way | 'loops'): Sampled => ratioOf(rates[way].all, rates[way].one, seed);
  const ups = { atomic: speedUp('atomic'), locked: speedUp('locked'), biased: speedUp('biased') };
  const title = (way: Way): string => `speed-up, ${threads} threads: ${LABELS[way]}`;
  const worth = againstWorth(rates, seed);
  const alone = (way: Way): string => (median(rates[way].one) / 1_000).toFixed(0);
  return {
    parts: (['atomic', 'locked'] as const).map((way) =>
      measuredPart({ id: way, title: title(way), region: SLOWER }, ups[way]),
    ),
    control: [
      measuredPart({ id: 'biased', title: title('biased'), region: SLOWER }, ups.biased),
      measuredPart(
        { id: 'of-worth', title: `${LABELS.biased}: of what ${threads} cores are worth here`, region: FAR_FROM_WORTH },
        worth,
      ),
    ],
    pictures: [
      {
        kind: 'spread',
        title: `Counting by ${threads} threads against one, round by round`,
        axis: 'speed-up',
        rows: WAYS.map((way) => ({ label: LABELS[way], model: 'free-threads', samples: ups[way].samples })),
        lines: [
          { label: 'one thread', at: 1 },
          { label: `what ${threads} cores are worth`, at: speedUp('loops').estimate.estimate },
        ],
      },
    ],
    beside: [
      `One thread alone takes and gives back ${alone('biased')} million references a second of its own object by biased counts, ${alone('atomic')} by atomic ones, ${alone('locked')} under a lock.`,
    ],
  };
}

async function takeRates(lab: ClaimLab): Promise<Rates> {
  const { pool, width, signal, stage } = lab;
  await stage.grow(width);
  const count = (counting: Way, workers: number) => async (): Promise<number> => {
    const objects = counting === 'biased' ? 'own' : 'shared';
    return (await countReferences(lab, { counting, objects, workers, ms: WINDOW_MS })).rate;
  };
  const loops = (workers: number) => async (): Promise<number> => {
    await lab.work.stage(stage, 'crunch', lab.work.itemsFor(0), false, signal);
    const everyone = Array.from({ length: workers }, (_, worker) => worker);
    const records = await pacerOf(pool, signal).window(everyone, WINDOW_MS, LEAD_MS);
    return records.reduce((sum, { items, elapsedMs }) => sum + items / Math.max(elapsedMs, 0.01), 0);
  };
  const takes = {
    'loops one': loops(1),
    'loops all': loops(width),
    ...Object.fromEntries(
      WAYS.flatMap((way) => [
        [`${way} one`, count(way, 1)],
        [`${way} all`, count(way, width)],
      ]),
    ),
  };
  // The engine optimises the loops meanwhile.
  for (const warm of Object.values(takes)) await lab.attended(warm);
  const samples: Record<string, number[]> = await lab.rounds<string>(takes, ROUNDS);
  const of = (way: Way | 'loops'): Rates[Way] => ({
    one: samples[`${way} one`] ?? [],
    all: samples[`${way} all`] ?? [],
  });
  return { atomic: of('atomic'), locked: of('locked'), biased: of('biased'), loops: of('loops') };
}

export default {
  id: 'refcount-contention',
  statement:
    'Atomic counts, or a lock around each, keep reference counts right, and make several threads slower than one.',
  from: ['A'],
  group: 'shared data',
  models: ['free-threads'],
  needs: { memory: 'shared', threads: 2 },
  experiment:
    'Free threads, as many as run at once (at most 8), take and give back references of one object and do nothing else: what they get through in 30 ms together, against one thread that counts in the same way.',
  control:
    'Biased counts, as the free-threaded CPython has them: each thread counts an object of its own without atomic additions. They make as much of the cores as loops that share nothing.',
  controlExpected: 'refuted',
  notice:
    'Counts of one object are slower by all threads together than by one alone: the cache line with the count travels from core to core. It is the sharing that costs, not the counting.',
  regionNote:
    'The work is counting and nothing else, so this is the worst case. Programs that also compute lose less, in proportion.',
  program: null,
  usualMs: 3_400,
  async test(lab) {
    return evidenceOf(await takeRates(lab), lab.width, lab.seed);
  },
} satisfies Claim;
