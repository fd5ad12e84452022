/** Ten thousand results: from the choice of a file to the pictures, and the frames while they are filtered and scrolled. */
import type { Browser, Page } from 'playwright';
import { quantile } from '../../../src/measure/stats/quantile.ts';
import { MACHINES, type FleetFile } from './files.ts';
import { drawn, equip } from './page.ts';
import { ms, ranged, type Row } from './row.ts';

const RUNS = 5;
/** Of a display with 60 frames a second, and what a timer may add to it. */
const FRAME_MS = 1_000 / 60 + 1.5;
const FRAMES = 240;

async function opened(browser: Browser, site: string): Promise<Page> {
  const page = await browser.newPage({ serviceWorkers: 'block' });
  await equip(page);
  await page.goto(`${site}#/compare`);
  await page.locator('lab-compare-ways input[type=file]').waitFor({ state: 'attached' });
  return page;
}

/** Milliseconds from the choice to the pictures. */
async function load(page: Page, path: string): Promise<number> {
  const input = page.locator('lab-compare-ways input[type=file]').first();
  await input.evaluate((element) => {
    element.addEventListener('change', () => performance.mark('chosen'), { capture: true, once: true });
  });
  await input.setInputFiles(path);
  const end = await drawn(page, 'lab-fleet >> lab-figure >> svg', 2, '');
  const start = await page.evaluate(() => performance.getEntriesByName('chosen')[0]?.startTime ?? NaN);
  const read = await page.evaluate(() => {
    const [fleet] = globalThis.benchFace?.all('lab-fleet') ?? [];
    return (fleet as { machines?: readonly unknown[] } | undefined)?.machines?.length;
  });
  if (read !== MACHINES) throw new Error(`${String(read)} machines were read from ${path}, not ${MACHINES}`);
  return end - start;
}

/** Frames while another browser, class of cores or mode is chosen in every third of them. */
async function filtering(page: Page): Promise<number[]> {
  return page.evaluate(async (count) => {
    const face = globalThis.benchFace;
    if (!face) return [];
    return face.frames(count, (at) => {
      if (at % 3 !== 0) return;
      const selects = face.all('lab-fleet-filters >> select') as HTMLSelectElement[];
      const select = selects[Math.floor(at / 24) % selects.length];
      if (!select) throw new Error('there is no filter');
      select.selectedIndex = (select.selectedIndex + 1) % select.options.length;
      select.dispatchEvent(new Event('change'));
    });
  }, FRAMES);
}

async function scrolling(page: Page): Promise<number[]> {
  return page.evaluate(async (count) => {
    const height = document.documentElement.scrollHeight - innerHeight;
    if (height <= 0) throw new Error('there is nothing to scroll');
    const there = (at: number) => Math.abs((((at / count) * 2 + 1) % 2) - 1);
    return (await globalThis.benchFace?.frames(count, (at) => scrollTo(0, there(at) * height))) ?? [];
  }, FRAMES);
}

function frameRow(figure: string, times: readonly number[]): Row {
  const inTime = times.filter((time) => time <= FRAME_MS).length;
  const measured = `${((100 * inTime) / times.length).toFixed(1)} % of ${times.length} frames in time; median ${ms(quantile(times, 0.5))}, 99 %: ${ms(quantile(times, 0.99))}, longest ${ms(Math.max(...times))}`;
  return { figure, target: '60 a second', measured };
}

export async function fleetRows(browser: Browser, site: string, files: readonly FleetFile[]): Promise<Row[]> {
  const rows: Row[] = [];
  const [filtered, scrolled]: [number[], number[]] = [[], []];
  for (const { what, path } of files) {
    const times: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const page = await opened(browser, site);
      times.push(await load(page, path));
      if (rows.length === 0) {
        filtered.push(...(await filtering(page)));
        scrolled.push(...(await scrolling(page)));
      }
      await page.close();
    }
    rows.push({
      figure: `${MACHINES} results loaded and drawn: ${what}`,
      target: '≤ 2000 ms',
      measured: ranged(times, ms),
    });
  }
  return [
    ...rows,
    frameRow('… a filter changed every third frame', filtered),
    frameRow('… scrolled from top to bottom and back', scrolled),
  ];
}
