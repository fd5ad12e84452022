/**
 * A document as a report again: what was kept, or received in a link or a file, is shown by the same elements as a run that has just ended.
 * The way back of document.ts. What a document does not hold comes back empty: recorded spans always, and whatever is older than a part
 * of the format or was left out of a link. Words what is missing nowhere.
 */
import type { Cores, FittedLaw, HandshakeLevel, Report, Work } from '../measure/report.ts';
import type { Warning } from '../measure/warnings.ts';
import type { ResultDocument } from './schema.ts';
import type { Summary } from './summary.ts';

/** Of a document that is older than versions: no page and no protocol has these. */
const NO_VERSIONS = { page: '', protocol: 0 } as const;

/**
 * Of a document that passed the schema. `resultDocument(reportOf(d))` equals `d`, but for its name and what it says to be omitted, where d
 * has every part of today's format.
 */
export function reportOf(document: ResultDocument): Report {
  const { state, ending, failure, startedAt, mode, seed, preset, browser, series, noiseFloor, accounts } = document;
  return {
    ...{ state, ending, failure, startedAt, mode, seed, preset, browser, series, noiseFloor, accounts },
    versions: document.versions ?? NO_VERSIONS,
    // Documents older than builds and schedules come from when there was one of each.
    build: document.build ?? 'scalar',
    schedule: document.schedule ?? 'dynamic',
    clock: { resolutionMs: document.clock.resolutionMs ?? Infinity },
    cores: coresOf(document.cores),
    work: document.work.map(workOf),
    timelines: [],
    laws: (document.laws ?? []).map(lawOf),
    serialFractions: document.serialFractions ?? [],
    workAndSpan: document.workAndSpan ?? [],
    recommended: document.recommended ?? [],
    bends: document.bends ?? [],
    surroundings: document.surroundings ?? null,
    startupMs: document.startupMs,
    startup: [],
    warnings: document.warnings.map(warningOf),
  };
}

/**
 * A summary as far as it goes: its curves and what it says of cores. No time of a single configuration is in it, so these are NaN and its
 * samples none; how many doubts there were it says itself.
 */
export function reportOfSummary(summary: Summary): Report {
  const { state, startedAt, mode, preset, browser, noiseFloor, reported, proven, effective, kernels } = summary;
  const untimed = { wallMs: { median: NaN, low: NaN, high: NaN, samples: [] }, verified: true, frameGapMs: null };
  return {
    ...{ state, ending: null, failure: null, startedAt, mode, seed: 0, preset, browser, noiseFloor },
    versions: summary.versions ?? NO_VERSIONS,
    build: summary.build ?? 'scalar',
    schedule: summary.schedule,
    clock: { resolutionMs: Infinity },
    cores: { reported, proven, effective, handshake: [], worth: null, pairs: [] },
    series: kernels.flatMap(({ kernel, curves }) =>
      curves.flatMap(({ model, points }) => points.map((point) => ({ kernel, model, ...point, ...untimed }))),
    ),
    ...{ work: [], timelines: [], accounts: [], laws: [], serialFractions: [], workAndSpan: [], recommended: [] },
    ...{ bends: [], surroundings: null, startupMs: [], startup: [], warnings: [] },
  };
}

function coresOf({ handshake, worth = null, pairs = [], ...counts }: ResultDocument['cores']): Cores {
  return {
    ...counts,
    handshake: handshake.map(levelOf),
    worth,
    pairs: pairs.map(({ one, other, roundMs }) => ({ one, other, roundMs: roundMs ?? Infinity })),
  };
}

function levelOf({
  medianRoundMs,
  p90RoundMs,
  ...level
}: ResultDocument['cores']['handshake'][number]): HandshakeLevel {
  return { ...level, medianRoundMs: medianRoundMs ?? Infinity, p90RoundMs: p90RoundMs ?? Infinity };
}

/** The size in its own unit where the amount of work is not said. */
function workOf({ amount, unit, ...work }: ResultDocument['work'][number]): Work {
  return { ...work, amount: amount ?? NaN, unit: unit ?? '' };
}

function lawOf({ residual, ...law }: NonNullable<ResultDocument['laws']>[number]): FittedLaw {
  return { ...law, residual: residual ?? NaN };
}

/** A doubt of a newer lab has an id that today's list lacks; it is shown by its text all the same. */
function warningOf({ id, text, hint }: ResultDocument['warnings'][number]): Warning {
  return { id: id as Warning['id'], text, hint };
}
