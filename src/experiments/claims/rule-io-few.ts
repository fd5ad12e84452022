/** A rule of thumb put to the test: for a few quick waits threads do as well as an event loop. */
import type { Milliseconds } from '../../base/units.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { measuredPart, ratioOf } from '../claim-lab/parts.ts';
import type { Claim } from './index.ts';

const THREADS = 4;
const WAIT_MS: Milliseconds = 20;
const FEW = 4;
const MANY = 64;
const ROUNDS = { rounds: 11, fewest: 6, budgetMs: 4_800 };
const REGION = { above: 0.9, below: 1.1 };

async function waited(lab: ClaimLab, tasks: number, model: 'gil-threads' | 'event-loop'): Promise<Milliseconds> {
  return (await lab.play({ program: 'waits', args: [tasks, WAIT_MS], model, workers: THREADS })).wallMs;
}

export default {
  id: 'rule-io-few',
  statement: 'A few threads do as well as an event loop where there are few waits and these are quick.',
  from: ['B', 'D'],
  group: 'which to use',
  models: ['gil-threads', 'event-loop'],
  needs: { memory: 'shared', threads: 1 },
  experiment:
    '4 waits of 20 ms on 4 threads that have been started before, and the same on an event loop: within 10 %.',
  control: '64 such waits on the same 4 threads: they have to take turns, the event loop does not.',
  controlExpected: 'refuted',
  notice:
    'Four lanes wait side by side, as four tasks of the loop do: as long as there is a thread for each wait, both are alike.',
  program: 'waits',
  usualMs: 5_000,
  async test(lab) {
    const samples = await lab.rounds(
      {
        threads: () => waited(lab, FEW, 'gil-threads'),
        loop: () => waited(lab, FEW, 'event-loop'),
        threadsMany: () => waited(lab, MANY, 'gil-threads'),
        loopMany: () => waited(lab, MANY, 'event-loop'),
      },
      ROUNDS,
    );
    const few = ratioOf(samples.threads, samples.loop, lab.seed);
    const shown = (model: 'gil-threads' | 'event-loop') =>
      lab.attended(() => lab.play({ program: 'waits', args: [FEW, WAIT_MS], model, workers: THREADS }));
    const [onThreads, onLoop] = [await shown('gil-threads'), await shown('event-loop')];
    return {
      parts: [measuredPart({ id: 'few', title: `threads ÷ event loop, ${FEW} waits`, region: REGION }, few)],
      control: [
        measuredPart(
          { id: 'many', title: `threads ÷ event loop, ${MANY} waits on ${THREADS} threads`, region: REGION },
          ratioOf(samples.threadsMany, samples.loopMany, lab.seed),
        ),
      ],
      pictures: [
        {
          kind: 'lanes',
          title: '4 waits of 20 ms',
          plays: [
            { label: '4 threads', model: 'gil-threads', played: onThreads },
            { label: 'event loop', model: 'event-loop', played: onLoop },
          ],
        },
        {
          kind: 'spread',
          title: 'Round by round',
          axis: 'makespan, ms',
          rows: [
            { label: '4 threads', model: 'gil-threads', samples: samples.threads },
            { label: 'event loop', model: 'event-loop', samples: samples.loop },
          ],
          lines: [{ label: 'one wait', at: WAIT_MS }],
        },
      ],
      beside: [],
    };
  },
} satisfies Claim;
