/**
 * FIXTURES: any valid result document there can be, for property tests: numbers from a clock's and numbers from anywhere, texts of this lab
 * and of nobody, keys missing where they may be, lists empty and long. Also any summary. What is drawn passes `parseResult` unchanged.
 */
import fc from 'fast-check';
import { BUILDS } from '../../src/base/builds.ts';
import { SCHEDULES } from '../../src/base/schedule.ts';
import { PHRASES } from '../../src/results/link/phrases.ts';
import * as words from '../../src/results/link/words.ts';
import { FORMAT, LIMITS, OMITTED } from '../../src/results/limits.ts';
import type { ResultDocument } from '../../src/results/schema.ts';
import type { Summary } from '../../src/results/summary.ts';

type Interval = NonNullable<ResultDocument['cores']['effective']>;

const oneZero = (value: number): number => value + 0;
const six = (value: number): number => oneZero(Number(value.toPrecision(6)));

/** Mostly what a clock of 5 µs gives, now and then any double. */
const DURATION = fc.oneof(
  { weight: 4, arbitrary: fc.nat(40_000).map((ticks) => six(ticks * 0.005)) },
  { weight: 4, arbitrary: fc.double({ min: 0, max: 1e4, noNaN: true }).map(six) },
  { weight: 1, arbitrary: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).map(oneZero) },
  { weight: 1, arbitrary: fc.constantFrom(0, 5e-324, Number.MAX_VALUE, 0.1 + 0.2, 2 ** 53, 1e21, 123_456.7) },
);
const FINITE = fc.oneof(
  { weight: 8, arbitrary: DURATION },
  { weight: 2, arbitrary: DURATION.map((value) => oneZero(-value)) },
);
const FRACTION = fc.oneof(
  { weight: 3, arbitrary: fc.nat(1000).map((count) => count / 1000) },
  { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }).map(oneZero) },
);
const COUNT = fc.oneof({ weight: 5, arbitrary: fc.nat(40) }, { weight: 1, arbitrary: fc.nat(LIMITS.count) });
const WHOLE = fc.oneof(
  { weight: 5, arbitrary: fc.nat(100_000) },
  { weight: 1, arbitrary: fc.maxSafeNat() },
  { weight: 1, arbitrary: fc.constantFrom(0, Number.MAX_SAFE_INTEGER) },
);

const orNull = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null, freq: 4 });

function within(number: fc.Arbitrary<number>): fc.Arbitrary<Interval> {
  return fc.tuple(number, number, number).map((values) => {
    const [low = 0, estimate = 0, high = 0] = [...values].sort((a, b) => a - b);
    return { estimate, low, high };
  });
}

const INTERVAL = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.double({ min: 0.1, max: 64, noNaN: true }), fc.double({ min: 0, max: 0.1, noNaN: true }))
      .map(([middle, half]) => ({
        estimate: six(middle),
        low: six(middle * (1 - half)),
        high: six(middle * (1 + half)),
      })),
  },
  { weight: 1, arbitrary: within(FINITE) },
);

/** Phrases of this lab, pieces of them, letters of any script, halves of pairs, markup. */
function text(most: number): fc.Arbitrary<string> {
  const units = fc.array(fc.nat(0xffff), { maxLength: 12 }).map((codes) => String.fromCharCode(...codes));
  const piece = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...PHRASES) },
    { weight: 2, arbitrary: fc.string({ maxLength: 12 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
    { weight: 1, arbitrary: units },
    { weight: 1, arbitrary: fc.constantFrom('', '<img src=x onerror=alert(1)>', '__proto__', '\u0000', '%00&#x;') },
  );
  return fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join('').slice(0, most));
}

const ID = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...words.KERNELS) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.stringMatching(/^[a-z0-9]{1,8}$/), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join('-')),
  },
  { weight: 1, arbitrary: fc.constantFrom('constructor', 'prototype', 'a'.repeat(LIMITS.id)) },
);
const MODEL = fc.constantFrom(...words.MODELS);
const NAME = text(LIMITS.name);
const TEXT = text(LIMITS.text);

/** Only the spelling with milliseconds in UTC is this lab's own. */
const MOMENT = fc
  .tuple(
    fc.integer({ min: 0, max: Date.UTC(9999, 11, 30) }).map((ms) => new Date(ms).toISOString()),
    fc.constantFrom('', 'Z', '+01:00', '-09:30'),
  )
  .map(([moment, zone]) => (zone === '' ? moment : moment.replace(/\.\d+Z$/, zone)))
  .filter((moment) => Date.parse(moment) >= 0);

