/**
 * A race, or the recorded runs of a measurement, as a Chrome Trace Event document, which opens in Perfetto, speedscope and
 * chrome://tracing: one process a model, one thread a lane, one complete event a span, printed lines as instants, the two curves as
 * counters. Format: "Trace Event Format", Google, docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU. Written piece by piece: 100 000 spans are
 * 15 MB of text.
 *
 * Events of one thread must nest there. Waits of many tasks on one lane do not, so these get a thread each, shared by those that
 * do not overlap. Perfetto's importer (src/trace_processor/importers/json, common/process_tracker.cc) names a thread by its number alone,
 * whatever its process, and early versions took `displayTimeUnit` for the unit of the times: so thread numbers are unique in the whole
 * document, what belongs to a process stands on its main thread, and no unit is named (milliseconds are the format's own choice).
 */
import type { Played } from '../models/play/play.ts';
import type { Span } from '../trace/span.ts';

/** A number that changes over time: `counts[i]` from `times[i]` on. */
export interface CounterSteps {
  readonly times: ArrayLike<number>;
  readonly counts: ArrayLike<number>;
}

/** What is written of one model. The words come from whoever shows them, so that they are the same. */
export interface TracedModel {
  readonly name: string;
  readonly played: Pick<Played, 'spans' | 'tasks' | 'printed'>;
  threadName(lane: number): string;
  readonly phaseNames: Readonly<Record<Span['phase'], string>>;
  readonly inProgress: CounterSteps;
  readonly executing: CounterSteps;
}

/** Threads for overlapping spans of one lane: more than this many and the rest are left on the last. */
const MOST_EXTRA = 64;
const WAITS: ReadonlySet<Span['phase']> = new Set([
  'waiting-gil',
  'waiting-lock',
  'waiting-step',
  'waiting-io',
  'queued',
] as const);
/** Lane n of process p is thread p·10⁶ + 1001 + n·1000, so that the page's lane, −1, has a number of its own above zero. */
const THREADS_A_LANE = 1000;
const THREADS_A_PROCESS = 1_000_000;

function micros(ms: number): number {
  // Whole eighths of a microsecond, which binary fractions hold exactly: readers add time and length, and where thousandths
  // rounded up in that sum, speedscope found spans that overlap and dropped their ends. No clock here is finer.
  return Math.round(ms * 8e3) / 8;
}

function threadOf(pid: number, lane: number, extra: number): number {
  return pid * THREADS_A_PROCESS + (lane + 1) * THREADS_A_LANE + 1 + extra;
}

/** The document in pieces, to be joined or to be put into a `Blob` as they are. */
export function traceEventPieces(models: readonly TracedModel[], about: Readonly<Record<string, string>>): string[] {
  const pieces = [`{"otherData":${JSON.stringify(about)},"traceEvents":[\n`];
  models.forEach((model, index) => {
    const pid = index + 1;
    pieces.push(...namesOf(model, pid, index));
    writeSpans(model, pid, pieces);
    writePrinted(model, pid, pieces);
    writeCounter('in progress', model.inProgress, pid, pieces);
    writeCounter('executing', model.executing, pid, pieces);
  });
  // The format has no trailing comma: a last event that says nothing closes the list.
  pieces.push('{"ph":"M","name":"process_labels","pid":1,"tid":1,"ts":0,"args":{"labels":"Overlap"}}\n]}\n');
  return pieces;
}

function meta(name: string, pid: number, tid: number, args: Readonly<Record<string, string | number>>): string {
  return `${JSON.stringify({ ph: 'M', name, pid, tid, ts: 0, args })},\n`;
}

function namesOf({ name }: TracedModel, pid: number, order: number): string[] {
  return [meta('process_name', pid, pid, { name }), meta('process_sort_index', pid, pid, { sort_index: order })];
}

const CHUNK = 2_000;

function writeSpans({ played, phaseNames, threadName }: TracedModel, pid: number, pieces: string[]): void {
  const seats = new Seats(pid);
  const ordered = isAscending(played.spans) ? played.spans : [...played.spans].sort((a, b) => a.start - b.start);
  let chunk: string[] = [];
  for (const { lane, task, phase, start, end } of ordered) {
    const { thread, isNew, extra } = seats.take(lane, phase, start, end);
    if (isNew) {
      const name = extra === 0 ? threadName(lane) : `${threadName(lane)}, waiting ${extra}`;
      chunk.push(
        meta('thread_name', pid, thread, { name }),
        meta('thread_sort_index', pid, thread, { sort_index: thread }),
      );
    }
    const [from, until] = [micros(start), micros(end)];
    const dur = Math.max(0, until - from);
    chunk.push(
      `{"ph":"X","name":"${phaseNames[phase]}","cat":"${phase}","pid":${pid},"tid":${thread},"ts":${from},"dur":${dur},"args":{"task":${task},"phase":"${phase}"}},\n`,
    );
    if (chunk.length >= CHUNK) {
      pieces.push(chunk.join(''));
      chunk = [];
    }
  }
  pieces.push(chunk.join(''));
}

function isAscending(spans: readonly Span[]): boolean {
  return spans.every(({ start }, at) => at === 0 || start >= (spans[at - 1] as Span).start);
}

interface Seat {
  readonly thread: number;
  readonly extra: number;
  readonly isNew: boolean;
}

/**
 * Who sits where: a span takes the first thread of its lane that is free by then. On the page's lane the first is kept for what the
 * thread itself did.
 */
class Seats {
  readonly #ends = new Map<number, number[]>();
  readonly #pid: number;

  constructor(pid: number) {
    this.#pid = pid;
  }

  take(lane: number, phase: Span['phase'], start: number, end: number): Seat {
    const ends = this.#ends.get(lane) ?? [];
    this.#ends.set(lane, ends);
    const first = lane < 0 && WAITS.has(phase) ? 1 : 0;
    let extra = first;
    while (extra < MOST_EXTRA && (ends[extra] ?? 0) > start) extra += 1;
    const isNew = ends[extra] === undefined;
    ends[extra] = Math.max(end, ends[extra] ?? 0);
    return { thread: threadOf(this.#pid, lane, extra), extra, isNew };
  }
}

function writePrinted({ played }: TracedModel, pid: number, pieces: string[]): void {
  const lanes = new Map(played.tasks.map(({ task, lane }) => [task, lane]));
  for (const { at, task, text } of played.printed) {
    const tid = threadOf(pid, lanes.get(task) ?? -1, 0);
    const event = { ph: 'i', s: 't', name: text, cat: 'printed', pid, tid, ts: micros(at), args: { task } };
    pieces.push(`${JSON.stringify(event)},\n`);
  }
}

function writeCounter(name: string, { times, counts }: CounterSteps, pid: number, pieces: string[]): void {
  const chunk: string[] = [];
  for (let at = 0; at < times.length; at++) {
    chunk.push(
      `{"ph":"C","name":"${name}","pid":${pid},"tid":${pid},"ts":${micros(times[at] ?? 0)},"args":{"tasks":${counts[at] ?? 0}}},\n`,
    );
  }
  pieces.push(chunk.join(''));
}
