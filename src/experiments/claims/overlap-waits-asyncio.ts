/** Coroutines that wait overlap on one thread: n waits of t take about t. Decided by sleeps on the event loop. */
import type { Milliseconds } from '../../base/units.ts';
import { median } from '../../measure/stats/median.ts';
import type { Played } from '../../models/play/play.ts';
import { isExecuting } from '../../trace/span.ts';
import { grouped } from '../../base/grouped.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { measuredPart, medianOf } from '../claim-lab/parts.ts';
import { realReads } from '../claim-lab/real-reads.ts';
import type { Claim } from './index.ts';

/** Each with its wait: see `regionNote`. */
const CROWDS = [
  { count: 2, waitMs: 100 },
  { count: 100, waitMs: 100 },
  { count: 10_000, waitMs: 500 },
] as const;
const CONTROL = { coroutines: 8, ms: 50 };
const ROUNDS = { rounds: 7, fewest: 5, budgetMs: 4_500 };
const CONTROL_ROUNDS = { rounds: 5, fewest: 3, budgetMs: 1_500 };
const SHOWN: { count: number; waitMs: Milliseconds } = { count: 8, waitMs: 100 };
const REGION = { below: 1.25 };

const loop = { model: 'event-loop', workers: 0 } as const;

async function makespan(lab: ClaimLab, count: number, waitMs: Milliseconds): Promise<number> {
  return (await lab.play({ program: 'waits', args: [count, waitMs], ...loop })).wallMs / waitMs;
}

function playBusy(lab: ClaimLab): Promise<Played> {
  const items = lab.work.itemsFor(CONTROL.coroutines * CONTROL.ms);
  return lab.play({ program: 'crunch', args: [CONTROL.coroutines, items], ...loop });
}

/** Makespan against what one of its coroutines was busy for. */
export function makespanInStretches({ wallMs, spans }: Pick<Played, 'wallMs' | 'spans'>): number {
  const busy = spans.filter(({ task, phase }) => task > 0 && isExecuting(phase));
  const busyMs = busy.reduce((sum, { start, end }) => sum + (end - start), 0);
  return (wallMs * new Set(busy.map(({ task }) => task)).size) / busyMs;
}

/** What a task costs the loop, from its ratios. */
function costOfTask(ratios: readonly number[]): string {
  const { count, waitMs } = CROWDS[2];
  const microseconds = ((median(ratios) - 1) * waitMs * 1_000) / count;
  return `What the makespan of ${grouped(count)} tasks has on top of the wait is ${microseconds.toFixed(1)} µs a task: making it, its timer, and its turn.`;
}

export default {
  id: 'overlap-waits-asyncio',
  statement: 'n coroutines that each wait for t are all done after about t, on one thread.',
  from: ['A', 'C', 'D'],
  group: 'waiting',
  models: ['event-loop'],
  needs: { memory: 'none', threads: 1 },
  experiment:
    'One event loop with 2 and 100 coroutines that sleep for 100 ms, and 10 000 that sleep for 500 ms: the makespan against one wait.',
  control: '8 coroutines that are busy for 50 ms each instead of waiting: 8 times one of them.',
  controlExpected: 'refuted',
  notice:
    'All wait over the same stretch of time although there is one thread: nobody needs it while waiting. Those that are busy take turns.',
  regionNote:
    'The 10 000 wait for half a second, since each also takes the loop some microseconds: beside 100 ms these would weigh as much as the border, and the claim is about waits.',
  program: 'waits',
  usualMs: 7_000,
  async test(lab) {
    const takes = Object.fromEntries(
      CROWDS.map(({ count, waitMs }) => [String(count), () => makespan(lab, count, waitMs)]),
    );
    const samples: Record<string, number[]> = await lab.rounds<string>(takes, ROUNDS);
    const waiting = await lab.attended(() =>
      lab.play({ program: 'waits', args: [SHOWN.count, SHOWN.waitMs], ...loop }),
    );
    const reads = await realReads(lab, 'event-loop', 'as many coroutines');
    let busy: Played | null = null;
    const { control } = await lab.rounds(
      { control: async () => makespanInStretches((busy = await playBusy(lab))) },
      CONTROL_ROUNDS,
    );
    const lanes = [{ label: `${SHOWN.count} that wait`, played: waiting }];
    if (busy) lanes.push({ label: `${CONTROL.coroutines} that are busy`, played: busy });
    return {
      parts: CROWDS.map(({ count }) => {
        const title = `makespan ÷ one wait, ${grouped(count)} coroutines`;
        return measuredPart(
          { id: `coroutines-${count}`, title, region: REGION },
          medianOf(samples[String(count)] ?? [], lab.seed),
        );
      }),
      control: [
        measuredPart(
          { id: 'busy', title: 'makespan ÷ one stretch, 8 busy coroutines', region: REGION },
          medianOf(control, lab.seed),
        ),
      ],
      pictures: [
        {
          kind: 'lanes',
          title: 'Coroutines of one thread',
          plays: lanes.map((lane) => ({ ...lane, model: 'event-loop' as const })),
        },
      ],
      beside: [
        costOfTask(samples['10000'] ?? []),
        reads,
        'CPython 3.11 on two cores: 1.01, 1.02 and 1.20 times one wait for 2, 100 and 10 000 coroutines.',
      ],
    };
  },
} satisfies Claim;
