/**
 * Which stretch of time is in sight, and how it moves: zoomed about a moment, pushed along, fitted. Never beyond what there is.
 */
import type { Milliseconds } from '../../base/units.ts';

export interface TimeWindow {
  readonly from: Milliseconds;
  readonly to: Milliseconds;
}

/** Nothing is recorded finer than some nanoseconds. */
const SHORTEST_MS = 0.0002;

export function fitted(whole: Milliseconds): TimeWindow {
  return { from: 0, to: Math.max(whole, SHORTEST_MS) };
}

function within(from: Milliseconds, length: Milliseconds, whole: Milliseconds): TimeWindow {
  const most = Math.max(whole, SHORTEST_MS);
  const kept = Math.min(most, Math.max(SHORTEST_MS, length));
  const start = Math.max(0, Math.min(most - kept, from));
  return { from: start, to: start + kept };
}

/** `factor` above 1 shows less time, larger; `about` stays where it is. */
export function zoomed({ from, to }: TimeWindow, factor: number, about: Milliseconds, whole: Milliseconds): TimeWindow {
  const length = Math.min(Math.max(whole, SHORTEST_MS), Math.max(SHORTEST_MS, (to - from) / factor));
  return within(about - (about - from) * (length / (to - from)), length, whole);
}

export function moved({ from, to }: TimeWindow, by: Milliseconds, whole: Milliseconds): TimeWindow {
  return within(from + by, to - from, whole);
}

/** Moved no further than is needed for a stretch to be in sight, or at least its beginning. */
export function revealing(window: TimeWindow, start: Milliseconds, end: Milliseconds, whole: Milliseconds): TimeWindow {
  const length = window.to - window.from;
  if (start < window.from || end - start > length) return moved(window, start - length * 0.1 - window.from, whole);
  return end > window.to ? moved(window, end + length * 0.1 - window.to, whole) : window;
}
