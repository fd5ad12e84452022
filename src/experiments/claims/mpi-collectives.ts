/**
 * Processes that share nothing work together by messages: collectives over 2 to 8 ranks, their results held against what one thread
 * computes, and what they sent against the formulas of their algorithms. Counted, not timed.
 */
import type { Bytes, Milliseconds } from '../../base/units.ts';
import type { ClaimPicture, Evidence } from '../../measure/claims/claim-report.ts';
import { median } from '../../measure/stats/median.ts';
import { launchRanks, type RankResult } from '../../pool/rank-launch.ts';
import { algorithm, type Algorithm } from '../../ranks/algorithms.ts';
import { newElements, type Elements } from '../../ranks/elements.ts';
import type { AllreduceTimes, AllreduceTimesAsked } from '../../ranks/programs/allreduce-times.ts';
import type { InTurnAsked } from '../../ranks/programs/bcast-in-turn.ts';
import { dataOf, type CollectiveAsked } from '../../ranks/programs/one-collective.ts';
import type { Collective } from '../../ranks/steps.ts';
import { totalTraffic, type Traffic } from '../../ranks/wire.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { countedPart } from '../claim-lab/parts.ts';
import { NotTestable, type Claim } from './index.ts';

const SIZES = [2, 3, 4, 5, 6, 7, 8] as const;
/** With fewer, a tree is as long as a row. */
const LEAST_TREE = 4;
/** Elements of each rank, which every number of ranks divides. */
const LENGTH = 840;
const ELEMENT_BYTES = Float64Array.BYTES_PER_ELEMENT;
const LIMIT_MS: Milliseconds = 5_000;
const TIMED: AllreduceTimesAsked = { bytes: 2 ** 20, turns: 9, row: 4, algorithm: 'ring', where: 'segment' };

interface Called {
  readonly collective: Collective;
  readonly by: string;
  readonly algorithm: Algorithm;
}

const CALLED: readonly Called[] = [
  { collective: 'bcast', by: 'tree', algorithm: algorithm('bcast', 'tree') },
  { collective: 'scatter', by: 'tree', algorithm: algorithm('scatter', 'tree') },
  { collective: 'gather', by: 'tree', algorithm: algorithm('gather', 'tree') },
  { collective: 'allgather', by: 'ring', algorithm: algorithm('allgather', 'ring') },
  { collective: 'allreduce', by: 'doubling', algorithm: algorithm('allreduce', 'doubling') },
  { collective: 'allreduce', by: 'ring', algorithm: algorithm('allreduce', 'ring') },
];

/** What one call came to. */
export interface Call {
  /** As in "allreduce, ring, 5 ranks". */
  readonly name: string;
  readonly ranks: number;
  /** Every rank has the elements that it must have. */
  readonly isRight: boolean;
  readonly sent: Traffic;
  readonly formula: Traffic;
}

export interface Calls {
  readonly algorithms: readonly Call[];
  /** Broadcasts one after the other, held against the formula of the tree. */
  readonly inTurn: readonly Call[];
}

const sameChain = ({ sent, formula }: Call): boolean => sent.rounds === formula.rounds;
const sameLoad = ({ sent, formula }: Call): boolean =>
  sent.messages === formula.messages && sent.bytes === formula.bytes;

const otherChain = ({ name, sent, formula }: Call): string =>
  `${name}: ${sent.rounds} rounds, the formula says ${formula.rounds}`;

