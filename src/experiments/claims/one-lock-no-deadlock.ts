/** One lock cannot deadlock, two that are taken in opposite order can. The lab sees that nobody can go on, and ends it. */
import type { Milliseconds } from '../../base/units.ts';
import { prng } from '../../base/prng.ts';
import { PlayStuck, type Played } from '../../models/play/play.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { countedPart } from '../claim-lab/parts.ts';
import type { Claim } from './index.ts';

const TIMES = 10;
const PAUSE_MS: Milliseconds = 3;
const ROUNDS = { rounds: 10, fewest: 6, budgetMs: 6_000 };
const SEEN_WITHIN_MS: Milliseconds = 2_000;
const SEEDS = 1_000_000;

/** How a try ended, and after how long. */
export interface Ended {
  /** Who waits for what, where nobody could go on. */
  readonly stuck: string | null;
  readonly afterMs: Milliseconds;
}

const FORMS = {
  opposite: { locks: 2, opposite: 1 },
  ordered: { locks: 2, opposite: 0 },
  one: { locks: 1, opposite: 1 },
} as const;
type Form = keyof typeof FORMS;

/** Plays with seeds of their own, so that no two tries have the same pauses. */
function trying(lab: ClaimLab, onProgress: (soFar: Played) => void) {
  const random = prng(lab.seed);
  const attempt = (form: Form) => async (): Promise<Ended> => {
    const { locks, opposite } = FORMS[form];
    const args = [TIMES, PAUSE_MS, locks, opposite, random.below(SEEDS)];
    const began = lab.clock.now();
    const stuck = await lab
      .play({
        ...{ program: 'opposite-locks', args, model: 'gil-threads', workers: 2 },
        ...(form === 'opposite' && { onProgress }),
      })
      .then(
        () => null,
        (thrown: unknown) => {
          if (thrown instanceof PlayStuck) return thrown.message;
          throw thrown;
        },
      );
    return { stuck, afterMs: lab.clock.now() - began };
  };
  return { opposite: attempt('opposite'), ordered: attempt('ordered'), one: attempt('one') };
}

const late = ({ stuck, afterMs }: Ended): string | null =>
  afterMs < SEEN_WITHIN_MS ? null : `over after ${(afterMs / 1_000).toFixed(1)} s${stuck === null ? '' : `: ${stuck}`}`;

export default {
  id: 'one-lock-no-deadlock',
  statement: 'With one lock there is no deadlock; with two that are taken in opposite order there can be one.',
  from: ['B'],
  group: 'shared data',
  models: ['gil-threads'],
  needs: { memory: 'shared', threads: 1 },
  experiment:
    'Two threads go through a passage 10 times that needs two locks, each with pauses drawn anew; one takes the locks in the opposite order. Where nobody can go on any more the lab has to see it, and end it, within 2 s. Then as many tries with one lock for both.',
  control: 'Both take the two locks in the same order: as many tries, no deadlock.',
  controlExpected: 'refuted',
  notice:
    'In the end each thread holds the lock that the other one waits for. Neither the GIL nor the locks are at fault: the order is.',
  corrections: [
    {
      note: 'B',
      said: 'A single lock, the GIL, prevents deadlocks.',
      now: 'It keeps the interpreter itself from one. Locks that a program takes can deadlock under a GIL as they do without: the tries here run under one.',
    },
  ],
  program: 'opposite-locks',
  usualMs: 5_500,
  async test(lab) {
    let shown: Played | null = null;
    const ends = await lab.rounds<Form, Ended>(
      trying(lab, (soFar) => (shown = soFar)),
      ROUNDS,
    );
    const stuckIn = (form: Form): (string | null)[] => ends[form].map(({ stuck }) => stuck);
    const longest = Math.max(...ends.opposite.map(({ afterMs }) => afterMs));
    return {
      parts: [
        countedPart({
          id: 'opposite-order',
          title: 'deadlock with two locks in opposite order',
          expects: 'sometimes',
          tries: stuckIn('opposite'),
        }),
        countedPart({
          id: 'ended-in-time',
          title: 'seen and ended within 2 s',
          expects: 'always',
          tries: ends.opposite.map(late),
        }),
        countedPart({ id: 'one-lock', title: 'no deadlock with one lock', expects: 'always', tries: stuckIn('one') }),
      ],
      control: [
        countedPart({
          id: 'same-order',
          title: 'deadlock with two locks in the same order',
          expects: 'sometimes',
          tries: stuckIn('ordered'),
        }),
      ],
      pictures: shown === null ? [] : [stopped(shown)],
      beside: [
        `The longest of the ${ends.opposite.length} tries in opposite order was over after ${Math.round(longest)} ms.`,
      ],
    };
  },
} satisfies Claim;

function stopped(played: Played) {
  return {
    kind: 'lanes' as const,
    title: 'Two locks in opposite order',
    plays: [{ label: 'the last try, until it was ended', model: 'gil-threads' as const, played }],
  };
}
