/**
 * A report as a document of the result format: what is downloaded, shared and printed by `npm run measure`.
 * Measured numbers keep six significant digits, which is more than any clock here gives; spans stay behind.
 */
import type { Account, HandshakeLevel, Report, Series, Work } from '../measure/report.ts';
import {
  bendsOf,
  lawsOf,
  pairsOf,
  recommendedOf,
  serialFractionsOf,
  surroundingsOf,
  trafficOf,
  workAndSpanOf,
  worthOf,
} from './findings-parts.ts';
import { FORMAT, LIMITS } from './limits.ts';
import { intervalOf, rounded, roundedAll, withNumber } from './rounding.ts';
import type { ResultDocument } from './schema.ts';

/**
 * The document of a report, whole or partial. It always passes the schema: texts and lists are cut to the format's
 * limits, and a series or account in which a number is missing (nothing was timed) is left out.
 * `JSON.parse(JSON.stringify(document))` equals the document.
 */
export function resultDocument(report: Report): ResultDocument {
  return {
    schema: FORMAT,
    state: report.state,
    ending: report.ending,
    failure: report.failure === null ? null : cut(report.failure, LIMITS.text),
    startedAt: report.startedAt,
    versions: { page: cut(report.versions.page, LIMITS.id), protocol: report.versions.protocol },
    mode: report.mode,
    seed: report.seed >>> 0,
    preset: report.preset,
    browser: browserOf(report),
    build: report.build,
    schedule: report.schedule,
    clock: { resolutionMs: rounded(report.clock.resolutionMs) },
    cores: coresOf(report),
    work: report.work.slice(0, LIMITS.work).map(workOf),
    series: report.series.slice(0, LIMITS.series).flatMap(seriesOf),
    noiseFloor: report.noiseFloor === null ? null : rounded(report.noiseFloor),
    accounts: report.accounts.slice(0, LIMITS.accounts).flatMap(accountOf),
    laws: lawsOf(report.laws),
    serialFractions: serialFractionsOf(report.serialFractions),
    workAndSpan: workAndSpanOf(report.workAndSpan),
    recommended: recommendedOf(report.recommended),
    bends: bendsOf(report.bends),
    surroundings: report.surroundings && surroundingsOf(report.surroundings),
    startupMs: roundedAll(report.startupMs, LIMITS.startups),
    warnings: report.warnings.slice(0, LIMITS.warnings).map(({ id, text, hint }) => ({
      id,
      text: cut(text, LIMITS.text),
      hint: cut(hint, LIMITS.text),
    })),
    claims: [],
  };
}

function browserOf({ browser }: Report): ResultDocument['browser'] {
  return {
    name: cut(browser.name, LIMITS.name),
    version: cut(browser.version, LIMITS.name),
    platform: cut(browser.platform, LIMITS.name),
  };
}

function coresOf({ cores }: Report): ResultDocument['cores'] {
  const { reported, proven, effective, handshake, worth, pairs, traffic } = cores;
  const moved = traffic && trafficOf(traffic);
  return {
    reported,
    proven,
    effective: effective && intervalOf(effective),
    handshake: handshake.slice(0, LIMITS.handshake).map(levelOf),
    worth: worth && worthOf(worth),
    pairs: pairsOf(pairs),
    ...(moved && { traffic: moved }),
  };
}

function levelOf(level: HandshakeLevel): ResultDocument['cores']['handshake'][number] {
  const { workers, rounds, medianRoundMs, p90RoundMs, simultaneous } = level;
  return { workers, rounds, medianRoundMs: rounded(medianRoundMs), p90RoundMs: rounded(p90RoundMs), simultaneous };
}

function workOf(work: Work): ResultDocument['work'][number] {
  const { kernel, version, title, size, sizeName, items, chunkItems, tasks, serialForm, published } = work;
  const amount = rounded(work.amount);
  return {
    kernel,
    title: cut(title, LIMITS.name),
    size,
    version,
    sizeName: cut(sizeName, LIMITS.name),
    items,
    chunkItems,
    ...(amount !== null && { amount, unit: cut(work.unit, LIMITS.name) }),
    tasks,
    serialForm,
    published: cut(published, LIMITS.text),
  };
}

function seriesOf({ kernel, model, workers, wallMs, speedup, verified, frameGapMs }: Series): ResultDocument['series'] {
  const median = rounded(wallMs.median);
  const low = rounded(wallMs.low);
  const high = rounded(wallMs.high);
  const samples = roundedAll(wallMs.samples, LIMITS.samples);
  const ratio = intervalOf(speedup);
  if (median === null || low === null || high === null || ratio === null || samples.length === 0) return [];
  const gap = frameGapMs === null ? null : rounded(frameGapMs);
  return [
    { kernel, model, workers, wallMs: { median, low, high, samples }, speedup: ratio, verified, frameGapMs: gap },
  ];
}

function accountOf(account: Account): ResultDocument['accounts'] {
  const { kernel, model, workers, ideal } = account;
  const measured = rounded(account.measured);
  const shares = account.shares.flatMap(({ id, text, speedup }) =>
    withNumber(speedup, (s) => ({ id, text, speedup: s })),
  );
  const notes = account.notes.flatMap(({ id, text, value, unit }) =>
    withNumber(value, (exact) => ({ id, text, value: exact, unit })),
  );
  if (measured === null || shares.length < account.shares.length) return [];
  return [{ kernel, model, workers, ideal, measured, shares, notes }];
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
