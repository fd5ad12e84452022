/** More threads than run at once get no more computed; twice as many that wait do get twice as much waiting done. */
import type { Milliseconds } from '../../base/units.ts';
import type { Evidence } from '../../measure/claims/claim-report.ts';
import { pacerOf } from '../../measure/cores/pace.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { measuredPart, ratioOf } from '../claim-lab/parts.ts';
import { type Claim, NotTestable } from './index.ts';

/** With `main` these are as many as a play may have. */
const MOST_THREADS = 63;
const WINDOW = { lengthMs: 140, leadMs: 10 };
const WAIT_MS: Milliseconds = 60;
const ROUNDS = { rounds: 7, fewest: 6, budgetMs: 5_000 };
const REGION = { below: 1.1 };

/** One a round, each per millisecond: items that P threads and 2P threads computed, and waits that they got through. */
export interface ThroughputSamples {
  readonly alone: readonly number[];
  readonly computingP: readonly number[];
  readonly computing2P: readonly number[];
  readonly waitingP: readonly number[];
  readonly waiting2P: readonly number[];
}

/** All in loops of fixed time at once, each on work of its own: items a millisecond in all. */
async function computing(lab: ClaimLab, threads: number): Promise<number> {
  await lab.work.stage(lab.stage, 'crunch', lab.work.itemsFor(0), false, lab.signal);
  await lab.stage.grow(threads);
  const everyone = Array.from({ length: threads }, (_, thread) => thread);
  const records = await pacerOf(lab.pool, lab.signal).window(everyone, WINDOW.lengthMs, WINDOW.leadMs);
  return records.reduce((sum, { items }) => sum + items, 0) / WINDOW.lengthMs;
}

/** As many waits as threads: waits a millisecond. */
async function waiting(lab: ClaimLab, threads: number): Promise<number> {
  const { wallMs } = await lab.play({
    program: 'waits',
    args: [threads, WAIT_MS],
    model: 'free-threads',
    workers: threads,
  });
  return threads / wallMs;
}

export default {
  id: 'parallelism-needs-cores',
  statement:
    'No more threads execute at the same moment than the device has cores for them: more threads compute no more.',
  from: ['C', 'E'],
  group: 'cores',
  models: ['free-threads'],
  needs: { memory: 'shared', threads: 2 },
  experiment:
    'As many threads as were proven to run at once compute in loops of fixed time, then twice as many: what they get done in all, against each other.',
  control: 'Twice as many threads that only wait: twice as many waits done in the same time.',
  controlExpected: 'refuted',
  notice:
    'The curve of computing is flat beyond the threads that run at once, that of waiting goes on climbing: to wait takes no core.',
  corrections: [
    {
      note: 'C',
      said: 'Each process runs on a core of its own, as if all cores were alike.',
      now: 'Threads that run at once may be two halves of one core, and cores may be fast and slow. The lab counts what runs at once by trying it, and weighs what that is worth.',
    },
  ],
  program: null,
  usualMs: 4_500,
  async test(lab) {
    const { proven } = lab;
    const twice = 2 * proven;
    if (twice > MOST_THREADS) {
      throw new NotTestable(
        `${proven} threads run at once here, and twice as many are more than the ${MOST_THREADS} that the lab starts.`,
      );
    }
    const samples = await lab.rounds(
      {
        alone: () => computing(lab, 1),
        computingP: () => computing(lab, proven),
        computing2P: () => computing(lab, twice),
        waitingP: () => waiting(lab, proven),
        waiting2P: () => waiting(lab, twice),
      },
      ROUNDS,
    );
    return throughputEvidence(samples, proven, lab.seed);
  },
} satisfies Claim;

export function throughputEvidence(samples: ThroughputSamples, proven: number, seed: number): Evidence {
  const { alone, computingP, computing2P, waitingP, waiting2P } = samples;
  const twice = 2 * proven;
  const ratio = ratioOf(computing2P, computingP, seed);
  const waits = ratioOf(waiting2P, waitingP, seed);
  const one = { estimate: 1, low: 1, high: 1 };
  const atP = ratioOf(computingP, alone, seed);
  const at2P = ratioOf(computing2P, alone, seed);
  return {
    parts: [
      measuredPart({ id: 'computing', title: `computed by ${twice} threads ÷ by ${proven}`, region: REGION }, ratio),
    ],
    control: [
      measuredPart({ id: 'waiting', title: `waits done by ${twice} threads ÷ by ${proven}`, region: REGION }, waits),
    ],
    pictures: [
      {
        kind: 'curves',
        title: 'What threads get done',
        xTitle: 'threads',
        yTitle: `of what ${proven} do`,
        series: [
          {
            label: 'computing',
            model: 'free-threads',
            points: [
              { x: 1, y: ratioOf(alone, computingP, seed).estimate },
              { x: proven, y: one },
              { x: twice, y: ratio.estimate },
            ],
          },
          {
            label: 'waiting',
            model: null,
            points: [
              { x: proven, y: one },
              { x: twice, y: waits.estimate },
            ],
          },
        ],
        laws: [],
      },
    ],
    beside: [
      `Against one thread, ${proven} computed ${atP.estimate.estimate.toFixed(2)} times as much and ${twice} computed ${at2P.estimate.estimate.toFixed(2)} times as much in the same time.`,
    ],
  };
}
