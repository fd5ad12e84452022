import { describe, expect, it } from 'vitest';
import { fixedTime } from '../../src/charts/fixed-time.ts';
import { handshake } from '../../src/charts/handshake.ts';
import { barsOf, lossTable, portionsOf } from '../../src/charts/losses.ts';
import { duration, factor, grouped, range, signed } from '../../src/charts/number-format.ts';
import { paces } from '../../src/charts/paces.ts';
import { pairLatency } from '../../src/charts/pair-latency.ts';
import type { Picture } from '../../src/charts/picture.ts';
import { serialFraction } from '../../src/charts/serial-fractions.ts';
import { speedUp, type SpeedUpData } from '../../src/charts/speed-up.ts';
import { decades, fittingTicks } from '../../src/charts/ticks.ts';
import { textWidth } from '../../src/charts/text-width.ts';
import { timeline } from '../../src/charts/timeline.ts';
import type { Account, Report } from '../../src/measure/report.ts';
import { fixedTimeLaw } from '../../src/ui/law-findings.ts';
import { SAMPLE_REPORTS } from '../gallery/sample-reports.ts';

const two = SAMPLE_REPORTS['two cores'] as Report;

function speedUpData({ cores, series, laws, recommended }: Report): Omit<SpeedUpData, 'drawLaws'> {
  const { proven, reported } = cores;
  const own = laws.filter(({ id, model }) => id !== 'gustafson' && model === 'free-threads');
  return { series, proven, reported, laws: own, recommended: recommended[0] ?? null };
}

function pictures(report: Report): Picture[] {
  const { worth } = report.cores;
  return [
    ...(report.series.length > 0 ? [true, false].map((drawLaws) => speedUp({ ...speedUpData(report), drawLaws })) : []),
    ...(worth ? [fixedTime({ ...worth, proven: report.cores.proven, law: fixedTimeLaw(report) }), paces(worth)] : []),
    ...(report.cores.pairs.length > 0 ? [pairLatency(report.cores.pairs)] : []),
    ...report.serialFractions.filter(({ points }) => points.length > 1).map(serialFraction),
    ...report.timelines.map(timeline),
    ...(report.cores.handshake.length > 0 ? [handshake(report.cores.handshake)] : []),
  ];
}

/** Truth values where a template holds content: they are written out as words, `false` among them. */
function wordsOfTruth(part: unknown): boolean[] {
  if (Array.isArray(part)) return part.flatMap(wordsOfTruth);
  const { strings, values = [] } = (part ?? {}) as { strings?: readonly string[]; values?: readonly unknown[] };
  return values.flatMap((value, place) =>
    typeof value === 'boolean' && !strings?.[place]?.endsWith('=') ? [value] : wordsOfTruth(value),
  );
}

describe('every picture of every fixture, at 300 and 900 pixels', () => {
  const cases = Object.entries(SAMPLE_REPORTS).flatMap(([name, report]) =>
    pictures(report).flatMap((picture) => [300, 900].map((width) => ({ name, label: picture.label, width, picture }))),
  );

  it.each(cases)('$name, $width: $label', ({ picture, width }) => {
    const { height, marks, drawing } = picture.layout(width);
    expect(height).toBeGreaterThan(0);
    expect(height).toBeLessThan(700);
    const outside = marks.filter(
      ({ x, y, ...mark }) => x < 0 || x + mark.width > width + 0.5 || y < 0 || y + mark.height > height,
    );
    expect(outside).toEqual([]);
    expect(marks.filter((mark) => /NaN|undefined|Infinity/.test(mark.text))).toEqual([]);
    expect(wordsOfTruth(drawing)).toEqual([]);
    const { headers, rows } = picture.table;
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toHaveLength(headers.length);
  });
});

describe('a handshake without one completed round', () => {
  it('is drawn at the upper edge and named', () => {
    const levels = two.cores.handshake.map((level) =>
      level.simultaneous ? level : { ...level, rounds: 0, medianRoundMs: Infinity, p90RoundMs: Infinity },
    );
    const { marks } = handshake(levels).layout(400);
    expect(marks.at(-1)?.text).toBe('4 threads: not one round completed');
    expect(marks.every((mark) => Number.isFinite(mark.y))).toBe(true);
  });
});

describe('the bars of an account', () => {
  const account = two.accounts[0] as Account;

  it('share one zero, gains to its left and losses to its right', () => {
    const { zero, bars } = barsOf(portionsOf(account));
    for (const { from, width, gain } of bars) expect(gain ? from + width : from).toBeCloseTo(zero, 9);
    expect(bars.filter((bar) => bar.gain).map((bar) => bar.portion.id)).toEqual(['collecting']);
    expect(Math.max(...bars.map((bar) => bar.from + bar.width))).toBeCloseTo(100, 9);
  });

  it('show a third decimal where two would make them all alike, and no negative zero', () => {
    expect(lossTable(account).rows[1]?.[1]).toBe('0.028');
    expect(signed(-0.0001, 3)).toBe('0.000');
  });
});

describe('ticks', () => {
  it('are left out before they touch, the wanted ones last', () => {
    const values = Array.from({ length: 64 }, (_, index) => index + 1);
    const ticks = fittingTicks(values, (value) => value * 5, String, [64, 63, 1]);
    expect(ticks.map((tick) => tick.value)).toEqual(expect.arrayContaining([1, 64]));
    ticks.slice(1).forEach((tick, index) => {
      const before = ticks[index];
      expect(tick.at - (before?.at ?? 0)).toBeGreaterThanOrEqual(
        (textWidth(tick.text) + textWidth(before?.text ?? '')) / 2,
      );
    });
  });

  it('of a logarithmic axis enclose the data', () => {
    expect(decades(0.0003, 4.3)).toEqual(
      [0.0001, 0.001, 0.01, 0.1, 1, 10].map((value) => expect.closeTo(value, 9) as number),
    );
  });
});

describe('numbers', () => {
  it('carry the decimals that their interval supports', () => {
    expect([factor(1.931, 0.04), factor(6.85, 0.3), factor(38.94), range(6.7, 7.04), range(1.91, 1.95)]).toEqual([
      '1.93×',
      '6.8×',
      '38.9×',
      '6.7–7.0',
      '1.91–1.95',
    ]);
  });

  it('take the unit that fits, behind a narrow space', () => {
    expect([0, 0.0000884, 0.0004, 0.0234, 4.26, 61.2, 12500].map(duration)).toEqual([
      '0\u202fms',
      '88\u202fns',
      '400\u202fns',
      '23\u202fµs',
      '4.3\u202fms',
      '61\u202fms',
      '13\u202fs',
    ]);
    expect(grouped(5761455)).toBe('5\u202f761\u202f455');
  });
});
