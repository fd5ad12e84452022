/** To start threads is not to wait for them: whoever starts them goes on before any of them has finished. */
import { median } from '../../measure/stats/median.ts';
import type { Played } from '../../models/play/play.ts';
import { GOES_ON } from '../../programs/starter.ts';
import type { ClaimLab, PlayWanted } from '../claim-lab/claim-lab.ts';
import { countedPart } from '../claim-lab/parts.ts';
import type { Claim } from './index.ts';

const SLEEPERS = 4;
const SLEEP_MS = 50;
const TRIES = 20;
const CONTROL_TRIES = 4;

const threads: Pick<PlayWanted, 'program' | 'model' | 'workers'> = {
  program: 'starter',
  model: 'gil-threads',
  workers: SLEEPERS,
};

/** Null where the starter's line was printed before any other, else what came before it. */
export function beforeTheStarter({ printed }: Pick<Played, 'printed'>): string | null {
  const texts = printed.map(({ text }) => text);
  const own = texts.indexOf(GOES_ON);
  if (own === 0) return null;
  return own < 0 ? `“${GOES_ON}” was never printed` : `“${texts[own - 1] ?? ''}” came before “${GOES_ON}”`;
}

async function played(lab: ClaimLab, joinsAtOnce: 0 | 1, tries: number): Promise<Played[]> {
  const plays: Played[] = [];
  while (plays.length < tries) {
    plays.push(await lab.attended(() => lab.play({ ...threads, args: [SLEEPERS, SLEEP_MS, joinsAtOnce] })));
  }
  return plays;
}

function goneOnAfter({ printed }: Played): number {
  return printed.find(({ text }) => text === GOES_ON)?.at ?? NaN;
}

export default {
  id: 'start-is-not-wait',
  statement: 'Whoever starts threads goes on at once, before any of them has finished.',
  from: ['E'],
  group: 'waiting',
  models: ['gil-threads'],
  needs: { memory: 'shared', threads: 1 },
  experiment:
    'One thread starts 4 that sleep for 50 ms, prints a line and only then joins them; who printed first is read from the order of the lines, in 20 runs.',
  control: 'The same, but each thread is joined right after it was started: then the line comes last.',
  controlExpected: 'refuted',
  notice: 'The starter is through with starting while all others still sleep. What waits is the join, not the start.',
  program: 'starter',
  usualMs: 2_500,
  async test(lab) {
    const plays = await played(lab, 0, TRIES);
    const joined = await played(lab, 1, CONTROL_TRIES);
    const [first, otherwise] = [plays[0], joined[0]];
    const shown = [
      ...(first ? [{ label: 'started, joined later', played: first }] : []),
      ...(otherwise ? [{ label: 'each joined at once', played: otherwise }] : []),
    ];
    return {
      parts: [
        countedPart({
          id: 'starter-first',
          title: 'the starter goes on before the first thread has finished',
          expects: 'always',
          tries: plays.map(beforeTheStarter),
        }),
      ],
      control: [
        countedPart({
          id: 'joined-at-once',
          title: 'the same where each is joined right after its start',
          expects: 'always',
          tries: joined.map(beforeTheStarter),
        }),
      ],
      pictures: [
        {
          kind: 'lanes',
          title: '4 threads that sleep for 50 ms, and the one who starts them',
          plays: shown.map((play) => ({ ...play, model: 'gil-threads' as const })),
        },
      ],
      beside: [
        `The starter went on ${median(plays.map(goneOnAfter)).toFixed(2)} ms after its start (median of ${TRIES}); threads that are kept ready are only told here, CPython makes a new one each time.`,
      ],
    };
  },
} satisfies Claim;