const whose = { kernel: ID, model: MODEL };
const few = <Entry>(arbitrary: fc.Arbitrary<Entry>, most = 4) => fc.array(arbitrary, { maxLength: most });

const WORTH = fc.record({
  samples: few(fc.record({ alone: DURATION, together: DURATION })),
  curve: few(fc.record({ workers: COUNT, speedup: INTERVAL })),
  paces: few(fc.record({ worker: COUNT, pace: INTERVAL })),
  groups: few(fc.record({ workers: few(COUNT), pace: FINITE })),
  lost: fc.record({ timeLimit: FINITE, otherLoad: FINITE, slower: FINITE }),
  disturbed: WHOLE,
  otherLoad: FINITE,
  aloneStill: FRACTION,
});

const CORES = fc.record(
  {
    reported: orNull(COUNT),
    proven: orNull(COUNT),
    effective: orNull(INTERVAL),
    handshake: few(
      fc.record({
        workers: COUNT,
        rounds: WHOLE,
        medianRoundMs: orNull(DURATION),
        p90RoundMs: orNull(DURATION),
        simultaneous: fc.boolean(),
      }),
    ),
    worth: orNull(WORTH),
    pairs: few(fc.record({ one: COUNT, other: COUNT, roundMs: orNull(DURATION) })),
    traffic: fc.record({
      workers: COUNT,
      bytes: WHOLE,
      rounds: WHOLE,
      alone: INTERVAL,
      together: INTERVAL,
      moving: INTERVAL,
      computing: INTERVAL,
    }),
  },
  { requiredKeys: ['reported', 'proven', 'effective', 'handshake'] },
);

const WORK = fc.record(
  {
    kernel: ID,
    title: NAME,
    size: DURATION,
    version: COUNT,
    sizeName: NAME,
    items: WHOLE,
    chunkItems: WHOLE,
    amount: DURATION,
    unit: NAME,
    tasks: WHOLE,
    serialForm: fc.constantFrom(...words.FORMS),
    published: TEXT,
  },
  {
    requiredKeys: [
      'kernel',
      'title',
      'size',
      'version',
      'sizeName',
      'items',
      'chunkItems',
      'tasks',
      'serialForm',
      'published',
    ],
  },
);

function series(samples: number): fc.Arbitrary<ResultDocument['series'][number]> {
  return fc.record({
    ...whose,
    workers: COUNT,
    wallMs: fc
      .tuple(within(DURATION), fc.array(DURATION, { minLength: samples, maxLength: 6 }))
      .map(([{ estimate, low, high }, all]) => ({ median: estimate, low, high, samples: all })),
    speedup: INTERVAL,
    verified: fc.boolean(),
    frameGapMs: orNull(DURATION),
  });
}

const ACCOUNT = fc.record({
  ...whose,
  workers: COUNT,
  ideal: FINITE,
  measured: FINITE,
  shares: few(fc.record({ id: fc.constantFrom(...words.LOSSES), text: TEXT, speedup: FINITE })),
  notes: few(
    fc.record({
      id: fc.constantFrom(...words.NOTES),
      text: TEXT,
      value: FINITE,
      unit: fc.constantFrom(...words.UNITS),
    }),
    2,
  ),
});

const LAW = fc.record({
  id: fc.constantFrom(...words.LAWS),
  ...whose,
  parameters: few(fc.record({ id: fc.constantFrom(...words.PARAMETERS), value: INTERVAL }), 2),
  points: few(fc.record({ workers: fc.double({ min: 0, max: LIMITS.count, noNaN: true }).map(six), speedup: FINITE })),
  residual: orNull(DURATION),
});

const SURROUNDINGS = fc.record({
  pressure: orNull(fc.constantFrom(...words.PRESSURES)),
  battery: orNull(fc.record({ charging: fc.boolean(), level: FRACTION })),
  busyBefore: orNull(FRACTION),
});

