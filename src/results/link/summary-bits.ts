/**
 * A summary as bits and back, version 1 of the summary form: first what the machine is, then one kernel after the other, curve by curve,
 * each point around a guess from what was written before it. Writes all of it and leaves nothing out (summary-thinning.ts); what is read
 * keeps every bound that the schema sets for the document a summary is taken from.
 */
import { LIMITS } from '../limits.ts';
import type { KernelSummary, Summary, SummaryCurve, SummaryPoint } from '../summary.ts';
import { type BitReader, type BitWriter } from './bits.ts';
import { damaged } from './misread.ts';
import {
  readFraction,
  readInterval,
  readNullable,
  readSize,
  readText,
  readTimes,
  readWord,
  writeFraction,
  writeInterval,
  writeNullable,
  writeSize,
  writeText,
  writeTimes,
  writeWord,
} from './summary-values.ts';
import { BROWSERS, BUILDS, KERNELS, MODELS, MODES, PLATFORMS, PRESETS, SCHEDULES, STATES } from './words.ts';

/** Seconds from 1970 to the end of the year 9999. */
const SECOND_BITS = 38;
const LAST_SECOND = 253_402_300_799;
const CLOSED_BITS = 2;
const MODEL_BITS = 4;
const COUNT_ORDER = 2;
const PAGE_ORDER = 2;
const BROWSER_ORDER = 7;
const PROTOCOL_ORDER = 1;

const THREE_NUMBERS = /^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$/;
const ONE_NUMBER = /^(?:0|[1-9]\d{0,6})$/;
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;

type Guessed = Map<number, number>;

export function writeSummary(to: BitWriter, summary: Summary): void {
  const { versions, browser, proven } = summary;
  to.bits(Date.parse(summary.startedAt) / 1000, SECOND_BITS);
  writeText(to, summary.name);
  writeNullable(to, versions, ({ page, protocol }) => {
    writePage(to, page);
    to.golomb(protocol, PROTOCOL_ORDER);
  });
  to.bits(STATES.indexOf(summary.state), CLOSED_BITS);
  to.bits(MODES.indexOf(summary.mode), CLOSED_BITS);
  to.bits(PRESETS.indexOf(summary.preset), CLOSED_BITS);
  to.bits(summary.build === null ? 0 : BUILDS.indexOf(summary.build) + 1, CLOSED_BITS);
  to.bits(SCHEDULES.indexOf(summary.schedule), CLOSED_BITS);
  writeWord(to, browser.name, BROWSERS);
  writeBrowserVersion(to, browser.version);
  writeWord(to, browser.platform, PLATFORMS);
  writeNullable(to, summary.reported, (count) => to.golomb(count, COUNT_ORDER));
  writeNullable(to, proven, (count) => to.golomb(count, COUNT_ORDER));
  writeNullable(to, summary.effective, (cores) => writeInterval(to, cores, 1000 * (proven ?? 0)));
  writeNullable(to, summary.noiseFloor, (floor) => writeFraction(to, floor));
  to.golomb(summary.doubts, COUNT_ORDER);
  to.golomb(summary.kernels.length, COUNT_ORDER);
  for (const kernel of summary.kernels) writeKernel(to, kernel, proven);
}

export function readSummary(from: BitReader): Summary {
  const startedAt = readMoment(from);
  const name = readText(from, LIMITS.label);
  const versions = readNullable(from, () => ({
    page: readPage(from),
    protocol: from.golomb(PROTOCOL_ORDER, LIMITS.count),
  }));
  const state = memberOf(STATES, from.bits(CLOSED_BITS));
  const mode = memberOf(MODES, from.bits(CLOSED_BITS));
  const preset = memberOf(PRESETS, from.bits(CLOSED_BITS));
  const build = from.bits(CLOSED_BITS);
  const schedule = memberOf(SCHEDULES, from.bits(CLOSED_BITS));
  const browser = {
    name: readWord(from, BROWSERS, LIMITS.name),
    version: readBrowserVersion(from),
    platform: readWord(from, PLATFORMS, LIMITS.name),
  };
  const reported = readNullable(from, () => from.golomb(COUNT_ORDER, LIMITS.count));
  const proven = readNullable(from, () => from.golomb(COUNT_ORDER, LIMITS.count));
  return {
    startedAt,
    name,
    versions,
    state,
    mode,
    preset,
    build: build === 0 ? null : memberOf(BUILDS, build - 1),
    schedule,
    browser,
    reported,
    proven,
    effective: readNullable(from, () => readInterval(from, 1000 * (proven ?? 0)).interval),
    noiseFloor: readNullable(from, () => readFraction(from)),
    doubts: from.golomb(COUNT_ORDER, LIMITS.warnings),
    kernels: listOf(from.golomb(COUNT_ORDER, LIMITS.work), () => readKernel(from, proven)),
  };
}

