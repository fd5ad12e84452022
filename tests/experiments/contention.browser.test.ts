/** Counting together in a real browser with real threads: exact where it is promised, in every way and number of threads, and a stop is heard. */
import { expect, test } from 'vitest';
import { startContention } from '../../src/experiments/contention.ts';
import { countHistogram } from '../../src/experiments/count-histogram.ts';
import { WAYS } from '../../src/measure/contention/contention-report.ts';
import { Stopped } from '../../src/pool/errors.ts';
import { keptRig, openRig, type Rig } from '../models/rig.ts';

const RUN_MS = 60_000;

let rig: Rig;
keptRig(
  () => openRig(2),
  (opened) => {
    rig = opened;
  },
);

const SMALL = { threads: 2, seats: 2, ms: 15, leadMs: 2, seed: 3 } as const;

test.each(['atomic', 'locked', 'packed', 'padded'] as const)(
  'two threads count %s: every key is in the table',
  async (form) => {
    const { records, made, off } = await countHistogram(rig.pool, AbortSignal.timeout(20_000), { ...SMALL, form });
    expect(records).toHaveLength(2);
    expect(made).toBeGreaterThan(0);
    expect(off).toBe(0);
  },
);

test('two threads without protection lose keys, which is told and not demanded', async () => {
  const { made, off } = await countHistogram(rig.pool, AbortSignal.timeout(20_000), { ...SMALL, form: 'plain' });
  console.log(`a plain shared table: ${off} of ${made} keys were lost`);
  expect(off).toBeLessThan(made);
});

test('a stop ends a long window, and the next one runs', async () => {
  const abort = new AbortController();
  const long = countHistogram(rig.pool, abort.signal, { ...SMALL, form: 'locked', ms: 60_000 });
  abort.abort();
  await expect(long).rejects.toThrow(Stopped);
  const next = await countHistogram(rig.pool, AbortSignal.timeout(20_000), { ...SMALL, form: 'locked' });
  expect([next.made > 0, next.off]).toEqual([true, 0]);
});

test(
  'a run takes every way with every number of threads, and tells what it has after each round',
  { timeout: RUN_MS },
  async () => {
    const rounds: number[] = [];
    const run = startContention({ seed: 7, budgetMs: 0 }, ({ report }) => rounds.push(report.rounds));
    const report = await run.done;
    expect([report.state, report.failure]).toEqual(['complete', null]);
    expect(report.rounds).toBe(4);
    expect([...new Set(rounds)]).toEqual([0, 1, 2, 3]);
    expect(report.ways.map(({ way }) => way)).toEqual(WAYS);
    for (const { way, points, accuracy } of report.ways) {
      expect(
        points.map(({ threads }) => threads),
        way.id,
      ).toEqual(report.threads);
      for (const { pace, ratio } of points) expect([pace.low > 0, ratio.low > 0], way.id).toEqual([true, true]);
      if (way.exact) expect(accuracy.wrong, way.id).toBe(0);
    }
  },
);

test('a run that is stopped ends with what there is', { timeout: RUN_MS }, async () => {
  let begun: () => void = () => undefined;
  const counting = new Promise<void>((resolve) => (begun = resolve));
  const run = startContention({ seed: 7 }, ({ report }) => {
    if (report.rounds === 1) begun();
  });
  await counting;
  run.stop();
  run.stop();
  const report = await run.done;
  expect([report.state, report.rounds]).toEqual(['stopped', 1]);
});

test('a run can be asked for some of the ways, and for one thread alone', { timeout: RUN_MS }, async () => {
  const ways = ['references-plain-one', 'references-locked-one'] as const;
  const report = await startContention({ seed: 7, budgetMs: 0, ways, mostThreads: 1 }, () => undefined).done;
  expect([report.state, report.threads, report.cores.proven]).toEqual(['complete', [1], null]);
  expect(report.ways.map(({ way }) => way.id)).toEqual(ways);
});
