/** With one thread a GIL costs nothing, and what would replace it does: plain counts of references against atomic ones and locked ones. */
import type { Milliseconds } from '../../base/units.ts';
import type { PlaySettings } from '../../models/play/play.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { measuredPart, ratioOf } from '../claim-lab/parts.ts';
import type { Claim } from './index.ts';

/**
 * One reference is taken and given back for so much computing. About as in CPython 3.11, which takes 56 ns for the loop in the twin of
 * gil-serialises: a dozen bytecodes, of which about half take a reference or give one back.
 */
const COMPUTING_A_REFERENCE_NS = 10;
const WORK_MS: Milliseconds = 30;
const ROUNDS = { rounds: 9, fewest: 6, budgetMs: 5_000 };
const AS_FAST = { below: 1.05 };
const SLOWER = { above: 1.1 };

type Counting = PlaySettings['counting'];

function timing(lab: ClaimLab) {
  const items = lab.work.itemsFor(WORK_MS);
  const references = Math.round((WORK_MS * 1e6) / items / COMPUTING_A_REFERENCE_NS);
  const timed = (model: 'gil-threads' | 'free-threads', counting: Counting) => async (): Promise<Milliseconds> => {
    const settings = { counting, references };
    return (await lab.play({ program: 'crunch', args: [1, items], model, workers: 1, settings })).wallMs;
  };
  return {
    gil: timed('gil-threads', 'plain'),
    plain: timed('free-threads', 'plain'),
    atomic: timed('free-threads', 'atomic'),
    locked: timed('free-threads', 'locked'),
    gilNone: timed('gil-threads', 'none'),
    freeNone: timed('free-threads', 'none'),
  };
}

export default {
  id: 'gil-cheap-single',
  statement:
    'One thread runs as fast with a GIL as with none, and faster than with an atomic count or a lock for each object.',
  from: ['A', 'E'],
  group: 'the GIL',
  models: ['gil-threads', 'free-threads'],
  needs: { memory: 'shared', threads: 1 },
  experiment:
    'One thread does work that takes and gives back a reference to an object for every 10 ns of computing: counted plainly with the GIL held, plainly without one, atomically, and under a lock of the object.',
  control: 'The same work without any counts, with no GIL against with one: no slower.',
  controlExpected: 'refuted',
  notice:
    'Nobody else is there, so nobody waits: what atomic counts and locks cost here is the price of being ready for others.',
  corrections: [
    {
      note: 'A',
      said: 'Without a GIL each object needs an atomic count or a lock, which makes one thread slower.',
      now: 'The free-threaded CPython counts in a biased way (PEP 703): the thread that made an object counts it plainly, all others atomically, so that one thread alone hardly pays.',
    },
  ],
  regionNote:
    'How much dearer the other counts come out depends on how many there are: here one for every 10 ns of computing, about as in CPython.',
  program: 'crunch',
  usualMs: 4_500,
  async test(lab) {
    const samples = await lab.rounds(timing(lab), ROUNDS);
    const against = (form: keyof typeof samples, base: keyof typeof samples) =>
      ratioOf(samples[form], samples[base], lab.seed);
    const [gil, atomic, locked] = [against('gil', 'plain'), against('atomic', 'gil'), against('locked', 'gil')];
    const counting = 1 - 1 / against('gil', 'gilNone').estimate.estimate;
    return {
      parts: [
        measuredPart({ id: 'gil', title: 'time with a GIL ÷ without, plain counts', region: AS_FAST }, gil),
        measuredPart({ id: 'atomic', title: 'time with atomic counts ÷ with a GIL', region: SLOWER }, atomic),
        measuredPart({ id: 'locked', title: 'time with locked counts ÷ with a GIL', region: SLOWER }, locked),
      ],
      control: [
        measuredPart(
          { id: 'no-counts', title: 'time without a GIL ÷ with one, no counts', region: SLOWER },
          against('freeNone', 'gilNone'),
        ),
      ],
      pictures: [
        {
          kind: 'spread',
          title: 'One thread, the same work',
          axis: 'time, ms',
          rows: [
            { label: 'no counts, GIL', model: 'gil-threads', samples: samples.gilNone },
            { label: 'no counts', model: 'free-threads', samples: samples.freeNone },
            { label: 'plain, GIL', model: 'gil-threads', samples: samples.gil },
            { label: 'plain', model: 'free-threads', samples: samples.plain },
            { label: 'atomic', model: 'free-threads', samples: samples.atomic },
            { label: 'locked', model: 'free-threads', samples: samples.locked },
          ],
          lines: [],
        },
      ],
      beside: [`Counting plainly under the GIL was ${Math.round(counting * 100)} % of the time.`],
    };
  },
} satisfies Claim;
