/** Threads that wait overlap: n waits of t take about t. Decided by blocking sleeps on threads under a GIL, as Python has them. */
import type { Milliseconds } from '../../base/units.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { measuredPart, medianOf } from '../claim-lab/parts.ts';
import { realReads } from '../claim-lab/real-reads.ts';
import type { Claim } from './index.ts';

const WAIT_MS: Milliseconds = 100;
const COUNTS = [2, 8, 32] as const;
const CONTROL = { waits: 8, ms: 50 };
const ROUNDS = { rounds: 7, fewest: 5, budgetMs: 8_000 };
const REGION = { below: 1.25 };

async function makespan(lab: ClaimLab, waits: number): Promise<number> {
  const { wallMs } = await lab.play({ program: 'waits', args: [waits, WAIT_MS], model: 'gil-threads', workers: waits });
  return wallMs / WAIT_MS;
}

async function oneAfterAnother(lab: ClaimLab): Promise<number> {
  const args = [CONTROL.waits, CONTROL.ms];
  const { wallMs } = await lab.play({ program: 'waits', args, model: 'main-thread', workers: 0 });
  return wallMs / CONTROL.ms;
}

export default {
  id: 'overlap-waits-threads',
  statement: 'n threads that each wait for t are all done after about t, not after n times t.',
  from: ['A', 'B', 'E'],
  group: 'waiting',
  models: ['gil-threads', 'main-thread'],
  needs: { memory: 'shared', threads: 1 },
  experiment:
    'Threads under a GIL, 2, 8 and 32 of them, each blocked in a sleep of 100 ms: the makespan against one wait.',
  control: '8 waits of 50 ms on the main thread, one after the other: 8 times one wait.',
  controlExpected: 'refuted',
  notice: 'All lanes wait over the same stretch of time. Nobody computes, so neither cores nor the GIL matter.',
  program: 'waits',
  usualMs: 7_000,
  async test(lab) {
    const takes = {
      ...Object.fromEntries(COUNTS.map((count) => [String(count), () => makespan(lab, count)])),
      control: () => oneAfterAnother(lab),
    };
    const samples: Record<string, number[]> = await lab.rounds<string>(takes, ROUNDS);
    const of = (name: string) => medianOf(samples[name] ?? [], lab.seed);
    const shown = await lab.attended(() =>
      lab.play({ program: 'waits', args: [8, WAIT_MS], model: 'gil-threads', workers: 8 }),
    );
    return {
      parts: COUNTS.map((count) =>
        measuredPart(
          { id: `threads-${count}`, title: `makespan ÷ one wait, ${count} threads`, region: REGION },
          of(String(count)),
        ),
      ),
      control: [
        measuredPart({ id: 'in-turn', title: 'makespan ÷ one wait, 8 in turn', region: REGION }, of('control')),
      ],
      pictures: [
        {
          kind: 'lanes',
          title: '8 threads, each waiting 100 ms',
          plays: [{ label: 'threads under a GIL', model: 'gil-threads', played: shown }],
        },
      ],
      beside: [
        await realReads(lab, 'gil-threads', 'as many threads under a GIL'),
        'CPython 3.11 on two cores: 1.02, 1.01 and 1.03 times one wait for 2, 8 and 32 threads.',
      ],
    };
  },
} satisfies Claim;
