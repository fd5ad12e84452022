/**
 * The recorded runs of a measurement as Trace Event JSON, by the same rules as a race's (results/trace-events.ts): one process a recorded
 * run, one thread a lane, and the start of the workers as a process of its own. Loaded when asked for; without recorded spans there is
 * nothing to write, and nobody asks.
 */
import { executingCurve, stepCurve } from '../charts/lanes/concurrency.ts';
import { workersOf } from '../charts/model-names.ts';
import { PHASE_NAMES } from '../charts/phase-fills.ts';
import type { Report } from '../measure/report.ts';
import { traceEventPieces, type TracedModel } from '../results/trace-events.ts';
import type { Span } from '../trace/span.ts';

function threadName(lane: number): string {
  return lane < 0 ? 'page' : `worker ${lane + 1}`;
}

/** Nothing happens before the beginning of a trace: a run whose first span was written before it was submitted begins with that. */
function fromZero(spans: readonly Span[]): readonly Span[] {
  const first = spans.reduce((least, { start }) => Math.min(least, start), 0);
  return first < 0 ? spans.map((span) => ({ ...span, start: span.start - first, end: span.end - first })) : spans;
}

/** A task is in progress from the first to the last of its spans; it is not while it is queued. */
function tasksOf(spans: readonly Span[]): { start: number; end: number }[] {
  const tasks = new Map<number, { start: number; end: number }>();
  for (const { task, phase, start, end } of spans) {
    if (task < 0 || phase === 'queued') continue;
    const known = tasks.get(task);
    tasks.set(task, { start: Math.min(start, known?.start ?? start), end: Math.max(end, known?.end ?? end) });
  }
  return [...tasks.values()];
}

function tracedOf(name: string, recorded: readonly Span[], toleranceMs: number): TracedModel {
  const spans = fromZero(recorded);
  return {
    name,
    played: { spans, tasks: [], printed: [] },
    threadName,
    phaseNames: PHASE_NAMES,
    inProgress: stepCurve(tasksOf(spans), toleranceMs),
    executing: executingCurve(spans, toleranceMs),
  };
}

export function hasSpans({ timelines, startup }: Report): boolean {
  return startup.length > 0 || timelines.some(({ spans }) => spans.length > 0);
}

/** In pieces, as the race's. */
export function timelinePieces(report: Report): string[] {
  const { timelines, startup, work, browser, clock, seed, startedAt } = report;
  // Clocks of two threads disagree by a tick: what overlaps by up to two only seems to.
  const toleranceMs = Number.isFinite(clock.resolutionMs) ? 2 * clock.resolutionMs : 0;
  const titleOf = (kernel: string): string => work.find((one) => one.kernel === kernel)?.title ?? kernel;
  const runs = timelines.map(({ kernel, model, workers, spans }) =>
    tracedOf(`${titleOf(kernel)}: ${workersOf(model, workers)}`, spans, toleranceMs),
  );
  const starts = startup.length > 0 ? [tracedOf('starting the workers', startup, toleranceMs)] : [];
  const about = { startedAt, seed: String(seed), browser: `${browser.name} ${browser.version}`, madeBy: 'Overlap' };
  return traceEventPieces([...runs, ...starts], about);
}
