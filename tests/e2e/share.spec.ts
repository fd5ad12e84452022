/** Who passes a result on: every field is read before anything goes out; links, QR code, clipboard, files, pictures. On the built site. */
import { readFile } from 'node:fs/promises';
import jsqr from 'jsqr';
import type { Download, Page } from '@playwright/test';
import { readFullPayload } from '../../src/results/link/full-link.ts';
import { readSummaryPayload } from '../../src/results/link/summary-link.ts';
import { parseResult } from '../../src/results/parse.ts';
import {
  ANSWER,
  axeViolations,
  button,
  FULL,
  heading,
  MEASURED,
  NAMED,
  openPanel,
  openResult,
  SHORT,
} from './measured-links.ts';
import { expect, test } from './site-test.ts';

/** Bundlers and Node disagree about where a default of CommonJS stands. */
const readQr = typeof jsqr === 'function' ? jsqr : (jsqr as { default: typeof jsqr }).default;

const link = (page: Page) => page.getByRole('textbox', { name: 'The link' });

async function saved(page: Page, press: () => Promise<void>): Promise<Download> {
  const download = page.waitForEvent('download');
  await press();
  return download;
}

const textOf = async (download: Download): Promise<string> => readFile(await download.path(), 'utf8');

/** What is on the screen where the QR code is, as pixels. */
async function qrPixels(page: Page): Promise<{ data: Uint8ClampedArray; width: number; height: number }> {
  const png = await page.locator('lab-qr svg').screenshot();
  const { data, width, height } = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const image = context?.getImageData(0, 0, bitmap.width, bitmap.height);
    return { data: [...(image?.data ?? [])], width: bitmap.width, height: bitmap.height };
  }, png.toString('base64'));
  return { data: Uint8ClampedArray.from(data), width, height };
}

test.describe('who passes one on', () => {
  test(
    'reads every field before anything is copied, gives a name, and copies a link that opens the same',
    { tag: '@alone' },
    async ({ page, context }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await openResult(page, FULL);
      await openPanel(page);
      const list = page.getByRole('region', { name: 'What goes out' });
      for (const words of ['Chromium 156 on Linux', '30 November 2026 at 19:00:08 UTC', 'page 0.1.0, protocol 1']) {
        await expect(list.getByText(words)).toBeVisible();
      }
      await expect(list.getByText('Seed', { exact: true })).toHaveCount(0);
      await page.getByRole('textbox', { name: /Name of the machine/ }).fill('Lab PC 8');
      await expect(list.getByText('Lab PC 8', { exact: true })).toBeVisible();
      await button(page, 'Copy link').click();
      await expect(page.getByText('The link is copied.')).toBeVisible();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied.length).toBeLessThanOrEqual(200);
      expect(readSummaryPayload(/[?]s=([\w-]+)$/.exec(copied)?.[1] ?? '')).toMatchObject({
        ok: true,
        value: { name: 'Lab PC 8' },
      });

      await page.getByRole('radio', { name: /full link/ }).check();
      await expect(list.getByText('Seed', { exact: true })).toBeVisible();
      await expect(link(page)).toHaveValue(/[?]r=/);
      const full = await link(page).inputValue();
      expect(full.length).toBeLessThanOrEqual(2048);
      const read = await readFullPayload(/[?]r=([\w-]+)$/.exec(full)?.[1] ?? '');
      expect(read).toEqual({ ok: true, value: { ...MEASURED, name: 'Lab PC 8' } });

      const other = await context.newPage();
      await other.goto(copied);
      await expect(heading(other)).toHaveText(ANSWER);
      await expect(other.getByText(/^Lab PC 8: /)).toBeVisible();
    },
  );

  test('on a phone in the dark shows a QR code that a reader reads from the screen, 4 px a module and more', async ({
    page,
  }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await openResult(page, SHORT);
    await openPanel(page);
    await page.getByRole('textbox', { name: /Name of the machine/ }).fill('A name of as many letters as there are.');
    const text = await link(page).inputValue();
    const pixels = await qrPixels(page);
    expect(readQr(pixels.data, pixels.width, pixels.height)?.data).toBe(text);
    // Inside the quiet zone, past a first row that may fall between two pixels.
    const inside = 4 * (5 * pixels.width + 5);
    expect(pixels.data.slice(inside, inside + 3)).toEqual(Uint8ClampedArray.of(255, 255, 255));
    const modules = await page.locator('lab-qr svg').evaluate((svg) => (svg as SVGSVGElement).viewBox.baseVal.width);
    expect(pixels.width / modules).toBeGreaterThanOrEqual(4);
  });

  test('whose browser refuses the clipboard finds the link selected and reads how to copy it', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('no')) } });
      Document.prototype.execCommand = () => false;
    });
    await openResult(page, SHORT);
    await openPanel(page);
    await button(page, 'Copy link').click();
    await expect(page.getByText(/did not let the page copy\. The link is selected/)).toBeVisible();
    const selected = await link(page).evaluate((field) => {
      const { value, selectionStart, selectionEnd } = field as HTMLTextAreaElement;
      return value.slice(selectionStart, selectionEnd);
    });
    expect(selected).toBe(await link(page).inputValue());
  });

  test('hands text and address to the system where it has a sheet for that, and closing the sheet is no fault', async ({
    page,
  }) => {
    await page.addInitScript(() => {
      const shared: unknown[] = [];
      Object.assign(globalThis, { shared });
      Object.defineProperty(navigator, 'canShare', { value: () => true });
      Object.defineProperty(navigator, 'share', {
        value: (data: unknown) => {
          shared.push(data);
          return Promise.reject(new DOMException('closed', 'AbortError'));
        },
      });
    });
    await openResult(page, SHORT);
    await openPanel(page);
    await button(page, 'Share…').click();
    const shared = await page.evaluate(() => (globalThis as unknown as { shared: ShareData[] }).shared);
    expect(shared).toHaveLength(1);
    expect(shared[0]?.url).toBe(await link(page).inputValue());
    expect(shared[0]?.text).toContain('A result of Overlap');
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('with the keyboard alone chooses a form and copies', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openResult(page, FULL);
    await button(page, 'Share').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: /short link/ }).waitFor();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('radio', { name: /short link/ })).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('radio', { name: /full link/ })).toBeChecked();
    await expect(link(page)).toHaveValue(/[?]r=/);
    await page.keyboard.press('Tab');
    await expect(page.getByRole('textbox', { name: /Name of the machine/ })).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect(button(page, 'Copy link')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByText('The link is copied.')).toBeVisible();
  });

  test('saves JSON, NDJSON and CSV that hold the result, and cites it', async ({ page }) => {
    await openResult(page, FULL);
    await openPanel(page);
    await page.getByRole('radio', { name: /a file/ }).check();
    const json = await textOf(await saved(page, () => button(page, 'JSON').click()));
    expect(parseResult(JSON.parse(json))).toEqual({ ok: true, document: NAMED });
    const lines = (await textOf(await saved(page, () => button(page, 'NDJSON').click()))).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([NAMED]);
    const csv = (await textOf(await saved(page, () => button(page, 'CSV').click()))).trimEnd().split(/\r?\n/);
    expect(csv).toHaveLength(1 + MEASURED.series.length);
    await expect(button(page, 'Trace events')).toHaveCount(0);
    await page.getByText('Cite this result').click();
    await expect(page.getByRole('textbox', { name: 'The citation' })).toHaveValue(
      /^Overlap 0\.1\.0 \(protocol 1\), Mandelbrot set v\d+, measured 30 November 2026 in Chromium 156 on Linux/,
    );
    await expect(page.getByRole('textbox', { name: 'The BibTeX entry' })).toHaveValue(/^@misc\{overlap-/);
  });

  test('keeps a received result on the device and opens it from there', async ({ page }) => {
    await openResult(page, FULL);
    await button(page, 'Keep on this device').click();
    await expect(page.getByText('It is kept on this device')).toBeVisible();
    await page.getByRole('link', { name: 'Open what is kept' }).click();
    await expect(heading(page)).toHaveText(ANSWER);
    await expect(page.getByText(/^Kept on this device is the whole result/)).toBeVisible();
    await expect(button(page, 'Keep on this device')).toHaveCount(0);
  });

  test('saves a picture as SVG and as PNG, with heading, device and day', async ({ page }) => {
    await openResult(page, FULL);
    await button(page, 'Save').first().click();
    const svg = await saved(page, () => button(page, 'SVG, to print or edit').click());
    expect(svg.suggestedFilename()).toBe('overlap-speed-up-2026-11-30.svg');
    const text = await textOf(svg);
    expect(text).toContain('Lab PC 7&lt;/b&gt; · Chromium 156 on Linux · 30 November 2026 · measured with Overlap');
    expect(text).not.toMatch(/ class=| style=|var\(/);
    const png = await readFile(await (await saved(page, () => button(page, 'PNG, for slides').click())).path());
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.length).toBeGreaterThan(5_000);
  });
});

