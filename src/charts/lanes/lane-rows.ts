/**
 * The rows of one model's lanes: one a thread, or one a task. Where a lane holds the waits of many tasks at once (a loop), who
 * executes is kept apart from who waits, so that neither hides the other. Many tasks share rows.
 */
import type { ModelId } from '../../models/index.ts';
import type { Played } from '../../models/play/play.ts';
import type { Span } from '../../trace/span.ts';
import { codeOf, WAIT_CODES } from './phase-codes.ts';
import { TrackBuilder, type Track } from './track.ts';

export type RowsOf = 'threads' | 'tasks';

/** The waits of a lane on which several go on at once. */
export interface Waits {
  /** When anyone waits, a phase: stretches of one phase do not overlap. */
  readonly united: Track;
  /** By phase: starts and ends of all waits, each ascending, for counting. */
  readonly ends: ReadonlyMap<number, { readonly starts: Float64Array; readonly ends: Float64Array }>;
}

export interface LaneRow {
  readonly name: string;
  /** Where there is little room. */
  readonly short: string;
  readonly track: Track;
  readonly waits: Waits | null;
  /** Tasks that share the row; 1 for threads. */
  readonly sharing: number;
  /** Its first task, where rows are tasks; else -1. */
  readonly firstTask: number;
}

/** More rows than this are too thin to be told apart: then several tasks share one. */
const MOST_ROWS = 80;

const THREAD_NOUNS: Partial<Record<ModelId, string>> = {
  processes: 'process',
  ranks: 'rank',
  'thread-executor': 'worker',
  'process-executor': 'worker',
};

export function threadNoun(model: ModelId): string {
  return THREAD_NOUNS[model] ?? 'thread';
}

export function threadName(model: ModelId, lane: number): string {
  if (lane < 0) return 'page';
  if (lane === 0) return model === 'ranks' ? 'rank 0' : 'main';
  return `${threadNoun(model)} ${lane}`;
}

function shortName(name: string): string {
  return name.replace(/^(\w)\w* (\d)/, '$1$2');
}

/** `toleranceMs`: stretches that overlap by less only seem to. */
export function rowsOf(model: ModelId, played: Played, of: RowsOf, toleranceMs: number): LaneRow[] {
  return of === 'threads' ? threadRows(model, played, toleranceMs) : taskRows(played);
}

function grouped(spans: readonly Span[], rows: number, rowOf: (span: Span) => number): Track[] {
  const sizes = new Int32Array(rows);
  for (const span of spans) {
    const row = rowOf(span);
    if (row >= 0 && row < rows) sizes[row] = (sizes[row] as number) + 1;
  }
  const builders = Array.from(sizes, (size) => new TrackBuilder(size));
  for (const span of spans) builders[rowOf(span)]?.add(span.start, span.end, span.task, codeOf(span.phase));
  return builders.map((builder) => builder.close());
}

function threadRows(model: ModelId, { spans }: Played, toleranceMs: number): LaneRow[] {
  const lanes = [...new Set(spans.map(({ lane }) => lane))].sort((a, b) => a - b);
  const places = new Map(lanes.map((lane, row) => [lane, row]));
  return grouped(spans, lanes.length, ({ lane }) => places.get(lane) ?? -1).map((track, row) => {
    const name = threadName(model, lanes[row] ?? 0);
    const apart = holdsMany(track, toleranceMs) ? waitsApart(track) : { track, waits: null };
    return { name, short: shortName(name), ...apart, sharing: 1, firstTask: -1 };
  });
}

function taskRows({ spans, tasks }: Played): LaneRow[] {
  const count = tasks.length;
  if (count === 0) return [];
  const sharing = Math.ceil(count / MOST_ROWS);
  const rows = Math.ceil(count / sharing);
  const tracks = grouped(spans, rows, ({ task }) => (task < 0 ? -1 : Math.floor(task / sharing)));
  return tracks.map((track, row) => {
    const first = row * sharing;
    const last = Math.min(count, first + sharing) - 1;
    const name = first === last ? (first === 0 ? 'main' : `task ${first}`) : `tasks ${first}–${last}`;
    const short = first === 0 && last === 0 ? 'main' : String(first);
    return { name, short, track, waits: null, sharing: last - first + 1, firstTask: first };
  });
}

/** True where a wait goes on while the lane does something else. */
function holdsMany({ length, start, code, reach }: Track, toleranceMs: number): boolean {
  let isWaiting = false;
  for (let at = 1; at < length; at++) {
    isWaiting ||= WAIT_CODES.has(code[at - 1] as number);
    const overlaps = (start[at] as number) < (reach[at - 1] as number) - toleranceMs;
    if (overlaps && (isWaiting || WAIT_CODES.has(code[at] as number))) return true;
  }
  return false;
}

function waitsApart(all: Track): { track: Track; waits: Waits } {
  const front = new TrackBuilder(all.length);
  const byPhase = new Map<number, number[]>();
  for (let at = 0; at < all.length; at++) {
    const code = all.code[at] as number;
    if (!WAIT_CODES.has(code)) front.add(all.start[at] as number, all.end[at] as number, all.task[at] as number, code);
    else if (byPhase.has(code)) byPhase.get(code)?.push(at);
    else byPhase.set(code, [at]);
  }
  const united = new TrackBuilder(all.length);
  const ends = new Map<number, { starts: Float64Array; ends: Float64Array }>();
  for (const [code, places] of byPhase) {
    const starts = Float64Array.from(places, (at) => all.start[at] as number);
    ends.set(code, { starts, ends: Float64Array.from(places, (at) => all.end[at] as number).sort() });
    unite(all, places, (start, end) => united.add(start, end, -1, code));
  }
  return { track: front.close(), waits: { united: united.close(), ends } };
}

function unite(all: Track, ascending: readonly number[], add: (start: number, end: number) => void): void {
  let [from, to] = [Infinity, -Infinity];
  for (const at of ascending) {
    const [start, end] = [all.start[at] as number, all.end[at] as number];
    if (start > to) {
      if (to > from) add(from, to);
      from = start;
    }
    to = Math.max(to, end);
  }
  if (to > from) add(from, to);
}
