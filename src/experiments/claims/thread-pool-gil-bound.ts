/** A pool of threads under a GIL gains nothing on work that computes, a pool of processes does. Read from the speed-ups that claims share. */
import type { Milliseconds } from '../../base/units.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { measuredPart, ratioOf } from '../claim-lab/parts.ts';
import type { Cell } from '../claim-lab/speed-ups.ts';
import type { Claim } from './index.ts';

const threads = (workers: number): Cell => ({ model: 'gil-threads', workers });
const processes = (workers: number): Cell => ({ model: 'process-executor', workers });

const NOTHING_GAINED = { below: 1.1 };
const OF_WORTH = { above: 0.8 };
/** Of each wait. */
const WAIT_MS: Milliseconds = 25;
const ROUNDS = { rounds: 7, fewest: 5, budgetMs: 4_000 };

/** Two waits for each worker of a pool; and all on the page, one after the other. */
function waiting(lab: ClaimLab) {
  const args = [2 * lab.width, WAIT_MS];
  const makespan = (model: 'gil-threads' | 'process-executor' | 'main-thread') => async (): Promise<Milliseconds> =>
    (await lab.play({ program: 'waits', args, model, workers: lab.width })).wallMs;
  return { inTurn: makespan('main-thread'), threads: makespan('gil-threads'), processes: makespan('process-executor') };
}

export default {
  id: 'thread-pool-gil-bound',
  statement:
    'A pool of threads under a GIL gains nothing on work that computes; a pool of processes gains what the cores are worth.',
  from: ['C', 'E'],
  group: 'executors',
  models: ['gil-threads', 'process-executor'],
  needs: { memory: 'shared', threads: 2 },
  experiment:
    'The same verified work, cut into many tasks, on a pool of as many threads as run at once here (at most 8) under a GIL, and on an executor with as many processes, against the best serial form.',
  control: 'Tasks that wait instead of computing: both pools gain.',
  controlExpected: 'refuted',
  notice:
    'Both pools hand out the same tasks to as many workers. Only the workers differ: some must hold the GIL to compute.',
  regionNote:
    'The executor of threads here stands for a CPython without a GIL. Under one it is threads that take task after task while holding the GIL, as they do here; futures would only add to their time.',
  program: 'crunch',
  usualMs: 2_500,
  cells: ({ width }) => [threads(width), processes(width)],
  async test(lab) {
    const { speedUps, width, seed } = lab;
    const [pool, executor, ofWorth] = await Promise.all([
      speedUps.of(threads(width)),
      speedUps.of(processes(width)),
      speedUps.againstWorth(processes(width)),
    ]);
    const waits = await lab.rounds(waiting(lab), ROUNDS);
    const gained = (samples: readonly Milliseconds[]) => ratioOf(waits.inTurn, samples, seed);
    return {
      parts: [
        measuredPart(
          { id: 'threads', title: `speed-up, pool of ${width} threads under a GIL`, region: NOTHING_GAINED },
          pool,
        ),
        measuredPart(
          { id: 'processes', title: `pool of ${width} processes, of what the cores are worth`, region: OF_WORTH },
          ofWorth,
        ),
      ],
      control: [
        measuredPart(
          { id: 'threads-waiting', title: 'speed-up of waits, pool of threads', region: NOTHING_GAINED },
          gained(waits.threads),
        ),
        measuredPart(
          { id: 'processes-waiting', title: 'speed-up of waits, pool of processes', region: NOTHING_GAINED },
          gained(waits.processes),
        ),
      ],
      pictures: [
        {
          kind: 'spread',
          title: 'Computing and waiting on two pools',
          axis: 'speed-up',
          rows: [
            { label: 'computing, threads under a GIL', model: 'gil-threads', samples: pool.samples },
            { label: 'computing, processes', model: 'process-executor', samples: executor.samples },
            { label: 'waiting, threads under a GIL', model: 'gil-threads', samples: gained(waits.threads).samples },
            { label: 'waiting, processes', model: 'process-executor', samples: gained(waits.processes).samples },
          ],
          lines: [{ label: 'one thread', at: 1 }],
        },
      ],
      beside: [],
    };
  },
} satisfies Claim;
