/** Without a GIL the same threads scale. Read from the speed-ups that claims share. */
import { measuredPart } from '../claim-lab/parts.ts';
import type { Cell } from '../claim-lab/speed-ups.ts';
import type { Claim } from './index.ts';

const free = (workers: number): Cell => ({ model: 'free-threads', workers });
const underGil = (workers: number): Cell => ({ model: 'gil-threads', workers });

/** Of what the cores are worth here, which takes in siblings and slow cores. */
const OF_WORTH = { above: 0.8 };
const AT_ALL = { above: 1.2 };

export default {
  id: 'threads-free-scale',
  statement:
    'Without a GIL the same threads share out CPU-bound work and finish it sooner by about what the cores are worth.',
  from: ['A', 'B'],
  group: 'the GIL',
  models: ['free-threads', 'gil-threads'],
  needs: { memory: 'shared', threads: 2 },
  experiment:
    'The same verified work on as many free threads as run at once (at most 8), against the best serial form and against loops that share nothing.',
  control: 'The same threads under a GIL: no sooner than one.',
  controlExpected: 'refuted',
  notice: 'Two bars of equal height would be perfect: what is missing is dispatch, imbalance and shared cores.',
  corrections: [
    {
      note: 'A',
      said: 'The GIL might be removed one day; PyPy is trying it by transactional memory.',
      now: 'CPython has a free-threaded build since 3.13 (biased reference counts, locks for each object), officially supported since 3.14 (PEP 703, PEP 779). PyPy gave its attempt up.',
    },
  ],
  program: 'crunch',
  usualMs: 50,
  cells: ({ width }) => [free(width), underGil(width)],
  async test({ speedUps, width }) {
    const [speedup, ofWorth, gil] = await Promise.all([
      speedUps.of(free(width)),
      speedUps.againstWorth(free(width)),
      speedUps.of(underGil(width)),
    ]);
    return {
      parts: [
        measuredPart({ id: 'speed-up', title: `speed-up, ${width} free threads`, region: AT_ALL }, speedup),
        measuredPart({ id: 'of-worth', title: `of what ${width} cores are worth here`, region: OF_WORTH }, ofWorth),
      ],
      control: [
        measuredPart({ id: 'under-gil', title: `speed-up, ${width} threads under a GIL`, region: AT_ALL }, gil),
      ],
      pictures: [
        {
          kind: 'spread',
          title: 'The same work, round by round',
          axis: 'speed-up',
          rows: [
            { label: 'free threads', model: 'free-threads', samples: speedup.samples },
            { label: 'threads under a GIL', model: 'gil-threads', samples: gil.samples },
          ],
          lines: [{ label: 'one thread', at: 1 }],
        },
      ],
      beside: [],
    };
  },
} satisfies Claim;
