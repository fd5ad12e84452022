/** A sustained run on simulated machines whose truth is known: does the pace fall, when, how far, why, and what then. */
import { describe, expect, it } from 'vitest';
import { paceCurve } from '../../../src/measure/sustained/pace-curve.ts';
import { sustainedFinding } from '../../../src/measure/sustained/sustained-finding.ts';
import type { SustainedFinding } from '../../../src/measure/sustained/sustained-report.ts';
import { sustainedOn, type Truth } from './sustained-machine.ts';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
/** One window and its lead. */
const WINDOW_S = 1.2;

async function found(truth: Truth): Promise<SustainedFinding> {
  const seed = truth.seed ?? 1;
  return sustainedFinding(await sustainedOn({ noise: 0.01, ...truth }), { seed, resamples: 300 });
}

/** The machine's clock starts a second before the run's. */
const later =
  (from: number, before: number, after: number) =>
  (seconds: number): number =>
    seconds - 1 < from ? before : after;

describe('a machine that keeps its pace', () => {
  it.each(SEEDS)('is said to keep it, over one, two and ten minutes (seed %d)', async (seed) => {
    for (const minutes of [1, 2, 10]) {
      expect(await found({ seed, minutes })).toMatchObject({ verdict: 'kept', fall: null });
    }
  });

  it('is hardly ever said to have slowed, however noisy it is', async () => {
    const noises = [0.02, 0.05, 0.1];
    const runs = await Promise.all(
      noises.flatMap((noise) =>
        Array.from({ length: 40 }, (_, seed) => found({ noise, memory: 0.3, seed: seed + 1, minutes: 2 })),
      ),
    );
    expect(runs.filter(({ verdict }) => verdict === 'fell').length / runs.length).toBeLessThan(0.03);
  });

  it('is too noisy to tell where a fall by 3 % could hide', async () => {
    const verdicts = await Promise.all(
      SEEDS.map(async (seed) => (await found({ noise: 0.12, seed, minutes: 1 })).verdict),
    );
    expect(verdicts.filter((verdict) => verdict === 'unclear').length).toBeGreaterThanOrEqual(6);
  });

  it('is not said to have slowed by an interruption of six seconds', async () => {
    const still = (seconds: number, worker: number): number => (worker === 1 && seconds > 48 && seconds < 54 ? 0.5 : 0);
    for (const seed of SEEDS) expect((await found({ still, seed })).verdict).toBe('kept');
  });
});

describe('a machine that slows', () => {
  it.each(SEEDS)('after 48 s to 0.82 is said to, with the onset within a window (seed %d)', async (seed) => {
    const { verdict, fall, end } = await found({ speed: later(48, 1, 0.82), seed });
    expect(verdict).toBe('fell');
    expect(Math.abs((fall?.onsetMs ?? 0) / 1000 - 48)).toBeLessThanOrEqual(2 * WINDOW_S);
    expect(fall).toMatchObject({ cause: 'clock', then: 'stayed', gradual: false });
    expect(fall?.pace.estimate).toBeCloseTo(0.82, 1);
    expect(end?.low).toBeLessThan(0.83);
    expect(end?.high).toBeGreaterThan(0.81);
  });

  it.each([
    ['in the first tenth of a long run', 10, 28],
    ['within the first ten seconds', 1, 6],
    ['shortly before the end', 1, 48],
  ])('%s is found out', async (_, minutes, at) => {
    for (const seed of SEEDS) {
      const { verdict, fall } = await found({ speed: later(at, 1, 0.75), minutes, seed });
      expect(verdict).toBe('fell');
      expect(Math.abs((fall?.onsetMs ?? 0) / 1000 - at)).toBeLessThanOrEqual(2 * WINDOW_S);
      expect(fall?.pace.estimate).toBeCloseTo(0.75, 1);
    }
  });

  it('by 4 % is found out where the noise is 1 %, by 2 % never', async () => {
    for (const seed of SEEDS) {
      expect((await found({ speed: later(60, 1, 0.96), seed })).verdict).toBe('fell');
      expect((await found({ speed: later(60, 1, 0.98), seed })).verdict).not.toBe('fell');
    }
  });

  it('in two steps has its onset at the first and its end at the last', async () => {
    const speed = (seconds: number): number => (seconds < 41 ? 1 : seconds < 81 ? 0.9 : 0.8);
    for (const seed of SEEDS) {
      const { fall, end, levels } = await found({ speed, seed });
      expect(fall?.then).toBe('fell-further');
      expect(fall?.pace.estimate).toBeCloseTo(0.9, 1);
      expect(end?.estimate).toBeCloseTo(0.8, 1);
      expect(levels).toHaveLength(3);
    }
  });

  it('little by little is said to do so', async () => {
    for (const seed of SEEDS) {
      const { fall, end } = await found({ speed: (seconds) => 1 - (0.1 * seconds) / 300, minutes: 5, seed });
      expect(fall).toMatchObject({ gradual: true, then: 'fell-further' });
      expect(end?.estimate).toBeLessThan(0.93);
    }
  });

  it('and recovers is said to have recovered', async () => {
    const speed = (seconds: number): number => (seconds > 41 && seconds < 81 ? 0.8 : 1);
    for (const seed of SEEDS) expect((await found({ speed, seed })).fall?.then).toBe('recovered');
  });
});

