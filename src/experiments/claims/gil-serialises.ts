/** Under a GIL threads that compute take turns: n of them take about as long as one. Read from the speed-ups that claims share. */
import { measuredPart } from '../claim-lab/parts.ts';
import type { Cell } from '../claim-lab/speed-ups.ts';
import type { Claim } from './index.ts';

const underGil = (workers: number): Cell => ({ model: 'gil-threads', workers });
const free = (workers: number): Cell => ({ model: 'free-threads', workers });

const NO_SOONER = { below: 1.1 };
/** Of the plays that are only shown. */
const SHOWN_MS = 60;

export default {
  id: 'gil-serialises',
  statement: 'Under a GIL, threads that compute finish the same work no sooner than one thread does.',
  from: ['A', 'B', 'C', 'D', 'E'],
  group: 'the GIL',
  models: ['gil-threads', 'free-threads'],
  needs: { memory: 'shared', threads: 2 },
  experiment:
    'The same verified work on as many threads as run at once here (at most 8), of which only the holder of a GIL runs, against the best serial form.',
  control: 'The same threads without a GIL: sooner.',
  controlExpected: 'refuted',
  notice:
    'Under the GIL the stretches of the lanes never lie above each other: while one runs, the others wait for it.',
  program: 'crunch',
  usualMs: 400,
  cells: ({ width }) => [underGil(width), free(width)],
  async test(lab) {
    const { speedUps, width } = lab;
    const [gil, without] = await Promise.all([speedUps.of(underGil(width)), speedUps.of(free(width))]);
    const shown = (model: 'gil-threads' | 'free-threads') =>
      lab.attended(() =>
        lab.play({ program: 'crunch', args: [width, lab.work.itemsFor(SHOWN_MS)], model, workers: width }),
      );
    const turns = await shown('gil-threads');
    const atOnce = await shown('free-threads');
    return {
      parts: [
        measuredPart({ id: 'speed-up', title: `speed-up, ${width} threads under a GIL`, region: NO_SOONER }, gil),
      ],
      control: [measuredPart({ id: 'free', title: `speed-up, ${width} free threads`, region: NO_SOONER }, without)],
      pictures: [
        {
          kind: 'lanes',
          title: `${width} threads that compute`,
          plays: [
            { label: 'under a GIL', model: 'gil-threads', played: turns },
            { label: 'without', model: 'free-threads', played: atOnce },
          ],
        },
        {
          kind: 'spread',
          title: 'The same work, round by round',
          axis: 'speed-up',
          rows: [
            { label: 'threads under a GIL', model: 'gil-threads', samples: gil.samples },
            { label: 'free threads', model: 'free-threads', samples: without.samples },
          ],
          lines: [{ label: 'one thread', at: 1 }],
        },
      ],
      beside: [],
    };
  },
} satisfies Claim;
