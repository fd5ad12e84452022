/** Threads lose the processor anywhere, coroutines only where they give it up: every switch of some plays, and what the task that was left was at. */
import type { Milliseconds } from '../../base/units.ts';
import { switchesOf, type Switch } from '../../measure/claims/switches.ts';
import type { Played } from '../../models/play/play.ts';
import type { ClaimLab, PlayWanted } from '../claim-lab/claim-lab.ts';
import { countedPart } from '../claim-lab/parts.ts';
import type { Claim } from './index.ts';

const PLAYS = 5;
/** 4 tasks, each computing for 20 ms at a time: four switch intervals. */
const SHAPE = { tasks: 4, ms: 160, waitMs: 4, rounds: 2 };
/** A quarter of an hour: longer than any play. */
const INFINITE_MS: Milliseconds = 900_000;

type Way = Pick<PlayWanted, 'model' | 'settings'>;

const COROUTINES: Way = { model: 'event-loop' };
const THREADS: Way = { model: 'gil-threads' };
const NEVER_ASKED: Way = { model: 'gil-threads', settings: { switchIntervalMs: INFINITE_MS } };

interface Watched {
  readonly first: Played;
  readonly switches: readonly Switch[];
}

async function watched(lab: ClaimLab, way: Way): Promise<Watched> {
  const { tasks, ms, waitMs, rounds } = SHAPE;
  const args = [tasks, lab.work.itemsFor(ms), waitMs, rounds];
  const plays: Played[] = [];
  while (plays.length < PLAYS) {
    plays.push(await lab.attended(() => lab.play({ program: 'mixed', args, workers: tasks, ...way })));
  }
  return { first: plays[0] as Played, switches: plays.flatMap(({ spans }) => switchesOf(spans)) };
}

/** A line for a switch that its task had not asked for. */
export function inTheMiddle({ gaveUp, at, from, to }: Switch): string | null {
  return gaveUp ? null : `at ${at.toFixed(2)} ms from task ${from}, which was computing, to task ${to}`;
}

function share(switches: readonly Switch[]): string {
  return `${switches.filter(({ gaveUp }) => !gaveUp).length} of ${switches.length}`;
}

export default {
  id: 'preemptive-vs-cooperative',
  statement: 'A thread can lose its turn at any moment, a coroutine only where it gives it up itself.',
  from: ['D'],
  group: 'the GIL',
  models: ['event-loop', 'gil-threads'],
  needs: { memory: 'shared', threads: 1 },
  experiment:
    '4 tasks that compute for 20 ms at a time and wait in between, as coroutines and as threads under a GIL, 5 plays each: every switch from one task to another, and what the one that was left did next.',
  control: 'The same threads with a switch interval longer than any play: then all switches are at waits, too.',
  controlExpected: 'refuted',
  notice:
    'A stretch of a coroutine ends with its wait. Stretches of threads are cut every 5 ms, in the middle of the computing, and go on later.',
  program: 'mixed',
  usualMs: 4_500,
  async test(lab) {
    const coroutines = await watched(lab, COROUTINES);
    const threads = await watched(lab, THREADS);
    const neverAsked = await watched(lab, NEVER_ASKED);
    const elsewhere = 'switches in the middle of computing';
    return {
      parts: [
        countedPart({
          id: 'coroutines',
          title: 'coroutines: every switch where the task gave up its turn',
          expects: 'always',
          tries: coroutines.switches.map(inTheMiddle),
        }),
        countedPart({
          id: 'threads',
          title: `threads under a GIL: ${elsewhere}`,
          expects: 'sometimes',
          tries: threads.switches.map(inTheMiddle),
        }),
      ],
      control: [
        countedPart({
          id: 'never-asked',
          title: `threads that are never asked: ${elsewhere}`,
          expects: 'sometimes',
          tries: neverAsked.switches.map(inTheMiddle),
        }),
      ],
      pictures: [
        {
          kind: 'lanes',
          title: '4 tasks, 20 ms of computing at a time',
          plays: [
            { label: 'coroutines', model: 'event-loop', played: coroutines.first },
            { label: 'threads, 5 ms interval', model: 'gil-threads', played: threads.first },
            { label: 'threads, no interval', model: 'gil-threads', played: neverAsked.first },
          ],
        },
      ],
      beside: [
        'CPython 3.11 on two cores: none of the switches of coroutines, 61 % of those of threads and none without an interval.',
        `In the middle of computing: ${share(coroutines.switches)} switches of coroutines, ${share(threads.switches)} of threads, ${share(neverAsked.switches)} without an interval. The kernel looks between items of some 25 µs, CPython between instructions of its bytecode.`,
      ],
    };
  },
} satisfies Claim;
