/** The picture of a race in a browser: keys, pointer, wheel, exports. Races are simulated; nothing is timed. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { THIN } from '../../src/charts/number-format.ts';
import '../../src/ui/lab-lanes.ts';
import type { LabLanes } from '../../src/ui/lab-lanes.ts';
import { pngOf, traceOf } from '../../src/ui/lab-lanes-files.ts';
import { lanesLayout } from '../../src/charts/lanes/lanes-layout.ts';
import { RaceLanes, wholeOf } from '../../src/charts/lanes/race-lanes.ts';
import { readPalette } from '../../src/ui/lab-lanes-palette.ts';
import { dense, entry, handOvers, sleepers } from '../gallery/race-samples.ts';
import { raceReport } from '../gallery/race-reports.ts';
import '../../src/ui/page.css';

const report = raceReport([entry('gil-threads', 2, handOvers(2, 4)), entry('event-loop', 0, sleepers(50))]);
let lanes: LabLanes;

function inside<E extends Element>(selector: string): E {
  const found = lanes.shadowRoot?.querySelector<E>(selector);
  if (!found) throw new Error(`there is no ${selector}`);
  return found;
}

const frame = (): Promise<unknown> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

async function settled(): Promise<void> {
  await lanes.updateComplete;
  await frame();
}

async function press(key: string, more: KeyboardEventInit = {}): Promise<KeyboardEvent> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true, ...more });
  inside('canvas').dispatchEvent(event);
  await settled();
  return event;
}

const readout = (): string => inside('.readout').textContent.trim().replaceAll(THIN, ' ');

beforeEach(async () => {
  lanes = document.createElement('lab-lanes');
  lanes.style.width = '900px';
  lanes.report = report;
  document.body.append(lanes);
  await settled();
});

afterEach(() => lanes.remove());

describe('by keys alone', () => {
  it('spans are read out one after the other, and Escape leaves', async () => {
    inside<HTMLCanvasElement>('canvas').focus();
    await settled();
    await press('ArrowDown');
    await press('ArrowDown');
    await press('ArrowRight');
    expect(readout()).toBe(
      'threads under a GIL, thread 1, task 1 (crunch): waiting for the GIL, 5.40–10.4 ms (5.0 ms)',
    );
    expect(inside('.readout').getAttribute('aria-live')).toBe('polite');
    await press('Escape');
    expect(readout()).toMatch(/^Arrow keys walk/);
  });

  it('it is zoomed, moved and fitted', async () => {
    const whole = lanes.window.to;
    await press('+');
    expect(lanes.window.to - lanes.window.from).toBeCloseTo(whole / 1.6);
    const { from } = lanes.window;
    await press('ArrowRight', { shiftKey: true });
    expect(lanes.window.from).toBeGreaterThan(from);
    await press('0');
    expect(lanes.window).toEqual({ from: 0, to: whole });
  });

  it('a walk brings what is out of sight into it', async () => {
    for (let turn = 0; turn < 6; turn++) await press('+');
    for (let turn = 0; turn < 12; turn++) await press('ArrowRight');
    const { from, to } = lanes.window;
    await press('ArrowDown');
    for (let turn = 0; turn < 12; turn++) await press('ArrowRight');
    expect(lanes.window.from).toBeGreaterThanOrEqual(from);
    expect(lanes.window.to - lanes.window.from).toBeCloseTo(to - from);
  });

  it('t shows the table, and keys with Ctrl stay the browser’s', async () => {
    await press('t');
    expect(inside('table').textContent).toContain('waiting for the GIL');
    expect((await press('0', { ctrlKey: true })).defaultPrevented).toBe(false);
  });
});

describe('with a pointer', () => {
  it('hovering reads out the same line as the keys do', async () => {
    const canvas = inside<HTMLCanvasElement>('canvas');
    await press('ArrowDown');
    await press('ArrowDown');
    const byKeys = readout();
    await press('Escape');
    const box = canvas.getBoundingClientRect();
    const layout = lanesLayout(new RaceLanes().of(report, 'threads'), lanes.window, Math.floor(box.width));
    const row = layout.blocks[0]?.rows[1];
    const x = layout.left + (2 / lanes.window.to) * (layout.right - layout.left);
    const place = { clientX: box.left + x, clientY: box.top + (row?.y ?? 0) + 6, bubbles: true };
    canvas.dispatchEvent(new PointerEvent('pointermove', place));
    await settled();
    expect(readout()).toBe(byKeys);
    canvas.dispatchEvent(new PointerEvent('pointerleave', { bubbles: true }));
    await settled();
    expect(readout()).toBe('');
  });

  it('a plain wheel scrolls the page; with Ctrl it zooms about the pointer', async () => {
    const canvas = inside<HTMLCanvasElement>('canvas');
    const box = canvas.getBoundingClientRect();
    const wheel = (more: WheelEventInit): WheelEvent => {
      const event = new WheelEvent('wheel', {
        cancelable: true,
        clientX: box.left + box.width / 2,
        deltaY: -100,
        ...more,
      });
      canvas.dispatchEvent(event);
      return event;
    };
    const before = lanes.window;
    expect(wheel({}).defaultPrevented).toBe(false);
    expect(lanes.window).toEqual(before);
    expect(wheel({ ctrlKey: true }).defaultPrevented).toBe(true);
    expect(lanes.window.to - lanes.window.from).toBeLessThan(before.to);
  });
});

describe('what is drawn', () => {
  it('is as sharp as the screen and has the colours of the models', () => {
    const canvas = inside<HTMLCanvasElement>('canvas');
    expect(canvas.width).toBe(Math.round(900 * devicePixelRatio));
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    const colours = new Set<string>();
    for (let at = 0; at < data.length; at += 4) colours.add([data[at], data[at + 1], data[at + 2]].join());
    const palette = readPalette(document.body, ['gil-threads', 'event-loop']);
    const models = new RaceLanes().of(report, 'threads');
    const { blocks } = lanesLayout(models, { from: 0, to: wholeOf(models) }, 900);
    for (const block of blocks) expect(colours.has(palette.of(block).model.join())).toBe(true);
  });

  it('follows a report that grows, also while it rests between two of them', async () => {
    lanes.report = raceReport([entry('free-threads', 4, dense(4, 500))], { state: 'running' });
    await settled();
    const short = lanes.window.to;
    lanes.report = raceReport([entry('free-threads', 4, dense(4, 5_000))], { state: 'running' });
    await expect.poll(() => lanes.window.to).toBeGreaterThan(short);
  });

  it('says what is to come while there is nothing', async () => {
    lanes.report = null;
    await settled();
    expect(inside('.waiting').textContent).toBe('The lanes appear here as soon as the first model runs.');
  });

  it('has lanes of tasks when asked for', async () => {
    const select = inside<HTMLSelectElement>('select');
    const before = inside<HTMLCanvasElement>('canvas').height;
    select.value = 'tasks';
    select.dispatchEvent(new Event('change'));
    await settled();
    expect(inside<HTMLCanvasElement>('canvas').height).toBeGreaterThan(before);
  });
});

describe('files', () => {
  const models = new RaceLanes().of(report, 'threads');

  it('are a PNG of the picture at twice its size', async () => {
    const layout = lanesLayout(models, { from: 0, to: wholeOf(models) }, 700);
    const blob = await pngOf(report, layout, readPalette(document.body, ['gil-threads', 'event-loop']));
    const picture = await createImageBitmap(blob);
    expect([picture.width, blob.type]).toEqual([2 * (700 + 32), 'image/png']);
  });

  it('are a trace that parses', async () => {
    const blob = await traceOf(report, models);
    const { traceEvents } = JSON.parse(await blob.text()) as { traceEvents: unknown[] };
    expect(traceEvents.length).toBeGreaterThan(100);
  });
});
