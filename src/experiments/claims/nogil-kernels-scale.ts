/**
 * Native code that releases the GIL runs in parallel under it. How much sooner it ends depends on the part that still holds the GIL, and lies
 * between two laws: Amdahl's, in which nothing goes on while that part is held, and a bound by which only the held parts take turns.
 */
import type { Milliseconds } from '../../base/units.ts';
import { amdahl } from '../../measure/laws/amdahl.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { measuredPart, medianOf, ratioOf, type Sampled } from '../claim-lab/parts.ts';
import type { Cell } from '../claim-lab/speed-ups.ts';
import type { Claim } from './index.ts';

const FRACTIONS = [0, 0.25, 0.5, 0.75] as const;
const ALL_HELD = 1;
const LEAST = { above: 0.95 };
const MOST = { below: 1.05 };
/** On two whole cores this is a tenth above Amdahl's law, whose bound is a quarter above it. */
const BEYOND = { held: 0.25, region: { above: 0.4 } };

const WORK_MS: Milliseconds = 120;
const ROUNDS = { rounds: 7, fewest: 5, budgetMs: 6_500 };
/** Points of a law's curve. */
const DRAWN = 20;

/** Only for what so many cores are worth. */
const free = (workers: number): Cell => ({ model: 'free-threads', workers });

type Law = (held: number, worth: number) => number;

/** The held parts take turns and everything else runs beside them: one after the other they last p of the whole. */
const bound: Law = (held, worth) => Math.min(worth, 1 / held);

/** Makespans: of one thread, and of as many as run at once, a chunk each. */
async function makespans(lab: ClaimLab): Promise<Record<string, readonly Milliseconds[]>> {
  const items = lab.work.itemsFor(WORK_MS);
  const timed = (workers: number, heldFraction: number) => async (): Promise<Milliseconds> => {
    const asked = { program: 'crunch', args: [workers, items], model: 'gil-threads-released', workers } as const;
    return (await lab.play({ ...asked, settings: { heldFraction } })).wallMs;
  };
  const takes = {
    one: timed(1, 0),
    ...Object.fromEntries([...FRACTIONS, ALL_HELD].map((held) => [String(held), timed(lab.width, held)])),
  };
  return lab.rounds<string>(takes, ROUNDS);
}

const percent = (fraction: number): string => `${Math.round(fraction * 100)} %`;

export default {
  id: 'nogil-kernels-scale',
  statement: 'Native code that releases the GIL runs in parallel under it, the more so the less of it holds the GIL.',
  from: ['D'],
  group: 'the GIL',
  models: ['gil-threads-released'],
  needs: { memory: 'shared', threads: 2 },
  experiment:
    'Threads under a GIL share out the same verified work; of each stretch of it a part of 0, 25, 50 or 75 % holds the GIL and the rest releases it. Their speed-up against one such thread is held against two laws for as many cores as they are worth here.',
  control: 'All of it holds the GIL: no speed-up.',
  controlExpected: 'refuted',
  notice:
    'At a quarter held the point lies above Amdahl’s curve, which fits code that stops everybody during its serial part. Here one thread’s held part runs beside another’s free one.',
  regionNote:
    'The laws are drawn for what the cores are worth here, by loops that share nothing, and not for their number: slow or shared cores are not the GIL’s fault. For the same reason the distance above Amdahl’s law is told as a part of the way to the bound, of which two whole cores leave a quarter.',
  program: 'crunch',
  usualMs: 5_000,
  cells: ({ width }) => [free(width)],
  async test(lab) {
    const { speedUps, width, seed } = lab;
    const { estimate: ofCores } = await speedUps.worth(free(width));
    const worth = ofCores.estimate;
    const samples = await makespans(lab);
    const speedUp = (held: number): Sampled => ratioOf(samples['one'] ?? [], samples[String(held)] ?? [], seed);
    /** What the cores are worth was measured in other rounds: the interval reaches over all that it may be. */
    const judged = (held: number, by: (speedup: number, worth: number) => number): Sampled => {
      const at = (cores: number): Sampled =>
        medianOf(
          speedUp(held).samples.map((value) => by(value, cores)),
          seed,
        );
      const [middle, ...ends] = [worth, ofCores.low, ofCores.high].map(at) as [Sampled, ...Sampled[]];
      const low = Math.min(middle.estimate.low, ...ends.map(({ estimate }) => estimate.low));
      const high = Math.max(middle.estimate.high, ...ends.map(({ estimate }) => estimate.high));
      return { estimate: { estimate: middle.estimate.estimate, low, high }, samples: middle.samples };
    };
    const against = (law: Law, held: number): Sampled => judged(held, (speedup, cores) => speedup / law(held, cores));
    /** 0 on Amdahl's law of the quarter that is held, 1 on its bound. */
    const way = (held: number): Sampled =>
      judged(held, (speedup, cores) => {
        const [least, most] = [amdahl(BEYOND.held, cores), bound(BEYOND.held, cores)];
        return (speedup - least) / (most - least);
      });
    const beyond = { region: BEYOND.region, unit: '', scale: 'difference' } as const;
    const curve = (law: Law) =>
      Array.from({ length: DRAWN + 1 }, (_, step) => ({ x: step / DRAWN, y: law(step / DRAWN, worth) }));
    return {
      parts: [
        ...FRACTIONS.flatMap((held) => [
          measuredPart(
            {
              id: `above-amdahl-${held * 100}`,
              title: `speed-up ÷ Amdahl’s law, ${percent(held)} held`,
              region: LEAST,
            },
            against(amdahl, held),
          ),
          measuredPart(
            { id: `within-bound-${held * 100}`, title: `speed-up ÷ bound, ${percent(held)} held`, region: MOST },
            against(bound, held),
          ),
        ]),
        measuredPart(
          { id: 'beyond-amdahl-25', title: 'way from Amdahl’s law to the bound, 25 % held', ...beyond },
          way(BEYOND.held),
        ),
      ],
      control: [measuredPart({ id: 'all-held', title: 'the same way, all held', ...beyond }, way(ALL_HELD))],
      pictures: [
        {
          kind: 'curves',
          title: `${width} threads, a part of whose work holds the GIL`,
          xTitle: 'part that holds the GIL',
          yTitle: 'speed-up',
          series: [
            {
              label: 'threads, GIL released',
              model: 'gil-threads-released',
              points: [...FRACTIONS, ALL_HELD].map((x) => ({ x, y: speedUp(x).estimate })),
            },
          ],
          laws: [
            { label: 'Amdahl’s law', points: curve(amdahl) },
            { label: 'only held parts take turns', points: curve(bound) },
          ],
        },
      ],
      beside: [`${width} cores are worth ${worth.toFixed(2)} here.`],
    };
  },
} satisfies Claim;
