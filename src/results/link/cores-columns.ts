/** The cores of a document as columns: the handshake, what the threads were worth, pairs, traffic to memory. Part of the full form. */
import { LIMITS } from '../limits.ts';
import type { ResultDocument } from '../schema.ts';
import { type Column, FLAGS, intervals, lists, nullable, numbers, optional, record, WHOLES } from './column.ts';

type Cores = ResultDocument['cores'];
type Worth = NonNullable<Cores['worth']>;
type Level = Cores['handshake'][number];
type Pair = NonNullable<Cores['pairs']>[number];
type Traffic = NonNullable<Cores['traffic']>;

const WORTH: Column<Worth> = record<Worth>({
  samples: lists(record<Worth['samples'][number]>({ alone: numbers(), together: numbers() }), LIMITS.samples),
  curve: lists(
    record<Worth['curve'][number]>({
      workers: WHOLES,
      speedup: ({ workers }) => intervals((place) => (workers[place] === 1 ? { estimate: 1, low: 1, high: 1 } : null)),
    }),
    LIMITS.points,
  ),
  paces: lists(
    record<Worth['paces'][number]>({
      worker: WHOLES,
      pace: intervals(),
    }),
    LIMITS.points,
  ),
  groups: lists(
    record<Worth['groups'][number]>({ workers: lists(WHOLES, LIMITS.points), pace: numbers() }),
    LIMITS.points,
  ),
  lost: record<Worth['lost']>({ timeLimit: numbers(), otherLoad: numbers(), slower: numbers() }),
  disturbed: WHOLES,
  otherLoad: numbers(),
  aloneStill: numbers(),
});

const LEVEL: Column<Level> = record<Level>({
  workers: WHOLES,
  rounds: WHOLES,
  medianRoundMs: nullable(numbers()),
  p90RoundMs: nullable(numbers()),
  simultaneous: FLAGS,
});

const PAIR: Column<Pair> = record<Pair>({ one: WHOLES, other: WHOLES, roundMs: nullable(numbers()) });

const TRAFFIC: Column<Traffic> = record<Traffic>({
  workers: WHOLES,
  bytes: WHOLES,
  rounds: WHOLES,
  alone: intervals(),
  together: intervals(),
  moving: intervals(),
  computing: intervals(),
});

export const CORES: Column<Cores> = record<Cores>({
  reported: nullable(WHOLES),
  proven: nullable(WHOLES),
  worth: optional(nullable(WORTH)),
  // One of the points of the curve, mostly.
  effective: ({ proven, worth }) =>
    nullable(intervals(() => worth[0]?.curve.find(({ workers }) => workers === proven[0])?.speedup ?? null)),
  handshake: lists(LEVEL, LIMITS.handshake),
  pairs: optional(lists(PAIR, LIMITS.pairs)),
  traffic: optional(TRAFFIC),
});
