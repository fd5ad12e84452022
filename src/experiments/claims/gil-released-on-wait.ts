/** A thread under a GIL that waits does not have it: one that computes beside it is not slowed down. */
import type { Milliseconds } from '../../base/units.ts';
import type { Played } from '../../models/play/play.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { measuredPart, ratioOf } from '../claim-lab/parts.ts';
import type { Claim } from './index.ts';

const WORK_MS: Milliseconds = 100;
/** The other one still waits when the computation ends. */
const WAIT_MS: Milliseconds = 150;
const ROUNDS = { rounds: 9, fewest: 5, budgetMs: 5_000 };
const REGION = { below: 1.05 };

/** Milliseconds an item, of the first thread that computes. */
function paceOf({ tasks }: Played, body: string, items: number): number {
  const task = tasks.find((one) => one.body === body);
  return ((task?.end ?? NaN) - (task?.start ?? NaN)) / items;
}

function playing(lab: ClaimLab) {
  const items = lab.work.itemsFor(WORK_MS);
  const play = (program: string, args: readonly number[], workers: number): Promise<Played> =>
    lab.play({ program, args, model: 'gil-threads', workers });
  return {
    alone: async () => paceOf(await play('crunch', [1, items], 1), 'chunk', items),
    beside: async () => paceOf(await play('convoy', [items, 1, WAIT_MS], 2), 'long', items - 1),
    holding: async () => paceOf(await play('crunch', [2, items], 2), 'chunk', items / 2),
    shown: () => play('convoy', [items, 1, WAIT_MS], 2),
  };
}

export default {
  id: 'gil-released-on-wait',
  statement: 'A thread that waits gives the GIL up, so that the others run as if it were not there.',
  from: ['A', 'B', 'E'],
  group: 'the GIL',
  models: ['gil-threads'],
  needs: { memory: 'shared', threads: 1 },
  experiment:
    'Under a GIL, one thread computes for about 100 ms while another sleeps: its time against that of the same computation alone.',
  control: 'The other thread does not sleep but computes as well, holding the GIL whenever it can.',
  controlExpected: 'refuted',
  notice: 'The thread that waits does so without the GIL, and asks for it again only when its wait is over.',
  program: 'convoy',
  usualMs: 4_000,
  async test(lab) {
    const { shown, ...takes } = playing(lab);
    const { alone, beside, holding } = await lab.rounds(takes, ROUNDS);
    const slowed = (paces: readonly number[]) => ratioOf(paces, alone, lab.seed);
    const played = await lab.attended(shown);
    return {
      parts: [
        measuredPart(
          { id: 'beside-waiting', title: 'time beside a thread that waits ÷ alone', region: REGION },
          slowed(beside),
        ),
      ],
      control: [
        measuredPart(
          { id: 'beside-holding', title: 'time beside a thread that computes ÷ alone', region: REGION },
          slowed(holding),
        ),
      ],
      pictures: [
        {
          kind: 'lanes',
          title: 'One computes, one waits',
          plays: [{ label: 'threads under a GIL', model: 'gil-threads', played }],
        },
        {
          kind: 'spread',
          title: 'Time of the same computation',
          axis: 'against alone',
          rows: [
            { label: 'beside a thread that waits', model: 'gil-threads', samples: slowed(beside).samples },
            { label: 'beside a thread that computes', model: 'gil-threads', samples: slowed(holding).samples },
          ],
          lines: [{ label: 'alone', at: 1 }],
        },
      ],
      beside: [],
    };
  },
} satisfies Claim;
