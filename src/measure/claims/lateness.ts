/** How late a timer woke up beside a task that computes in slices, from the spans of a play. Pure. */
import type { Milliseconds } from '../../base/units.ts';
import { isExecuting, type Span } from '../../trace/span.ts';
import type { Stretch } from '../../trace/timeline.ts';

export interface Beside {
  /** Task that computes. */
  readonly hog: number;
  /** Task that sleeps `periodMs` again and again. */
  readonly timer: number;
  readonly periodMs: Milliseconds;
  /** Stretches of the hog with less between them are one slice. */
  readonly restMs: Milliseconds;
}

/** Stretches in which the hog computes, with a rest of at least `restMs` between two. */
export function slicesOf(spans: readonly Span[], { hog, restMs }: Pick<Beside, 'hog' | 'restMs'>): Stretch[] {
  const own = spans.filter(({ task, phase }) => task === hog && isExecuting(phase));
  const slices: { start: Milliseconds; end: Milliseconds }[] = [];
  for (const { start, end } of own.sort((a, b) => a.start - b.start)) {
    const last = slices.at(-1);
    if (last && start - last.end < restMs) last.end = Math.max(last.end, end);
    else slices.push({ start, end });
  }
  return slices;
}

/** Of each slice, the largest lateness of a wake-up that fell into it or was kept waiting by it, as a fraction of the slice; 0 for none. */
export function latenessBySlice(spans: readonly Span[], beside: Beside): number[] {
  const waits = wakeUps(spans, beside.timer);
  return slicesOf(spans, beside).map((slice) => {
    const latest = waits
      .filter(({ start, end }) => start < slice.end && end > slice.start)
      .reduce((most, { start, end }) => Math.max(most, end - (start + beside.periodMs)), 0);
    return latest / (slice.end - slice.start);
  });
}

/** From the beginning of each sleep until the timer ran again: to have slept and to wait for the GIL is not to be awake. */
function wakeUps(spans: readonly Span[], timer: number): Stretch[] {
  const own = spans.filter(({ task }) => task === timer).sort((a, b) => a.start - b.start || a.end - b.end);
  return own.flatMap(({ phase, start, end }, place) => {
    if (phase !== 'waiting-io') return [];
    const after = own[place + 1];
    return [{ start, end: after?.phase === 'waiting-gil' ? after.end : end }];
  });
}
