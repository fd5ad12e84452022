/**
 * The one clock of the lab. Page and workers have different time origins, so every stamp is
 * converted to milliseconds since the page's own origin; the page hands that origin to its workers.
 * Nothing else reads the time. Resolution is the browser's: 5 µs in an isolated Chromium, 20 µs in Firefox.
 */
import type { Milliseconds } from './units.ts';

export interface Clock {
  /** Milliseconds since the shared origin. */
  now(): Milliseconds;
}

/** The origin this thread's `performance.now()` counts from, in Unix milliseconds. */
export function threadOrigin(): Milliseconds {
  return performance.timeOrigin;
}

/** A clock that counts from `origin` (Unix milliseconds), by default this thread's own. */
export function clockFrom(origin: Milliseconds = threadOrigin()): Clock {
  const shift = performance.timeOrigin - origin;
  return { now: () => performance.now() + shift };
}

/** The date for a report's heading; never used for a duration. */
export function wallDate(): string {
  return new Date().toISOString();
}
