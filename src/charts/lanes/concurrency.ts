/**
 * Concurrency against parallelism, as two curves over time: tasks in progress (begun and not ended) and tasks executing (lanes
 * that compute). Pure. Clocks of two threads disagree by a tick, so two stretches that meet count as together only where they
 * overlap by more than two ticks, the rule of `maxExecuting` in trace/timeline.
 */
import type { Milliseconds } from '../../base/units.ts';
import type { TaskTime } from '../../models/play/play.ts';
import type { Span } from '../../trace/span.ts';
import { firstAbove } from './track.ts';

/** Steps: from `times[i]` on, until the next, there are `counts[i]`. Before the first there are none. */
export interface StepCurve {
  readonly times: Float64Array;
  readonly counts: Int32Array;
  readonly most: number;
}

export const EMPTY_CURVE: StepCurve = { times: new Float64Array(0), counts: new Int32Array(0), most: 0 };

interface Stretch {
  readonly start: Milliseconds;
  readonly end: Milliseconds;
}

/** How many lanes compute, over time. Its highest is `maxExecuting`, but for a lane alone, which counts however short. */
export function executingCurve(spans: readonly Span[], toleranceMs: Milliseconds): StepCurve {
  const lanes = new Map<number, Stretch[]>();
  for (const span of spans) {
    if ((span.phase !== 'running' && span.phase !== 'released') || span.end <= span.start) continue;
    const lane = lanes.get(span.lane);
    if (lane) lane.push(span);
    else lanes.set(span.lane, [span]);
  }
  return stepCurve([...lanes.values()].flatMap(joined), toleranceMs);
}

/** How many tasks have begun and not ended, over time; one that has not ended yet lasts until `until`. */
export function inProgressCurve(tasks: readonly TaskTime[], until: Milliseconds, toleranceMs: Milliseconds): StepCurve {
  return stepCurve(
    tasks.flatMap(({ start, end }) => (start === null ? [] : [{ start, end: end ?? Math.max(until, start) }])),
    toleranceMs,
  );
}

/** Spans of one lane without the seams between them. */
function joined(spans: Stretch[]): Stretch[] {
  const isOrdered = spans.every(({ start }, at) => at === 0 || start >= (spans[at - 1] as Stretch).start);
  const ascending = isOrdered ? spans : [...spans].sort((a, b) => a.start - b.start);
  const result: { start: Milliseconds; end: Milliseconds }[] = [];
  for (const { start, end } of ascending) {
    const last = result.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

/** Between two neighbouring events: how many stretches there are, and how many after each was cut short by the tolerance. */
interface Sweep {
  readonly times: Float64Array;
  readonly raw: Int32Array;
  readonly cut: Int32Array;
  readonly length: number;
}

function sorted(values: readonly number[]): Float64Array {
  return Float64Array.from(values).sort();
}

function sweepOf(stretches: readonly Stretch[], toleranceMs: Milliseconds): Sweep {
  const long = stretches.filter(({ start, end }) => end - start > toleranceMs);
  // Four sorted columns that are merged: no event objects, and typed arrays sort without a comparison function.
  const columns = [
    sorted(stretches.map(({ end }) => end)),
    sorted(long.map(({ end }) => end - toleranceMs)),
    sorted(stretches.map(({ start }) => start)),
    sorted(long.map(({ start }) => start)),
  ];
  const most = columns.reduce((sum, { length }) => sum + length, 0);
  const [times, raw, cut] = [new Float64Array(most), new Int32Array(most), new Int32Array(most)];
  const at = [0, 0, 0, 0];
  const steps = [-1, -1, 1, 1];
  let length = 0;
  const counts = [0, 0];
  for (;;) {
    let time = Infinity;
    columns.forEach((column, index) => (time = Math.min(time, column[at[index] as number] ?? Infinity)));
    if (time === Infinity) break;
    columns.forEach((column, index) => {
      while (column[at[index] as number] === time) {
        at[index] = (at[index] as number) + 1;
        counts[index % 2] = (counts[index % 2] as number) + (steps[index] as number);
      }
    });
    [times[length], raw[length], cut[length]] = [time, counts[0] as number, counts[1] as number];
    length += 1;
  }
  return { times, raw, cut, length };
}

/**
 * Lowers every piece in which k are together to k − 1 unless, somewhere in it, k still meet after the cut. A piece of k lies
 * within one of k − 1, so they are kept on a stack and each is judged when it closes.
 */
function withoutBrushes({ raw, cut, length }: Sweep): Int32Array {
  const result = raw.slice(0, length);
  const open: { from: number; cut: number }[] = [];
  const close = (until: number): void => {
    const level = open.length;
    const piece = open.pop();
    const below = open.at(-1);
    if (!piece) return;
    if (below) below.cut = Math.max(below.cut, piece.cut);
    if (level < 2 || piece.cut >= level) return;
    for (let at = piece.from; at < until; at++) if (result[at] === level) result[at] = level - 1;
  };
  for (let at = 0; at < length; at++) {
    const level = raw[at] as number;
    while (open.length > level) close(at);
    while (open.length < level) open.push({ from: at, cut: 0 });
    const top = open.at(-1);
    if (top) top.cut = Math.max(top.cut, cut[at] as number);
  }
  while (open.length > 0) close(length);
  return result;
}

export function stepCurve(stretches: readonly Stretch[], toleranceMs: Milliseconds): StepCurve {
  if (stretches.length === 0) return EMPTY_CURVE;
  const sweep = sweepOf(stretches, toleranceMs);
  const counts = withoutBrushes(sweep);
  const times = new Float64Array(sweep.length);
  let length = 0;
  let most = 0;
  for (let at = 0; at < sweep.length; at++) {
    const count = counts[at] as number;
    if (length > 0 && counts[length - 1] === count) continue;
    times[length] = sweep.times[at] as number;
    counts[length] = count;
    most = Math.max(most, count);
    length += 1;
  }
  return { times: times.subarray(0, length), counts: counts.subarray(0, length), most };
}

/** How many at a moment. */
export function countAt({ times, counts }: StepCurve, moment: Milliseconds): number {
  return counts[firstAbove(times, moment) - 1] ?? 0;
}

/** Mean over each of `means.length` equal pieces from `from` on: the area under the curve is kept, whatever the zoom. */
export function meansOf(curve: StepCurve, from: Milliseconds, pieceMs: Milliseconds, means: Float64Array): void {
  const { times, counts } = curve;
  let at = firstAbove(times, from) - 1;
  for (let piece = 0; piece < means.length; piece++) {
    const end = from + (piece + 1) * pieceMs;
    let time = from + piece * pieceMs;
    let area = 0;
    for (;;) {
      const next = Math.min(end, times[at + 1] ?? Infinity);
      area += (counts[at] ?? 0) * (next - time);
      time = next;
      if (next >= end) break;
      at += 1;
    }
    means[piece] = area / pieceMs;
  }
}
