/**
 * Spans of a run put in order: one lane a worker, what each did and when it did nothing, and how many computed
 * at once. Pure functions of recorded spans; the recorder is elsewhere.
 */
import type { Milliseconds } from '../base/units.ts';
import { isExecuting, type Phase, type Span } from './span.ts';

/** A half-open piece of time, milliseconds on the clock of the spans. */
export interface Stretch {
  readonly start: Milliseconds;
  readonly end: Milliseconds;
}

export interface Lane {
  readonly lane: number;
  /** By start, then by end. */
  readonly spans: readonly Span[];
  /** When the lane computed: disjoint, ascending, touching ones joined. */
  readonly executing: readonly Stretch[];
  /** Stretches between two of these in which it did not compute. */
  readonly gaps: readonly Stretch[];
  /** Total of `executing`. */
  readonly busyMs: Milliseconds;
}

/** One lane a worker that has spans, ascending; the page's own lane comes first. */
export function lanes(spans: readonly Span[]): readonly Lane[] {
  const numbers = [...new Set(spans.map(({ lane }) => lane))].sort((a, b) => a - b);
  return numbers.map((lane) => laneOf(spans, lane));
}

/** One lane, empty where it has no spans. */
export function laneOf(spans: readonly Span[], lane: number): Lane {
  const own = spans.filter((span) => span.lane === lane).sort((a, b) => a.start - b.start || a.end - b.end);
  const executing = joined(own, isExecuting);
  return { lane, spans: own, executing, gaps: between(executing), busyMs: lengthOf(executing) };
}

/** From the earliest start to the latest end; 0 for no spans. */
export function makespan(spans: readonly Span[]): Milliseconds {
  if (spans.length === 0) return 0;
  const start = spans.reduce((least, span) => Math.min(least, span.start), Infinity);
  const end = spans.reduce((most, span) => Math.max(most, span.end), -Infinity);
  return end - start;
}

/**
 * The greatest number of lanes that computed at once, the degree of parallelism. Clocks of two threads disagree
 * by a tick, so lanes count as together only where all of them overlap by more than `toleranceMs` (two
 * ticks): k stretches do exactly where they still meet after each was cut short by the tolerance.
 */
export function maxExecuting(spans: readonly Span[], toleranceMs: Milliseconds): number {
  const cut = lanes(spans)
    .flatMap(({ executing }) => executing)
    .map(({ start, end }) => ({ start, end: end - toleranceMs }))
    .filter(({ start, end }) => end > start);
  const events = [
    ...cut.map(({ start }) => ({ at: start, step: 1 })),
    ...cut.map(({ end }) => ({ at: end, step: -1 })),
  ];
  events.sort((a, b) => a.at - b.at || a.step - b.step);
  let together = 0;
  let most = 0;
  for (const { step } of events) most = Math.max(most, (together += step));
  return most;
}

/** The time covered by spans of some phases: disjoint, ascending. Expects spans ascending by start. */
export function joined(ascending: readonly Span[], chosen: (phase: Phase) => boolean): readonly Stretch[] {
  const result: { start: Milliseconds; end: Milliseconds }[] = [];
  for (const { phase, start, end } of ascending) {
    if (!chosen(phase) || end <= start) continue;
    const last = result.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

/** What lies between neighbours of a disjoint, ascending list. */
export function between(stretches: readonly Stretch[]): readonly Stretch[] {
  return stretches.slice(1).map(({ start }, index) => ({ start: (stretches[index] as Stretch).end, end: start }));
}

/** The summed length of disjoint stretches. */
export function lengthOf(stretches: readonly Stretch[]): Milliseconds {
  return stretches.reduce((sum, { start, end }) => sum + (end - start), 0);
}