function writeKernel(
  to: BitWriter,
  { kernel, version, size, serialMs, curves }: KernelSummary,
  proven: number | null,
): void {
  writeWord(to, kernel, KERNELS);
  to.golomb(version, 0);
  writeSize(to, size);
  writeTimes(to, serialMs);
  to.golomb(curves.length - 1, COUNT_ORDER);
  const guessed: Guessed = new Map();
  for (const curve of curves) writeCurve(to, curve, proven, guessed);
}

function readKernel(from: BitReader, proven: number | null): KernelSummary {
  const kernel = readWord(from, KERNELS, LIMITS.id);
  if (!KEBAB.test(kernel)) throw damaged();
  const version = from.golomb(0, LIMITS.count);
  const size = readSize(from);
  const serialMs = readTimes(from);
  const guessed: Guessed = new Map();
  const curves = listOf(from.golomb(COUNT_ORDER, MODELS.length - 1) + 1, () => readCurve(from, proven, guessed));
  if (new Set(curves.map(({ model }) => model)).size < curves.length) throw damaged();
  return { kernel, version, size, serialMs, curves };
}

function writeCurve(to: BitWriter, { model, points }: SummaryCurve, proven: number | null, guessed: Guessed): void {
  to.bits(MODELS.indexOf(model), MODEL_BITS);
  to.golomb(points.length - 1, COUNT_ORDER);
  let before: SummaryPoint | null = null;
  let middle = 0;
  for (const point of points) {
    writeStep(to, point.workers, before);
    middle = writeInterval(to, point.speedup, guessFor(point.workers, before, middle, proven, guessed));
    guessed.set(point.workers, middle);
    before = point;
  }
}

function readCurve(from: BitReader, proven: number | null, guessed: Guessed): SummaryCurve {
  const model = memberOf(MODELS, from.bits(MODEL_BITS));
  let before: SummaryPoint | null = null;
  let last = 0;
  const points = listOf(from.golomb(COUNT_ORDER, LIMITS.series - 1) + 1, () => {
    const workers = readStep(from, before);
    const { interval, middle } = readInterval(from, guessFor(workers, before, last, proven, guessed));
    guessed.set(workers, middle);
    last = middle;
    return (before = { workers, speedup: interval });
  });
  return { model, points };
}

/** Mostly one worker more. The same number twice is what a document may hold. */
function writeStep(to: BitWriter, workers: number, before: SummaryPoint | null): void {
  const step = before ? workers - before.workers : workers;
  to.golomb(before && step < 2 ? 1 - step : step, 0);
}

function readStep(from: BitReader, before: SummaryPoint | null): number {
  const coded = from.golomb(0, LIMITS.count);
  const workers = before ? before.workers + (coded < 2 ? 1 - coded : coded) : coded;
  if (workers > LIMITS.count) throw damaged();
  return workers;
}

/** In thousandths: what another model reached with as many workers, or else in proportion to the point before, up to the proven cores. */
function guessFor(
  workers: number,
  before: SummaryPoint | null,
  middle: number,
  proven: number | null,
  guessed: Guessed,
): number {
  const other = guessed.get(workers);
  if (other !== undefined) return other;
  if (!before || before.workers === 0) return 1000;
  const most = Math.max(1, proven ?? workers);
  return Math.round((middle * Math.min(workers, most)) / Math.min(before.workers, most));
}

function writePage(to: BitWriter, page: string): void {
  const numbers = THREE_NUMBERS.exec(page)?.slice(1);
  to.flag(numbers === undefined);
  if (numbers) for (const number of numbers) to.golomb(Number(number), PAGE_ORDER);
  else writeText(to, page);
}

function readPage(from: BitReader): string {
  if (from.flag()) return readText(from, LIMITS.id);
  return listOf(3, () => from.golomb(PAGE_ORDER, 999_999)).join('.');
}

function writeBrowserVersion(to: BitWriter, version: string): void {
  const isNumber = ONE_NUMBER.test(version);
  to.flag(!isNumber);
  if (isNumber) to.golomb(Number(version), BROWSER_ORDER);
  else writeText(to, version);
}

function readBrowserVersion(from: BitReader): string {
  return from.flag() ? readText(from, LIMITS.name) : String(from.golomb(BROWSER_ORDER, 9_999_999));
}

function readMoment(from: BitReader): string {
  const seconds = from.bits(SECOND_BITS);
  if (seconds > LAST_SECOND) throw damaged();
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

function memberOf<Member>(list: readonly Member[], place: number): Member {
  const member = list[place];
  if (member === undefined) throw damaged();
  return member;
}

function listOf<Entry>(count: number, read: () => Entry): Entry[] {
  return Array.from({ length: count }, read);
}
