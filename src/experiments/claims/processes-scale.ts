/** Processes have no GIL in common, so they scale on CPU-bound work. Read from the speed-ups that claims share. */
import { measuredPart } from '../claim-lab/parts.ts';
import type { Cell } from '../claim-lab/speed-ups.ts';
import type { Claim } from './index.ts';

const processes = (workers: number): Cell => ({ model: 'processes', workers });

/** Of what the cores are worth here, which takes in siblings and slow cores. */
const OF_WORTH = { above: 0.8 };
const AT_ALL = { above: 1.2 };

export default {
  id: 'processes-scale',
  statement:
    'Processes get around the GIL: each has an interpreter and a memory of its own, and CPU-bound work is done sooner by about what the cores are worth.',
  from: ['A', 'B', 'C', 'D', 'E'],
  group: 'processes',
  models: ['processes'],
  needs: { memory: 'workers', threads: 2 },
  experiment:
    'The same verified work by as many processes as run at once (at most 8), each computing in a memory of its own and sending its results as messages, against the best serial form and against loops that share nothing.',
  control: 'One process: it gains nothing.',
  controlExpected: 'refuted',
  notice:
    'What is missing between the processes and the line of the cores’ worth is what messages and copies take. One process alone pays for them too and gets nothing for it.',
  corrections: [
    {
      note: 'C',
      said: 'Each process runs on a core of its own.',
      now: 'Two hardware threads may share a core, and cores may be unequal. What n of them are worth is measured here, by loops that share nothing, and the processes are held against that.',
    },
  ],
  program: 'crunch',
  usualMs: 50,
  cells: ({ width }) => [processes(width), processes(1)],
  async test({ speedUps, width }) {
    const [speedup, ofWorth, worth, one] = await Promise.all([
      speedUps.of(processes(width)),
      speedUps.againstWorth(processes(width)),
      speedUps.worth(processes(width)),
      speedUps.of(processes(1)),
    ]);
    return {
      parts: [
        measuredPart({ id: 'speed-up', title: `speed-up, ${width} processes`, region: AT_ALL }, speedup),
        measuredPart({ id: 'of-worth', title: `of what ${width} cores are worth here`, region: OF_WORTH }, ofWorth),
      ],
      control: [measuredPart({ id: 'one-process', title: 'speed-up, 1 process', region: AT_ALL }, one)],
      pictures: [
        {
          kind: 'spread',
          title: 'The same work, round by round',
          axis: 'speed-up',
          rows: [
            { label: `${width} processes`, model: 'processes', samples: speedup.samples },
            { label: '1 process', model: 'processes', samples: one.samples },
          ],
          lines: [
            { label: 'best serial form', at: 1 },
            { label: `what ${width} cores are worth`, at: worth.estimate.estimate },
          ],
        },
      ],
      beside: [],
    };
  },
} satisfies Claim;
