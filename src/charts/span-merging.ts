/**
 * From spans to pieces that can be seen: spans of one lane that are narrower than a pixel are joined
 * with their neighbours, so that a lane never has more than about two pieces a pixel however many
 * spans were recorded. A joined piece shows the phase that filled most of it.
 */
import type { Milliseconds } from '../base/units.ts';
import type { Phase, Span } from '../trace/span.ts';

export interface Piece {
  readonly lane: number;
  readonly phase: Phase;
  /** Of the first span in it. */
  readonly task: number;
  /** How many spans were joined. */
  readonly spans: number;
  readonly start: Milliseconds;
  readonly end: Milliseconds;
}

/** `pixel` is how long a pixel lasts. Spans outside [0, until] are cut off; the spans may come in any order. */
export function merged(spans: readonly Span[], pixel: Milliseconds, until: Milliseconds): Piece[] {
  const lanes = new Map<number, Span[]>();
  for (const span of spans) {
    if (span.end <= 0 || span.start >= until) continue;
    const lane = lanes.get(span.lane);
    if (lane) lane.push(span);
    else lanes.set(span.lane, [span]);
  }
  return [...lanes.keys()]
    .sort((a, b) => a - b)
    .flatMap((lane) =>
      mergedLane(
        (lanes.get(lane) ?? []).sort((a, b) => a.start - b.start),
        pixel,
        until,
      ),
    );
}

function mergedLane(spans: readonly Span[], pixel: Milliseconds, until: Milliseconds): Piece[] {
  const pieces: Piece[] = [];
  let group: Span[] = [];
  const close = (): void => {
    const piece = pieceOf(group, until);
    if (piece) pieces.push(piece);
    group = [];
  };
  for (const span of spans) {
    const first = group[0];
    const narrow = span.end - span.start < pixel;
    const joins = first && narrow && span.end - first.start <= 2 * pixel;
    if (!joins && first) close();
    group.push(span);
    if (!narrow) close();
  }
  close();
  return pieces;
}

function pieceOf(group: readonly Span[], until: Milliseconds): Piece | undefined {
  const [first] = group;
  if (!first) return undefined;
  const times = new Map<Phase, Milliseconds>();
  for (const { phase, start, end } of group) times.set(phase, (times.get(phase) ?? 0) + end - start);
  const [phase] = [...times].reduce((most, next) => (next[1] > most[1] ? next : most), [first.phase, 0]);
  const end = Math.max(...group.map((span) => span.end));
  const start = Math.max(0, first.start);
  return { lane: first.lane, phase, task: first.task, spans: group.length, start, end: Math.min(end, until) };
}
