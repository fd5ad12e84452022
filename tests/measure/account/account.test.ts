/** The account of the missing speed-up: every worker-millisecond in one place, and nothing left over. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { account, type AccountInput } from '../../../src/measure/account/account.ts';
import type { LossShare, Timeline } from '../../../src/measure/report.ts';
import { referenceTimes } from '../../../src/measure/account/task-times.ts';
import { PHASES, type Phase, type Span } from '../../../src/trace/span.ts';
import { madeUpRun } from './made-up-machine.ts';

const SEED = 60601;
const NOTHING = { startupMs: null, mainAgainstWorker: null, oversubscription: null, memoryOnly: null };

function span(lane: number, phase: Phase, start: number, end: number, task = -1): Span {
  return { lane, task, phase, start, end };
}

function run(workers: number, makespanMs: number, spans: readonly Span[]): Timeline {
  return { kernel: 'ep', model: 'free-threads', workers, makespanMs, spans };
}

function accountOf(timelines: readonly Timeline[], given: Partial<AccountInput> = {}) {
  const workers = timelines[0]?.workers ?? 2;
  return account({
    kernel: 'ep',
    model: 'free-threads',
    workers,
    timelines,
    serialMs: 100,
    measured: 1,
    surroundings: NOTHING,
    ...given,
  });
}

function shareOf(shares: readonly LossShare[], id: LossShare['id']): number {
  return shares.find((share) => share.id === id)?.speedup ?? NaN;
}

/** Two workers, makespan 100: lane 0 computes 10–50 and 52–90, lane 1 computes 20–80; 10 to collect; 138 in all. */
const TWO_LANES = run(2, 100, [
  span(0, 'queued', 0, 10),
  span(0, 'running', 10, 50),
  span(0, 'running', 52, 90),
  span(1, 'queued', 0, 20),
  span(1, 'running', 20, 80),
]);

