/**
 * The result format `overlap-result/1`: one source for the type and the check of files and links from elsewhere.
 * Its core is stable; keys may be added, so a reader drops those it does not know, and what was added later is optional,
 * so that older documents are still read. Loaded only where a
 * foreign document is read (it brings valibot along); documents are made in document.ts, which needs only the type.
 */
import { BUILDS } from '../base/builds.ts';
import { members } from '../base/members.ts';
import { SCHEDULES } from '../base/schedule.ts';
import * as v from 'valibot';
import type {
  Ending,
  FittedLaw,
  LossShare,
  Mode,
  Preset,
  Report,
  Series,
  SideNote,
  Surroundings,
  Work,
} from '../measure/report.ts';
import { FORMAT, LIMITS, OMITTED } from './limits.ts';

export const MODES = members<Mode>()('shared', 'messages', 'main-only');
export const PRESETS = members<Preset>()('quick', 'thorough');
export const STATES = members<Report['state']>()('running', 'complete', 'stopped', 'failed');
const ENDINGS = members<Ending>()('precise', 'budget', 'stopped', 'failed');
const FORMS = members<Work['serialForm']>()('main-thread', 'one worker');
const LOSSES = members<LossShare['id']>()(
  'startup',
  'dispatch',
  'claiming',
  'imbalance',
  'steps',
  'waiting',
  'copying',
  'collecting',
  'other-load',
  'slower-cores',
  'memory',
  'sharing',
  'slower-work',
  'unexplained',
);
const NOTES = members<SideNote['id']>()('startup', 'main-against-worker', 'oversubscription', 'memory-only');
const LAWS = members<FittedLaw['id']>()('amdahl', 'gustafson', 'usl');
const PARAMETERS = members<FittedLaw['parameters'][number]['id']>()('serial-fraction', 'contention', 'coherency');
const PRESSURES = members<NonNullable<Surroundings['pressure']>>()('nominal', 'fair', 'serious', 'critical');
export const MODELS = members<Series['model']>()(
  'main-thread',
  'event-loop',
  'greenlets',
  'gil-threads',
  'gil-threads-released',
  'free-threads',
  'processes',
  'thread-executor',
  'process-executor',
  'ranks',
);

const id = v.pipe(
  v.string(),
  v.maxLength(LIMITS.id),
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Expected a name in kebab-case'),
);
const name = v.pipe(v.string(), v.maxLength(LIMITS.name));
const text = v.pipe(v.string(), v.maxLength(LIMITS.text));
const finite = v.pipe(v.number(), v.finite());
const duration = v.pipe(finite, v.minValue(0));
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const count = v.pipe(whole, v.maxValue(LIMITS.count));
const seed = v.pipe(whole, v.maxValue(2 ** 32 - 1));

/** What a summary counts in seconds and writes with four digits of a year. */
export function isMoment(text: string): boolean {
  const moment = Date.parse(text);
  return moment >= 0 && moment < Date.UTC(10_000, 0);
}

/** Bounds the length before it looks at the entries, so that a huge list costs nothing. */
function list<Entry extends v.GenericSchema>(entry: Entry, most: number) {
  return v.pipe(v.array(v.unknown()), v.maxLength(most), v.array(entry));
}

const interval = v.pipe(
  v.object({ estimate: finite, low: finite, high: finite }),
  v.check(({ estimate, low, high }) => low <= estimate && estimate <= high, 'Expected low ≤ estimate ≤ high'),
);

const wallMs = v.pipe(
  v.object({
    median: duration,
    low: duration,
    high: duration,
    /** In the order taken; empty where `omitted` says so. */
    samples: list(duration, LIMITS.samples),
  }),
  v.check(({ median, low, high }) => low <= median && median <= high, 'Expected low ≤ median ≤ high'),
);

const handshakeLevel = v.object({
  workers: count,
  rounds: whole,
  /** Null where not one round was completed. */
  medianRoundMs: v.nullable(duration),
  p90RoundMs: v.nullable(duration),
  simultaneous: v.boolean(),
});

const fraction = v.pipe(finite, v.minValue(0), v.maxValue(1));

const worth = v.object({
  /** One a round: items a millisecond. */
  samples: list(v.object({ alone: duration, together: duration }), LIMITS.samples),
  curve: list(v.object({ workers: count, speedup: interval }), LIMITS.points),
  paces: list(v.object({ worker: count, pace: interval }), LIMITS.points),
  groups: list(v.object({ workers: list(count, LIMITS.points), pace: finite }), LIMITS.points),
  /** In cores; adds up to proven − effective. */
  lost: v.object({ timeLimit: finite, otherLoad: finite, slower: finite }),
  /** Rounds left out, and cores that other programs took over all rounds. */
  disturbed: whole,
  otherLoad: finite,
  aloneStill: fraction,
});

const pair = v.object({
  one: count,
  other: count,
  /** Null where not one round was completed. */
  roundMs: v.nullable(duration),
});

/** Gigabytes a second of one worker and of all; what all are worth in units of one, moving memory and computing. */
const traffic = v.object({
  workers: count,
  bytes: whole,
  rounds: whole,
  alone: interval,
  together: interval,
  moving: interval,
  computing: interval,
});

const cores = v.object({
  reported: v.nullable(count),
  proven: v.nullable(count),
  effective: v.nullable(interval),
  handshake: list(handshakeLevel, LIMITS.handshake),
  worth: v.exactOptional(v.nullable(worth)),
  pairs: v.exactOptional(list(pair, LIMITS.pairs)),
  traffic: v.exactOptional(traffic),
});

