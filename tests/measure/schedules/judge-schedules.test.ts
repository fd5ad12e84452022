/** What samples of four schedules say: ratios paired by round, the run that is shown, the spread. */
import { describe, expect, it } from 'vitest';
import { SCHEDULES, type Schedule } from '../../../src/base/schedule.ts';
import { judgeSchedules, spreadOf, type ScheduleSample } from '../../../src/measure/schedules/judge-schedules.ts';

const OPTIONS = { seed: 7 };

function sample(makespanMs: number, verified = true): ScheduleSample {
  return { timeline: { kernel: 'ep', model: 'free-threads', workers: 2, makespanMs, spans: [] }, verified };
}

/** Rounds that differ by a half, in each of which a schedule takes its factor of dynamic. */
function samples(factors: Readonly<Record<Schedule, number>>): Record<Schedule, ScheduleSample[]> {
  const rounds = Array.from({ length: 12 }, (_, round) => 10 + (round % 3) * 5);
  const of = (schedule: Schedule): ScheduleSample[] => rounds.map((ms) => sample(ms * factors[schedule]));
  return { dynamic: of('dynamic'), static: of('static'), guided: of('guided'), stealing: of('stealing') };
}

const FACTORS = { dynamic: 1, static: 1.5, guided: 1, stealing: 1.2 };

describe('judgeSchedules', () => {
  it('pairs by round: rounds that differ leave the ratio as it is', () => {
    const { rounds, schedules, staticAgainstStealing } = judgeSchedules(samples(FACTORS), OPTIONS);
    expect(rounds).toBe(12);
    expect(schedules.map(({ schedule }) => schedule)).toEqual(SCHEDULES);
    for (const { schedule, ratio } of schedules) {
      for (const end of [ratio.low, ratio.estimate, ratio.high]) expect(end).toBeCloseTo(FACTORS[schedule], 9);
    }
    expect(staticAgainstStealing?.estimate).toBeCloseTo(1.25, 9);
  });

  it('shows the run nearest the median', () => {
    const [dynamic] = judgeSchedules(samples(FACTORS), OPTIONS).schedules;
    expect(dynamic?.medianMs).toBe(15);
    expect(dynamic?.timeline.makespanMs).toBe(15);
  });

  it('counts only whole rounds, and says nothing before the first', () => {
    const some = samples(FACTORS);
    some.stealing.length = 4;
    expect(judgeSchedules(some, OPTIONS).schedules.map((one) => one.samples.length)).toEqual([4, 4, 4, 4]);
    some.static.length = 0;
    const none = judgeSchedules(some, OPTIONS);
    expect(none).toEqual({ rounds: 0, schedules: [], staticAgainstStealing: null });
    expect(spreadOf(none)).toBe(0);
  });

  it('calls a schedule unverified for one wrong run', () => {
    const some = samples(FACTORS);
    some.guided[5] = sample(10, false);
    const wrong = judgeSchedules(some, OPTIONS).schedules.filter(({ verified }) => !verified);
    expect(wrong.map(({ schedule }) => schedule)).toEqual(['guided']);
  });

  it('knows the spread from the slowest to the fastest', () => {
    expect(spreadOf(judgeSchedules(samples(FACTORS), OPTIONS))).toBeCloseTo(0.5, 9);
  });
});
