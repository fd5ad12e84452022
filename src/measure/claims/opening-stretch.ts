/** The beginning of a play, for a picture of it: a long play repeats itself, and a lane shows little of a second and a half. Pure. */
import type { Milliseconds } from '../../base/units.ts';
import type { Played } from '../../models/play/play.ts';

/** What happened in the first `ms` of it; the play itself where it was no longer. */
export function openingStretch(played: Played, ms: Milliseconds): Played {
  if (played.wallMs <= ms) return played;
  return {
    ...played,
    wallMs: ms,
    spans: played.spans.filter(({ start }) => start < ms).map((span) => (span.end > ms ? { ...span, end: ms } : span)),
    tasks: played.tasks
      .filter(({ spawned }) => spawned < ms)
      .map((task) => ({
        ...task,
        start: task.start !== null && task.start < ms ? task.start : null,
        end: task.end !== null && task.end < ms ? task.end : null,
      })),
    printed: played.printed.filter(({ at }) => at < ms),
  };
}