const work = v.object({
  kernel: id,
  title: name,
  size: duration,
  version: count,
  sizeName: name,
  items: whole,
  chunkItems: whole,
  /** How much the whole computation is, and of what. */
  amount: v.exactOptional(duration),
  unit: v.exactOptional(name),
  tasks: whole,
  serialForm: v.picklist(FORMS),
  published: text,
});

const series = v.object({
  kernel: id,
  model: v.picklist(MODELS),
  /** 0 where the model runs on the page's own thread. */
  workers: count,
  wallMs,
  /** Against the best serial form. */
  speedup: interval,
  verified: v.boolean(),
  frameGapMs: v.nullable(duration),
});

const account = v.object({
  kernel: id,
  model: v.picklist(MODELS),
  workers: count,
  ideal: finite,
  measured: finite,
  shares: list(v.object({ id: v.picklist(LOSSES), text, speedup: finite }), LOSSES.length),
  notes: list(v.object({ id: v.picklist(NOTES), text, value: finite, unit: v.picklist(['ms', '×']) }), NOTES.length),
});

/** A model fitted to a curve; what it says between the measured numbers of workers is in its points. */
const law = v.object({
  id: v.picklist(LAWS),
  kernel: id,
  model: v.picklist(MODELS),
  parameters: list(v.object({ id: v.picklist(PARAMETERS), value: interval }), PARAMETERS.length),
  points: list(
    v.object({ workers: v.pipe(finite, v.minValue(0), v.maxValue(LIMITS.count)), speedup: finite }),
    LIMITS.points,
  ),
  residual: v.nullable(duration),
});

const serialFractions = v.object({
  kernel: id,
  model: v.picklist(MODELS),
  points: list(v.object({ workers: count, fraction: interval }), LIMITS.points),
});

const workAndSpan = v.object({
  kernel: id,
  model: v.picklist(MODELS),
  workers: count,
  workMs: duration,
  spanMs: duration,
});

const recommended = v.object({ kernel: id, model: v.picklist(MODELS), workers: count });

/** Where a curve bends; not always at a whole number of workers. Slopes in speed-up a worker. */
const bend = v.object({ kernel: id, model: v.picklist(MODELS), workers: duration, before: finite, after: finite });

const surroundings = v.object({
  pressure: v.nullable(v.picklist(PRESSURES)),
  battery: v.nullable(v.object({ charging: v.boolean(), level: fraction })),
  busyBefore: v.nullable(fraction),
});

/** An id outside of today's list is a doubt of a newer lab: it is shown like any other. */
const warning = v.object({ id, text, hint: text });

const claim = v.object({
  id,
  verdict: v.picklist(['holds', 'refuted', 'undecided', 'not-testable']),
  estimate: v.nullable(finite),
  low: v.nullable(finite),
  high: v.nullable(finite),
});

const fields = v.object({
  schema: v.literal(FORMAT),
  state: v.picklist(STATES),
  ending: v.nullable(v.picklist(ENDINGS)),
  failure: v.nullable(text),
  startedAt: v.pipe(
    v.string(),
    v.maxLength(LIMITS.id),
    v.isoTimestamp(),
    v.check(isMoment, 'Expected a moment from 1970 to 9999'),
  ),
  /** Of the page and of the way of measuring; unknown where nothing is said. */
  versions: v.exactOptional(v.object({ page: v.pipe(v.string(), v.maxLength(LIMITS.id)), protocol: count })),
  /** What its owner calls the machine; given when a result is shared, never before. */
  name: v.exactOptional(v.pipe(v.string(), v.maxLength(LIMITS.label))),
  /** Parts that a link had no room for. */
  omitted: v.exactOptional(list(v.picklist(OMITTED), OMITTED.length)),
  mode: v.picklist(MODES),
  seed,
  preset: v.picklist(PRESETS),
  browser: v.object({ name, version: name, platform: name }),
  /** Of the kernels; there was one when nothing is said. */
  build: v.exactOptional(v.picklist(BUILDS)),
  /** How threads over shared memory dealt out the chunks; dynamic when nothing is said. */
  schedule: v.exactOptional(v.picklist(SCHEDULES)),
  /** Null where the clock was not seen to move. */
  clock: v.object({ resolutionMs: v.nullable(duration) }),
  cores,
  work: list(work, LIMITS.work),
  series: list(series, LIMITS.series),
  noiseFloor: v.nullable(duration),
  accounts: list(account, LIMITS.accounts),
  laws: v.exactOptional(list(law, LIMITS.laws)),
  serialFractions: v.exactOptional(list(serialFractions, LIMITS.laws)),
  workAndSpan: v.exactOptional(list(workAndSpan, LIMITS.laws)),
  recommended: v.exactOptional(list(recommended, LIMITS.laws)),
  bends: v.exactOptional(list(bend, LIMITS.laws)),
  surroundings: v.exactOptional(v.nullable(surroundings)),
  startupMs: list(duration, LIMITS.startups),
  warnings: list(warning, LIMITS.warnings),
  claims: list(claim, LIMITS.claims),
});

/** Times in milliseconds. JSON has no Infinity: null stands where there is no number. */
export const resultSchema = v.pipe(
  fields,
  v.forward(
    v.partialCheck(
      [['series'], ['omitted']],
      ({ series: all, omitted = [] }) =>
        omitted.includes('samples') || all.every(({ wallMs: { samples } }) => samples.length > 0),
      'Expected samples, since nothing is said to be omitted',
    ),
    ['series'],
  ),
);

export type ResultDocument = v.InferOutput<typeof resultSchema>;
