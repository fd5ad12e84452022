/** Tasks can overlap in time without two of them ever running at once: counted in the traces of an event loop and of threads under a GIL. */
import { atOnce, type AtOnce } from '../../measure/claims/at-once.ts';
import type { ModelId } from '../../models/index.ts';
import type { Played } from '../../models/play/play.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { countedPart } from '../claim-lab/parts.ts';
import type { Claim } from './index.ts';

const PLAYS = 7;
/** 4 tasks that compute for 10 ms, wait, and do so again. */
const SHAPE = { tasks: 4, ms: 80, waitMs: 3, rounds: 2 };
/** Of the clock: threads read it a tick apart. */
const TICKS = 2;

interface Traced {
  readonly model: ModelId;
  readonly first: Played;
  readonly counts: readonly AtOnce[];
}

/** Null where several were in progress and never two executed. */
export function otherwise({ inProgress, executing }: AtOnce): string | null {
  if (inProgress < 2) return `no two tasks were in progress at once`;
  return executing <= 1 ? null : `${executing} tasks executed at once, of ${inProgress} in progress`;
}

async function traced(lab: ClaimLab, model: ModelId, workers: number = SHAPE.tasks): Promise<Traced> {
  const { tasks, ms, waitMs, rounds } = SHAPE;
  const args = [tasks, lab.work.itemsFor(ms), waitMs, rounds];
  const plays: Played[] = [];
  while (plays.length < PLAYS) {
    plays.push(await lab.attended(() => lab.play({ program: 'mixed', args, model, workers })));
  }
  const counts = plays.map((played) => atOnce(played, TICKS * lab.resolutionMs));
  return { model, first: plays[0] as Played, counts };
}

function part(id: string, who: string, { counts }: Traced) {
  const title = `${who}: 2 or more in progress, never 2 executing`;
  return countedPart({ id, title, expects: 'always', tries: counts.map(otherwise) });
}

function most(counts: readonly AtOnce[]): string {
  const [inProgress, executing] = [
    Math.max(...counts.map((one) => one.inProgress)),
    Math.max(...counts.map((one) => one.executing)),
  ];
  return `${inProgress} in progress and ${executing} executing`;
}

export default {
  id: 'concurrency-without-parallelism',
  statement: 'Tasks can be in progress at the same time with never two of them running at the same time.',
  from: ['C', 'D', 'E'],
  group: 'cores',
  models: ['event-loop', 'gil-threads', 'free-threads'],
  needs: { memory: 'shared', threads: 2 },
  experiment:
    '4 tasks that compute and wait by turns, on an event loop and as threads under a GIL, 7 plays each: from the recorded spans, the most tasks in progress and the most executing at any moment.',
  control: 'The same tasks on free threads, one for each of at least two that run at once: two tasks execute at once.',
  controlExpected: 'refuted',
  notice:
    'All four lanes are begun and none has ended: concurrency. Draw a line down through them, and it meets one that runs: no parallelism. Free threads show two.',
  regionNote:
    'Threads read the clock a tick apart, so two that overlap by two ticks or less count as one after the other.',
  program: 'mixed',
  usualMs: 3_500,
  async test(lab) {
    const loop = await traced(lab, 'event-loop');
    const gil = await traced(lab, 'gil-threads');
    const free = await traced(lab, 'free-threads', Math.min(SHAPE.tasks, lab.width));
    return {
      parts: [part('event-loop', 'event loop', loop), part('gil-threads', 'threads under a GIL', gil)],
      control: [part('free-threads', 'free threads', free)],
      pictures: [
        {
          kind: 'lanes',
          title: '4 tasks that compute and wait by turns',
          plays: [
            { label: 'event loop', model: 'event-loop', played: loop.first },
            { label: 'threads under a GIL', model: 'gil-threads', played: gil.first },
            { label: 'free threads', model: 'free-threads', played: free.first },
          ],
        },
      ],
      beside: [
        `The most at any moment: ${most(loop.counts)} on the event loop, ${most(gil.counts)} under the GIL, ${most(free.counts)} as free threads.`,
      ],
    };
  },
} satisfies Claim;
