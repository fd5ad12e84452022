/** One coroutine that computes without giving up its turn stalls all others: a timer beside it is late by as much. */
import type { Milliseconds } from '../../base/units.ts';
import { latenessBySlice } from '../../measure/claims/lateness.ts';
import { openingStretch } from '../../measure/claims/opening-stretch.ts';
import { median } from '../../measure/stats/median.ts';
import type { ModelId } from '../../models/index.ts';
import type { Played } from '../../models/play/play.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { measuredPart, medianOf } from '../claim-lab/parts.ts';
import type { Claim } from './index.ts';

const SLICES = 20;
const SLICE_MS: Milliseconds = 40;
const REST_MS: Milliseconds = 15;
const PERIOD_MS: Milliseconds = SLICE_MS / 20;
/** Of the control: 5 ms each. */
const PARTS = 8;
/** The loop of this lab does as asyncio does. */
const WHY_THREE =
  'Where the hog gives up its turn every 5 ms the timer is late by up to three parts, not one: its time is up in the middle of the first, the call back that says so stands behind the second, and its own turn behind the third.';
const SHOWN_MS: Milliseconds = 160;
const PYTHON =
  'CPython 3.11 on two cores: 0.98 of the slice beside a hog, 0.33 beside one that gives up its turn every 5 ms.';
const REGION = { above: 0.8 };

function play(lab: ClaimLab, model: ModelId, parts: number): Promise<Played> {
  const args = [SLICES, lab.work.itemsFor(SLICES * SLICE_MS), REST_MS, PERIOD_MS, parts];
  return lab.attended(() => lab.play({ program: 'hog', args, model, workers: 1 }));
}

/** Largest lateness of the timer in each slice, as a fraction of the slice. */
export function latenessIn({ spans, tasks }: Pick<Played, 'spans' | 'tasks'>): number[] {
  const taskOf = (name: string): number => tasks.find(({ body }) => body === name)?.task ?? -1;
  const beside = { hog: taskOf('hog'), timer: taskOf('main'), periodMs: PERIOD_MS, restMs: REST_MS / 2 };
  return latenessBySlice(spans, beside);
}

async function besideThreads(lab: ClaimLab): Promise<readonly string[]> {
  if (lab.mode !== 'shared') return [];
  const lateness = latenessIn(await play(lab, 'gil-threads', 1));
  return [
    `With a thread each under a GIL the timer is late by ${(median(lateness) * SLICE_MS).toFixed(1)} ms at the most in the middle slice: it asks for the GIL and has it after a switch interval of 5 ms.`,
  ];
}

export default {
  id: 'asyncio-one-hog',
  statement: 'One coroutine that computes and never awaits stalls all the others on its event loop.',
  from: ['C', 'D'],
  group: 'waiting',
  models: ['event-loop'],
  needs: { memory: 'none', threads: 1 },
  experiment:
    'A coroutine that wants to wake up every 2 ms beside one that computes in 20 slices of 40 ms: its largest lateness in each slice, against the slice.',
  control: 'The coroutine that computes gives up its turn every 5 ms: then the timer is late by a few such parts only.',
  controlExpected: 'refuted',
  notice: 'While the hog runs the timer’s lane shows one long wait, although the time it asked for was over long ago.',
  program: 'hog',
  usualMs: 5_500,
  async test(lab) {
    const hogged = await play(lab, 'event-loop', 1);
    const shared = await play(lab, 'event-loop', PARTS);
    const [held, yielding] = [hogged, shared].map((played) => medianOf(latenessIn(played), lab.seed));
    if (!held || !yielding) throw new Error('the hog computed no slice');
    return {
      parts: [measuredPart({ id: 'held', title: 'largest lateness ÷ slice, never given up', region: REGION }, held)],
      control: [
        measuredPart(
          { id: 'yielding', title: 'largest lateness ÷ slice, given up every 5 ms', region: REGION },
          yielding,
        ),
      ],
      pictures: [
        {
          kind: 'lanes',
          title: `The first ${SHOWN_MS} ms`,
          plays: [
            { label: 'a hog', model: 'event-loop', played: openingStretch(hogged, SHOWN_MS) },
            { label: 'gives up its turn', model: 'event-loop', played: openingStretch(shared, SHOWN_MS) },
          ],
        },
        {
          kind: 'spread',
          title: 'Each slice',
          axis: 'largest lateness ÷ slice',
          rows: [
            { label: 'a hog', model: 'event-loop', samples: held.samples },
            { label: 'gives up its turn', model: 'event-loop', samples: yielding.samples },
          ],
          lines: [{ label: 'the whole slice', at: 1 }],
        },
      ],
      beside: [WHY_THREE, ...(await besideThreads(lab)), PYTHON],
    };
  },
} satisfies Claim;
