/** Threads beyond those that run at once stop helping with computing. Read from the speed-ups that claims share; waits are the control. */
import type { Milliseconds } from '../../base/units.ts';
import type { Interval } from '../../measure/stats/interval.ts';
import type { Played } from '../../models/play/play.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { measuredPart, ratioOf } from '../claim-lab/parts.ts';
import type { Cell } from '../claim-lab/speed-ups.ts';
import { type Claim, NotTestable } from './index.ts';

/** With `main` these are as many as a play may have. */
const MOST_THREADS = 63;
const TIMES = [2, 4, 8] as const;
const REGION = { below: 1.05 };
const WAIT_MS: Milliseconds = 20;
const ROUNDS = { rounds: 7, fewest: 5, budgetMs: 3_000 };
/** One thread's worth of the work whose switches are counted. */
const SHOWN_MS: Milliseconds = 120;
const BYTES_A_KB = 1_000;

const free = (workers: number): Cell => ({ model: 'free-threads', workers });

/** P, then more, as far as the lab goes. */
export function threadCounts(proven: number): number[] {
  return [...new Set([1, ...TIMES].map((times) => Math.min(MOST_THREADS, times * proven)))];
}

async function waits(lab: ClaimLab, tasks: number, workers: number): Promise<Milliseconds> {
  const args = [tasks, WAIT_MS];
  return (await lab.play({ program: 'waits', args, model: 'free-threads', workers })).wallMs;
}

async function crunched(lab: ClaimLab, workers: number, chunks: number): Promise<Played> {
  const args = [chunks, lab.work.itemsFor(SHOWN_MS)];
  return lab.attended(() => lab.play({ program: 'crunch', args, model: 'free-threads', workers }));
}

/** How often a lane was kept off its processor for half a millisecond and longer. */
function absences({ spans }: Played): number {
  return spans.filter(({ phase }) => phase === 'preempted').length;
}

/** What each thread has for itself in the memory that all share. */
function bytesAThread({ pool }: ClaimLab): number {
  const [lane] = pool.shared?.plan.lanes ?? [];
  if (!lane) return 0;
  const { mailbox, thread, spans, tally, scratch } = lane;
  return [mailbox, thread, spans, tally, scratch].reduce((sum, { bytes }) => sum + bytes, 0);
}

export default {
  id: 'threads-too-many',
  statement:
    'Beyond the threads that run at once, more threads that compute stop helping, and each costs memory and switches.',
  from: ['B'],
  group: 'cores',
  models: ['free-threads'],
  needs: { memory: 'shared', threads: 2 },
  experiment:
    'The same verified work on as many free threads as run at once, and on 2, 4 and 8 times as many (at most 63): the speed-up of each against that of the first, round by round.',
  control: 'Waits instead of work: there, more threads do help, about as many times as there are more.',
  controlExpected: 'refuted',
  notice:
    'The curve does not rise beyond the threads that run at once. In the lanes of many threads each is kept off its processor again and again.',
  corrections: [
    {
      note: 'B',
      said: 'With a thread for each task, tasks run in parallel where that is possible.',
      now: 'They do while they wait, or without a GIL, and no more of them at once than the device runs threads.',
    },
  ],
  program: 'crunch',
  usualMs: 3_000,
  cells: ({ proven }) => threadCounts(proven).map(free),
  async test(lab) {
    const [first = 1, ...more] = threadCounts(lab.proven);
    const most = more.at(-1);
    if (most === undefined) {
      throw new NotTestable(
        `${lab.proven} threads run at once here, as many as the lab starts: there are no more to add.`,
      );
    }
    const { speedUps, seed } = lab;
    const base = await speedUps.wallMs(free(first));
    const against = await Promise.all(
      more.map(async (count) => ratioOf(base, await speedUps.wallMs(free(count)), seed)),
    );
    const curve = await Promise.all(
      [first, ...more].map(async (x) => ({ x, y: (await speedUps.of(free(x))).estimate satisfies Interval })),
    );
    const walls = await lab.rounds({ few: () => waits(lab, most, first), many: () => waits(lab, most, most) }, ROUNDS);
    const plays = [first, most].map((count) => ({ count, label: `${count} threads` }));
    const shown: Played[] = [];
    for (const { count } of plays) shown.push(await crunched(lab, count, 2 * most));
    const [offFew = 0, offMany = 0] = shown.map(absences);
    return {
      parts: more.map((count, place) =>
        measuredPart(
          {
            id: `threads-${TIMES[place] ?? count}p`,
            title: `speed-up of ${count} threads ÷ of ${first}`,
            region: REGION,
          },
          against[place] ?? ratioOf(base, base, seed),
        ),
      ),
      control: [
        measuredPart(
          { id: 'waiting', title: `speed-up of ${most} threads ÷ of ${first}, waits`, region: REGION },
          ratioOf(walls.few, walls.many, seed),
        ),
      ],
      pictures: [
        {
          kind: 'curves',
          title: 'The same work on more and more threads',
          xTitle: 'threads',
          yTitle: 'speed-up',
          series: [{ label: 'free threads', model: 'free-threads', points: curve }],
          laws: [],
        },
        {
          kind: 'lanes',
          title: 'Few threads and many, the same work',
          plays: plays.flatMap(({ label }, place) => {
            const played = shown[place];
            return played ? [{ label, model: 'free-threads' as const, played }] : [];
          }),
        },
      ],
      beside: [
        `In one run of the same work, ${first} threads were kept off their processor ${offFew} times for half a millisecond or longer, ${most} threads ${offMany} times.`,
        `Each thread has ${Math.round(bytesAThread(lab) / BYTES_A_KB)} KB of its own in the memory that all share, besides the heap that the browser gives it: ${Math.round((bytesAThread(lab) * most) / BYTES_A_KB)} KB for ${most}.`,
      ],
    };
  },
} satisfies Claim;
