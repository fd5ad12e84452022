import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Mark } from '../../src/charts/picture.ts';
import { nearestMark, walked } from '../../src/ui/mark-walking.ts';
import { forecast, modeNotice, obstacle } from '../../src/ui/mode-notice.ts';

const CAPABLE = { webAssembly: true, workers: true, isolated: true, sharedMemory: true, secure: true, framed: false };

describe('what the page could not get is said with its remedy', () => {
  it('says nothing where everything is there', () => {
    expect([obstacle(CAPABLE), forecast(CAPABLE), modeNotice('shared', CAPABLE)]).toEqual([null, null, null]);
  });

  it('each cause of missing shared memory has a remedy of its own', () => {
    const remedy = (lacking: Partial<typeof CAPABLE>) => modeNotice('messages', { ...CAPABLE, ...lacking })?.remedy;
    expect(remedy({ isolated: false })).toMatch(/Opener-Policy: same-origin.*Embedder-Policy: require-corp/);
    expect(remedy({ isolated: false, secure: false })).toMatch(/plain http.*https/);
    expect(remedy({ isolated: false, framed: true })).toMatch(/inside another page.*tab of its own/);
    expect(remedy({ sharedMemory: false })).toMatch(/browser has no SharedArrayBuffer/);
    expect(remedy({})).toMatch(/refused it.*close other tabs/);
  });

  it('workers that are missing inside another page are asked for outside of it', () => {
    expect(modeNotice('main-only', { ...CAPABLE, framed: true })?.remedy).toMatch(/tab of its own/);
    expect(forecast({ ...CAPABLE, workers: false })?.remedy).toMatch(/ordinary window/);
  });

  it('an isolated page without the constructor is told of it before the first run', () => {
    expect(forecast({ ...CAPABLE, sharedMemory: false })?.text).toMatch(/no shared memory/);
  });

  it('without WebAssembly it is said what still works', () => {
    expect(obstacle({ ...CAPABLE, webAssembly: false })?.remedy).toMatch(/opened, compared and kept/);
  });

  it('bars the button only where nothing can be measured', () => {
    expect(obstacle({ ...CAPABLE, webAssembly: false })).not.toBeNull();
    expect(obstacle({ ...CAPABLE, workers: false, isolated: false })).toBeNull();
  });
});

function mark(row: number, x: number): Mark {
  return { row, x, y: row * 20, width: 5, height: 10, text: `${row}/${x}` };
}

describe('marks are reached alike by pointer and keys', () => {
  const marks = [mark(0, 30), mark(0, 10), mark(1, 12), mark(1, 28)];

  it('left and right follow the place, not the order of the list', () => {
    expect(walked(marks, 1, 'ArrowRight')).toBe(0);
    expect(walked(marks, 0, 'ArrowRight')).toBe(0);
    expect(walked(marks, 0, 'Home')).toBe(1);
  });

  it('up and down go to the nearest mark of the next row', () => {
    expect(walked(marks, 0, 'ArrowDown')).toBe(3);
    expect(walked(marks, 2, 'ArrowUp')).toBe(1);
    expect(walked(marks, 2, 'ArrowDown')).toBe(2);
  });

  it('the first arrow lands on the first mark, other keys lead nowhere', () => {
    expect(walked(marks, -1, 'ArrowRight')).toBe(0);
    expect(walked(marks, 0, 'x')).toBeUndefined();
  });

  it('the pointer takes the nearest within reach', () => {
    expect(nearestMark(marks, 29, 24)).toBe(3);
    expect(nearestMark(marks, 300, 300)).toBe(-1);
  });
});

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}

describe('every colour that text takes reads on its paper', () => {
  const css = readFileSync(new URL('../../src/ui/page.css', import.meta.url), 'utf8');
  const tokens = [...css.matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\)/g)].map(
    ([, name = '', light = '', dark = '']) => ({ name, light, dark }),
  );
  const paper = tokens.find(({ name }) => name === 'paper');
  const texts = tokens.filter(({ name }) => !['paper', 'rule', 'quiet'].includes(name));

  it('who asks for more contrast gets 7 for second words and 3 for lines', () => {
    const more = tokens.filter(({ name }, at) => tokens.findIndex((one) => one.name === name) < at);
    expect(more.map(({ name }) => name)).toEqual(['soft', 'rule', 'quiet']);
    for (const { name, light, dark } of more) {
      const least = name === 'soft' ? 7 : 3;
      expect(contrast(light, paper?.light ?? '')).toBeGreaterThanOrEqual(least);
      expect(contrast(dark, paper?.dark ?? '')).toBeGreaterThanOrEqual(least);
    }
  });

  it.each(texts)('$name has a contrast of at least 4.5 on both papers', ({ light, dark }) => {
    expect(contrast(light, paper?.light ?? '')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(dark, paper?.dark ?? '')).toBeGreaterThanOrEqual(4.5);
  });
});
