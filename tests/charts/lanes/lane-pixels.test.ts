import { describe, expect, it } from 'vitest';
import { prng } from '../../../src/base/prng.ts';
import { fillTiles, packed, type Colour } from '../../../src/charts/lanes/fill-tiles.ts';
import { heights, paintRow } from '../../../src/charts/lanes/lane-pixels.ts';
import { codeOf } from '../../../src/charts/lanes/phase-codes.ts';
import { mixTrack, PARTS, pixelMix, SECOND_SHADE } from '../../../src/charts/lanes/pixel-mix.ts';
import { TrackBuilder, type Track } from '../../../src/charts/lanes/track.ts';
import type { Phase } from '../../../src/trace/span.ts';

function track(...spans: readonly (readonly [Phase, number, number, number?])[]): Track {
  const builder = new TrackBuilder(spans.length);
  for (const [phase, start, end, task = 0] of spans) builder.add(start, end, task, codeOf(phase));
  return builder.close();
}

function dense(count: number): Track {
  const random = prng(11);
  const builder = new TrackBuilder(count);
  let time = 0;
  for (let at = 0; at < count; at++) {
    const end = time + random.next() ** 3;
    builder.add(time, end, at, random.below(3));
    time = end + (random.next() < 0.2 ? random.next() : 0);
  }
  return builder.close();
}

const black: Colour = [0, 0, 0];
const white: Colour = [255, 255, 255];
const colours = {
  name: black,
  model: black,
  released: black,
  paper: white,
  soft: black,
  quiet: [200, 200, 200] as const,
};

/** The painted row, true where it is not paper. */
function painted(one: Track, width: number, height: number, pixelMs: number): boolean[][] {
  const mix = pixelMix(width);
  mixTrack(one, { from: 0, pixelMs }, mix, false);
  const target = { width, height, pixels: new Uint32Array(width * height) };
  const painting = { tiles: fillTiles(colours, 1), shift: 0, whole: 1, from: 0, until: width, height, hairline: 0 };
  paintRow(mix, painting, target);
  return Array.from({ length: width }, (_, x) =>
    Array.from({ length: height }, (_, y) => target.pixels[y * width + x] !== packed(white)),
  );
}

describe('the parts of a pixel', () => {
  it('add up to the time that was recorded in it, at any zoom', () => {
    const one = dense(5_000);
    for (const [from, pixelMs] of [
      [0, 4],
      [100.3, 0.7],
      [200.01, 0.003],
    ] as const) {
      const width = 300;
      const mix = pixelMix(width);
      mixTrack(one, { from, pixelMs }, mix, true);
      for (let pixel = 0; pixel < width; pixel++) {
        const [left, right] = [from + pixel * pixelMs, from + (pixel + 1) * pixelMs];
        let recorded = 0;
        for (let at = 0; at < one.length; at++) {
          recorded += Math.max(0, Math.min(right, one.end[at] ?? 0) - Math.max(left, one.start[at] ?? 0));
        }
        const sum = mix.parts.subarray(pixel * PARTS, (pixel + 1) * PARTS).reduce((all, part) => all + part, 0);
        expect(sum * pixelMs).toBeCloseTo(recorded, 3);
      }
    }
  });

  it('look only at the spans in sight', () => {
    const one = dense(100_000);
    const mix = pixelMix(100);
    const middle = one.start[50_000] ?? 0;
    expect(mixTrack(one, { from: middle, pixelMs: 0.01 }, mix, true)).toBeLessThan(20);
    expect(mixTrack(one, { from: 0, pixelMs: 1e4 }, mix, true)).toBe(100_000);
  });

  it('are found although an early span lasts beyond all others', () => {
    const one = track(['waiting-io', 0, 100], ['running', 1, 2], ['running', 3, 4]);
    const mix = pixelMix(10);
    mixTrack(one, { from: 50, pixelMs: 1 }, mix, true);
    expect(mix.parts[codeOf('waiting-io')]).toBeCloseTo(1);
  });
});

describe('a painted row', () => {
  it('shows the shortest execution among long waits as a quarter of the row at least', () => {
    const one = track(['waiting-io', 0, 50], ['running', 50, 50.0001], ['waiting-io', 50.0001, 100]);
    const mix = pixelMix(10);
    mixTrack(one, { from: 0, pixelMs: 10 }, mix, true);
    const into = new Int32Array(PARTS);
    heights(mix, 5, 1, 16, into);
    expect(into[codeOf('running')]).toBe(4);
  });

  it('shows an execution at the very end of a wait, where only two spans share the pixel', () => {
    const one = track(['waiting-io', 0, 55], ['running', 55, 55.0001]);
    const mix = pixelMix(10);
    mixTrack(one, { from: 0, pixelMs: 10 }, mix, true);
    const into = new Int32Array(PARTS);
    heights(mix, 5, 1, 16, into);
    expect(into[codeOf('running')]).toBeGreaterThan(0);
  });

  it('fills a lone span’s pixels from top to bottom', () => {
    const columns = painted(track(['running', 2, 5]), 8, 6, 1);
    expect(columns.map((column) => column.filter(Boolean).length)).toEqual([0, 0, 6, 6, 6, 0, 0, 0]);
  });

  it('stacks work at the base, in proportion, where many spans share a pixel', () => {
    const spans = Array.from(
      { length: 100 },
      (_, at) => [at % 2 ? 'waiting-gil' : 'running', at / 10, (at + 1) / 10] as const,
    );
    const mix = pixelMix(1);
    mixTrack(track(...spans), { from: 0, pixelMs: 10 }, mix, true);
    const into = new Int32Array(PARTS);
    heights(mix, 0, 1, 20, into);
    expect([into[codeOf('running')], into[codeOf('waiting-gil')], into[SECOND_SHADE]]).toEqual([10, 10, 0]);
  });

  it('never stacks higher than the row', () => {
    const one = dense(20_000);
    const mix = pixelMix(200);
    mixTrack(one, { from: 0, pixelMs: 60 }, mix, true);
    const into = new Int32Array(PARTS);
    for (const height of [2, 5, 18]) {
      for (let pixel = 0; pixel < 200; pixel++) {
        heights(mix, pixel, 1, height, into);
        expect(into.reduce((sum, part) => sum + part, 0)).toBeLessThanOrEqual(height);
      }
    }
  });

  it('tells two tasks side by side apart, and keeps one task in one shade', () => {
    expect([...track(['running', 0, 1, 4], ['running', 1, 2, 6], ['idle', 2, 3], ['running', 3, 4, 6]).shade]).toEqual([
      0, 1, 0, 1,
    ]);
  });
});

describe('a track', () => {
  it('puts spans that come in any order into theirs', () => {
    const one = track(['running', 5, 6, 2], ['waiting-io', 0, 9, 1], ['idle', 3, 4, 3]);
    expect([...one.start]).toEqual([0, 3, 5]);
    expect([...one.task]).toEqual([1, 3, 2]);
    expect([...one.reach]).toEqual([9, 9, 9]);
  });
});
