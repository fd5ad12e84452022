/**
 * Tasks in progress against tasks executing, the most of each at any moment of a play: concurrency and parallelism as two numbers. By task and
 * not by lane, since on one thread the lane could never show two. Pure.
 */
import type { Milliseconds } from '../../base/units.ts';
import type { Played } from '../../models/play/play.ts';
import { isExecuting, type Span } from '../../trace/span.ts';
import { joined, type Stretch } from '../../trace/timeline.ts';

export interface AtOnce {
  readonly inProgress: number;
  readonly executing: number;
}

const MAIN = 0;

/** Of all tasks but `main`, which waits for them. Clocks of two threads disagree: to overlap by `toleranceMs` or less is not to overlap. */
export function atOnce(
  { tasks, spans, wallMs }: Pick<Played, 'tasks' | 'spans' | 'wallMs'>,
  toleranceMs: Milliseconds,
): AtOnce {
  const lives = tasks.flatMap(({ task, start, end }) =>
    task === MAIN || start === null ? [] : [{ start, end: end ?? Math.max(wallMs, start) }],
  );
  return { inProgress: mostMeeting(lives, toleranceMs), executing: mostMeeting(executed(spans), toleranceMs) };
}

/** When each task computed, seams joined. */
function executed(spans: readonly Span[]): Stretch[] {
  const own = new Map<number, Span[]>();
  for (const span of spans) {
    if (span.task === MAIN || span.task < 0 || !isExecuting(span.phase)) continue;
    const list = own.get(span.task);
    if (list) list.push(span);
    else own.set(span.task, [span]);
  }
  return [...own.values()].flatMap((list) => [
    ...joined(
      list.sort((a, b) => a.start - b.start),
      isExecuting,
    ),
  ]);
}

/** The most stretches that meet after each was cut short by the tolerance; one alone counts however short. */
function mostMeeting(stretches: readonly Stretch[], toleranceMs: Milliseconds): number {
  const cut = stretches.filter(({ start, end }) => end - start > toleranceMs);
  const events = cut.flatMap(({ start, end }) => [
    { at: start, step: 1 },
    { at: end - toleranceMs, step: -1 },
  ]);
  events.sort((a, b) => a.at - b.at || a.step - b.step);
  let together = 0;
  let most = Math.min(1, stretches.length);
  for (const { step } of events) most = Math.max(most, (together += step));
  return most;
}
