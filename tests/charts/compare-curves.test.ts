/** The curves of a comparison: told apart in both papers without colour, labels that never touch, an axis that doubles where it is long, all numbers in the table. */
import { readFileSync } from 'node:fs';
import type { SVGTemplateResult } from 'lit';
import { describe, expect, it } from 'vitest';
import { prng } from '../../src/base/prng.ts';
import { compareCurves, type CompareLine, shortened } from '../../src/charts/compare-curves.ts';
import { LINE_HEIGHT, textWidth } from '../../src/charts/text-width.ts';
import { machineLetter, machineMark, MOST_TOLD_APART } from '../../src/charts/machine-marks.ts';

const SEED = 912;

function lines(count: number, most: number): CompareLine[] {
  const random = prng(SEED);
  return Array.from({ length: count }, (_, place) => {
    const worth = 0.5 + 0.5 * random.next();
    const counts = [1, 2, 4, 8, 16, 32, 64].filter((workers) => workers <= most);
    return {
      place,
      name: place % 3 === 0 ? `A name as long as a name may be, number ${place}` : 'Lab',
      differs: place === 2 ? 'browser' : '',
      points: counts.map((workers) => {
        const estimate = workers ** worth;
        return { workers, value: { estimate, low: estimate * 0.97, high: estimate * 1.03 } };
      }),
    };
  });
}

function picture(count: number, most: number) {
  return compareCurves({
    lines: lines(count, most),
    quantity: 'speed-up',
    reference: 'A',
    subject: 'free threads, Heat',
  });
}

/** The text that a drawing holds, nested templates included, as markup. */
function markup(drawing: unknown): string {
  if (Array.isArray(drawing)) return drawing.map(markup).join('');
  if (typeof drawing === 'string' || typeof drawing === 'number') return String(drawing);
  if (typeof drawing !== 'object' || drawing === null || !('strings' in drawing)) return '';
  const { strings, values } = drawing as SVGTemplateResult;
  return strings.map((part, index) => part + markup(values[index])).join('');
}

it('an interval that a forged result says to reach far below nothing stays within the picture', () => {
  const wild = { estimate: -1e300, low: -1.7e308, high: 1.7e308 };
  const line = { place: 0, name: 'Wild', differs: '', points: [1, 2].map((workers) => ({ workers, value: wild })) };
  const { layout } = compareCurves({ lines: [line], quantity: 'speed-up', reference: 'A', subject: 'Heat' });
  const { height, marks, drawing } = layout(600);
  for (const { y } of marks) expect(y).toBeLessThanOrEqual(height);
  const paths = markup(drawing).match(/<path[^>]*>/g) ?? [];
  const heights = paths.flatMap((path) => [...path.matchAll(/\d,(-?[\d.]+)/g)].map(([, y]) => Number(y)));
  expect(heights.length).toBeGreaterThan(0);
  expect(Math.max(...heights)).toBeLessThanOrEqual(height);
});

describe('every size of comparison, at 300 and 1000 pixels', () => {
  const cases = [1, 2, 12].flatMap((count) =>
    [1, 8, 64].flatMap((most) => [300, 1000].map((width) => ({ count, most, width }))),
  );

  it.each(cases)('$count machines to $most workers, $width pixels', ({ count, most, width }) => {
    const { label, table, layout } = picture(count, most);
    const { height, marks, drawing } = layout(width);
    expect(height).toBeLessThan(500);
    expect(marks).toHaveLength(lines(count, most).flatMap(({ points }) => points).length);
    expect(marks.filter(({ x, y }) => x < 0 || x > width || y < 0 || y > height)).toEqual([]);
    for (const row of table.rows) expect(row).toHaveLength(table.headers.length);
    expect(table.rows).toHaveLength(marks.length);
    const drawn = markup(drawing);
    expect(`${drawn}${label}`).not.toMatch(/NaN|undefined|Infinity/);
    const named = [...drawn.matchAll(/<text class="named" x=([\d.]+) y=([\d.]+)>([^<]*)/g)].map(([, x, y, text]) => ({
      right: Number(x) + textWidth(text ?? '', 'bold'),
      y: Number(y),
    }));
    expect(named).toHaveLength(count);
    named.sort((a, b) => a.y - b.y);
    named
      .slice(1)
      .forEach(({ y }, index) => expect(y - (named[index]?.y ?? 0)).toBeGreaterThanOrEqual(LINE_HEIGHT - 0.01));
    expect(named.filter(({ right }) => right > width)).toEqual([]);
  });
});

it('the axis doubles from step to step past 16 workers, and is even up to there', () => {
  const steps = (most: number): number[] => {
    const { marks } = picture(1, most).layout(1000);
    return marks.slice(1).map(({ x }, index) => Math.round(x - (marks[index]?.x ?? 0)));
  };
  const [first = 0] = steps(32);
  expect(steps(32).every((step) => Math.abs(step - first) <= 1)).toBe(true);
  expect(new Set(steps(16)).size).toBe(4);
});

it('what is drawn though it differs carries a star, and the table says in what', () => {
  const { table, layout } = picture(3, 8);
  expect(markup(layout(1000).drawing)).toMatch(/>C\* /);
  expect(table.rows.filter(([name, , , , differs]) => name?.startsWith('C,') && differs !== 'browser')).toEqual([]);
});

it('a name that is too long is cut, within its width, and one that fits is left alone', () => {
  expect(shortened('Lab 3', 200)).toBe('Lab 3');
  const cut = shortened('Reading room laptop by the window', 100);
  expect(cut).toMatch(/^Reading.*…$/);
  expect(textWidth(cut, 'bold')).toBeLessThanOrEqual(100);
});

describe('twelve machines', () => {
  it('have each a letter and a mark of their own', () => {
    const places = Array.from({ length: MOST_TOLD_APART }, (_, place) => place);
    expect(new Set(places.map(machineLetter)).size).toBe(MOST_TOLD_APART);
    expect(new Set(places.map((place) => markup(machineMark(place, 0, 0)))).size).toBe(MOST_TOLD_APART);
  });

  it('have each a tone of their own, legible as text on both papers', () => {
    const css = readFileSync(new URL('../../src/ui/page.css', import.meta.url), 'utf8');
    const tones = (token: string): [string, string] => {
      const [, light = '', dark = ''] = new RegExp(`--${token}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css) ?? [];
      return [light, dark];
    };
    const papers = tones('paper');
    const all = Array.from({ length: MOST_TOLD_APART }, (_, place) => tones(`machine-${place + 1}`));
    for (const [index, paper] of papers.entries()) {
      const own = all.map((pair) => pair[index] ?? '');
      expect(new Set(own).size).toBe(MOST_TOLD_APART);
      expect(own.filter((tone) => contrast(tone, paper) < 4.5)).toEqual([]);
    }
  });
});

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string): number => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const part = parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
