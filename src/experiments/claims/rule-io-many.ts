/** A rule of thumb put to the test: for many slow waits take an event loop. Threads are cut off once they have clearly lost. */
import type { Milliseconds } from '../../base/units.ts';
import { PlayOverdue } from '../../models/play/play.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { measuredPart, ratioOf } from '../claim-lab/parts.ts';
import type { Claim } from './index.ts';

const WAIT_MS: Milliseconds = 200;
const MANY = 5_000;
const FEW = 4;
/** As many as CPython's own pool of threads has at most, where nobody says otherwise. */
const THREADS = 32;
/** Whoever takes this many times as long as the event loop has lost; how long it would have taken is not waited for. */
const CUT = 5;
const ROUNDS = { rounds: 4, fewest: 3, budgetMs: 8_000 };
/** First by far, as “thousands” suggests, and far from what the control gives. */
const REGION = { above: 2 };

async function onLoop(lab: ClaimLab, waits: number): Promise<Milliseconds> {
  return (await lab.play({ program: 'waits', args: [waits, WAIT_MS], model: 'event-loop', workers: 0 })).wallMs;
}

/** What they took, or the limit where that was not enough: at least so long, then. */
async function onThreads(lab: ClaimLab, waits: number, limitMs?: Milliseconds): Promise<Milliseconds> {
  const wanted = { program: 'waits', args: [waits, WAIT_MS], model: 'thread-executor', workers: THREADS } as const;
  try {
    return (await lab.play(limitMs === undefined ? wanted : { ...wanted, limitMs })).wallMs;
  } catch (error) {
    if (error instanceof PlayOverdue && limitMs !== undefined) return limitMs;
    throw error;
  }
}

export default {
  id: 'rule-io-many',
  statement: 'An event loop is the one to take where there are many waits and these are slow.',
  from: ['B', 'C', 'D'],
  group: 'which to use',
  models: ['event-loop', 'thread-executor'],
  needs: { memory: 'shared', threads: 1 },
  experiment:
    '5000 waits of 200 ms on an event loop, and handed to a pool of 32 threads, which is cut off after 5 times what the loop took.',
  control: '4 such waits: the pool has a thread for each and is no slower.',
  controlExpected: 'refuted',
  notice:
    'The row of the threads ends where they were cut off: their ratio is a lower bound. In turns of 32, 5000 waits need 157 turns.',
  regionNote:
    'The loop has to win by a factor of 2 and more. Threads that are cut off count with the time they were given: the ratio is then at least what is shown, which is enough for a verdict.',
  program: 'waits',
  usualMs: 9_000,
  async test(lab) {
    const first = await lab.attended(() => onLoop(lab, MANY));
    const limitMs = CUT * first;
    const samples = await lab.rounds(
      {
        loop: () => onLoop(lab, MANY),
        threads: () => onThreads(lab, MANY, limitMs),
        loopFew: () => onLoop(lab, FEW),
        threadsFew: () => onThreads(lab, FEW),
      },
      ROUNDS,
    );
    const cut = samples.threads.filter((wallMs) => wallMs >= limitMs).length;
    const title = `threads ÷ event loop, ${MANY} waits`;
    return {
      parts: [
        measuredPart(
          { id: 'many', title: cut > 0 ? `${title} (cut off: at least)` : title, region: REGION },
          ratioOf(samples.threads, samples.loop, lab.seed),
        ),
      ],
      control: [
        measuredPart(
          { id: 'few', title: `threads ÷ event loop, ${FEW} waits`, region: REGION },
          ratioOf(samples.threadsFew, samples.loopFew, lab.seed),
        ),
      ],
      pictures: [
        {
          kind: 'spread',
          title: `${MANY} waits of ${WAIT_MS} ms`,
          axis: 'makespan, ms',
          rows: [
            { label: 'event loop', model: 'event-loop', samples: samples.loop },
            { label: `${THREADS} threads`, model: 'thread-executor', samples: samples.threads },
          ],
          lines: [
            { label: 'one wait', at: WAIT_MS },
            { label: 'cut off here', at: limitMs },
          ],
        },
      ],
      beside: [`The pool was cut off in ${cut} of ${samples.threads.length} rounds, after ${Math.round(limitMs)} ms.`],
    };
  },
} satisfies Claim;
