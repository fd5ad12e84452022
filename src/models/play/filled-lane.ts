/** Spans of one lane from what its thread wrote down: relative to the start of the play, and with nothing left open between them. */
import type { Milliseconds } from '../../base/units.ts';
import type { DiaryEntry } from '../../trace/diary.ts';
import type { Span } from '../../trace/span.ts';

export interface LaneAsked {
  readonly lane: number;
  /** On the clock of the entries. */
  readonly began: Milliseconds;
  /** Null while it is not over: what comes after the last entry is not known then. */
  readonly wallMs: Milliseconds | null;
}

/** Before its first task a thread is queued, between two of them and after the last it is idle. What was before the start is left out. */
export function filledLane(entries: readonly DiaryEntry[], { lane, began, wallMs }: LaneAsked): Span[] {
  const spans: Span[] = [];
  let at = 0;
  const put = (span: Span): void => {
    if (span.end <= at) return;
    spans.push({ ...span, start: Math.max(at, span.start) });
    at = span.end;
  };
  for (const entry of [...entries].sort((one, other) => one.start - other.start)) {
    const start = entry.start - began;
    put({ lane, task: -1, phase: spans.length === 0 ? 'queued' : 'idle', start: at, end: start });
    put({ ...entry, lane, start, end: entry.end - began });
  }
  if (wallMs !== null) put({ lane, task: -1, phase: spans.length === 0 ? 'queued' : 'idle', start: at, end: wallMs });
  return spans;
}
