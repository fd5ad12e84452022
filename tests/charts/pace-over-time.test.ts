import { describe, expect, it } from 'vitest';
import { clockTime, paceOverTime, type PaceOverTimeData } from '../../src/charts/pace-over-time.ts';
import { paceCurve } from '../../src/measure/sustained/pace-curve.ts';
import { sustainedFinding } from '../../src/measure/sustained/sustained-finding.ts';
import { sustainedOn, type Truth } from '../measure/sustained/sustained-machine.ts';

async function dataOf(truth: Truth): Promise<PaceOverTimeData> {
  const { minutes = 2, workers = 2 } = truth;
  const windows = await sustainedOn(truth);
  const finding = sustainedFinding(windows, { seed: 1, resamples: 200 });
  return { curve: paceCurve(windows, finding), finding, durationMs: minutes * 60_000, workers };
}

const slowed = (seconds: number): number => (seconds < 49 ? 1 : 0.82);

const CASES: Readonly<Record<string, Truth>> = {
  kept: {},
  slowed: { speed: slowed },
  'slowed at once': { speed: (seconds) => (seconds < 8 ? 1 : 0.6) },
  'slowed at the end': { speed: (seconds) => (seconds < 110 ? 1 : 0.6) },
  'one thread': { workers: 1, speed: slowed },
  'ten minutes': { minutes: 10, speed: (seconds) => 1 - seconds / 3000 },
  'hidden for a while': { hidden: [[30, 90]] },
  'stopped after four seconds': { stopAfter: 4 },
  'wild and faster': { noise: 0.2, speed: (seconds) => (seconds < 60 ? 1 : 2) },
  'standing still': { still: () => 1 },
};

describe('the picture of pace over time', () => {
  it.each(Object.entries(CASES))('%s: lies within its bounds at 300 and 900 pixels', async (_, truth) => {
    const picture = paceOverTime(await dataOf(truth));
    for (const width of [300, 900]) {
      const { height, marks } = picture.layout(width);
      expect(height).toBeLessThan(400);
      const outside = marks.filter(
        (mark) => !(mark.x >= 0 && mark.x + mark.width <= width && mark.y >= 0 && mark.y + mark.height <= height),
      );
      expect(outside).toEqual([]);
      expect(marks.filter(({ text }) => /NaN|undefined|Infinity/.test(text))).toEqual([]);
    }
    const { headers, rows } = picture.table;
    for (const row of rows) expect(row).toHaveLength(headers.length);
    expect(JSON.stringify(rows)).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('is read mark by mark: all threads in one row, one alone in another', async () => {
    const { marks } = paceOverTime(await dataOf({ speed: slowed, noise: 0.0001 })).layout(900);
    const texts = (row: number): string[] => marks.filter((mark) => mark.row === row).map(({ text }) => text);
    expect(texts(0).length).toBeLessThanOrEqual(62);
    expect(texts(0)[3]).toMatch(/^0:0\d, 2 threads: 1\.00×$/);
    expect(texts(0).at(-1)).toMatch(/^2:0\d, 2 threads: 0\.82×$/);
    expect(texts(1).at(-1)).toMatch(/^2:0\d, one alone: 0\.82×$/);
  });

  it('names a gap, and how long the tab was away', async () => {
    const { marks } = paceOverTime(await dataOf({ hidden: [[30, 90]] })).layout(900);
    expect(marks.map(({ text }) => text).find((text) => text.includes('hidden'))).toMatch(
      /^0:\d\d: the tab was hidden, (59|60)\u202fs not counted$/,
    );
  });

  it('says its finding to who does not see it', async () => {
    const { label } = paceOverTime(await dataOf({ speed: slowed }));
    expect(label).toMatch(
      /^Pace of 2 threads over 2:00 in units of the first: 1\.00× from 0:0\d, 0\.8\d× from 0:4\d\.$/,
    );
  });

  it('has one row for every ten seconds in its table', async () => {
    const { rows } = paceOverTime(await dataOf({ speed: slowed })).table;
    expect(rows).toHaveLength(12);
    expect(rows[0]?.[0]).toBe('0:00–0:10');
  });
});

describe('times on the axis', () => {
  it('are minutes and seconds', () => {
    expect([0, 5_000, 59_600, 60_000, 605_000].map(clockTime)).toEqual(['0:00', '0:05', '1:00', '1:00', '10:05']);
  });
});