describe('account', () => {
  it('puts each piece of a hand-made run where it belongs, in units of speed-up', () => {
    const { ideal, shares } = accountOf([TWO_LANES], { serialMs: 120, measured: 1.2 });
    expect(ideal).toBe(2);
    expect(shareOf(shares, 'dispatch')).toBeCloseTo(0.3, 12);
    expect(shareOf(shares, 'claiming')).toBeCloseTo(0.02, 12);
    expect(shareOf(shares, 'imbalance')).toBeCloseTo(0.1, 12);
    expect(shareOf(shares, 'collecting')).toBeCloseTo(0.2, 12);
    expect(shareOf(shares, 'slower-work')).toBeCloseTo(0.18, 12);
    expect(shareOf(shares, 'unexplained')).toBeCloseTo(0, 12);
  });

  it('calls the difference between recorded runs and reported median unexplained', () => {
    const { shares } = accountOf([TWO_LANES], { serialMs: 120, measured: 1.25 });
    expect(shareOf(shares, 'unexplained')).toBeCloseTo(-0.05, 12);
  });

  it('averages over runs', () => {
    const late = run(2, 100, [span(0, 'running', 50, 100), span(1, 'running', 50, 100)]);
    const early = run(2, 50, [span(0, 'running', 0, 50), span(1, 'running', 0, 50)]);
    expect(shareOf(accountOf([late, early]).shares, 'dispatch')).toBeCloseTo(0.5, 12);
  });

  it('says that a gain is a gain: work faster than serial is a negative share', () => {
    const { shares } = accountOf([run(2, 40, [span(0, 'running', 0, 40), span(1, 'running', 0, 40)])], {
      measured: 2.5,
    });
    expect(shareOf(shares, 'slower-work')).toBeCloseTo(-0.5, 12);
  });

  it('counts a worker that never woke to dispatch, and one that woke to an empty queue to imbalance', () => {
    const worker = span(0, 'running', 0, 80);
    const asleep = accountOf([run(2, 80, [worker])]);
    expect(shareOf(asleep.shares, 'dispatch')).toBeCloseTo(1, 12);
    const woken = accountOf([run(2, 80, [worker, span(1, 'queued', 0, 20)])]);
    expect(shareOf(woken.shares, 'dispatch')).toBeCloseTo(0.25, 12);
    expect(shareOf(woken.shares, 'imbalance')).toBeCloseTo(0.75, 12);
  });

  it('counts copying apart, wherever it happens', () => {
    const copying = run(1, 100, [
      span(0, 'copying', 0, 10),
      span(0, 'running', 10, 50),
      span(0, 'copying', 50, 60),
      span(0, 'running', 60, 95),
      span(0, 'copying', 94, 98),
    ]);
    const { shares } = accountOf([copying], { model: 'processes', serialMs: 75 });
    expect(shareOf(shares, 'copying')).toBeCloseTo(0.23, 12);
    expect(shareOf(shares, 'collecting')).toBeCloseTo(0.02, 12);
    expect(shareOf(shares, 'dispatch')).toBeCloseTo(0, 12);
    expect(shareOf(shares, 'claiming')).toBeCloseTo(0, 12);
  });

  it.each([
    ['waiting-gil', 'Waiting for the GIL'],
    ['waiting-lock', 'Waiting for locks'],
    ['waiting-io', 'Waiting for data'],
    ['yielded', 'Leaving the thread to the page'],
  ] as const)('counts time in %s as waiting, before, between and after the computing', (phase, text) => {
    const waiting = run(1, 100, [
      span(0, phase, 0, 10),
      span(0, 'running', 10, 40),
      span(0, phase, 40, 70),
      span(0, 'running', 70, 90),
      span(0, phase, 90, 95),
    ]);
    const { shares } = accountOf([waiting], { serialMs: 50 });
    expect(shareOf(shares, 'waiting')).toBeCloseTo(0.45, 12);
    expect(shares.find(({ id }) => id === 'waiting')?.text).toBe(text);
    expect(shareOf(shares, 'collecting')).toBeCloseTo(0.05, 12);
  });

  it('counts the wait for the slowest of each step apart from that at the end', () => {
    const stepped = run(2, 100, [
      span(0, 'running', 0, 20, 0),
      span(1, 'running', 0, 50, 1),
      span(0, 'waiting-step', 20, 50, 2),
      span(0, 'running', 50, 80, 2),
      span(1, 'running', 50, 100, 3),
    ]);
    const { shares } = accountOf([stepped], { serialMs: 150, measured: 1.5 });
    expect(shareOf(shares, 'steps')).toBeCloseTo(0.3, 12);
    expect(shareOf(shares, 'imbalance')).toBeCloseTo(0.2, 12);
    expect(shareOf(shares, 'claiming')).toBeCloseTo(0, 12);
    expect(shareOf(shares, 'unexplained')).toBeCloseTo(0, 12);
  });

  it('lists waiting, copying and start-up only where they were seen', () => {
    const { shares } = accountOf([TWO_LANES]);
    expect(shares.map(({ id }) => id)).toEqual([
      'slower-work',
      'dispatch',
      'claiming',
      'imbalance',
      'collecting',
      'unexplained',
    ]);
  });

  it('counts the wait for the longest task at the end to imbalance', () => {
    const reference = referenceTimes([madeUpRun({ workers: 1, tasks: [10, 10, 50] })]);
    const uneven = madeUpRun({ workers: 2, tasks: [10, 10, 50] });
    const { shares } = accountOf([uneven], { serialMs: 70, measured: 70 / 60, reference });
    expect(shareOf(shares, 'imbalance')).toBeCloseTo(50 / 60, 12);
    expect(shareOf(shares, 'other-load')).toBe(0);
    expect(shareOf(shares, 'unexplained')).toBeCloseTo(0, 12);
  });

  it('takes the page’s own lane where no worker is used', () => {
    const { ideal, shares } = accountOf([run(0, 100, [span(-1, 'running', 5, 100)])], { workers: 0, serialMs: 90 });
    expect(ideal).toBe(1);
    expect(shareOf(shares, 'dispatch')).toBeCloseTo(0.05, 12);
    expect(shareOf(shares, 'slower-work')).toBeCloseTo(0.05, 12);
  });

  it('explains nothing without a run that computed', () => {
    const { shares } = accountOf([run(2, 100, [span(0, 'queued', 0, 100)])], { measured: 1.5 });
    expect(shareOf(shares, 'unexplained')).toBe(0.5);
    expect(shares.filter(({ speedup }) => speedup !== 0)).toHaveLength(1);
  });

  it('notes what was measured beside it and leaves out what was not', () => {
    const { notes } = accountOf([TWO_LANES], {
      surroundings: { startupMs: 42, mainAgainstWorker: null, oversubscription: 0.9, memoryOnly: 0.5 },
    });
    expect(notes.map(({ id, value, unit }) => [id, value, unit])).toEqual([
      ['startup', 42, 'ms'],
      ['oversubscription', 0.9, '×'],
      ['memory-only', 0.5, '×'],
    ]);
  });

  const anySpan = fc
    .record({
      lane: fc.integer({ min: -1, max: 9 }),
      task: fc.integer({ min: -1, max: 6 }),
      phase: fc.constantFrom(...PHASES),
      from: fc.double({ min: -5, max: 130, noNaN: true }),
      length: fc.double({ min: 0, max: 60, noNaN: true }),
    })
    .map(({ lane, task, phase, from, length }) => span(lane, phase, from, from + length, task));
  const anyRun = fc.record({
    makespanMs: fc.double({ min: 1, max: 200, noNaN: true }),
    spans: fc.array(anySpan, { maxLength: 40 }),
  });

  const anyRuns = fc.array(anyRun, { maxLength: 4 });
  const anyTimes = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.double({ min: 0.01, max: 40, noNaN: true })));
  /** Measurements beside the runs, all or some of them, as wrong as they may be. */
  const anythingKnown = fc.record(
    {
      times: anyTimes,
      serial: anyRuns,
      computePace: fc.double({ min: 0, max: 3, noNaN: true }),
      isolated: fc.oneof(fc.constant('itself' as const), fc.record({ runs: anyRuns, alone: anyRuns })),
    },
    { requiredKeys: [] },
  );

  it(`adds up to the gap within 1e-9 for whatever spans (seed ${SEED})`, () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 8 }),
        anyRuns,
        anythingKnown,
        fc.double({ min: 0.1, max: 1000, noNaN: true }),
        fc.double({ min: 0.01, max: 20, noNaN: true }),
        (workers, runs, { times, serial, computePace, isolated }, serialMs, measured) => {
          const timelinesOf = (made: typeof runs, count: number) =>
            made.map(({ makespanMs, spans }) => run(count, makespanMs, spans));
          const found = accountOf(timelinesOf(runs, workers), {
            workers,
            serialMs,
            measured,
            reference: times && new Map(times),
            serialRuns: serial && timelinesOf(serial, 1),
            computePace,
            isolated:
              isolated === undefined || isolated === 'itself'
                ? isolated
                : { runs: timelinesOf(isolated.runs, workers), alone: timelinesOf(isolated.alone, 1) },
          });
          const sum = found.shares.reduce((total, { speedup }) => total + speedup, 0);
          expect(Math.abs(sum - (found.ideal - found.measured))).toBeLessThan(1e-9);
        },
      ),
      { seed: SEED, numRuns: 500 },
    );
  });

  it(`leaves nothing unexplained where the reported speed-up is that of the run (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), anyRun, (workers, { makespanMs, spans }) => {
        const whole = run(workers, makespanMs, [...spans, span(0, 'running', 0, makespanMs / 2)]);
        const { shares } = accountOf([whole], { workers, serialMs: 90, measured: 90 / makespanMs });
        expect(Math.abs(shareOf(shares, 'unexplained'))).toBeLessThan(1e-9);
        for (const { id, speedup } of shares) if (id !== 'slower-work') expect(speedup).toBeGreaterThan(-1e-9);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});