export function partsOf({ algorithms, inTurn }: Calls): Pick<Evidence, 'parts' | 'control'> {
  const tries = (calls: readonly Call[], isSo: (call: Call) => boolean, otherwise: (call: Call) => string) =>
    calls.map((call) => (isSo(call) ? null : otherwise(call)));
  return {
    parts: [
      countedPart({
        id: 'results',
        title: 'every rank gets the right elements',
        expects: 'always',
        tries: tries(
          algorithms,
          ({ isRight }) => isRight,
          ({ name }) => `${name}: wrong elements`,
        ),
      }),
      countedPart({
        id: 'rounds',
        title: 'messages that follow one another on the longest way, as the formula says',
        expects: 'always',
        tries: tries(algorithms, sameChain, otherChain),
      }),
      countedPart({
        id: 'traffic',
        title: 'messages and bytes of all ranks, as the formula says',
        expects: 'always',
        tries: tries(
          algorithms,
          sameLoad,
          ({ name, sent, formula }) =>
            `${name}: ${sent.messages} messages of ${sent.bytes} bytes, the formula says ${formula.messages} of ${formula.bytes}`,
        ),
      }),
    ],
    control: [
      countedPart({
        id: 'in-turn',
        title: 'a broadcast one after the other, as the formula of the tree says',
        expects: 'always',
        tries: tries(
          inTurn.filter(({ ranks }) => ranks >= LEAST_TREE),
          sameChain,
          otherChain,
        ),
      }),
    ],
  };
}

function chains({ algorithms, inTurn }: Calls): ClaimPicture {
  const of = (calls: readonly Call[], which: 'sent' | 'formula') =>
    calls.map((call) => ({ x: call.ranks, rounds: call[which].rounds }));
  const trees = algorithms.filter(({ name }) => name.startsWith('bcast'));
  const rings = algorithms.filter(({ name }) => name.startsWith('allreduce, ring'));
  const measured = (label: string, calls: readonly Call[]) => ({
    label,
    model: 'ranks' as const,
    points: of(calls, 'sent').map(({ x, rounds }) => ({ x, y: { estimate: rounds, low: rounds, high: rounds } })),
  });
  const law = (label: string, calls: readonly Call[]) => ({
    label,
    points: of(calls, 'formula').map(({ x, rounds }) => ({ x, y: rounds })),
  });
  return {
    kind: 'curves',
    title: 'Messages that follow one another, counted',
    xTitle: 'ranks',
    yTitle: 'rounds',
    series: [
      measured('broadcast by a tree', trees),
      measured('broadcast one after the other', inTurn),
      measured('allreduce round a ring', rings),
    ],
    laws: [law('⌈log₂ p⌉', trees), law('2 (p − 1)', rings)],
  };
}

/** By rank, what each must have in the end; null where it gets nothing. */
function expected({ collective, kind, length, root, seed }: CollectiveAsked, size: number): (Elements | null)[] {
  const own = Array.from({ length: size }, (_, rank) => dataOf(kind, length, rank, seed));
  const atRoot = (elements: Elements) => own.map((_, rank) => (rank === root ? elements : null));
  switch (collective) {
    case 'scatter': {
      const whole = dataOf(kind, length * size, root, seed);
      return own.map((_, rank) => whole.subarray(rank * length, (rank + 1) * length));
    }
    case 'gather':
      return atRoot(joined(own, length));
    case 'allgather':
      return own.map(() => joined(own, length));
    case 'allreduce':
      return own.map(() => added(own, length));
    default:
      return own.map(() => own[root] ?? null);
  }
}

function joined(arrays: readonly Elements[], length: number): Elements {
  const all = newElements('float64', arrays.length * length);
  arrays.forEach((array, place) => all.set(array, place * length));
  return all;
}

function added(arrays: readonly Elements[], length: number): Elements {
  const sums = newElements('float64', length);
  for (const array of arrays) array.forEach((element, at) => (sums[at] = (sums[at] ?? 0) + element));
  return sums;
}

function areRight(results: readonly RankResult[], wanted: readonly (Elements | null)[]): boolean {
  return wanted.every((want, rank) => {
    const value = results[rank]?.value as Elements | null | undefined;
    if (want === null) return value === null;
    return value?.length === want.length && want.every((element, at) => element === value[at]);
  });
}

class Experiment {
  readonly #lab: ClaimLab;

  constructor(lab: ClaimLab) {
    this.#lab = lab;
  }

