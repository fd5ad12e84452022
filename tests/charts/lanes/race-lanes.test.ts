import { describe, expect, it } from 'vitest';
import { landingAt, stepped, type Landing } from '../../../src/charts/lanes/lane-landing.ts';
import { lanesLayout, xOf, type LanesLayout } from '../../../src/charts/lanes/lanes-layout.ts';
import { lanesSvg } from '../../../src/charts/lanes/lanes-svg.ts';
import { RaceLanes, wholeOf, type ModelLanes } from '../../../src/charts/lanes/race-lanes.ts';
import { raceLabel, raceTable, spansTable } from '../../../src/charts/lanes/race-table.ts';
import { fitted, moved, revealing, zoomed } from '../../../src/charts/lanes/time-window.ts';
import { THIN } from '../../../src/charts/number-format.ts';
import { convoy, dense, entry, handOvers, sleepers, until } from '../../gallery/race-samples.ts';
import { entriesOf, raceReport, waiting } from '../../gallery/race-reports.ts';
import { MODEL_IDS } from '../../../src/models/index.ts';

function lanesOf(...entries: ReturnType<typeof entry>[]): readonly ModelLanes[] {
  return new RaceLanes().of(raceReport(entries), 'threads');
}

function layoutOf(models: readonly ModelLanes[], width = 1000): LanesLayout {
  return lanesLayout(models, fitted(wholeOf(models)), width);
}

const plain = (text = ''): string => text.replaceAll(THIN, ' ');

describe('rows', () => {
  it('are threads, in order, each with its name', () => {
    const [gil] = lanesOf(entry('gil-threads', 3, handOvers(3, 6)));
    expect(gil?.rows.map(({ name }) => name)).toEqual(['main', 'thread 1', 'thread 2', 'thread 3']);
    expect(gil?.rows.every(({ waits }) => waits === null)).toBe(true);
  });

  it('keep who executes apart from who waits where the waits of many overlap', () => {
    const [loop] = lanesOf(entry('event-loop', 0, sleepers(50)));
    const page = loop?.rows[0];
    expect(page?.name).toBe('page');
    expect([...new Set(page?.track.code)]).toEqual([0]);
    expect(page?.waits?.united.length).toBe(1);
  });

  it('are tasks when asked for, ten thousand of them in no more than 80 rows', () => {
    const report = raceReport([entry('event-loop', 0, sleepers(10_000))]);
    const [loop] = new RaceLanes().of(report, 'tasks');
    expect(loop?.rows.length).toBeLessThanOrEqual(80);
    expect(loop?.rows.reduce((sum, { sharing }) => sum + sharing, 0)).toBe(10_001);
    expect(loop?.rows.reduce((sum, { track }) => sum + track.length, 0)).toBe(loop?.played?.spans.length);
  });

  it('of a model that has not changed are not worked out again', () => {
    const race = new RaceLanes();
    const [done, other] = entriesOf(['event-loop', 'free-threads']);
    if (!done || !other) throw new Error('two entries');
    const before = race.of(raceReport([done, waiting(other)]), 'threads');
    const after = race.of(raceReport([{ ...done }, other]), 'threads');
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
  });
});

describe('the layout', () => {
  it.each([320, 328, 700, 1180])('keeps everything within %i pixels, in order, and rows apart', (width) => {
    const models = lanesOf(...entriesOf(MODEL_IDS));
    const { left, right, blocks, key, height, bottom } = layoutOf(models, width);
    expect(right).toBeLessThan(width);
    expect(left).toBeLessThan(right);
    let below = 0;
    for (const { top, rows, strip } of blocks) {
      expect(top).toBeGreaterThanOrEqual(below);
      for (const row of rows) {
        expect(row.y).toBeGreaterThanOrEqual(below);
        below = row.y + row.height;
      }
      expect(strip?.top).toBeGreaterThan(below);
      below = (strip?.top ?? 0) + (strip?.height ?? 0);
    }
    expect(bottom).toBeGreaterThanOrEqual(below);
    expect(key.every(({ x, y }) => x < width && y < height)).toBe(true);
  });

  it('breaks the words of a fault into lines instead of cutting them', () => {
    const reason = 'The main thread cannot wait for another task: this program needs two that take turns.';
    const models = lanesOf({ ...entry('main-thread', 0, handOvers(1, 1)), state: 'unable', played: null, reason });
    const [block] = layoutOf(models, 328).blocks;
    expect(block?.words.map(({ text }) => text).join(' ')).toBe(reason);
    expect(block?.words.length).toBeGreaterThan(1);
  });
});

