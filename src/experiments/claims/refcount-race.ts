/** Unprotected reference counts lose updates: threads take and give back references of one object at the same time, and its count is read. */
import type { Milliseconds } from '../../base/units.ts';
import type { CountedPart, Evidence } from '../../measure/claims/claim-report.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { countedPart } from '../claim-lab/parts.ts';
import { AT_FIRST, countReferences, type CountingAsked } from '../claim-lab/reference-counts.ts';
import type { Claim } from './index.ts';

const RUNS = 20;
const RUN_MS: Milliseconds = 20;

type Way = 'plain' | 'atomic' | 'under-gil';

const WAYS: Readonly<Record<Way, Pick<CountingAsked, 'counting' | 'underGil'>>> = {
  plain: { counting: 'plain' },
  atomic: { counting: 'atomic' },
  'under-gil': { counting: 'plain', underGil: true },
};

const LABELS: Readonly<Record<Way, string>> = {
  plain: 'plain counts, free threads',
  atomic: 'atomic counts, free threads',
  'under-gil': 'plain counts, threads under a GIL',
};

/** What was left in each run, by the way of counting. */
export type Left = Readonly<Record<Way, readonly number[]>>;

function wrongCounts(left: Left, way: Way): CountedPart {
  const tries = left[way].map((count) =>
    count === AT_FIRST ? null : `${count} references are left, where ${AT_FIRST} is right`,
  );
  return countedPart({ id: way, title: `runs with a wrong count: ${LABELS[way]}`, expects: 'sometimes', tries });
}

export function evidenceOf(left: Left): Evidence {
  const rows = (['plain', 'atomic', 'under-gil'] as const).map((way) => ({
    label: LABELS[way],
    model: way === 'under-gil' ? ('gil-threads' as const) : ('free-threads' as const),
    samples: left[way],
  }));
  const tooFew = left.plain.filter((count) => count < AT_FIRST).length;
  return {
    parts: [wrongCounts(left, 'plain')],
    control: [wrongCounts(left, 'atomic'), wrongCounts(left, 'under-gil')],
    pictures: [
      {
        kind: 'spread',
        title: 'References left after each run',
        axis: 'references left',
        rows,
        lines: [{ label: 'right', at: AT_FIRST }],
      },
    ],
    beside: [
      `In ${tooFew} of ${left.plain.length} runs too few were left: such an object is freed while it is in use. Too many, and it is never freed.`,
    ],
  };
}

async function takeRuns(lab: ClaimLab): Promise<Left> {
  const takes = Object.fromEntries(
    Object.entries(WAYS).map(([way, how]) => [
      way,
      async () =>
        (await countReferences(lab, { ...how, objects: 'shared', workers: lab.width, ms: RUN_MS })).left[0] ?? NaN,
    ]),
  ) as Record<Way, () => Promise<number>>;
  return lab.rounds(takes, { rounds: RUNS, fewest: RUNS, budgetMs: 0 });
}

export default {
  id: 'refcount-race',
  statement: 'Reference counts that nothing protects go wrong as soon as threads run at once.',
  from: ['A', 'B', 'C'],
  group: 'shared data',
  models: ['free-threads', 'gil-threads'],
  needs: { memory: 'shared', threads: 2 },
  experiment: `As many free threads as run at once (at most 8) take references of one object and give each back, for ${RUN_MS} ms, ${RUNS} times. Load, add one, store: another thread may come in between. As many were given back as taken, so one must be left.`,
  control: 'The same with atomic additions, and the same plain counts by threads under a GIL: always one left.',
  controlExpected: 'refuted',
  notice:
    'Only plain counts of free threads stray from the line, by thousands. The GIL needs no protection at each count, which is what it is for.',
  program: null,
  usualMs: 1_500,
  async test(lab) {
    return evidenceOf(await takeRuns(lab));
  },
} satisfies Claim;
