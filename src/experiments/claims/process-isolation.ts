/** What a process changes, its starter does not see; what a thread changes, it does. The same program under both, each the other's control. */
import type { CountedPart, Evidence } from '../../measure/claims/claim-report.ts';
import type { Played } from '../../models/play/play.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { countedPart } from '../claim-lab/parts.ts';
import type { Claim } from './index.ts';

const TRIES = 20;
const TIMES = 100;
/** The calls of a process executor have their variables in the worker's own heap, which nobody else can reach. */
const WAYS = ['process-executor', 'gil-threads'] as const;
type Way = (typeof WAYS)[number];

const WHO: Readonly<Record<Way, string>> = { 'process-executor': 'a process', 'gil-threads': 'a thread' };

/** What the task found in the variable that it had changed, and what its starter found in it afterwards. */
export interface Found {
  readonly task: number;
  readonly starter: number;
}
export type Finds = Readonly<Record<Way, readonly Found[]>>;

function part(finds: Finds, way: Way, asked: 'unchanged' | 'changed'): CountedPart {
  const expected = asked === 'changed' ? TIMES : 0;
  const isSo = ({ task, starter }: Found): boolean => task === TIMES && starter === expected;
  return countedPart({
    id: `${way === 'gil-threads' ? 'thread' : 'process'}-${asked}`,
    title: `${WHO[way]} changes the variable, and its starter finds it ${asked}`,
    expects: 'always',
    tries: finds[way].map((found) =>
      isSo(found) ? null : `${WHO[way]} leaves ${found.task}, its starter finds ${found.starter}`,
    ),
  });
}

export function partsOf(finds: Finds): Pick<Evidence, 'parts' | 'control'> {
  return {
    parts: [part(finds, 'process-executor', 'unchanged'), part(finds, 'gil-threads', 'changed')],
    control: [part(finds, 'gil-threads', 'unchanged'), part(finds, 'process-executor', 'changed')],
  };
}

async function playOnce(lab: ClaimLab, model: Way): Promise<Played> {
  // What it leaves is what is looked for, so it is not checked before.
  return lab.play({ program: 'own-variable', args: [TIMES], model, workers: 1, unchecked: true });
}

/** Throws where the program printed something else: then nobody knows what the task saw. */
export function foundIn({ printed, result }: Pick<Played, 'printed' | 'result'>): Found {
  const [, task] = /left (-?\d+),/.exec(printed[0]?.text ?? '') ?? [];
  if (task === undefined) throw new Error('the program did not say what its task had found');
  return { task: Number(task), starter: result };
}

export default {
  id: 'process-isolation',
  statement:
    'A variable that a process changes is unchanged in the process that started it; one that a thread changes is changed for all.',
  from: ['A', 'C'],
  group: 'processes',
  models: ['process-executor', 'gil-threads'],
  needs: { memory: 'shared', threads: 1 },
  experiment: `A task adds to a global variable ${TIMES} times and looks at it; then its starter looks. As a process and as a thread, ${TRIES} times each.`,
  control: 'The question turned round: whether a thread leaves the variable unchanged, and a process changed.',
  controlExpected: 'refuted',
  notice:
    'Both tasks find 100 themselves. Only the thread’s starter does: the process has added to a copy that ended with it.',
  program: 'own-variable',
  usualMs: 500,
  async test(lab) {
    const finds: Record<Way, Found[]> = { 'process-executor': [], 'gil-threads': [] };
    const shown: Partial<Record<Way, Played>> = {};
    for (let tried = 0; tried < TRIES; tried++) {
      for (const way of WAYS) {
        const played = await lab.attended(() => playOnce(lab, way));
        finds[way].push(foundIn(played));
        shown[way] = played;
      }
    }
    const plays = WAYS.flatMap((way) => {
      const played = shown[way];
      return played ? [{ label: WHO[way], model: way, played }] : [];
    });
    return {
      ...partsOf(finds),
      pictures: [{ kind: 'lanes', title: 'The task changes the variable, then its starter looks', plays }],
      beside: [
        'A process of this page is a worker with a memory of its own: a thread of the browser’s, not a process of the operating system. What keeps the two apart is that neither is given the other’s memory.',
      ],
    };
  },
} satisfies Claim;
