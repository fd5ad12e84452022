/**
 * A result in few numbers: what a QR code has room for, a row of a comparison shows and a fleet is made of. Taken from a document; numbers
 * are rounded to what they are worth (thousandths of a speed-up, four digits of a time), so that a summary survives every journey
 * unchanged. Knows nothing of links, files or pages.
 */
import type { Build } from '../base/builds.ts';
import type { Schedule } from '../base/schedule.ts';
import type { Mode, Preset, Report } from '../measure/report.ts';
import type { Interval } from '../measure/stats/interval.ts';
import type { Versions } from '../measure/versions.ts';
import type { ModelId } from '../models/index.ts';
import type { ResultDocument } from './schema.ts';

export interface SummaryPoint {
  /** 0 where the model runs on the page's own thread. */
  readonly workers: number;
  /** Against the best serial form, in thousandths. */
  readonly speedup: Interval;
}

export interface SummaryCurve {
  readonly model: ModelId;
  /** Ascending by workers. */
  readonly points: readonly SummaryPoint[];
}

export interface KernelSummary {
  readonly kernel: string;
  readonly version: number;
  readonly size: number;
  /** Milliseconds of the best serial form, to four digits. */
  readonly serialMs: Interval;
  /** At least one. */
  readonly curves: readonly SummaryCurve[];
}

export interface Summary {
  /** ISO 8601 in UTC, to the second. */
  readonly startedAt: string;
  /** What its owner calls the machine; empty where nothing is said. */
  readonly name: string;
  /** Null where the document is older than versions. */
  readonly versions: Versions | null;
  readonly state: Report['state'];
  readonly mode: Mode;
  readonly preset: Preset;
  /** Null where the document is older than builds. */
  readonly build: Build | null;
  readonly schedule: Schedule;
  /** `version` is the first number of it. */
  readonly browser: { readonly name: string; readonly version: string; readonly platform: string };
  readonly reported: number | null;
  readonly proven: number | null;
  /** In thousandths of a core. */
  readonly effective: Interval | null;
  /** In thousandths. */
  readonly noiseFloor: number | null;
  /** How many doubts the result carries. */
  readonly doubts: number;
  /** One a kernel that was timed; empty where only cores were counted. */
  readonly kernels: readonly KernelSummary[];
}

type Whole<Key extends keyof ResultDocument> = Pick<ResultDocument, Key>;
type Part<List extends 'series' | 'work', Key extends keyof ResultDocument[List][number]> = Pick<
  ResultDocument[List][number],
  Key
>;
type Timed = Part<'series', 'kernel' | 'model' | 'workers' | 'speedup'> & {
  readonly wallMs: Omit<ResultDocument['series'][number]['wallMs'], 'samples'>;
};
type Worked = Part<'work', 'kernel' | 'version' | 'size' | 'serialForm'>;

/** What of a document a summary is taken from: a reader of thousands checks no more. */
export type SummarySource = Whole<'startedAt' | 'name' | 'versions' | 'state' | 'mode' | 'preset' | 'build'> &
  Whole<'schedule' | 'browser' | 'noiseFloor'> & {
    readonly cores: Pick<ResultDocument['cores'], 'reported' | 'proven' | 'effective'>;
    readonly series: readonly Timed[];
    readonly work: readonly Worked[];
    readonly warnings: { readonly length: number };
  };

const TIME_DIGITS = 4;

/** Beyond it a thousandth is nothing, and its thousandfold may be no number. */
const LARGEST_ROUNDED = 1e9;

const thousandths = (value: number): number =>
  Math.abs(value) < LARGEST_ROUNDED ? Math.round(value * 1000) / 1000 || 0 : value;
const digits = (value: number): number => (value < LARGEST_ROUNDED ? Number(value.toPrecision(TIME_DIGITS)) : value);

function each({ estimate, low, high }: Interval, rounding: (value: number) => number): Interval {
  return { estimate: rounding(estimate), low: rounding(low), high: rounding(high) };
}

/** The form speed-up is counted against. */
export function serialOf<One extends Timed>({ kernel, serialForm }: Worked, series: readonly One[]): One | undefined {
  const own = series.filter((one) => one.kernel === kernel);
  return serialForm === 'main-thread'
    ? own.find(({ workers }) => workers === 0)
    : (own.find(({ model, workers }) => model === 'free-threads' && workers === 1) ??
        own.find(({ workers }) => workers === 1));
}

function curvesOf(kernel: string, series: readonly Timed[]): SummaryCurve[] {
  const own = series.filter((one) => one.kernel === kernel);
  const models = [...new Set(own.map(({ model }) => model))].sort();
  return models.map((model) => ({
    model,
    points: own
      .filter((one) => one.model === model)
      .sort((a, b) => a.workers - b.workers)
      .map(({ workers, speedup }) => ({ workers, speedup: each(speedup, thousandths) })),
  }));
}

function kernelOf(work: Worked, series: readonly Timed[]): KernelSummary[] {
  const serial = serialOf(work, series)?.wallMs;
  const curves = curvesOf(work.kernel, series);
  if (!serial || curves.length === 0) return [];
  const { kernel, version, size } = work;
  const serialMs = each({ estimate: serial.median, low: serial.low, high: serial.high }, digits);
  return [{ kernel, version, size, serialMs, curves }];
}

/** The same of the same document, always. */
export function summaryOf(document: SummarySource): Summary {
  const { browser, cores, noiseFloor, series, versions = null, build = null, schedule = 'dynamic' } = document;
  return {
    startedAt: `${new Date(document.startedAt).toISOString().slice(0, 19)}Z`,
    name: document.name ?? '',
    versions,
    state: document.state,
    mode: document.mode,
    preset: document.preset,
    build,
    schedule,
    browser: { ...browser, version: browser.version.split('.')[0] ?? '' },
    reported: cores.reported,
    proven: cores.proven,
    effective: cores.effective && each(cores.effective, thousandths),
    noiseFloor: noiseFloor === null ? null : thousandths(noiseFloor),
    doubts: document.warnings.length,
    kernels: document.work.flatMap((work) => kernelOf(work, series)),
  };
}
