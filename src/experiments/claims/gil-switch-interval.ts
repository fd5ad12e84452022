/** A thread under a GIL that computes gives it up after about a switch interval when another asks, and never when nobody does. */
import type { Milliseconds } from '../../base/units.ts';
import type { Played } from '../../models/play/play.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { contendedHolds, forcedSwitches } from '../claim-lab/gil-spans.ts';
import { countedPart, measuredPart, medianOf } from '../claim-lab/parts.ts';
import type { Claim } from './index.ts';

const INTERVALS_MS: readonly Milliseconds[] = [1, 5, 20, 50];
const REGION = { above: 0.9, below: 1.3 };
/** Both threads together: at the longest interval each holds the GIL twice. */
const WORK_MS: Milliseconds = 220;
const ROUNDS = { rounds: 5, fewest: 5, budgetMs: 0 };
/** Lanes of the threads; `main` is lane 0. */
const FIRST = 1;
const SECOND = 2;

function computing(lab: ClaimLab, threads: number, switchIntervalMs: Milliseconds): Promise<Played> {
  const args = [threads, lab.work.itemsFor(WORK_MS)];
  return lab.play({
    ...{ program: 'crunch', args, model: 'gil-threads', workers: threads },
    settings: { switchIntervalMs },
  });
}

/** In intervals; a thread that never gave it up held it for the whole play. */
function holdsOf(played: Played, intervalMs: Milliseconds): readonly number[] {
  const holds = [FIRST, SECOND].flatMap((lane) => contendedHolds(played, lane));
  return (holds.length > 0 ? holds : [played.wallMs]).map((hold) => hold / intervalMs);
}

export default {
  id: 'gil-switch-interval',
  statement: 'A thread that computes gives the GIL up about every switch interval when another asks for it.',
  from: ['E'],
  group: 'the GIL',
  models: ['gil-threads'],
  needs: { memory: 'shared', threads: 1 },
  experiment:
    'Two threads that only compute, under a GIL with a switch interval of 1, 5, 20 and 50 ms: how long each holds the GIL from the moment it gets it until it is made to give it up.',
  control: 'One thread that computes alone: nobody asks, and it is never made to give it up.',
  controlExpected: 'refuted',
  notice:
    'All stretches are of one length, the interval. It begins anew with each switch, and it is the one who waits that measures it: the holder only looks whether it was asked.',
  corrections: [
    {
      note: 'E',
      said: 'The interpreter checks every N ticks whether to switch.',
      now: 'That was Python 2, where a tick was about a bytecode. Since 3.2 it is a time, 5 ms unless set otherwise, and only where another thread asks (sys.setswitchinterval).',
    },
  ],
  program: 'crunch',
  usualMs: 6_500,
  async test(lab) {
    const takes = {
      ...Object.fromEntries(INTERVALS_MS.map((ms) => [String(ms), () => computing(lab, 2, ms)])),
      alone: () => computing(lab, 1, 5),
    };
    const plays: Record<string, readonly Played[]> = await lab.rounds<string, Played>(takes, ROUNDS);
    const holds = INTERVALS_MS.map((ms) => (plays[String(ms)] ?? []).flatMap((played) => holdsOf(played, ms)));
    const alone = (plays['alone'] ?? []).map((played) => forcedSwitches(played, FIRST));
    return {
      parts: INTERVALS_MS.map((ms, place) =>
        measuredPart(
          { id: `interval-${ms}`, title: `hold ÷ interval of ${ms} ms`, region: REGION },
          medianOf(holds[place] ?? [], lab.seed),
        ),
      ),
      control: [
        countedPart({
          id: 'alone',
          title: 'made to give the GIL up though nobody asked',
          expects: 'sometimes',
          tries: alone.map((switches) => (switches > 0 ? `${switches} times` : null)),
        }),
      ],
      pictures: [
        {
          kind: 'lanes',
          title: 'Two threads that compute',
          plays: [5, 50].flatMap((ms) =>
            (plays[String(ms)] ?? [])
              .slice(-1)
              .map((played) => ({ label: `interval ${ms} ms`, model: 'gil-threads' as const, played })),
          ),
        },
        {
          kind: 'spread',
          title: 'Every hold that another was waiting for',
          axis: 'hold ÷ interval',
          rows: INTERVALS_MS.map((ms, place) => ({
            label: `${ms} ms`,
            model: 'gil-threads' as const,
            samples: holds[place] ?? [],
          })),
          lines: [{ label: 'one interval', at: 1 }],
        },
      ],
      beside: [],
    };
  },
} satisfies Claim;
