/** A rule of thumb put to the test: for CPU-bound work take processes (or threads without a GIL). One column of the decision table. */
import type { Milliseconds } from '../../base/units.ts';
import type { ModelId } from '../../models/index.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { measuredPart } from '../claim-lab/parts.ts';
import type { Cell } from '../claim-lab/speed-ups.ts';
import { leadOf, ranking, type Contestant } from '../claim-lab/winner.ts';
import type { Claim } from './index.ts';

const CONTESTANTS: readonly { readonly model: ModelId; readonly label: string; readonly isRecommended: boolean }[] = [
  { model: 'processes', label: 'processes', isRecommended: true },
  { model: 'free-threads', label: 'free threads', isRecommended: true },
  { model: 'gil-threads', label: 'threads under a GIL', isRecommended: false },
  { model: 'event-loop', label: 'event loop', isRecommended: false },
  { model: 'main-thread', label: 'main thread', isRecommended: false },
];
const OF_THE_PAGE: ReadonlySet<ModelId> = new Set(['event-loop', 'main-thread']);

/** To win by a hair would be no reason to choose. */
const REGION = { above: 1.2 };
const WAITS = { tasks: 8, ms: 50 };
const ROUNDS = { rounds: 7, fewest: 5, budgetMs: 4_000 };

const cellOf = (model: ModelId, width: number): Cell => ({ model, workers: OF_THE_PAGE.has(model) ? 0 : width });

/** The I/O-bound column. The main thread waits for one after the other there and cannot win: it is left out. */
async function waitColumn(lab: ClaimLab): Promise<Contestant[]> {
  const able = CONTESTANTS.filter(({ model }) => model !== 'main-thread');
  const waited = async (model: ModelId): Promise<Milliseconds> => {
    const args = [WAITS.tasks, WAITS.ms];
    return (await lab.play({ program: 'waits', args, model, workers: WAITS.tasks })).wallMs;
  };
  const takes = Object.fromEntries(able.map(({ model }) => [model, () => waited(model)]));
  const samples: Readonly<Record<string, readonly Milliseconds[]>> = await lab.rounds<string>(takes, ROUNDS);
  return able.map(({ model, ...contestant }) => ({ ...contestant, wallMs: samples[model] ?? [] }));
}

export default {
  id: 'rule-cpu-bound',
  statement: 'Processes, or threads without a GIL, are the ones to take for work that computes.',
  from: ['C', 'D'],
  group: 'which to use',
  models: ['processes', 'free-threads', 'gil-threads', 'event-loop', 'main-thread'],
  needs: { memory: 'shared', threads: 2 },
  experiment:
    'The same verified work under five models, with as many workers as run at once (at most 8): the fastest of the others against the fastest of processes and free threads.',
  control: 'The same comparison of 8 waits of 50 ms: there nobody is ahead.',
  controlExpected: 'refuted',
  notice: 'Two rows stand apart from the other three. Between the two of them it matters how much data has to travel.',
  regionNote:
    'The winner has to be ahead by a fifth, not by a hair: where all are alike the rule says nothing, and that is what waits look like.',
  program: 'crunch',
  usualMs: 2_500,
  cells: ({ width }) => CONTESTANTS.map(({ model }) => cellOf(model, width)),
  async test(lab) {
    const { seed, speedUps, width } = lab;
    const computing = await Promise.all(
      CONTESTANTS.map(async ({ model, ...contestant }) => ({
        ...contestant,
        wallMs: await speedUps.wallMs(cellOf(model, width)),
      })),
    );
    const waiting = await waitColumn(lab);
    const speedUpOf = await Promise.all(CONTESTANTS.map(({ model }) => speedUps.of(cellOf(model, width))));
    return {
      parts: [
        measuredPart(
          { id: 'computing', title: 'fastest other ÷ fastest of processes and free threads', region: REGION },
          leadOf(computing, seed),
        ),
      ],
      control: [measuredPart({ id: 'waiting', title: 'the same of waits', region: REGION }, leadOf(waiting, seed))],
      pictures: [
        {
          kind: 'spread',
          title: 'The same work under each model',
          axis: 'speed-up',
          rows: CONTESTANTS.map(({ model, label }, place) => ({
            label,
            model,
            samples: speedUpOf[place]?.samples ?? [],
          })),
          lines: [{ label: 'the best serial form', at: 1 }],
        },
      ],
      beside: [
        `Order for computing: ${ranking(computing).join(', ')}.`,
        `Order for waiting: ${ranking(waiting).join(', ')}; the main thread, which would wait for one after the other, was not asked.`,
      ],
    };
  },
} satisfies Claim;
