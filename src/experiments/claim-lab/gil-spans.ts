/**
 * What the spans of a play under a GIL tell: how long a thread held it until it was made to give it up, and how late a thread that came back
 * from a wait went on. Pure.
 */
import type { Milliseconds } from '../../base/units.ts';
import type { Played } from '../../models/play/play.ts';
import type { Phase, Span } from '../../trace/span.ts';

/** A thread that is kept off its processor goes on holding the GIL. */
const HOLDING: ReadonlySet<Phase> = new Set(['running', 'preempted']);

/** Stretches that end in an instant belong together; the clock may be this coarse. */
const TOUCHING_MS: Milliseconds = 0.2;

/** Of one lane, by start. */
function spansOf({ spans }: Pick<Played, 'spans'>, lane: number): readonly Span[] {
  return spans.filter((span) => span.lane === lane).sort((one, other) => one.start - other.start);
}

/** The lane on which a task of this body ran; NaN where none did. */
export function laneOf({ tasks }: Pick<Played, 'tasks'>, body: string): number {
  return tasks.find((task) => task.body === body)?.lane ?? NaN;
}

/**
 * How long the thread of a lane held the GIL, each time that it had waited for it and then lost it to another while it ran: between the two
 * somebody wanted it all the time. What came before its first wait and after its last is left out.
 */
export function contendedHolds(played: Pick<Played, 'spans'>, lane: number): readonly Milliseconds[] {
  const holds: Milliseconds[] = [];
  let since: Milliseconds | null = null;
  let last: Span | null = null;
  for (const span of spansOf(played, lane)) {
    const isForced = span.phase === 'waiting-gil' && last !== null && runsInto(last, span);
    if (isForced && since !== null) holds.push(span.start - since);
    if (span.phase === 'waiting-gil') since = span.end;
    else if (!HOLDING.has(span.phase)) since = null;
    last = span;
  }
  return holds;
}

/** How often the thread of a lane was made to give the GIL up while it ran. */
export function forcedSwitches(played: Pick<Played, 'spans'>, lane: number): number {
  const spans = spansOf(played, lane);
  return spans.filter((span, place) => {
    const before = spans[place - 1];
    return span.phase === 'waiting-gil' && before !== undefined && runsInto(before, span);
  }).length;
}

function runsInto(before: Span, span: Span): boolean {
  return HOLDING.has(before.phase) && before.task === span.task && span.start - before.end < TOUCHING_MS;
}

/** A wait of known length that a thread asked for, and when it went on. */
export interface Answered {
  /** When the answer was due. */
  readonly due: Milliseconds;
  /** From then until the thread runs. */
  readonly lateMs: Milliseconds;
}

/** Of waits that were to last `waitMs` each. */
export function answered(played: Pick<Played, 'spans'>, lane: number, waitMs: Milliseconds): readonly Answered[] {
  const spans = spansOf(played, lane);
  return spans.flatMap((span, place) => {
    if (span.phase !== 'waiting-io') return [];
    const next = spans.slice(place + 1).find(({ phase }) => HOLDING.has(phase));
    const due = span.start + waitMs;
    return next ? [{ due, lateMs: next.start - due }] : [];
  });
}