describe('why it slowed', () => {
  const after = later(48, 0, 0.3);
  const cases: [string, Truth, string][] = [
    ['the clock, where one alone slows as well', { speed: later(48, 1, 0.8) }, 'clock'],
    [
      'what all share, where one alone keeps its pace',
      { speed: (seconds, running) => (seconds < 49 || running === 1 ? 1 : 0.8) },
      'shared-budget',
    ],
    ['a limit on time, where all stand still at once', { still: after, stillTogether: true }, 'time-limit'],
    ['other load, where one stands still', { still: (s, worker) => (worker === 1 ? after(s) : 0) }, 'other-load'],
    ['held off, where the only worker stands still', { still: after, workers: 1 }, 'held-off'],
  ];
  it.each(cases)('is %s', async (_, truth, cause) => {
    for (const seed of SEEDS) expect((await found({ ...truth, seed })).fall?.cause).toBe(cause);
  });
});

describe('a machine held back at first', () => {
  it('is said to have become faster', async () => {
    for (const seed of SEEDS) expect((await found({ speed: later(30, 0.8, 1), seed })).verdict).toBe('rose');
  });
});

describe('the windows of a run', () => {
  it('are void while the tab is hidden; the time away neither counts nor shows', async () => {
    const windows = await sustainedOn({ minutes: 1, hidden: [[20, 200]] });
    const spoilt = windows.filter((window) => window.spoilt === 'hidden');
    expect(spoilt).toHaveLength(1);
    expect(spoilt[0]?.awayMs).toBeGreaterThan(170_000);
    expect(spoilt[0]?.pace).toBeNull();
    const sound = windows.filter((window) => !window.spoilt);
    const countedMs = sound.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
    expect(countedMs).toBeGreaterThan(58_000);
    expect(windows.at(-1)?.endMs).toBeLessThan(66_000);
    windows
      .slice(1)
      .forEach(({ startMs }, index) => expect(startMs).toBeGreaterThanOrEqual(windows[index]?.endMs ?? 0));
  });

  it('wait for the tab to come to the front before the first', async () => {
    const windows = await sustainedOn({ minutes: 1, hidden: [[0, 50]] });
    expect(windows.every(({ spoilt }) => spoilt === null)).toBe(true);
    expect(windows[0]?.startMs).toBe(0);
  });

  it('are void where page and workers were frozen', async () => {
    const windows = await sustainedOn({ minutes: 1, frozen: { at: 30, ms: 120_000 } });
    expect(windows.filter(({ spoilt }) => spoilt === 'frozen')).toHaveLength(1);
    expect(windows.at(-1)?.endMs).toBeLessThan(66_000);
  });

  it('are a second of all threads, and twice one alone every ten seconds and at the end', async () => {
    const windows = await sustainedOn({ minutes: 1 });
    const alone = windows.filter(({ kind }) => kind === 'alone');
    expect(alone).toHaveLength(14);
    expect(windows.slice(-2).map(({ kind }) => kind)).toEqual(['alone', 'alone']);
    expect(windows.find(({ kind }) => kind === 'together')?.pace?.workers).toHaveLength(2);
    expect(alone[0]?.pace?.workers).toHaveLength(1);
  });

  it('that were taken before a stop are kept, and too few say nothing', async () => {
    const windows = await sustainedOn({ minutes: 2, stopAfter: 9 });
    expect(windows.length).toBeGreaterThan(5);
    expect(sustainedFinding(windows, { seed: 1 })).toMatchObject({ verdict: 'too-short', fall: null });
  });

  it('none of them: there is no first pace', () => {
    expect(sustainedFinding([], { seed: 1 })).toMatchObject({
      verdict: 'too-short',
      first: null,
      levels: [],
      end: null,
    });
  });
});

describe('the curve', () => {
  it('is in units of the first pace and is cut where windows are void', async () => {
    const windows = await sustainedOn({ minutes: 1, hidden: [[20, 200]], speed: later(300, 1, 0.8) });
    const curve = paceCurve(windows, sustainedFinding(windows, { seed: 1 }));
    expect(curve.together).toHaveLength(2);
    expect(curve.gaps).toMatchObject([{ why: 'hidden' }]);
    expect(curve.together[0]?.[5]?.middle).toBeCloseTo(1, 1);
    expect(curve.summaries).toHaveLength(6);
    expect(curve.summaries.reduce((sum, row) => sum + row.windows, 0)).toBe(curve.together.flat().length);
  });

  it('of nothing is empty', () => {
    const finding = sustainedFinding([], { seed: 1 });
    expect(paceCurve([], finding)).toEqual({ together: [], alone: [], gaps: [], summaries: [] });
  });
});
