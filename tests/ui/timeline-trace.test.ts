/** The recorded runs of a measurement as a trace: what Perfetto and speedscope demand of it, held for invented runs and for crowded ones. */
import { describe, expect, it } from 'vitest';
import { prng } from '../../src/base/prng.ts';
import type { Report } from '../../src/measure/report.ts';
import type { Span } from '../../src/trace/span.ts';
import { hasSpans, timelinePieces } from '../../src/ui/timeline-trace.ts';
import { SAMPLE_REPORTS } from '../gallery/sample-reports.ts';

interface TraceEvent {
  readonly ph: string;
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur: number;
  readonly args: Readonly<Record<string, string | number>>;
}

const REPORT = SAMPLE_REPORTS['eight cores']!;
const events = (report: Report): TraceEvent[] =>
  (JSON.parse(timelinePieces(report).join('')) as { traceEvents: TraceEvent[] }).traceEvents;

/** A run of two lanes whose spans touch, drawn from a seed, the first of them before the submission. */
function crowded(seed: number): Span[] {
  const random = prng(seed);
  return [-1, 0, 1].flatMap((lane) => {
    let at = -0.02;
    return Array.from({ length: 500 }, (_, task): Span => {
      const start = at;
      at += random.next() * 0.3;
      return { lane, task, phase: task % 7 ? 'running' : 'copying', start, end: at };
    });
  });
}

const WITH_EARLY: Report = {
  ...REPORT,
  timelines: [
    ...REPORT.timelines,
    { kernel: 'mandelbrot', model: 'processes', workers: 2, makespanMs: 70, spans: crowded(5) },
  ],
};

describe('the trace of a measurement', () => {
  it('has a process for each recorded run and one for the start of the workers, all named', () => {
    const names = events(REPORT)
      .filter(({ name }) => name === 'process_name')
      .map(({ args }) => String(args['name']));
    expect(names).toHaveLength(REPORT.timelines.length + (REPORT.startup.length > 0 ? 1 : 0));
    expect(names[0]).toMatch(/^.+: .+/);
  });

  it('has every recorded span', () => {
    const spans = [...WITH_EARLY.timelines.flatMap((one) => one.spans), ...WITH_EARLY.startup];
    expect(events(WITH_EARLY).filter(({ ph }) => ph === 'X')).toHaveLength(spans.length);
  });

  it('numbers threads uniquely in the whole document', () => {
    const processes = new Map<number, Set<number>>();
    for (const { tid, pid } of events(WITH_EARLY)) processes.set(tid, (processes.get(tid) ?? new Set()).add(pid));
    expect([...processes.values()].every(({ size }) => size === 1)).toBe(true);
    expect(processes.has(0)).toBe(false);
  });

  it('begins at zero or later, and spans of a thread never overlap, added up as a reader does (seed 5)', () => {
    const threads = new Map<number, TraceEvent[]>();
    for (const event of events(WITH_EARLY).filter(({ ph }) => ph === 'X')) {
      threads.set(event.tid, [...(threads.get(event.tid) ?? []), event]);
    }
    for (const own of threads.values()) {
      own.sort((a, b) => a.ts - b.ts);
      own.forEach((event, index) => {
        const before = own[index - 1];
        expect(event.ts).toBeGreaterThanOrEqual(before ? before.ts + before.dur : 0);
      });
    }
  });

  it('counts never more executing than there are lanes', () => {
    const counts = events(REPORT).filter(({ ph, name }) => ph === 'C' && name === 'executing');
    expect(counts.length).toBeGreaterThan(0);
    const lanes = Math.max(...REPORT.timelines.map(({ workers }) => Math.max(1, workers)), REPORT.startup.length);
    expect(Math.max(...counts.map(({ args }) => Number(args['tasks'])))).toBeLessThanOrEqual(lanes);
  });
});

it('a kept or received result has no spans, and so no trace', () => {
  expect(hasSpans(REPORT)).toBe(true);
  expect(hasSpans({ ...REPORT, timelines: [], startup: [] })).toBe(false);
});
