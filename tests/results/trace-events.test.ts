import { describe, expect, it } from 'vitest';
import { prng } from '../../src/base/prng.ts';
import { executingCurve, inProgressCurve } from '../../src/charts/lanes/concurrency.ts';
import { threadName } from '../../src/charts/lanes/lane-rows.ts';
import { PHASE_NAMES } from '../../src/charts/phase-fills.ts';
import type { ModelId } from '../../src/models/index.ts';
import type { Played } from '../../src/models/play/play.ts';
import { traceEventPieces, type TracedModel } from '../../src/results/trace-events.ts';
import type { Span } from '../../src/trace/span.ts';
import { dense, handOvers, sleepers } from '../gallery/race-samples.ts';

interface TraceEvent {
  readonly ph: string;
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly s?: string;
  readonly args: Readonly<Record<string, string | number>>;
}

function traced(model: ModelId, played: Played): TracedModel {
  return {
    name: model,
    played,
    threadName: (lane) => threadName(model, lane),
    phaseNames: PHASE_NAMES,
    inProgress: inProgressCurve(played.tasks, played.wallMs, 0),
    executing: executingCurve(played.spans, 0),
  };
}

function eventsOf(...models: TracedModel[]): readonly TraceEvent[] {
  const text = traceEventPieces(models, { program: 'a "quoted" one' }).join('');
  return (JSON.parse(text) as { traceEvents: TraceEvent[] }).traceEvents;
}

const hand = {
  ...handOvers(2, 4),
  printed: [{ at: 1.5, task: 1, text: 'it said "hello"' }],
};

describe('a trace of two models', () => {
  const events = eventsOf(traced('gil-threads', hand), traced('free-threads', hand));

  it('has a process a model and a thread a lane, named', () => {
    const named = (name: string, pid: number): unknown[] =>
      events.filter((event) => event.name === name && event.pid === pid).map(({ args }) => args['name']);
    expect(named('process_name', 1)).toEqual(['gil-threads']);
    expect(named('process_name', 2)).toEqual(['free-threads']);
    expect(named('thread_name', 1).sort()).toEqual(['main', 'thread 1', 'thread 2']);
  });

  it('has a complete event a span, in microseconds, with its task and phase', () => {
    const complete = events.filter(({ ph, pid }) => ph === 'X' && pid === 1);
    expect(complete).toHaveLength(hand.spans.length);
    const first = complete.find(({ tid, ts }) => tid === 1_002_001 && ts === 400);
    expect(first).toMatchObject({ name: 'executing', dur: 5000, args: { task: 1, phase: 'running' } });
  });

  it('numbers threads uniquely in the whole document, and names none of them 0, which Perfetto keeps for itself', () => {
    const processes = new Map<number, Set<number>>();
    for (const { tid, pid } of events) processes.set(tid, (processes.get(tid) ?? new Set()).add(pid));
    expect([...processes.values()].every(({ size }) => size === 1)).toBe(true);
    expect(processes.has(0)).toBe(false);
  });

  it('has what was printed as instants of its thread', () => {
    const [printed] = events.filter(({ ph, pid }) => ph === 'i' && pid === 1);
    expect(printed).toMatchObject({ name: 'it said "hello"', ts: 1500, s: 't', args: { task: 1 } });
  });

  it('has both curves as counters', () => {
    const counters = events.filter(({ ph, pid }) => ph === 'C' && pid === 1);
    expect(new Set(counters.map(({ name }) => name))).toEqual(new Set(['in progress', 'executing']));
    expect(Math.max(...counters.map(({ args }) => Number(args['tasks'])))).toBe(3);
  });
});

describe('the waits of many tasks on one lane', () => {
  it('get threads of their own, so that events of a thread never overlap, while there are few', () => {
    const complete = eventsOf(traced('event-loop', sleepers(40))).filter(({ ph }) => ph === 'X');
    const threads = new Map<number, TraceEvent[]>();
    for (const event of complete) threads.set(event.tid, [...(threads.get(event.tid) ?? []), event]);
    expect(threads.size).toBe(42);
    for (const own of threads.values()) {
      own.sort((a, b) => a.ts - b.ts);
      own.slice(1).forEach((event, at) => {
        const before = own[at] as TraceEvent;
        expect(event.ts).toBeGreaterThanOrEqual(before.ts + (before.dur ?? 0));
      });
    }
  });

  it('touch exactly where one span ends as the next begins: a reader that adds time and length finds no overlap', () => {
    const random = prng(1);
    const edges = Array.from({ length: 2_001 }, () => random.next() * 500).sort((a, b) => a - b);
    const spans = edges.slice(1).map((end, at): Span => ({
      lane: 0,
      task: at,
      phase: at % 2 ? 'running' : 'waiting-gil',
      start: edges[at] ?? 0,
      end,
    }));
    const complete = eventsOf(traced('gil-threads', { ...sleepers(1), spans })).filter(({ ph }) => ph === 'X');
    expect(complete).toHaveLength(2_000);
    complete.slice(1).forEach(({ ts }, at) => {
      const before = complete[at] as TraceEvent;
      expect(before.ts + (before.dur ?? 0)).toBe(ts);
    });
  });

  it('leave what the thread itself did on the first', () => {
    const complete = eventsOf(traced('event-loop', sleepers(40))).filter(({ ph }) => ph === 'X');
    const executing = complete.filter(({ name }) => name === 'executing');
    expect(new Set(executing.map(({ tid }) => tid))).toEqual(new Set([1_000_001]));
  });
});

describe('100 000 spans', () => {
  it('are all written, and every piece of the list is whole', () => {
    const events = eventsOf(traced('free-threads', dense(4, 100_000)));
    expect(events.filter(({ ph }) => ph === 'X')).toHaveLength(100_000);
  }, 30_000);

  it('of ten thousand sleepers need no more than 66 threads', () => {
    const events = eventsOf(traced('event-loop', sleepers(10_000)));
    expect(new Set(events.filter(({ ph }) => ph === 'X').map(({ tid }) => tid)).size).toBeLessThanOrEqual(66);
  });
});