describe('what the pointer lands on', () => {
  const models = lanesOf(entry('gil-threads', 3, handOvers(3, 6)), entry('event-loop', 0, sleepers(50)));
  const layout = layoutOf(models);
  const at = (block: number, row: number, ms: number): Landing | null => {
    const placed = layout.blocks[block]?.rows[row];
    return landingAt(layout, xOf(layout, ms), (placed?.y ?? 0) + 5);
  };

  it('is named: who, which task, what, from, to, how long', () => {
    expect(plain(at(0, 2, 3)?.text)).toBe(
      'threads under a GIL, thread 2, task 2 (crunch): waiting for the GIL, 0.40–5.40 ms (5.0 ms)',
    );
  });

  it('says how many tasks wait where many do', () => {
    expect(plain(at(1, 0, 60)?.text)).toContain('51 tasks waiting for I/O');
  });

  it('is both curves in the strip below', () => {
    const strip = layout.blocks[0]?.strip;
    const landing = landingAt(layout, xOf(layout, 7), (strip?.top ?? 0) + 20);
    expect(plain(landing?.text)).toBe('threads under a GIL, at 7.00 ms: 4 tasks in progress, 1 executing');
  });

  it('is nothing beside the lanes', () => {
    expect(landingAt(layout, 0, 100)).toBeNull();
  });

  it('is walked by arrow keys: spans to the side, lanes up and down, and stays at the ends', () => {
    const keys = ['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowUp'];
    const texts: string[] = [];
    let landing: Landing | null = null;
    for (const key of keys) {
      landing = stepped(layout, landing, key);
      texts.push(
        plain(landing?.text)
          .replace('threads under a GIL, ', '')
          .replace(/, \d.*/, ''),
      );
    }
    expect(texts).toEqual([
      'main: executing',
      'main: waiting for I/O',
      'thread 1, task 1 (crunch): executing',
      'thread 1, task 1 (crunch): waiting for the GIL',
      'thread 1, task 1 (crunch): executing',
      'main: waiting for I/O',
      'main: waiting for I/O',
    ]);
  });

  it('walks over 100 000 spans in no more steps than there are pixels', () => {
    const [many] = [lanesOf(entry('free-threads', 1, dense(1, 100_000)))];
    const wide = layoutOf(many);
    let landing = stepped(wide, null, 'ArrowRight');
    let steps = 0;
    for (let last = ''; landing && landing.text !== last; steps++) {
      last = landing.text;
      landing = stepped(wide, landing, 'ArrowRight');
    }
    expect(steps).toBeGreaterThan(100);
    expect(steps).toBeLessThan(wide.right - wide.left + 2);
  });
});

describe('the window of time', () => {
  it('keeps the moment under the pointer where it is, and ends with the race', () => {
    expect(zoomed({ from: 0, to: 100 }, 2, 30, 100)).toEqual({ from: 15, to: 65 });
    expect(zoomed({ from: 15, to: 65 }, 0.1, 30, 100)).toEqual({ from: 0, to: 100 });
    expect(moved({ from: 15, to: 65 }, 80, 100)).toEqual({ from: 50, to: 100 });
  });

  it('moves no further than it must to reveal a span', () => {
    expect(revealing({ from: 0, to: 10 }, 2, 3, 100)).toEqual({ from: 0, to: 10 });
    expect(revealing({ from: 0, to: 10 }, 50, 51, 100)).toEqual({ from: 42, to: 52 });
    expect(revealing({ from: 20, to: 30 }, 5, 6, 100)).toEqual({ from: 4, to: 14 });
  });
});

describe('for who does not see it', () => {
  it('a table gives each row its share of the makespan in each phase', () => {
    const { headers, rows } = raceTable(lanesOf(entry('gil-threads', 2, handOvers(2, 4))));
    expect(headers.slice(-3)).toEqual(['executing', 'waiting for the GIL', 'waiting for I/O']);
    expect(rows.map((row) => row.map(plain))).toEqual([
      ['threads under a GIL, main', '20 ms', '3', '3', '1', '2 %', '0 %', '98 %'],
      ['threads under a GIL, thread 1', '20 ms', '3', '3', '1', '49 %', '25 %', '0 %'],
      ['threads under a GIL, thread 2', '20 ms', '3', '3', '1', '49 %', '49 %', '0 %'],
    ]);
  });

  it('the first spans can be read, as many as are asked for', () => {
    const { rows, headers } = spansTable(lanesOf(entry('free-threads', 5, convoy(6, 7))), 9);
    expect(rows).toHaveLength(9);
    for (const row of rows) expect(row).toHaveLength(headers.length);
  });

  it('the label is the finding in a sentence', () => {
    expect(plain(raceLabel('t', lanesOf(entry('gil-threads', 2, handOvers(2, 4)))))).toBe(
      'Who ran when in “t”: threads under a GIL 20 ms, 3 tasks in progress and 1 executing at most.',
    );
  });
});

describe('the drawing as SVG', () => {
  it('is well-formed, escaped, and has a path a phase', () => {
    const models = lanesOf(entry('gil-threads', 3, until(handOvers(3, 6), 20)));
    const grey = [90, 90, 90] as const;
    const fills = { name: grey, model: grey, released: grey, paper: grey, soft: grey, quiet: grey };
    const svg = lanesSvg(
      layoutOf(models),
      { ink: grey, soft: grey, rule: grey, paper: grey, quiet: grey, of: () => fills },
      'a < b',
      'n',
    );
    expect(svg).toContain('<title>a &lt; b</title>');
    expect(svg).toContain('fill="url(#m0-waiting-gil)" d="M');
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    expect(svg.match(/<g[ >]/g)?.length).toBe(svg.match(/<\/g>/g)?.length);
  });
});
