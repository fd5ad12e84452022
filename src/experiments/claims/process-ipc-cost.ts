/** Data between processes is copied into messages; between threads it stays where it is. How much each megabyte adds. */
import type { Bytes, Milliseconds } from '../../base/units.ts';
import type { Evidence } from '../../measure/claims/claim-report.ts';
import { bootstrapMedian } from '../../measure/stats/bootstrap-median.ts';
import { median } from '../../measure/stats/median.ts';
import { theilSen } from '../../measure/stats/theil-sen.ts';
import { ProcessPoolExecutor } from '../../pool/process-executor.ts';
import { sharedBuffer } from '../../sync/sharing.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { measuredPart, medianOf, ratioOf } from '../claim-lab/parts.ts';
import { WITHOUT_SHARED } from '../claim-lab/untestable.ts';
import { NotTestable, type Claim, type Shown } from './index.ts';

const MIB: Bytes = 2 ** 20;
/** In MB. */
const SIZES = [1 / 1024, 1 / 16, 1, 4, 16, 64] as const;
const LARGEST = 64;
const WAYS = ['clone', 'transfer', 'shared'] as const;
type Way = (typeof WAYS)[number];

const ROUNDS = { rounds: 9, fewest: 5, budgetMs: 7_000 };
const TIMES_DEARER = 5;
/** A passage that takes a fraction of a millisecond is as long as the worker's waking makes it: several, and their median. */
const PASSAGES = { quick: 5, slow: 1 };
const LARGEST_QUICK = 1;

const LABELS: Readonly<Record<Way, string>> = {
  clone: 'copied into the message',
  transfer: 'moved with the message',
  shared: 'in memory that both see',
};
const ADDED: Readonly<Record<Way, string>> = {
  clone: 'it is copied',
  transfer: 'it is moved',
  shared: 'both sides see it',
};
const MODELS = { clone: 'processes', transfer: 'processes', shared: 'free-threads' } as const;

/** One way, milliseconds, a number a round: in the order of `SIZES`. None of the shared ones where no memory is. */
export type Passages = Readonly<Record<Way, readonly (readonly Milliseconds[])[]>>;

const isTaken = (passages: Passages, way: Way): boolean => (passages[way][0] ?? []).length > 0;

/** Milliseconds that a megabyte adds, a number a round. */
function slopes(passages: Passages, way: Way): number[] {
  const rounds = Math.min(...passages[way].map(({ length }) => length));
  return Array.from({ length: rounds }, (_, round) =>
    theilSen(SIZES.map((x, place) => ({ x, y: passages[way][place]?.[round] ?? 0 }))),
  );
}

export function evidenceOf(passages: Passages, seed: number): Evidence {
  const last = SIZES.length - 1;
  const largest = (way: Way): readonly number[] => passages[way][last] ?? [];
  const copied = slopes(passages, 'clone');
  const shared = slopes(passages, 'shared');
  return {
    parts: [
      measuredPart(
        {
          id: 'slope',
          title: 'added for each MB: shared memory ÷ copied',
          region: { below: 1 / TIMES_DEARER },
        },
        medianOf(
          shared.map((slope, round) => slope / (copied[round] ?? NaN)),
          seed,
        ),
      ),
      measuredPart(
        { id: 'largest', title: '64 MB: copied ÷ shared memory', region: { above: TIMES_DEARER } },
        ratioOf(largest('clone'), largest('shared'), seed),
      ),
    ],
    control: [
      measuredPart(
        { id: 'moved', title: '64 MB: moved ÷ shared memory', region: { above: TIMES_DEARER } },
        ratioOf(largest('transfer'), largest('shared'), seed),
      ),
    ],
    ...shownOf(passages, seed),
  };
}

/** Without shared memory there is something to see as well: what is copied, and what is moved. */
export function shownOf(passages: Passages, seed: number): Shown {
  const taken = WAYS.filter((way) => isTaken(passages, way));
  const perMb = (way: Way): string => `${median(slopes(passages, way)).toFixed(4)} ms where ${ADDED[way]}`;
  return {
    pictures: [
      {
        kind: 'curves',
        title: 'From one side to the other, by size',
        xTitle: 'MB',
        yTitle: 'ms',
        series: taken.map((way) => ({
          label: LABELS[way],
          model: MODELS[way],
          points: SIZES.map((x, place) => ({ x, y: bootstrapMedian(passages[way][place] ?? [], { seed }) })),
        })),
        laws: [],
      },
    ],
    beside: [
      `Each MB adds ${taken.map(perMb).join(', ')}. 1 KB takes ${median(passages.clone[0] ?? []).toFixed(3)} ms, whichever way: that is the message itself.`,
    ],
  };
}