  async calls(): Promise<Calls> {
    const { stage, pool } = this.#lab;
    await stage.grow(Math.max(...SIZES));
    const sizes = SIZES.filter((size) => size <= pool.size);
    if (!sizes.some((size) => size >= LEAST_TREE)) {
      throw new NotTestable(`The browser started ${pool.size} workers, and this claim needs ${LEAST_TREE} ranks.`);
    }
    const [algorithms, inTurn]: [Call[], Call[]] = [[], []];
    for (const size of sizes) {
      for (const called of CALLED) algorithms.push(await this.#call(called, size));
      inTurn.push(await this.#callInTurn(size));
    }
    return { algorithms, inTurn };
  }

  /** A sentence on how long it takes, where all ranks can run at once; none elsewhere. */
  async times(): Promise<string[]> {
    const { width } = this.#lab;
    if (width < 2) return [];
    const [first] = await this.#launch('allreduce-times', width, TIMED);
    const { allreduce, copy } = first?.value as AllreduceTimes;
    const [took, copied] = [median(allreduce), median(copy)];
    return [
      `An allreduce of 1 MB by ${width} ranks takes ${took.toFixed(2)} ms, ${(took / copied).toFixed(1)} times as long as one of them takes to copy 1 MB.`,
    ];
  }

  async #call({ collective, by, algorithm: { cost } }: Called, ranks: number): Promise<Call> {
    const asked: CollectiveAsked = {
      collective,
      algorithm: by,
      kind: 'float64',
      length: LENGTH,
      root: ranks - 1,
      operation: 'sum',
      seed: this.#lab.seed + ranks,
      where: 'segment',
    };
    const results = await this.#launch('one-collective', ranks, asked);
    return {
      name: `${collective}, ${by}, ${ranks} ranks`,
      ranks,
      isRight: areRight(results, expected(asked, ranks)),
      sent: totalTraffic(results.map(({ traffic }) => traffic)),
      formula: cost(ranks, vectorBytes(collective, ranks)),
    };
  }

  async #callInTurn(ranks: number): Promise<Call> {
    const asked: InTurnAsked = { kind: 'float64', length: LENGTH, seed: this.#lab.seed + ranks };
    const results = await this.#launch('bcast-in-turn', ranks, asked);
    const told = dataOf('float64', LENGTH, 0, asked.seed);
    return {
      name: `broadcast in turn, ${ranks} ranks`,
      ranks,
      isRight: areRight(
        results,
        results.map(() => told),
      ),
      sent: totalTraffic(results.map(({ traffic }) => traffic)),
      formula: algorithm('bcast', 'tree').cost(ranks, vectorBytes('bcast', ranks)),
    };
  }

  #launch(program: string, ranks: number, args: unknown): Promise<RankResult[]> {
    const { attended, pool, signal } = this.#lab;
    return attended(() => launchRanks(pool, program, ranks, args, { signal, timeoutMs: LIMIT_MS }));
  }
}

/** Of the whole vector, as the formulas count it. */
function vectorBytes(collective: Collective, ranks: number): Bytes {
  const isOfBlocks = collective === 'scatter' || collective === 'gather' || collective === 'allgather';
  return LENGTH * (isOfBlocks ? ranks : 1) * ELEMENT_BYTES;
}

export default {
  id: 'mpi-collectives',
  statement: 'Processes that share no memory still work together, by messages alone.',
  from: ['D'],
  group: 'processes',
  models: ['ranks'],
  needs: { memory: 'workers', threads: 1 },
  experiment:
    'Broadcast, scatter, gather, allgather and allreduce among 2 to 8 ranks, with known numbers. Each rank’s result is compared, and the messages they send are counted: how many, how many bytes, and how many have to follow one another.',
  control: 'A broadcast by one rank that sends to all others in turn, from 4 ranks on: as right, but a longer chain.',
  controlExpected: 'refuted',
  notice:
    'In a tree the number of those who know doubles each round, so 8 ranks need 3 rounds where one after the other needs 7. Counting needs no cores: it comes out the same on any device.',
  regionNote:
    'Nothing is timed: more ranks than cores would measure the scheduler. Rounds are counted by a logical clock that travels with the messages.',
  program: null,
  usualMs: 700,
  async test(lab) {
    const experiment = new Experiment(lab);
    const calls = await experiment.calls();
    return { ...partsOf(calls), pictures: [chains(calls)], beside: await experiment.times() };
  },
} satisfies Claim;
