/**
 * A whole document as one row of columns: the full form of a link, version 1, before it is deflated. What is here may not be reordered
 * and not change its meaning; a key that the format gains is written after the last, behind a flag, and the form gets a higher version.
 */
import { FORMAT, LIMITS, OMITTED } from '../limits.ts';
import type { ResultDocument } from '../schema.ts';
import type { ByteReader, ByteWriter } from './bytes.ts';
import {
  choices,
  type Column,
  lists,
  nullable,
  numbers,
  optional,
  readOne,
  record,
  WHOLES,
  writeOne,
} from './column.ts';
import { CORES } from './cores-columns.ts';
import {
  accountsAfter,
  BEND,
  CLAIM,
  LAW,
  RECOMMENDED,
  SURROUNDINGS,
  WARNING,
  WORK,
  WORK_AND_SPAN,
} from './findings-columns.ts';
import { damaged } from './misread.ts';
import { ID, lookupIn, SERIES, serialFractionsAfter } from './series-columns.ts';
import { texts } from './texts.ts';
import { BUILDS, ENDINGS, MODES, PARTS, PRESETS, SCHEDULES, STATES } from './words.ts';

type Versions = NonNullable<ResultDocument['versions']>;

const NAME = texts(LIMITS.name);
const LAST_MOMENT = 8.64e15;

/** As an instant where the text is what an instant is written as, or else as a text. */
const MOMENT: Column<string> = {
  write(to, values) {
    for (const value of values) {
      const moment = Date.parse(value);
      const isPlain = moment >= 0 && new Date(moment).toISOString() === value;
      to.varint(isPlain ? moment + 1 : 0);
      if (!isPlain) ID.write(to, [value]);
    }
  },
  read: (from, count) =>
    Array.from({ length: count }, () => {
      const moment = from.varint() - 1;
      if (moment > LAST_MOMENT) throw damaged();
      return moment < 0 ? (ID.read(from, 1)[0] ?? '') : new Date(moment).toISOString();
    }),
};

const FORMATS: Column<typeof FORMAT> = {
  write() {
    // There is one.
  },
  read: (_, count) => Array.from({ length: count }, () => FORMAT),
};

const RESULT: Column<ResultDocument> = record<ResultDocument>({
  schema: FORMATS,
  state: choices(STATES),
  ending: nullable(choices(ENDINGS)),
  failure: nullable(texts(LIMITS.text)),
  startedAt: MOMENT,
  versions: optional(record<Versions>({ page: ID, protocol: WHOLES })),
  name: optional(texts(LIMITS.label)),
  omitted: optional(lists(choices(PARTS), OMITTED.length)),
  mode: choices(MODES),
  seed: WHOLES,
  preset: choices(PRESETS),
  browser: record<ResultDocument['browser']>({ name: NAME, version: NAME, platform: NAME }),
  build: optional(choices(BUILDS)),
  schedule: optional(choices(SCHEDULES)),
  clock: record<ResultDocument['clock']>({ resolutionMs: nullable(numbers()) }),
  cores: CORES,
  work: lists(WORK, LIMITS.work),
  series: lists(SERIES, LIMITS.series),
  noiseFloor: nullable(numbers()),
  accounts: ({ series }) => lists(accountsAfter(lookupIn(series[0] ?? [])), LIMITS.accounts),
  laws: optional(lists(LAW, LIMITS.laws)),
  serialFractions: ({ series }) => optional(lists(serialFractionsAfter(lookupIn(series[0] ?? [])), LIMITS.laws)),
  workAndSpan: optional(lists(WORK_AND_SPAN, LIMITS.laws)),
  recommended: optional(lists(RECOMMENDED, LIMITS.laws)),
  bends: optional(lists(BEND, LIMITS.laws)),
  surroundings: optional(nullable(SURROUNDINGS)),
  startupMs: lists(numbers(), LIMITS.startups),
  warnings: lists(WARNING, LIMITS.warnings),
  claims: lists(CLAIM, LIMITS.claims),
});

/** Throws `Full` where the document needs more than the writer takes. */
export function writeResult(to: ByteWriter, document: ResultDocument): void {
  writeOne(RESULT, to, document);
}

/** Of the right shape, but its bounds are still to be checked by parse.ts. Throws `Misread`, also for bytes too many. */
export function readResult(from: ByteReader): ResultDocument {
  const document = readOne(RESULT, from);
  if (from.left > 0) throw damaged();
  return document;
}