/** There and back through one worker, halved. */
class Passage {
  readonly #executor: ProcessPoolExecutor;
  readonly #lab: ClaimLab;
  /** By way and size; moved ones are taken back when they return. */
  readonly #arrays = new Map<string, Uint8Array>();

  constructor(lab: ClaimLab, executor: ProcessPoolExecutor) {
    this.#lab = lab;
    this.#executor = executor;
  }

  async taken(way: Way, megabytes: number): Promise<Milliseconds> {
    const count = way === 'clone' && megabytes > LARGEST_QUICK ? PASSAGES.slow : PASSAGES.quick;
    const times: Milliseconds[] = [];
    while (times.length < count) times.push(await this.#once(way, megabytes));
    return median(times);
  }

  async #once(way: Way, megabytes: number): Promise<Milliseconds> {
    const key = `${way} ${megabytes}`;
    const array = this.#arrays.get(key) ?? filled(way, Math.round(megabytes * MIB));
    const { clock } = this.#lab;
    const start = clock.now();
    const future = this.#executor.submitWith<Uint8Array>({ payload: way }, 'arithmetic.same', array);
    const back = await future.result();
    const took = clock.now() - start;
    if (back.at(-1) !== FILLING) throw new Error('other data came back than was sent');
    this.#arrays.set(key, way === 'transfer' ? back : array);
    return took / 2;
  }
}

const FILLING = 7;

function filled(way: Way, bytes: Bytes): Uint8Array {
  const array = way === 'shared' ? new Uint8Array(sharedBuffer(bytes)) : new Uint8Array(bytes);
  return array.fill(FILLING);
}

async function passagesOf(lab: ClaimLab): Promise<Passages> {
  const executor = await ProcessPoolExecutor.over(lab.pool, { maxWorkers: 1 });
  try {
    const passage = new Passage(lab, executor);
    const ways = WAYS.filter((way) => way !== 'shared' || lab.mode === 'shared');
    const takes = Object.fromEntries(
      ways.flatMap((way) => SIZES.map((size) => [`${way} ${size}`, () => passage.taken(way, size)] as const)),
    );
    // Fresh memory is touched for the first time.
    await lab.rounds<string>(takes, { rounds: 1, fewest: 1, budgetMs: 0 });
    const samples: Record<string, number[]> = await lab.rounds<string>(takes, ROUNDS);
    const of = (way: Way) => SIZES.map((size) => samples[`${way} ${size}`] ?? []);
    return { clone: of('clone'), transfer: of('transfer'), shared: of('shared') };
  } finally {
    await executor.shutdown();
  }
}

export default {
  id: 'process-ipc-cost',
  statement: 'Data moves slower between processes than between threads.',
  from: ['A', 'B', 'D'],
  group: 'processes',
  models: ['processes', 'free-threads'],
  needs: { memory: 'workers', threads: 1 },
  experiment: `An array of 1 KB to ${LARGEST} MB goes to a worker and comes back: copied into the messages, as between processes; or in memory that both see, as between threads. How many milliseconds each megabyte adds, and ${LARGEST} MB at once.`,
  control: `${LARGEST} MB that are moved instead of copied: the sender loses them, and they arrive as fast as shared memory does.`,
  controlExpected: 'refuted',
  notice:
    'Two of the curves are flat: memory that is shared or moved is not touched on the way. Only what is copied takes longer the more there is of it. Which of the three it is makes the difference, not process or thread as such.',
  regionNote:
    'What shared memory adds for a megabyte is close to nothing and may come out below it, so the first part asks for shared ÷ copied below a fifth, which is the same as copied above five times shared.',
  program: null,
  usualMs: 3_000,
  async test(lab) {
    lab.say(`Sending up to ${LARGEST} MB to a worker and back`);
    const passages = await passagesOf(lab);
    if (!isTaken(passages, 'shared')) throw new NotTestable(WITHOUT_SHARED, shownOf(passages, lab.seed));
    return evidenceOf(passages, lab.seed);
  },
} satisfies Claim;
