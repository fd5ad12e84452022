/**
 * Where a play changed from one task to another, and whether the task that was left had given up its turn there (by a wait, or its end) or was
 * in the middle of computing. From the recorded spans of one thread, or of threads of which one at a time may run. Pure.
 */
import type { Milliseconds } from '../../base/units.ts';
import { isExecuting, type Phase, type Span } from '../../trace/span.ts';

export interface Switch {
  readonly at: Milliseconds;
  readonly from: number;
  readonly to: number;
  /** What the task that was left did next; null where it had ended. */
  readonly left: Phase | null;
  /** It waited or had ended; false where it would have gone on computing. */
  readonly gaveUp: boolean;
}

/** What follows where a task was not through with computing: it waits to have the lock again, or simply goes on later. */
function isInTheMiddle(next: Phase | null): boolean {
  return next === 'waiting-gil' || (next !== null && isExecuting(next));
}

/** In order of time. */
export function switchesOf(spans: readonly Span[]): Switch[] {
  const ordered = spans.filter(({ task }) => task >= 0).sort((a, b) => a.start - b.start || a.end - b.end);
  const next = nextPhases(ordered);
  const runs = ordered.filter(({ phase }) => isExecuting(phase));
  return runs.slice(1).flatMap((run, place) => {
    const before = runs[place] as Span;
    if (before.task === run.task) return [];
    const left = next.get(before) ?? null;
    return [{ at: run.start, from: before.task, to: run.task, left, gaveUp: !isInTheMiddle(left) }];
  });
}

/** What each span's task did next. To be kept off the processor is nothing that a task does. */
function nextPhases(ordered: readonly Span[]): Map<Span, Phase> {
  const last = new Map<number, Span>();
  const next = new Map<Span, Phase>();
  for (const span of ordered) {
    if (span.phase === 'preempted') continue;
    const before = last.get(span.task);
    if (before) next.set(before, span.phase);
    last.set(span.task, span);
  }
  return next;
}