interface TraceEvent {
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur: number;
}

/** Two that neither touch nor nest, in one thread; null where there are none. */
function misplaced(events: readonly TraceEvent[]): readonly [TraceEvent, TraceEvent] | null {
  const threads = new Map<number, TraceEvent[]>();
  for (const event of events) threads.set(event.tid, [...(threads.get(event.tid) ?? []), event]);
  for (const own of threads.values()) {
    const ordered = own.toSorted((a, b) => a.ts - b.ts || b.dur - a.dur);
    const open: TraceEvent[] = [];
    for (const event of ordered) {
      while (open.length > 0 && open.at(-1).ts + open.at(-1).dur <= event.ts) open.pop();
      const around = open.at(-1);
      if (around && event.ts + event.dur > around.ts + around.dur) return [around, event];
      open.push(event);
    }
  }
  return null;
}

test('a run of this page is shared from where it was measured, with a trace of what was recorded', async ({ page }) => {
  test.setTimeout(90_000);
  await page.goto('');
  await button(page, 'Measure this device').click();
  await page
    .getByText(/round \d/)
    .first()
    .waitFor({ timeout: 60_000 });
  await button(page, 'Stop').click();
  await button(page, 'Measure again').waitFor();
  await openPanel(page);
  const short = await link(page).inputValue();
  expect(short.length).toBeLessThanOrEqual(200);
  await page.getByRole('radio', { name: /full link/ }).check();
  await expect(link(page)).toHaveValue(/[?]r=/);
  expect((await link(page).inputValue()).length).toBeLessThanOrEqual(2048);
  await page.getByRole('radio', { name: /a file/ }).check();
  const trace = JSON.parse(await textOf(await saved(page, () => button(page, 'Trace events').click()))) as {
    traceEvents: TraceEvent[];
  };
  const spans = trace.traceEvents.filter(({ ph }) => ph === 'X');
  expect(spans.length).toBeGreaterThan(0);
  expect(spans.every(({ ts, dur }) => ts >= 0 && dur >= 0)).toBe(true);
  expect(misplaced(spans)).toBe(null);
  const processOf = new Map(trace.traceEvents.map(({ tid, pid }) => [tid, pid]));
  expect(trace.traceEvents.every(({ tid, pid }) => processOf.get(tid) === pid)).toBe(true);
  expect(await axeViolations(page)).toEqual([]);
});
