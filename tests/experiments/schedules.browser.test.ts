/** The comparison of schedules on real workers: it ends with verified ratios, and a stop is answered. */
import { expect, test } from 'vitest';
import { SCHEDULES } from '../../src/base/schedule.ts';
import { startSchedules } from '../../src/experiments/schedules.ts';

test('is stopped in the middle within its time, with every schedule it has run verified and no work half judged', async () => {
  const activities: string[] = [];
  const rounds = Promise.withResolvers<void>();
  const run = startSchedules({ seed: 3 }, ({ activity, report }) => {
    activities.push(activity);
    if ((report.works[0]?.rounds ?? 0) >= 2 || report.untestable !== null) rounds.resolve();
  });
  await Promise.race([rounds.promise, run.done]);
  const asked = performance.now();
  run.stop();
  const report = await run.done;
  // The project's bound is 100 ms; a loaded machine is given more, the bench says what it is.
  expect(performance.now() - asked).toBeLessThan(1_000);
  expect(activities[0]).toBe('Starting workers');
  if (report.untestable !== null) return;
  expect(report.failure).toBeNull();
  expect(report.state).toBe('stopped');
  expect(report.workers).toBeGreaterThan(1);
  const [work] = report.works;
  expect(work?.schedules.map(({ schedule }) => schedule)).toEqual(SCHEDULES);
  for (const { samples, verified, timeline } of work?.schedules ?? []) {
    expect(verified).toBe(true);
    expect(samples).toHaveLength(work?.rounds ?? 0);
    expect(new Set(timeline.spans.map(({ task }) => task).filter((task) => task >= 0)).size).toBe(work?.tasks);
  }
});

test('a stop before anything was found leaves a report that says so', async () => {
  const run = startSchedules({ seed: 3 }, () => {});
  run.stop();
  expect(await run.done).toMatchObject({ state: 'stopped', works: [], failure: null });
});
