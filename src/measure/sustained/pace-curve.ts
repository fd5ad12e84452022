/**
 * A sustained run as a curve: every sound window in units of the first pace, smoothed and with the spread of its neighbours,
 * cut where windows are void, and summed up every ten seconds. What the picture, its table and the page read. Pure.
 */
import type { Milliseconds } from '../../base/units.ts';
import { paceWindows, type PaceWindow } from './pace-windows.ts';
import { median } from '../stats/median.ts';
import { quantile } from '../stats/quantile.ts';
import type { PaceLevel, SustainedFinding, SustainedWindow } from './sustained-report.ts';

/** Windows of one alone that follow each other this closely are one time that it was asked. */
const SAME_TIME_MS: Milliseconds = 800;
/** Neighbours on each side that a point of the line is the median of. */
const LINE_REACH = 2;
/** … and that the band shows eight tenths of. */
const BAND_REACH = 5;
const [BAND_LOW, BAND_HIGH] = [0.1, 0.9];
const SUMMARY_MS: Milliseconds = 10_000;

export interface CurvePoint {
  /** The middle of its window. */
  readonly atMs: Milliseconds;
  /** Of this window. */
  readonly pace: number;
  /** Median of five neighbouring windows. */
  readonly middle: number;
  /** From the 10th to the 90th percentile of eleven. */
  readonly low: number;
  readonly high: number;
}

/** Void windows that follow each other. */
export interface CurveGap {
  readonly startMs: Milliseconds;
  readonly endMs: Milliseconds;
  readonly why: 'hidden' | 'frozen';
  /** Not on the run's clock. */
  readonly awayMs: Milliseconds;
}

/** Ten seconds. */
export interface PaceSummary {
  readonly startMs: Milliseconds;
  readonly endMs: Milliseconds;
  readonly windows: number;
  /** Median, lowest and highest; null where all windows were void. */
  readonly pace: { readonly median: number; readonly low: number; readonly high: number } | null;
  /** Median of one worker alone; null where it was not asked. */
  readonly alone: number | null;
  /** Fraction of its time that a thread stood still. */
  readonly still: number;
}

export interface PaceCurve {
  /** Unbroken stretches, in order. */
  readonly together: readonly (readonly CurvePoint[])[];
  /** One worker alone, in units of its own first pace: one point each time it was asked, the mean of its windows. */
  readonly alone: readonly CurvePoint[];
  readonly gaps: readonly CurveGap[];
  readonly summaries: readonly PaceSummary[];
}

export function paceCurve(windows: readonly SustainedWindow[], finding: SustainedFinding): PaceCurve {
  const { first, firstAlone, levels } = finding;
  const gaps = gapsIn(windows);
  const together = first === null ? [] : scaled(paceWindows(windows, 'together'), first);
  const alone = firstAlone === null ? [] : scaled(paceWindows(windows, 'alone'), firstAlone);
  return {
    together: cutAt(
      together,
      gaps.map(({ startMs }) => startMs),
    ).map((stretch) => smoothedWithin(stretch, levels)),
    alone: listenings(alone),
    gaps,
    summaries: summed(together, alone),
  };
}

function scaled(windows: readonly PaceWindow[], unit: number): readonly PaceWindow[] {
  return windows.map((window) => ({ ...window, pace: window.pace / unit }));
}

function gapsIn(windows: readonly SustainedWindow[]): readonly CurveGap[] {
  const gaps: CurveGap[] = [];
  windows.forEach(({ spoilt, startMs, endMs, awayMs }, index) => {
    if (!spoilt) return;
    const before = windows[index - 1]?.spoilt ? gaps.pop() : undefined;
    gaps.push({
      startMs: before?.startMs ?? startMs,
      endMs,
      why: before?.why ?? spoilt,
      awayMs: (before?.awayMs ?? 0) + awayMs,
    });
  });
  return gaps;
}

function cutAt(windows: readonly PaceWindow[], places: readonly Milliseconds[]): readonly (readonly PaceWindow[])[] {
  const edges = [0, ...places, Infinity];
  return edges
    .slice(1)
    .map((edge, index) => windows.filter(({ startMs }) => startMs >= (edges[index] ?? 0) && startMs < edge))
    .filter((stretch) => stretch.length > 0);
}

/** A change of level stays as sharp as it was: no point has neighbours on its other side. */
function smoothedWithin(windows: readonly PaceWindow[], levels: readonly PaceLevel[]): readonly CurvePoint[] {
  const starts = levels.map(({ startMs }) => startMs);
  return cutAt(windows, starts).flatMap(smoothed);
}

function smoothed(windows: readonly PaceWindow[]): readonly CurvePoint[] {
  const paces = windows.map(({ pace }) => pace);
  const around = (index: number, reach: number): number[] => paces.slice(Math.max(0, index - reach), index + reach + 1);
  return windows.map(({ startMs, endMs, pace }, index) => {
    const wide = around(index, BAND_REACH);
    return {
      atMs: (startMs + endMs) / 2,
      pace,
      middle: median(around(index, LINE_REACH)),
      low: quantile(wide, BAND_LOW),
      high: quantile(wide, BAND_HIGH),
    };
  });
}

function listenings(windows: readonly PaceWindow[]): readonly CurvePoint[] {
  const times: PaceWindow[][] = [];
  for (const window of windows) {
    const [last, before] = [times.at(-1), times.at(-1)?.at(-1)];
    if (last && before && window.startMs - before.endMs < SAME_TIME_MS) last.push(window);
    else times.push([window]);
  }
  return times.map((time) => {
    const paces = time.map(({ pace }) => pace);
    const pace = paces.reduce((sum, one) => sum + one, 0) / paces.length;
    const atMs = ((time[0]?.startMs ?? 0) + (time.at(-1)?.endMs ?? 0)) / 2;
    return { atMs, pace, middle: pace, low: Math.min(...paces), high: Math.max(...paces) };
  });
}

function summed(together: readonly PaceWindow[], alone: readonly PaceWindow[]): readonly PaceSummary[] {
  const lastMs = Math.max(0, ...[together, alone].map((windows) => windows.at(-1)?.endMs ?? 0));
  // What ends just beyond a full ten seconds makes no row of its own.
  const rows = Math.max(1, Math.ceil(lastMs / SUMMARY_MS - 0.35));
  const of = (windows: readonly PaceWindow[], row: number): readonly PaceWindow[] =>
    windows.filter(({ startMs }) => Math.min(rows - 1, Math.floor(startMs / SUMMARY_MS)) === row);
  return Array.from({ length: lastMs > 0 ? rows : 0 }, (_, row) => {
    const all = of(together, row);
    const paces = all.map(({ pace }) => pace);
    const single = of(alone, row).map(({ pace }) => pace);
    return {
      startMs: row * SUMMARY_MS,
      endMs: row === rows - 1 ? lastMs : (row + 1) * SUMMARY_MS,
      windows: all.length,
      pace: all.length > 0 ? { median: median(paces), low: Math.min(...paces), high: Math.max(...paces) } : null,
      alone: single.length > 0 ? median(single) : null,
      still: all.reduce((sum, { still }) => sum + still, 0) / Math.max(1, all.length),
    };
  });
}
