/**
 * The convoy: a thread under a GIL that has short conversations waits, after each answer, about a switch interval for one that computes. Its
 * partner stands outside the GIL: a timer that answers after 1 ms, for which the thread waits as it would for a server's, without the GIL.
 */
import type { Milliseconds } from '../../base/units.ts';
import { median } from '../../measure/stats/median.ts';
import { quantile } from '../../measure/stats/quantile.ts';
import type { ModelId } from '../../models/index.ts';
import type { Played } from '../../models/play/play.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { answered, laneOf } from '../claim-lab/gil-spans.ts';
import { measuredPart, medianOf, type Sampled } from '../claim-lab/parts.ts';
import type { Claim } from './index.ts';

const INTERVALS_MS = [5, 20] as const;
const ANSWER_MS: Milliseconds = 1;
const EXCHANGES = 10;
/** Four rounds of ten: 40 exchanges a cell. */
const ROUNDS = { rounds: 4, fewest: 4, budgetMs: 0 };
/** Ten exchanges at the longest interval, and some. */
const BESIDE_MS: Milliseconds = 280;
const REGION = { above: 0.8, below: 1.3 };

type Cell = '5' | '20' | 'free' | 'two';

/** How late each answer was taken up while somebody computed. */
function latenesses(played: Played): readonly Milliseconds[] {
  const longs = played.tasks.filter(({ body }) => body === 'long').map(({ end }) => end ?? Infinity);
  const until = Math.min(...longs);
  const all = answered(played, laneOf(played, 'short'), ANSWER_MS);
  const besides = all.filter(({ due, lateMs }) => due + lateMs < until);
  // A thread that got no turn before the end of the computation waited for it that long.
  return (besides.length > 0 ? besides : all).map(({ lateMs }) => lateMs);
}

function cells(lab: ClaimLab): Record<Cell, () => Promise<Played>> {
  const { work } = lab;
  const play = (model: ModelId, switchIntervalMs: Milliseconds, computations: number) => () => {
    const args = [work.itemsFor(BESIDE_MS), EXCHANGES, ANSWER_MS, computations];
    return lab.play({ program: 'convoy', args, model, workers: computations + 1, settings: { switchIntervalMs } });
  };
  return {
    '5': play('gil-threads', 5, 1),
    '20': play('gil-threads', 20, 1),
    free: play('free-threads', 5, 1),
    two: play('gil-threads', 5, 2),
  };
}

/** How late a thread goes on when nobody computes: as many waits, one after the other. */
async function latenessAlone(lab: ClaimLab): Promise<Milliseconds> {
  const args = [ROUNDS.rounds * EXCHANGES, ANSWER_MS];
  const played = await lab.attended(() => lab.play({ program: 'waits', args, model: 'gil-threads', workers: 1 }));
  return median(answered(played, laneOf(played, 'wait'), ANSWER_MS).map(({ lateMs }) => lateMs));
}

const half = (delays: readonly Milliseconds[]): string =>
  [0.25, 0.75].map((fraction) => quantile(delays, fraction).toFixed(1)).join(' and ');

export default {
  id: 'gil-convoy',
  statement:
    'Under a GIL, a thread that computes delays every short exchange of another thread by about a switch interval.',
  from: ['B', 'D', 'E'],
  group: 'the GIL',
  models: ['gil-threads', 'free-threads'],
  needs: { memory: 'shared', threads: 2 },
  experiment:
    'One thread computes; another waits 1 ms for an answer, computes for a moment, and asks again, 40 times at a switch interval of 5 ms and 40 at 20 ms: how much later it goes on than without the computation. A timer gives the answers: like a server it needs no GIL, and the thread waits for it without.',
  control: 'The same two threads without a GIL: hardly later.',
  controlExpected: 'refuted',
  notice:
    'The answer is there after 1 ms, and the thread that asked for it then stands waiting for the GIL, longer than the answer itself took.',
  program: 'convoy',
  usualMs: 5_500,
  async test(lab) {
    const plays = await lab.rounds<Cell, Played>(cells(lab), ROUNDS);
    const base = await latenessAlone(lab);
    const extra = (cell: Cell): number[] => plays[cell].flatMap(latenesses).map((lateMs) => lateMs - base);
    const inIntervals = (cell: Cell, intervalMs: Milliseconds): Sampled =>
      medianOf(
        extra(cell).map((ms) => ms / intervalMs),
        lab.seed,
      );
    return {
      parts: INTERVALS_MS.map((ms) =>
        measuredPart(
          { id: `interval-${ms}`, title: `added delay ÷ interval of ${ms} ms`, region: REGION },
          inIntervals(`${ms}`, ms),
        ),
      ),
      control: [
        measuredPart({ id: 'free', title: 'added delay ÷ 5 ms, free threads', region: REGION }, inIntervals('free', 5)),
      ],
      pictures: [
        {
          kind: 'lanes',
          title: 'A computation and ten short exchanges',
          plays: [
            ...plays['5'].slice(-1).map((played) => ({ label: 'GIL, 5 ms', model: 'gil-threads' as const, played })),
            ...plays.free.slice(-1).map((played) => ({ label: 'no GIL', model: 'free-threads' as const, played })),
          ],
        },
        {
          kind: 'spread',
          title: 'How much later the thread went on',
          axis: 'added delay, ms',
          rows: [
            { label: 'GIL, 5 ms', model: 'gil-threads', samples: extra('5') },
            { label: 'GIL, 20 ms', model: 'gil-threads', samples: extra('20') },
            { label: 'no GIL', model: 'free-threads', samples: extra('free') },
            { label: 'GIL, 5 ms, two compute', model: 'gil-threads', samples: extra('two') },
          ],
          lines: INTERVALS_MS.map((at) => ({ label: `${at} ms`, at })),
        },
      ],
      beside: [
        `With nobody computing the thread went on ${base.toFixed(2)} ms after its answer was there.`,
        `Beside two threads that compute, who is next when one of them gives the GIL up is open: the middle half of the delays lay between ${half(extra('two'))} ms. That decides nothing.`,
        'CPython 3.11 on two cores: 1.05 and 1.02 intervals, and 0.12 ms with nobody computing.',
      ],
    };
  },
} satisfies Claim;