function documents(omitted: ResultDocument['omitted']): fc.Arbitrary<ResultDocument> {
  const required = {
    schema: fc.constant(FORMAT),
    state: fc.constantFrom(...words.STATES),
    ending: orNull(fc.constantFrom(...words.ENDINGS)),
    failure: orNull(TEXT),
    startedAt: MOMENT,
    mode: fc.constantFrom(...words.MODES),
    seed: fc.nat().map((seed) => seed * 2),
    preset: fc.constantFrom(...words.PRESETS),
    browser: fc.record({
      name: fc.oneof(fc.constantFrom(...words.BROWSERS), NAME),
      version: fc.oneof(fc.constantFrom('156.0.0.0', '26.1', ''), NAME),
      platform: fc.oneof(fc.constantFrom(...words.PLATFORMS), NAME),
    }),
    clock: fc.record({ resolutionMs: orNull(DURATION) }),
    cores: CORES,
    work: few(WORK, 2),
    series: few(series(omitted?.includes('samples') ? 0 : 1), 6),
    noiseFloor: orNull(DURATION),
    accounts: few(ACCOUNT, 2),
    startupMs: few(DURATION),
    warnings: few(fc.record({ id: ID, text: TEXT, hint: TEXT }), 2),
    claims: few(
      fc.record({
        id: ID,
        verdict: fc.constantFrom(...words.VERDICTS),
        estimate: orNull(FINITE),
        low: orNull(FINITE),
        high: orNull(FINITE),
      }),
      2,
    ),
  };
  const added = {
    versions: fc.record({ page: fc.oneof(fc.constant('0.1.0'), text(LIMITS.id)), protocol: COUNT }),
    name: text(LIMITS.label),
    build: fc.constantFrom(...BUILDS),
    schedule: fc.constantFrom(...SCHEDULES),
    laws: few(LAW, 2),
    serialFractions: few(fc.record({ ...whose, points: few(fc.record({ workers: COUNT, fraction: INTERVAL })) }), 2),
    workAndSpan: few(fc.record({ ...whose, workers: COUNT, workMs: DURATION, spanMs: DURATION }), 3),
    recommended: few(fc.record({ ...whose, workers: COUNT }), 2),
    bends: few(fc.record({ ...whose, workers: DURATION, before: FINITE, after: FINITE }), 2),
    surroundings: orNull(SURROUNDINGS),
  };
  const keys = Object.keys(required) as (keyof typeof required)[];
  return fc
    .record({ ...required, ...added }, { requiredKeys: keys })
    .map((document) => asRead(omitted ? { ...document, omitted } : document));
}

/** As a file gives it: plain objects. */
function asRead<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

/** Any document that `parseResult` lets through as it is. */
export const ANY_DOCUMENT: fc.Arbitrary<ResultDocument> = fc.oneof(
  { weight: 4, arbitrary: documents(undefined) },
  {
    weight: 1,
    arbitrary: fc.array(fc.constantFrom(...OMITTED), { maxLength: OMITTED.length }).chain(documents),
  },
);

/** A number as a summary rounds it, and now and then one that is too large for that. */
const THOUSANDTHS = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: -2000, max: 70_000 }).map((count) => oneZero(count / 1000)) },
  { weight: 1, arbitrary: fc.double({ min: 1e9, max: 1e300, noNaN: true }) },
);

const CURVE_POINTS = fc
  .array(fc.record({ workers: COUNT, speedup: within(THOUSANDTHS) }), { minLength: 1, maxLength: 12 })
  .map((points) => points.sort((a, b) => a.workers - b.workers));

const KERNEL = fc.record({
  kernel: ID,
  version: COUNT,
  size: DURATION,
  serialMs: within(DURATION.map((value) => (value < 1e9 ? Number(value.toPrecision(4)) : value))),
  curves: fc.uniqueArray(fc.record({ model: MODEL, points: CURVE_POINTS }), {
    minLength: 1,
    maxLength: 4,
    selector: ({ model }) => model,
  }),
});

/** Any summary that one of these documents could have. */
export const ANY_SUMMARY: fc.Arbitrary<Summary> = fc
  .record({
    startedAt: MOMENT.map((moment) => `${new Date(moment).toISOString().slice(0, 19)}Z`),
    name: fc.oneof({ weight: 2, arbitrary: fc.constant('') }, { weight: 1, arbitrary: text(LIMITS.label) }),
    versions: orNull(
      fc.record({ page: fc.oneof(fc.constantFrom('0.1.0', '12.34.56'), text(LIMITS.id)), protocol: COUNT }),
    ),
    state: fc.constantFrom(...words.STATES),
    mode: fc.constantFrom(...words.MODES),
    preset: fc.constantFrom(...words.PRESETS),
    build: orNull(fc.constantFrom(...BUILDS)),
    schedule: fc.constantFrom(...SCHEDULES),
    browser: fc.record({
      name: fc.oneof(fc.constantFrom(...words.BROWSERS), NAME),
      version: fc.oneof(fc.nat(400).map(String), fc.constantFrom('007', ''), NAME),
      platform: fc.oneof(fc.constantFrom(...words.PLATFORMS), NAME),
    }),
    reported: orNull(COUNT),
    proven: orNull(COUNT),
    effective: orNull(within(THOUSANDTHS)),
    noiseFloor: orNull(fc.nat(400).map((count) => count / 1000)),
    doubts: fc.nat(LIMITS.warnings),
    kernels: fc.array(KERNEL, { maxLength: 3 }),
  })
  .map(asRead);
