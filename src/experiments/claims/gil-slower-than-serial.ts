/** Threads that compute under a GIL, slower than no threads at all? Decided at CPython's switch interval, shown over a sweep of intervals. */
import type { Milliseconds } from '../../base/units.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { measuredPart, ratioOf } from '../claim-lab/parts.ts';
import type { Cell } from '../claim-lab/speed-ups.ts';
import type { Claim } from './index.ts';

/** At the usual switch interval, 5 ms. */
const underGil = (workers: number): Cell => ({ model: 'gil-threads', workers });
const free = (workers: number): Cell => ({ model: 'free-threads', workers });

const SLOWER = { below: 0.95 };

const INTERVALS_MS: readonly Milliseconds[] = [0.05, 0.2, 1, 5, 20, 50];
const SWEPT_MS: Milliseconds = 60;
const ROUNDS = { rounds: 7, fewest: 5, budgetMs: 4_500 };

/** Makespan of the same work on that many threads under a GIL, a chunk each. */
async function makespan(lab: ClaimLab, workers: number, switchIntervalMs: Milliseconds): Promise<Milliseconds> {
  const args = [workers, lab.work.itemsFor(SWEPT_MS)];
  const played = await lab.play({
    ...{ program: 'crunch', args, model: 'gil-threads', workers },
    settings: { switchIntervalMs },
  });
  return played.wallMs;
}

export default {
  id: 'gil-slower-than-serial',
  statement: 'Under a GIL, threads that compute are slower than no threads at all, since taking turns costs time.',
  from: ['C'],
  group: 'the GIL',
  models: ['gil-threads', 'free-threads'],
  needs: { memory: 'shared', threads: 2 },
  experiment:
    'The same verified work on as many threads as run at once here, under a GIL with a switch interval of 5 ms, against the best serial form. Then a sweep of intervals from 0.05 to 50 ms against one such thread.',
  control: 'The same threads without a GIL: not slower.',
  controlExpected: 'refuted',
  notice:
    'What a switch costs is the same at every interval, so the curve falls only where there are very many of them. At 5 ms there are 200 in a second.',
  regionNote:
    'A twentieth has to be lost at 5 ms, which is what CPython does unless told otherwise; what is lost at shorter intervals is shown and decides nothing.',
  program: 'crunch',
  usualMs: 4_500,
  cells: ({ width }) => [underGil(width), free(width)],
  async test(lab) {
    const { speedUps, width, seed } = lab;
    const [gil, without] = await Promise.all([speedUps.of(underGil(width)), speedUps.of(free(width))]);
    const takes = {
      one: () => makespan(lab, 1, 5),
      ...Object.fromEntries(INTERVALS_MS.map((ms) => [String(ms), () => makespan(lab, width, ms)])),
    };
    const samples: Record<string, readonly number[]> = await lab.rounds<string>(takes, ROUNDS);
    const points = INTERVALS_MS.map((x) => ({
      x,
      y: ratioOf(samples['one'] ?? [], samples[String(x)] ?? [], seed).estimate,
    }));
    const [first, last] = [INTERVALS_MS[0] ?? 0, INTERVALS_MS.at(-1) ?? 0];
    return {
      parts: [measuredPart({ id: 'speed-up', title: `speed-up, ${width} threads under a GIL`, region: SLOWER }, gil)],
      control: [measuredPart({ id: 'free', title: `speed-up, ${width} free threads`, region: SLOWER }, without)],
      pictures: [
        {
          kind: 'curves',
          title: `${width} threads under a GIL against one of them`,
          xTitle: 'switch interval, ms',
          yTitle: 'speed-up',
          series: [{ label: 'threads under a GIL', model: 'gil-threads', points }],
          laws: [{ label: 'switches that cost nothing', points: [first, last].map((x) => ({ x, y: 1 })) }],
        },
      ],
      beside: points
        .slice(0, 1)
        .map(
          ({ x, y }) =>
            `With a switch interval of ${x} ms, a hundredth of the usual one, the threads had ${y.estimate.toFixed(2)} times the speed of one.`,
        ),
    };
  },
} satisfies Claim;
