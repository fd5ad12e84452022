/** What a document says about its series, as columns: losses, laws, work and span, doubts, claims. Part of the full form. */
import { LIMITS } from '../limits.ts';
import type { ResultDocument } from '../schema.ts';
import {
  choices,
  type Column,
  FLAGS,
  intervals,
  lists,
  nullable,
  numbers,
  optional,
  record,
  type Spot,
  WHOLES,
} from './column.ts';
import { drawnSpeedups, drawnWorkers } from './law-guess.ts';
import { ID, type Lookup, WHOSE } from './series-columns.ts';
import { texts } from './texts.ts';
import { FORMS, LAWS, LOSSES, NOTES, PARAMETERS, PRESSURES, UNITS, VERDICTS } from './words.ts';

type Part<Key extends keyof ResultDocument> = NonNullable<ResultDocument[Key]>;
type Row<Key extends 'work' | 'accounts' | 'laws' | 'workAndSpan' | 'recommended' | 'bends' | 'warnings' | 'claims'> =
  Part<Key>[number];
type Share = Row<'accounts'>['shares'][number];
type Note = Row<'accounts'>['notes'][number];
type Parameter = Row<'laws'>['parameters'][number];
type Point = Row<'laws'>['points'][number];
type Surroundings = Part<'surroundings'>;
type Battery = NonNullable<Surroundings['battery']>;

const NAME = texts(LIMITS.name);
const TEXT = texts(LIMITS.text);

export const WORK: Column<Row<'work'>> = record<Row<'work'>>({
  kernel: ID,
  title: NAME,
  size: numbers(),
  version: WHOLES,
  sizeName: NAME,
  items: WHOLES,
  chunkItems: WHOLES,
  amount: optional(numbers()),
  unit: optional(NAME),
  tasks: WHOLES,
  serialForm: choices(FORMS),
  published: TEXT,
});

export function accountsAfter(speedupOf: Lookup): Column<Row<'accounts'>> {
  return record<Row<'accounts'>>({
    ...WHOSE,
    workers: WHOLES,
    ideal: ({ workers }) => numbers((place) => workers[place] ?? 0),
    measured: ({ kernel, model, workers }) =>
      numbers((at) => speedupOf(kernel[at] ?? '', model[at] ?? '', workers[at] ?? 0)?.estimate ?? 0),
    shares: ({ ideal, measured }) =>
      lists(
        (spots) =>
          record<Share>({
            id: choices(LOSSES),
            text: TEXT,
            speedup: numbers((at, before) => restOf(spots[at], before, at, ideal, measured)),
          }),
        LOSSES.length,
      ),
    notes: lists(
      record<Note>({ id: choices(NOTES), text: TEXT, value: numbers(), unit: choices(UNITS) }),
      NOTES.length,
    ),
  });
}

/** Shares add up to the gap, so the last is what the others leave; of the others nothing is known. */
function restOf(
  spot: Spot | undefined,
  before: readonly number[],
  at: number,
  ideal: readonly number[],
  measured: readonly number[],
): number {
  if (!spot || spot.place + 1 < spot.length) return 0;
  const others = before.slice(at - spot.place, at).reduce((sum, share) => sum + share, 0);
  return (ideal[spot.list] ?? 0) - (measured[spot.list] ?? 0) - others;
}

export const LAW: Column<Row<'laws'>> = record<Row<'laws'>>({
  id: choices(LAWS),
  ...WHOSE,
  parameters: lists(record<Parameter>({ id: choices(PARAMETERS), value: intervals() }), PARAMETERS.length),
  points: ({ id, parameters }) =>
    lists(
      (spots) =>
        record<Point>({
          workers: numbers(drawnWorkers(spots)),
          speedup: ({ workers }) => numbers(drawnSpeedups(spots, id, parameters, workers)),
        }),
      LIMITS.points,
    ),
  residual: nullable(numbers()),
});

export const WORK_AND_SPAN: Column<Row<'workAndSpan'>> = record<Row<'workAndSpan'>>({
  ...WHOSE,
  workers: WHOLES,
  workMs: numbers(),
  spanMs: numbers(),
});

export const RECOMMENDED: Column<Row<'recommended'>> = record<Row<'recommended'>>({ ...WHOSE, workers: WHOLES });

export const BEND: Column<Row<'bends'>> = record<Row<'bends'>>({
  ...WHOSE,
  workers: numbers(),
  before: numbers(),
  after: numbers(),
});

export const SURROUNDINGS: Column<Surroundings> = record<Surroundings>({
  pressure: nullable(choices(PRESSURES)),
  battery: nullable(record<Battery>({ charging: FLAGS, level: numbers() })),
  busyBefore: nullable(numbers()),
});

export const WARNING: Column<Row<'warnings'>> = record<Row<'warnings'>>({ id: ID, text: TEXT, hint: TEXT });

export const CLAIM: Column<Row<'claims'>> = record<Row<'claims'>>({
  id: ID,
  verdict: choices(VERDICTS),
  estimate: nullable(numbers()),
  low: nullable(numbers()),
  high: nullable(numbers()),
});
