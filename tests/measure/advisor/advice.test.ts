/** Who is first, who is level, and what is advised for either build of Python: on times that the test gives, both ways round. */
import { describe, expect, it } from 'vitest';
import { adviceFor, modelsOf } from '../../../src/measure/advisor/advice.ts';
import { ADVISED_MODELS } from '../../../src/measure/advisor/advisor-report.ts';
import { standingOf, timesAtLeast } from '../../../src/measure/advisor/standing.ts';
import { KINDS } from '../../../src/measure/advisor/work.ts';
import type { ModelId } from '../../../src/models/index.ts';
import { advisorRow, TIMES, type Times } from '../../gallery/advisor-reports.ts';

const work = KINDS.mixed.work;
const standing = (times: Times, rounds = 7) =>
  standingOf(advisorRow('mixed', work, times, rounds).cells, ADVISED_MODELS, 7);

describe('the fastest is marked', () => {
  it('alone where the ratio of every other to it excludes 1', () => {
    expect(standing({ 'event-loop': 100, processes: 130, 'free-threads': 90 })).toMatchObject({
      fastest: 'free-threads',
      level: ['free-threads'],
      rivals: [{ model: 'event-loop' }, { model: 'processes' }],
    });
  });

  it('with whom it cannot be told from: a tie', () => {
    const found = standing({ 'event-loop': 100, greenlets: 100.1, processes: 130 });
    expect(found?.level.toSorted()).toEqual(['event-loop', 'greenlets']);
    expect(found?.rivals.map(({ model }) => model)).toEqual(['processes']);
  });

  it('by pairs: what slows a whole round hides no difference', () => {
    const row = advisorRow('mixed', work, { 'event-loop': 100, processes: 103 });
    const noisy = row.cells.map((cell) => ({
      ...cell,
      samples: cell.samples.map((_, round) => (cell.model === 'processes' ? 103 : 100) * (1 + round)),
    }));
    expect(standingOf(noisy, ADVISED_MODELS, 7)?.level).toEqual(['event-loop']);
  });

  it('where all others were given up', () => {
    expect(standing({ 'event-loop': 200, 'main-thread': 'cut', 'gil-threads': 'cut' })).toMatchObject({
      level: ['event-loop'],
      cut: ['main-thread', 'gil-threads'],
    });
  });

  it('not before there are rounds enough for an interval, nor where nobody was timed', () => {
    expect(standing({ 'event-loop': 100, processes: 300 }, 5)).toBeNull();
    expect(standing({ 'event-loop': 100, processes: 300 }, 6)?.level).toEqual(['event-loop']);
    expect(standing({ 'main-thread': 'cut', processes: 'There are no workers.' })).toBeNull();
  });
});

describe('a model that was given up took at least so many times as long', () => {
  it('as its time allows to say', () => {
    const { cells } = advisorRow('mixed', work, { 'main-thread': 'cut', 'event-loop': 208 });
    const [main, loop] = cells;
    expect(main && timesAtLeast(main, loop)).toBe(5);
    expect(main && timesAtLeast(main, undefined)).toBeNull();
    expect(loop && timesAtLeast(loop, loop)).toBeNull();
  });
});

function advice(times: Times, given = work) {
  const row = advisorRow('own', given, times);
  return { gil: adviceFor(row, 'gil', 7), free: adviceFor(row, 'free-threaded', 7) };
}

describe('advice', () => {
  it('takes only what a build of Python has', () => {
    expect(modelsOf('gil')).not.toContain('free-threads');
    expect(modelsOf('gil')).not.toContain('thread-executor');
    expect(modelsOf('free-threaded')).not.toContain('gil-threads');
    const { gil, free } = advice(TIMES['cpu-bound'], KINDS['cpu-bound'].work);
    expect(gil).toMatchObject({ take: 'processes', reason: 'cores-add-up' });
    expect(free).toMatchObject({ take: 'thread-executor', reason: 'cores-add-up' });
    expect(free?.standing.level).toContain('free-threads');
  });

  it('changes with the times: whoever is fastest is taken', () => {
    const fast = (model: ModelId) => advice({ ...TIMES.mixed, [model]: 20 });
    expect(fast('event-loop').gil?.take).toBe('event-loop');
    expect(fast('gil-threads').gil?.take).toBe('gil-threads');
    expect(fast('gil-threads').free?.take).not.toBe('gil-threads');
    expect(fast('free-threads').free?.take).toBe('free-threads');
  });

  it('never advises threads that release the GIL, which the author of a program does not choose', () => {
    const { gil, free } = advice({ ...TIMES.mixed, 'gil-threads-released': 10 });
    expect([gil?.take, free?.take]).not.toContain('gil-threads-released');
  });

  it('takes the simplest of those that are level', () => {
    const level = { 'event-loop': 20, greenlets: 20.01, 'gil-threads': 20.02, processes: 20.01 };
    expect(advice({ ...level, 'main-thread': 80 }).gil).toMatchObject({ take: 'gil-threads' });
    expect(advice({ ...level, 'main-thread': 20.01 }).gil).toMatchObject({
      take: 'main-thread',
      reason: 'nothing-overlaps',
      gain: null,
    });
  });

  it('names those that are slower by a tenth at most', () => {
    const { gil } = advice({ 'event-loop': 100, greenlets: 104, 'gil-threads': 140, 'main-thread': 400 });
    expect(gil).toMatchObject({ take: 'event-loop', near: ['greenlets'] });
  });

  it('says how much sooner than the main thread, or that it is more than it can tell', () => {
    const measured = advice({ 'event-loop': 100, 'main-thread': 400 }).gil?.gain;
    expect(measured?.kind).toBe('measured');
    expect(measured?.kind === 'measured' && measured.ratio.estimate).toBeCloseTo(4, 0);
    expect(advice({ 'event-loop': 208, 'main-thread': 'cut' }).gil?.gain).toEqual({ kind: 'at-least', times: 5 });
  });

  it('explains by what the tasks do', () => {
    const waits = { tasks: 100, computeMs: 0, waitMs: 50 };
    expect(advice({ 'event-loop': 50, 'main-thread': 'cut' }, waits).gil?.reason).toBe('waits-overlap');
    expect(advice({ 'event-loop': 50, processes: 90 }).gil?.reason).toBe('waits-mostly');
    expect(advice({ 'event-loop': 90, processes: 50 }).gil?.reason).toBe('waits-and-cores');
    const computing = { tasks: 8, computeMs: 20, waitMs: 0 };
    expect(advice({ 'event-loop': 50, processes: 90 }, computing).gil?.reason).toBe('nothing-overlaps');
  });

  it('is not given where nothing could be timed', () => {
    expect(advice({ 'main-thread': 'cut' })).toEqual({ gil: null, free: null });
  });
});
